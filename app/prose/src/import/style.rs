//! What an element says of the characters in it: marks, font, kind of block, indent.

use std::rc::Rc;

use super::css::{Declaration, Sheet, first_family, points};
use super::{Dom, Source};
use crate::model::mark::canonical;
use crate::{Href, LangTag, Level, ListKind, Mark};

/// The kind of block that running text becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TextKind {
    #[default]
    Paragraph,
    Heading(Level),
}

/// What holds for the characters at a place; children start from their parent's.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub strong: bool,
    pub em: bool,
    pub strike: bool,
    pub sub: bool,
    pub sup: bool,
    pub code: bool,
    /// Blanks and line ends are kept.
    pub pre: bool,
    /// The characters are a list's sign, put there by the program that copied.
    pub marker: bool,
    pub centred: bool,
    pub link: Option<Href>,
    pub lang: Option<LangTag>,
    pub font: Option<Rc<str>>,
    pub text: TextKind,
    /// The left margin in points, where the block's own style sets one.
    pub indent: Option<f32>,
    /// The block is one of Word's list paragraphs by its class.
    pub is_list_paragraph: bool,
    /// In a figure of ours around a quotation, whose caption only repeats the source.
    pub is_quotation: bool,
    /// In a table's head.
    pub is_head: bool,
    /// The items of the list around name their list themselves.
    pub listed: Option<Listed>,
}

/// A list's name and level, where the list says them, and how it is numbered.
pub(super) type Listed = (Option<(String, u8)>, Option<ListKind>);

impl Style {
    /// The marks, in the schema's order.
    pub fn marks(&self) -> Vec<Mark> {
        let flags = [
            (self.strong, Mark::Strong),
            (self.em, Mark::Em),
            (self.strike, Mark::Strike),
            (self.sub, Mark::Sub),
            (self.sup, Mark::Sup),
            (self.code, Mark::Code),
        ];
        let mut marks: Vec<Mark> = self.link.iter().cloned().map(Mark::Link).collect();
        marks.extend(flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, mark)| mark));
        marks.extend(self.lang.iter().cloned().map(Mark::Lang));
        canonical(&mut marks);
        marks
    }

    /// Takes up what the tag itself says.
    pub fn tag(&mut self, name: &str) {
        match name {
            "b" | "strong" | "dt" => self.strong = true,
            "em" | "i" | "cite" | "dfn" | "var" => self.em = true,
            "s" | "del" | "strike" => self.strike = true,
            "sub" => (self.sub, self.sup) = (true, false),
            "sup" => (self.sub, self.sup) = (false, true),
            "code" | "kbd" | "samp" | "tt" => self.code = true,
            "pre" | "listing" | "xmp" | "plaintext" => (self.code, self.pre) = (true, true),
            "center" => self.centred = true,
            _ => {}
        }
    }

    /// Takes up one declaration.
    pub fn declare(&mut self, (property, value): &Declaration) {
        let lower = value.to_ascii_lowercase();
        match property.as_str() {
            "font-weight" => match lower.as_str() {
                "bold" | "bolder" => self.strong = true,
                "normal" | "lighter" => self.strong = false,
                number => self.strong = number.parse().map_or(self.strong, |weight: u32| weight >= 600),
            },
            "font-style" => match lower.as_str() {
                "italic" => self.em = true,
                "normal" => self.em = false,
                other => self.em |= other.starts_with("oblique"),
            },
            "text-decoration" | "text-decoration-line" => self.strike |= lower.contains("line-through"),
            "vertical-align" => match lower.as_str() {
                "super" => (self.sub, self.sup) = (false, true),
                "sub" => (self.sub, self.sup) = (true, false),
                "baseline" => (self.sub, self.sup) = (false, false),
                _ => {}
            },
            "font-family" => self.font = Some(first_family(value).into()),
            "text-align" => self.centred = lower == "center",
            "margin-left" => self.indent = points(&lower),
            "margin" => self.indent = fourth(&lower).and_then(points),
            "mso-list" if lower == "ignore" => self.marker = true,
            _ => {}
        }
    }
}

/// Whether a property of a style sheet means anything here; a hiding rule does not, since a script may show the
/// element again.
pub(super) fn is_read(property: &str) -> bool {
    const NAMES: [&str; 12] = [
        "font-weight",
        "font-style",
        "text-decoration",
        "text-decoration-line",
        "vertical-align",
        "font-family",
        "text-align",
        "margin-left",
        "margin",
        "mso-list",
        "mso-outline-level",
        "mso-hide",
    ];
    NAMES.contains(&property)
}

/// The left one of a `margin` shorthand.
fn fourth(value: &str) -> Option<&str> {
    let parts: Vec<&str> = value.split_ascii_whitespace().collect();
    match parts[..] {
        [all] => Some(all),
        [_, sides] | [_, sides, _] => Some(sides),
        [_, _, _, left] => Some(left),
        _ => None,
    }
}

/// The style inside an element, and its own declarations, those of its classes first.
pub(super) fn inside<D: Dom>(
    dom: &D,
    node: &D::Node,
    name: &str,
    outer: &Style,
    sheet: &Sheet,
    source: Source,
) -> (Style, Vec<Declaration>) {
    let mut style = Style { marker: outer.marker, ..outer.clone() };
    style.tag(name);
    let is_block = super::elements::is_block(name);
    if is_block {
        (style.indent, style.is_list_paragraph) = (None, false);
    }
    let mut declared = Vec::new();
    if let Some(classes) = dom.attribute(node, "class") {
        declared.extend(sheet.of_classes(name, &classes).iter().flat_map(|rule| rule.iter().cloned()));
        if is_block {
            style.is_list_paragraph =
                classes.split_ascii_whitespace().any(|class| class.starts_with("MsoListParagraph"));
        }
    }
    let own = dom.attribute(node, "style").map(|text| super::css::declarations(&text)).unwrap_or_default();
    declared.extend(own);
    if let Some(font) = sheet.font(name) {
        style.font = Some(first_family(font).into());
    }
    if name == "font"
        && let Some(face) = dom.attribute(node, "face")
    {
        style.font = Some(first_family(&face).into());
    }
    if is_block && let Some(align) = dom.attribute(node, "align") {
        style.centred = align.eq_ignore_ascii_case("center");
    }
    declared.iter().for_each(|declaration| style.declare(declaration));
    if !is_block {
        style.indent = outer.indent;
    }
    // Office programs name the keyboard's language, not the text's.
    if source == Source::Plain
        && !matches!(name, "html" | "body")
        && let Some(tag) = dom.attribute(node, "lang").and_then(|tag| LangTag::parse(tag.trim()).ok())
    {
        let is_vietnamese = tag.as_str().split('-').next().is_some_and(|main| main.eq_ignore_ascii_case("vi"));
        style.lang = (!is_vietnamese).then_some(tag);
    }
    (style, declared)
}
