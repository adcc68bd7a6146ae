//! Short ways to make blocks, for importers and tests; ids stay empty until assigned.

use crate::{Block, Cell, Figure, Href, Inline, Level, ListItem, Mark, MediaId, Node, Row, Scope, Text};

impl Block {
    /// A block without an id.
    #[must_use]
    pub fn new(node: Node) -> Self {
        Self { id: String::new(), node }
    }

    /// A paragraph of plain text; each line break in `text` becomes a hard break.
    #[must_use]
    pub fn paragraph(text: impl AsRef<str>) -> Self {
        Self::new(Node::Paragraph(Inline::lines(text.as_ref())))
    }

    /// A heading of plain text; `level` is brought into 2 to 4.
    #[must_use]
    pub fn heading(level: u8, text: impl AsRef<str>) -> Self {
        Self::new(Node::Heading(Level::clamp(level), Inline::lines(text.as_ref())))
    }

    /// A bullet list with one paragraph of plain text in each item.
    #[must_use]
    pub fn bullets(items: Vec<String>) -> Self {
        Self::new(Node::BulletList(items.into_iter().map(ListItem::paragraph).collect()))
    }

    /// A numbered list with one paragraph of plain text in each item.
    #[must_use]
    pub fn numbered(start: u32, items: Vec<String>) -> Self {
        Self::new(Node::OrderedList { start, items: items.into_iter().map(ListItem::paragraph).collect() })
    }

    /// A figure whose picture is not known, of which only the caption is left.
    #[must_use]
    pub fn caption_figure(text: impl AsRef<str>) -> Self {
        Self::new(Node::Figure(Figure { caption: Inline::lines(text.as_ref()), ..Figure::default() }))
    }

    /// A figure with its picture.
    #[must_use]
    pub fn figure(media: MediaId, alt: impl Into<String>, caption: impl AsRef<str>) -> Self {
        Self::new(Node::Figure(Figure {
            media_id: Some(media),
            alt: alt.into(),
            decorative: false,
            caption: Inline::lines(caption.as_ref()),
        }))
    }

    /// A table of plain text; the first row heads the columns.
    #[must_use]
    pub fn table(rows: Vec<Vec<String>>) -> Self {
        let row = |(index, texts): (usize, Vec<String>)| Row {
            id: String::new(),
            cells: texts
                .into_iter()
                .map(|text| Cell::new((index == 0).then_some(Scope::Col), vec![Self::paragraph(text)]))
                .collect(),
        };
        Self::new(Node::Table(rows.into_iter().enumerate().map(row).collect()))
    }
}

impl ListItem {
    /// An item that holds one paragraph of plain text.
    #[must_use]
    pub fn paragraph(text: impl AsRef<str>) -> Self {
        Self { id: String::new(), blocks: vec![Block::paragraph(text)] }
    }
}

impl Cell {
    /// A cell of one column and one row.
    #[must_use]
    pub fn new(header: Option<Scope>, blocks: Vec<Block>) -> Self {
        Self { id: String::new(), header, colspan: 1, rowspan: 1, colwidth: Vec::new(), blocks }
    }
}

impl Inline {
    /// Text without marks.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(Text { text: text.into(), marks: Vec::new() })
    }

    /// Text with marks, in any order.
    #[must_use]
    pub fn marked(text: impl Into<String>, mut marks: Vec<Mark>) -> Self {
        sort_marks(&mut marks);
        Self::Text(Text { text: text.into(), marks })
    }

    /// A link.
    #[must_use]
    pub fn link(text: impl Into<String>, href: Href) -> Self {
        Self::marked(text, vec![Mark::Link(href)])
    }

    /// Plain text whose line breaks become hard breaks.
    #[must_use]
    pub fn lines(text: &str) -> Vec<Self> {
        let mut content = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                content.push(Self::HardBreak);
            }
            push_text(&mut content, line, &[]);
        }
        content
    }
}

/// Brings marks into the schema's order; of two links or languages the first stays.
pub(crate) fn sort_marks(marks: &mut Vec<Mark>) {
    marks.sort_by_key(rank);
    marks.dedup_by_key(|mark| rank(mark));
}

fn rank(mark: &Mark) -> u8 {
    match mark {
        Mark::Link(_) => 0,
        Mark::Strong => 1,
        Mark::Em => 2,
        Mark::Strike => 3,
        Mark::Sub => 4,
        Mark::Sup => 5,
        Mark::Code => 6,
        Mark::Lang(_) => 7,
    }
}

/// Adds text in canonical form: nothing for empty text, joined to an equal neighbour.
pub(crate) fn push_text(content: &mut Vec<Inline>, text: &str, marks: &[Mark]) {
    if text.is_empty() {
        return;
    }
    match content.last_mut() {
        Some(Inline::Text(last)) if last.marks == marks => last.text.push_str(text),
        _ => content.push(Inline::Text(Text { text: text.to_owned(), marks: marks.to_vec() })),
    }
}
