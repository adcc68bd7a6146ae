//! The walk over the tree: each element opens, adds or closes something, or vanishes.

use super::build::{Builder, Part};
use super::css::{Declaration, Sheet};
use super::dom::{Dom, Kind, descend, has_class};
use super::elements::{is_block, is_dropped, is_missed};
use super::make;
use super::notes::Notes;
use super::run::Hint;
use super::style::{Style, TextKind, inside};
use super::{ImageSource, Imported, Note, Options, Source, source};
use crate::{Document, Level, Node};

/// What is to be done when an element ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    Inline,
    Block,
    Frame,
    Quotation,
    /// Nothing inside is looked at.
    Nothing,
}

/// Whether to go on inside an element.
enum Step {
    Into(Leave),
    Over,
}

/// An element that the walk is in.
struct Inside<N> {
    node: N,
    outer: Style,
    leave: Leave,
}

/// A list paragraph whose sign is being read.
pub(super) struct Pending {
    pub list: String,
    pub level: u8,
    /// The sign belongs to the words: it numbers a heading.
    pub is_heading: bool,
    pub sign: String,
}

pub(super) struct Reader<'a, D: Dom> {
    pub dom: &'a D,
    pub options: &'a Options<'a>,
    pub source: Source,
    pub sheet: Sheet,
    pub style: Style,
    pub build: Builder,
    pub notes: Notes,
    pub images: Vec<ImageSource>,
    /// How far headings move down: 1 where the source uses `h1`.
    shift: u8,
    pub pending: Option<Pending>,
    /// The first number of a list whose items name it themselves, until its first item.
    pub list_start: Option<u32>,
    /// Within Word's `[if !supportLists]`, which shows the sign to programs without lists.
    pub in_sign: bool,
    /// Within Word's `[if !supportFootnotes]`, which draws a line above the footnotes.
    in_line: bool,
}

impl<'a, D: Dom> Reader<'a, D> {
    pub fn new(dom: &'a D, options: &'a Options<'a>) -> Self {
        let mut sheet = Sheet::default();
        let mut texts = Vec::new();
        descend(dom, &dom.root(), &mut |node, kind| {
            if matches!(kind, Kind::Element(name) if name == "style") {
                texts.push(node.clone());
            }
            true
        });
        for style in texts {
            if let Some(child) = dom.first_child(&style)
                && let Kind::Text(text) | Kind::Comment(text) = dom.kind(&child)
            {
                sheet.add(&text);
            }
        }
        Self {
            dom,
            options,
            source: source::sniff(dom),
            sheet,
            style: Style::default(),
            build: Builder::new(),
            notes: Notes::default(),
            images: Vec::new(),
            shift: 0,
            pending: None,
            list_start: None,
            in_sign: false,
            in_line: false,
        }
    }

    pub fn read(mut self, top: &D::Node) -> Imported {
        let mut has_first = false;
        descend(self.dom, top, &mut |node, kind| {
            if let Kind::Element(name) = kind {
                has_first |= self.source_level(node, name, &[]) == Some(1);
            }
            !has_first
        });
        self.shift = u8::from(has_first);
        self.find_references(top);
        self.walk(top);
        let (mut pieces, room, notes) = self.build.finish();
        super::portal::apply(&mut pieces, self.options);
        let mut blocks = super::lists::group(pieces, room);
        let mut footnotes = notes.settle(&mut blocks);
        make::contents(&mut blocks, &mut |content| make::clean(content, self.options.clean_text));
        footnotes.values_mut().for_each(|content| make::clean(content, self.options.clean_text));
        let document = Document::with_footnotes(blocks, footnotes);
        Imported { document, images: self.images, notes: self.notes.into_vec(), source: self.source }
    }

    /// Goes through the tree with a stack of its own, so that nesting costs no call frames.
    fn walk(&mut self, top: &D::Node) {
        let mut open: Vec<Inside<D::Node>> = Vec::new();
        let mut next = Some(top.clone());
        loop {
            let Some(node) = next.take() else {
                let Some(done) = open.pop() else { return };
                self.leave(done.leave);
                self.style = done.outer;
                next = if open.is_empty() { None } else { self.dom.next_sibling(&done.node) };
                continue;
            };
            let outer = self.style.clone();
            match self.enter(&node) {
                Step::Over => next = if open.is_empty() { None } else { self.dom.next_sibling(&node) },
                Step::Into(leave) => {
                    next = self.dom.first_child(&node);
                    open.push(Inside { node, outer, leave });
                }
            }
        }
    }

    fn enter(&mut self, node: &D::Node) -> Step {
        // The tree is borrowed from `dom`, not from the reader.
        let dom = self.dom;
        match dom.kind(node) {
            Kind::Text(text) => self.text(&text),
            Kind::Comment(text) => self.comment(&text),
            Kind::Element(name) => return self.element(node, &name),
            Kind::Other => return Step::Into(Leave::Inline),
        }
        Step::Over
    }

