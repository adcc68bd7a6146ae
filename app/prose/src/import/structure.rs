//! Lists, tables, images and paragraphs of the source as containers and blocks.

use super::build::Part;
use super::css::{self, Declaration};
use super::dom::{self, Dom, find, has_class};
use super::images::{self, ImageSource};
use super::lists::ListMark;
use super::make;
use super::marker::{self, Marker};
use super::reader::{Leave, Pending, Reader};
use super::run::Hint;
use super::style::TextKind;
use super::{Note, tables};
use crate::{Embed, EmbedRef, Figure, FigureSize, Href, ListKind, Node};

impl Pending {
    /// The list's own name, `l0` of `l0 lfo1`.
    pub fn list_name(&self) -> String {
        self.list.split(' ').next().unwrap_or_default().to_owned()
    }
}

/// The list and level of `mso-list:l0 level1 lfo1`.
fn declared_place(declared: &[Declaration]) -> Option<(String, u8)> {
    let (_, value) = declared.iter().rev().find(|(property, _)| property == "mso-list")?;
    let mut words = value.split_ascii_whitespace();
    let list = words.next().filter(|list| list.starts_with('l') || list.starts_with('L'))?;
    let level = words.next()?.strip_prefix("level")?.parse().ok()?;
    Some((format!("{list} {}", words.next().unwrap_or_default()), level))
}

