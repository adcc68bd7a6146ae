//! Short ways to make blocks, for importers and tests; ids stay empty until assigned.

use crate::model::mark::canonical;
use crate::{
    Block, Cell, Embed, EmbedRef, Figure, FootnoteId, Href, Inline, Level, ListItem, ListKind, Mark, MediaId, Node,
    PageId, Picture, Row, Scope, Text,
};

impl Block {
    /// A block without an id.
    #[must_use]
    pub fn new(node: Node) -> Self {
        Self { id: String::new(), suggestions: Vec::new(), node }
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
        let items = items.into_iter().map(ListItem::paragraph).collect();
        Self::new(Node::OrderedList { start, kind: ListKind::Decimal, items })
    }

    /// A quotation without a source.
    #[must_use]
    pub fn quote(blocks: Vec<Self>) -> Self {
        Self::new(Node::Blockquote { cite: None, blocks })
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
            caption: Inline::lines(caption.as_ref()),
            ..Figure::default()
        }))
    }

    /// A gallery.
    #[must_use]
    pub fn gallery(figures: Vec<Figure>) -> Self {
        Self::new(Node::Gallery(figures.into_iter().map(Picture::new).collect()))
    }

    /// A thing of another site with its title.
    #[must_use]
    pub fn embed(source: EmbedRef, title: impl Into<String>) -> Self {
        Self::new(Node::Embed(Embed { source, title: title.into() }))
    }

    /// A table of plain text; the first row heads the columns.
    #[must_use]
    pub fn table(rows: Vec<Vec<String>>) -> Self {
        let cell = |header, text| Cell::new(header, vec![Self::paragraph(text)]);
        let row = |(index, texts): (usize, Vec<String>)| {
            let header = (index == 0).then_some(Scope::Col);
            Row::new(texts.into_iter().map(|text| cell(header, text)).collect())
        };
        let rows = rows.into_iter().enumerate().map(row).collect();
        Self::new(Node::Table { caption: String::new(), rows })
    }
}

impl ListItem {
    /// An item of these blocks.
    #[must_use]
    pub fn new(blocks: Vec<Block>) -> Self {
        Self { id: String::new(), suggestions: Vec::new(), blocks }
    }

    /// An item that holds one paragraph of plain text.
    #[must_use]
    pub fn paragraph(text: impl AsRef<str>) -> Self {
        Self::new(vec![Block::paragraph(text)])
    }
}

impl Picture {
    /// A gallery's figure.
    #[must_use]
    pub fn new(figure: Figure) -> Self {
        Self { id: String::new(), suggestions: Vec::new(), figure }
    }
}

impl Row {
    /// A row of these cells.
    #[must_use]
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { id: String::new(), suggestions: Vec::new(), cells }
    }
}

impl Cell {
    /// A cell of one column and one row.
    #[must_use]
    pub fn new(header: Option<Scope>, blocks: Vec<Block>) -> Self {
        let (id, suggestions) = (String::new(), Vec::new());
        Self { id, suggestions, header, colspan: 1, rowspan: 1, colwidth: Vec::new(), blocks }
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
        canonical(&mut marks);
        Self::Text(Text { text: text.into(), marks })
    }

    /// A link.
    #[must_use]
    pub fn link(text: impl Into<String>, href: Href) -> Self {
        Self::marked(text, vec![Mark::Link(href)])
    }

    /// A line break.
    #[must_use]
    pub fn hard_break() -> Self {
        Self::HardBreak(Vec::new())
    }

    /// A reference to a footnote.
    #[must_use]
    pub fn footnote(id: FootnoteId) -> Self {
        Self::Footnote(id, Vec::new())
    }

    /// A page of this site, shown by its title.
    #[must_use]
    pub fn page(id: PageId) -> Self {
        Self::PageRef(id, Vec::new())
    }

    /// Plain text whose line breaks become hard breaks.
    #[must_use]
    pub fn lines(text: &str) -> Vec<Self> {
        let mut content = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                content.push(Self::hard_break());
            }
            push_text(&mut content, line, &[]);
        }
        content
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