    fn leave(&mut self, leave: Leave) {
        match leave {
            Leave::Inline | Leave::Nothing => {}
            Leave::Quotation => self.text("”"),
            Leave::Block => self.end_block(),
            Leave::Frame => {
                self.end_block();
                self.build.close();
            }
        }
    }

    pub fn end_block(&mut self) {
        self.settle_sign();
        self.build.flush();
        (self.pending, self.in_sign, self.build.follows) = (None, false, false);
        self.build.run.hint = Hint::default();
    }

    fn comment(&mut self, text: &str) {
        if text.contains("[if !supportLists]") {
            self.in_sign = self.pending.is_some();
        } else if text.contains("[if !supportFootnotes]") || text.contains("[if !supportEndnotes]") {
            self.in_line = true;
        } else if text.contains("[endif]") {
            (self.in_sign, self.in_line) = (false, false);
        }
    }

    fn element(&mut self, node: &D::Node, name: &str) -> Step {
        if name == "iframe" && self.frame(node) {
            return Step::Over;
        }
        if is_dropped(name) {
            if is_missed(name) {
                self.notes.add(Note::Dropped(name.to_owned()));
            }
            return Step::Over;
        }
        let (style, declared) = inside(self.dom, node, name, &self.style, &self.sheet, self.source);
        if self.is_left_out(node, &declared) {
            return Step::Over;
        }
        if self.is_void(node, name) {
            return Step::Over;
        }
        if is_block(name) {
            self.end_block();
            let outer = std::mem::replace(&mut self.style, style);
            return match self.block(node, name, &declared) {
                // The style is put back by the end of an element, which there is none of.
                Leave::Nothing => {
                    self.style = outer;
                    Step::Over
                }
                leave => Step::Into(leave),
            };
        }
        let outer = std::mem::replace(&mut self.style, style);
        match name {
            "a" if self.is_footnote_link(node) => {
                self.style = outer;
                return Step::Over;
            }
            "a" => self.link(node),
            "ins" | "del" if self.source == Source::Word => self.notes.add(Note::TrackedChanges),
            "q" => {
                self.text("“");
                return Step::Into(Leave::Quotation);
            }
            _ => {}
        }
        Step::Into(Leave::Inline)
    }

    /// Takes up an element that holds nothing; `false` for any other.
    fn is_void(&mut self, node: &D::Node, name: &str) -> bool {
        match name {
            "br" if self.style.pre => self.text("\n"),
            "br" => self.build.run.line_break(),
            "hr" if self.in_line => {}
            "hr" => {
                self.end_block();
                self.build.block(Node::Rule, Hint::default());
            }
            "img" | "image" => self.image(node),
            _ => return false,
        }
        true
    }

    fn block(&mut self, node: &D::Node, name: &str, declared: &[Declaration]) -> Leave {
        if let Some(level) = self.source_level(node, name, declared) {
            self.style.text = TextKind::Heading(Level::clamp(level.saturating_add(self.shift)));
        }
        if let Some(note) = self.note_name(node, name) {
            return self.open(Part::Note(note));
        }
        self.word_list(name, declared);
        match name {
            "blockquote" => self.quote(node),
            "ul" | "ol" | "menu" | "dir" => self.list(node, name),
            "li" => self.item(node),
            "table" => self.table(node),
            "thead" => {
                self.style.is_head = true;
                Leave::Block
            }
            "tr" if matches!(self.top(), Some(Part::Table { .. })) => self.open(Part::Row(Vec::new())),
            "td" | "th" if matches!(self.top(), Some(Part::Row(_))) => self.cell(node, name),
            "caption" if matches!(self.top(), Some(Part::Table { .. })) => self.open(Part::TableCaption),
            "figure" => self.figure(node),
            "figcaption" if matches!(self.top(), Some(Part::Figure(_))) => self.open(Part::FigureCaption),
            "figcaption" if self.style.is_quotation => Leave::Nothing,
            "div" if has_class(self.dom, node, "gallery") => self.open(Part::Gallery),
            "div" => match self.callout(node) {
                Some(kind) => self.open(Part::Callout(kind)),
                None => Leave::Block,
            },
            "p" => self.paragraph(node),
            _ => Leave::Block,
        }
    }

    pub fn top(&self) -> Option<&Part> {
        self.build.frames.last().map(|frame| &frame.part)
    }

    /// Opens a container; its text is running text again, whatever is around it.
    pub fn open(&mut self, part: Part) -> Leave {
        self.style.text = TextKind::Paragraph;
        if self.build.open(part) {
            return Leave::Frame;
        }
        self.notes.add(Note::Flattened);
        Leave::Block
    }
}