impl<D: Dom> Reader<'_, D> {
    /// Notes that the block is an item by Word's `mso-list:l0 level1 lfo1`; items of HTML lists are items already.
    pub fn word_list(&mut self, name: &str, declared: &[Declaration]) {
        if name == "li" {
            return;
        }
        if let Some((list, level)) = declared_place(declared) {
            let is_heading = matches!(self.style.text, TextKind::Heading(_));
            self.pending = Some(Pending { list, level, is_heading, sign: String::new() });
        }
    }

    /// The list and level that an item names itself: Word's `mso-list`, Word Online's `data-listid`.
    fn place(&self, item: &D::Node) -> Option<(String, u8)> {
        if let Some(list) = self.dom.attribute(item, "data-listid") {
            let number = |name: &str| self.dom.attribute(item, name).and_then(|own| own.trim().parse().ok());
            let level = number("data-aria-level").or_else(|| number("aria-level")).unwrap_or(1);
            return Some((list.into_owned(), level));
        }
        declared_place(&css::declarations(&self.dom.attribute(item, "style")?))
    }

    /// A list, unless its items name their list themselves.
    pub fn list(&mut self, node: &D::Node, name: &str) -> Leave {
        let class = self.dom.attribute(node, "class").unwrap_or_default();
        let kix = class.split_ascii_whitespace().find_map(|class| class.strip_prefix("lst-kix_")?.rsplit_once('-'));
        let order = (name == "ol").then(|| {
            let numbering = self.numbering(node);
            let start = self.dom.attribute(node, "start").and_then(|start| start.trim().parse().ok());
            (numbering.unwrap_or(ListKind::Decimal), start)
        });
        let kix = kix.and_then(|(list, level)| Some((list.to_owned(), level.parse::<u8>().ok()?.saturating_add(1))));
        let first = dom::child(self.dom, node, "li");
        let holds_lists_only =
            first.is_none() && ["ul", "ol"].iter().any(|name| dom::child(self.dom, node, name).is_some());
        if holds_lists_only {
            // Each level without an item of its own would show an empty one.
            return Leave::Block;
        }
        let is_first_listed = first.is_some_and(|item| self.place(&item).is_some());
        if kix.is_some() || is_first_listed {
            self.list_start = order.and_then(|(_, start)| start);
            self.style.listed = Some((kix, order.map(|(numbering, _)| numbering)));
            return Leave::Block;
        }
        self.style.listed = None;
        self.open(Part::List(order.map(|(numbering, start)| (numbering, start.unwrap_or(1)))))
    }

    /// How a list is numbered: by its `type`, its style, or the style of its first item, where Google Docs says it.
    fn numbering(&self, node: &D::Node) -> Option<ListKind> {
        let styled = |node: &D::Node| {
            let style = self.dom.attribute(node, "style")?;
            let declared = css::declarations(&style).into_iter().find(|(name, _)| name == "list-style-type")?;
            marker::html_type(&declared.1)
        };
        let by_type = self.dom.attribute(node, "type").and_then(|own| marker::html_type(&own));
        let by_item = || dom::child(self.dom, node, "li").and_then(|item| styled(&item));
        by_type.or_else(|| styled(node)).or_else(by_item)
    }

    pub fn item(&mut self, node: &D::Node) -> Leave {
        // Only the first item of a list element stands at its start.
        let start = self.list_start.take();
        let marker = |order: Option<ListKind>| match order {
            Some(numbering) => Marker::Auto(numbering, start),
            None => Marker::Bullet,
        };
        let part = match self.style.listed.take() {
            Some((Some((list, level)), order)) => Part::MarkedItem(ListMark { list, level, marker: marker(order) }),
            Some((None, order)) => {
                let (list, level) = self.place(node).unwrap_or_default();
                Part::MarkedItem(ListMark { list, level, marker: marker(order) })
            }
            None if matches!(self.top(), Some(Part::List(_))) => Part::Item,
            None => Part::MarkedItem(ListMark { list: "li".to_owned(), level: 1, marker: Marker::Bullet }),
        };
        self.open(part)
    }

    pub fn quote(&mut self, node: &D::Node) -> Leave {
        let cite = self.dom.attribute(node, "cite").and_then(|cite| {
            let target = (self.options.rewrite)(cite.trim()).unwrap_or_else(|| cite.into_owned());
            Href::parse(&target).ok()
        });
        self.open(Part::Quote(cite))
    }

    /// A figure: of ours around a quotation or a thing of another site, or any with a picture.
    pub fn figure(&mut self, node: &D::Node) -> Leave {
        if has_class(self.dom, node, "embed")
            && let Some(link) = find(self.dom, node, &|_, name| name == "a")
            && let Some(source) = self.dom.attribute(&link, "href").and_then(|href| EmbedRef::from_url(&href))
        {
            let title = dom::text_of(self.dom, &link);
            self.embed(source, &title);
            return Leave::Nothing;
        }
        if has_class(self.dom, node, "quote") {
            self.style.is_quotation = true;
            return Leave::Block;
        }
        if self.build.is_within(&|part| matches!(part, Part::Figure(_))) {
            return Leave::Block;
        }
        let classes = self.dom.attribute(node, "class").unwrap_or_default();
        let size =
            classes.split_ascii_whitespace().find_map(|class| FigureSize::from_name(class.strip_prefix("figure--")?));
        self.open(Part::Figure(size.unwrap_or_default()))
    }

    /// A frame of another site becomes a link to its thing where the site is on the list.
    pub fn frame(&mut self, node: &D::Node) -> bool {
        let src = ["src", "data-src"].into_iter().find_map(|name| self.dom.attribute(node, name));
        let Some(src) = src.filter(|src| !src.trim().is_empty()) else { return false };
        let title = self.dom.attribute(node, "title").unwrap_or_default();
        match EmbedRef::from_url(&src) {
            Some(source) => self.embed(source, &title),
            None => self.notes.add(Note::Frame(images::shown(&src))),
        }
        true
    }

    fn embed(&mut self, source: EmbedRef, title: &str) {
        self.end_block();
        let title = make::line(title);
        // Where there is no title the kind of thing stands in for it.
        let title = if title == source.provider().noun() { String::new() } else { title };
        self.build.block(Node::Embed(Embed { source, title }), Hint::default());
    }

    pub fn table(&mut self, node: &D::Node) -> Leave {
        self.style.is_head = false;
        self.style.text = TextKind::Paragraph;
        let is_in_cell = self.build.frames.iter().any(|frame| matches!(frame.part, Part::Cell { .. }));
        if is_in_cell || tables::is_layout(self.dom, node) {
            return Leave::Block;
        }
        self.open(Part::Table { rows: Vec::new(), caption: Vec::new() })
    }

    pub fn cell(&mut self, node: &D::Node, name: &str) -> Leave {
        let attribute = |name: &str| self.dom.attribute(node, name);
        let is_in_first = self.build.frames.iter().rev().nth(1).is_some_and(|frame| match &frame.part {
            Part::Table { rows, .. } => rows.is_empty(),
            _ => false,
        });
        let is_head = self.style.is_head;
        let is_header = name == "th" || is_head;
        let header = is_header.then(|| tables::scope(attribute("scope").as_deref(), is_head || is_in_first));
        let colspan = tables::span(attribute("colspan").as_deref(), 1000);
        let rowspan = tables::span(attribute("rowspan").as_deref(), 65_534);
        self.open(Part::Cell { header, colspan, rowspan })
    }

    /// A paragraph; one of ours that offers a file becomes that file again.
    pub fn paragraph(&mut self, node: &D::Node) -> Leave {
        if has_class(self.dom, node, "attachment")
            && let Some(link) = find(self.dom, node, &|_, name| name == "a")
            && let Some(target) = self.dom.attribute(&link, "href")
            && let Some(media) = (self.options.media)(&target)
        {
            self.build.block(Node::Attachment(media), Hint::default());
            return Leave::Nothing;
        }
        Leave::Block
    }

    pub fn image(&mut self, node: &D::Node) {
        if self.style.marker || self.in_sign {
            if let Some(pending) = &mut self.pending {
                pending.sign.push('·');
            }
            return;
        }
        let Some(raw) = images::address(self.dom, node) else {
            return self.notes.add(Note::NoAddress);
        };
        if images::is_tiny(self.dom, node) {
            return self.notes.add(Note::TinyImage(images::shown(&raw)));
        }
        self.settle_sign();
        let src = (self.options.rewrite)(&raw).unwrap_or(raw);
        let alt = self.dom.attribute(node, "alt").unwrap_or_default();
        let alt = make::line(&alt);
        let alt = (self.options.clean_text)(&alt).into_owned();
        let media = (self.options.media)(&src);
        let figure = Figure { media_id: media, alt: alt.clone(), ..Figure::default() };
        self.images.push(ImageSource { place: images::Place::of(&src), src, alt, media });
        self.build.block(Node::Figure(figure), Hint::default());
    }
}
