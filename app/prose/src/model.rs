//! The tree itself: what a body may hold.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Crop, EmbedRef, Focal, FootnoteId, Href, MediaId, PageId, SCHEMA_VERSION, ids};

mod kinds;
pub(crate) mod mark;

pub use kinds::{CalloutKind, FigureSize, Level, ListKind, Scope};
pub use mark::{Mark, Modification, Suggestion, SuggestionId};

/// A whole article body.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Always [`SCHEMA_VERSION`] once read.
    pub schema_version: u32,
    /// The blocks, from top to bottom; at least one once read.
    pub blocks: Vec<Block>,
    /// What the footnotes say. They hold no footnotes themselves; those that nothing refers to are kept, not shown.
    pub footnotes: BTreeMap<FootnoteId, Vec<Inline>>,
}

/// A block and its stable name.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Unique in the document: 1 to 64 ASCII letters, digits, `-` or `_`; empty until assigned.
    pub id: String,
    /// What is suggested about the block as a whole; empty in what is published.
    pub suggestions: Vec<Suggestion>,
    /// What the block is.
    pub node: Node,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading inside the article.
    Heading(Level, Vec<Inline>),
    /// A list with bullets.
    BulletList(Vec<ListItem>),
    /// A numbered list.
    OrderedList {
        /// The first number.
        start: u32,
        /// How it is numbered.
        kind: ListKind,
        /// The items.
        items: Vec<ListItem>,
    },
    /// Words of someone else.
    Blockquote {
        /// Where they can be read.
        cite: Option<Href>,
        /// At least one block.
        blocks: Vec<Block>,
    },
    /// A box set off from the text.
    Callout(CalloutKind, Vec<Block>),
    /// A picture with its caption.
    Figure(Figure),
    /// Pictures side by side.
    Gallery(Vec<Picture>),
    /// A table, row by row.
    Table {
        /// What the table shows; empty for none.
        caption: String,
        /// At least one row.
        rows: Vec<Row>,
    },
    /// A thematic break.
    Rule,
    /// A file to download.
    Attachment(MediaId),
    /// A thing of another site.
    Embed(Embed),
    /// A node of a kind that this version does not know, as it came.
    Unknown(Value),
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// As [`Block::id`].
    pub id: String,
    /// As [`Block::suggestions`].
    pub suggestions: Vec<Suggestion>,
    /// At least one block.
    pub blocks: Vec<Block>,
}

/// A picture; without `media_id` it is a caption that awaits its picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The picture, when it is known.
    pub media_id: Option<MediaId>,
    /// What the picture tells to who cannot see it.
    pub alt: String,
    /// Whether the picture tells nothing, so that `alt` is left empty on purpose.
    pub decorative: bool,
    /// What stays visible when the frame cuts the picture; the middle where there is none.
    pub focal: Option<Focal>,
    /// The part that is shown; all of it where there is none.
    pub crop: Option<Crop>,
    /// How much room it takes.
    pub size: FigureSize,
    /// The caption.
    pub caption: Vec<Inline>,
}

/// A figure of a gallery.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// As [`Block::id`].
    pub id: String,
    /// As [`Block::suggestions`].
    pub suggestions: Vec<Suggestion>,
    /// The figure.
    pub figure: Figure,
}

/// A thing of another site, shown as a link until somebody asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// Which thing.
    pub source: EmbedRef,
    /// What it shows.
    pub title: String,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// As [`Block::id`].
    pub id: String,
    /// As [`Block::suggestions`].
    pub suggestions: Vec<Suggestion>,
    /// At least one cell.
    pub cells: Vec<Cell>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// As [`Block::id`].
    pub id: String,
    /// As [`Block::suggestions`].
    pub suggestions: Vec<Suggestion>,
    /// For a `table_header`, what it heads; `None` for a plain `table_cell`.
    pub header: Option<Scope>,
    /// Columns covered, from 1 to 1000 (the HTML standard's bound).
    pub colspan: u32,
    /// Rows covered, from 1 to 65534 (the HTML standard's bound).
    pub rowspan: u32,
    /// Column widths in CSS pixels, kept for the editor; empty when it set none.
    pub colwidth: Vec<u32>,
    /// At least one block, none of them a table.
    pub blocks: Vec<Block>,
}

/// A piece of running text. The marks are in the schema's order, each kind at most once.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Characters with marks.
    Text(Text),
    /// A line break inside a paragraph.
    HardBreak(Vec<Mark>),
    /// A reference to a footnote of the document.
    Footnote(FootnoteId, Vec<Mark>),
    /// A page of this site, shown by the title that it has now.
    PageRef(PageId, Vec<Mark>),
    /// An inline node that this version does not know, as it came.
    Unknown(Value, Vec<Mark>),
}

/// Characters that carry the same marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Never empty once read.
    pub text: String,
    /// As for every [`Inline`].
    pub marks: Vec<Mark>,
}

impl Inline {
    /// The marks on it.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        match self {
            Self::Text(run) => &run.marks,
            Self::HardBreak(marks) | Self::Footnote(_, marks) | Self::PageRef(_, marks) | Self::Unknown(_, marks) => {
                marks
            }
        }
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Document {
    /// A document of the current version without footnotes; missing ids are assigned, and where
    /// there is no block an empty paragraph, since an editor needs a place to write.
    #[must_use]
    pub fn new(blocks: Vec<Block>) -> Self {
        Self::with_footnotes(blocks, BTreeMap::new())
    }

    /// As [`Document::new`], with footnotes.
    #[must_use]
    pub fn with_footnotes(mut blocks: Vec<Block>, footnotes: BTreeMap<FootnoteId, Vec<Inline>>) -> Self {
        if blocks.is_empty() {
            blocks.push(Block::new(Node::Paragraph(Vec::new())));
        }
        let mut document = Self { schema_version: SCHEMA_VERSION, blocks, footnotes };
        document.assign_ids();
        document
    }

    /// Gives an id (`b1`, `b2`, … in reading order, those in use skipped) to every node that
    /// has none, has one of a forbidden shape, or repeats that of an earlier node.
    pub fn assign_ids(&mut self) {
        ids::assign(&mut self.blocks);
    }

    /// Empties every id, for a comparison that is not about them.
    pub fn clear_ids(&mut self) {
        ids::clear(&mut self.blocks);
    }

    /// Gives every node and footnote a fresh name that neither `host` nor the document itself
    /// holds, so that the content can be pasted into `host`; references follow their footnotes.
    pub fn reissue(&mut self, host: &Self) {
        ids::reissue(self, host);
    }
}
