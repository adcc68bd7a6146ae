//! The tree itself: what a body may hold, and builders for importers.

use serde_json::Value;

use crate::{Href, LangTag, SCHEMA_VERSION, ids};

/// The key of a stored file, image or document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaId(pub i64);

/// A whole article body.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Always [`SCHEMA_VERSION`] once read.
    pub schema_version: u32,
    /// The blocks, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A block and its stable name.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Unique in the document: 1 to 64 ASCII letters, digits, `-` or `_`; empty until assigned.
    pub id: String,
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
        /// The items.
        items: Vec<ListItem>,
    },
    /// Words of someone else.
    Blockquote(Vec<Block>),
    /// A box set off from the text.
    Callout(CalloutKind, Vec<Block>),
    /// A picture with its caption.
    Figure(Figure),
    /// A table, row by row.
    Table(Vec<Row>),
    /// A thematic break.
    Rule,
    /// A file to download.
    Attachment(MediaId),
    /// A node of a kind that this version does not know, as it came.
    Unknown(Value),
}

/// A heading's level: 2, 3 or 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// `h2`
    Two,
    /// `h3`
    Three,
    /// `h4`
    Four,
}

/// What a callout is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalloutKind {
    /// A remark beside the text.
    Note,
    /// Background.
    Info,
    /// A result reached.
    Success,
    /// Something to take care of.
    Warning,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// As [`Block::id`].
    pub id: String,
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
    /// The caption.
    pub caption: Vec<Inline>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// As [`Block::id`].
    pub id: String,
    /// At least one cell.
    pub cells: Vec<Cell>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// As [`Block::id`].
    pub id: String,
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

/// What a header cell heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The column below.
    Col,
    /// The row beside.
    Row,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Characters with marks.
    Text(Text),
    /// A line break inside a paragraph.
    HardBreak,
    /// An inline node that this version does not know, as it came.
    Unknown(Value),
}

/// Characters that carry the same marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Never empty once read.
    pub text: String,
    /// Sorted in the schema's order, each kind at most once.
    pub marks: Vec<Mark>,
}

/// What a mark says about characters. The order of the variants is the schema's order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A link.
    Link(Href),
    /// Strong importance.
    Strong,
    /// Emphasis.
    Em,
    /// No longer valid.
    Strike,
    /// Subscript.
    Sub,
    /// Superscript.
    Sup,
    /// Literal text.
    Code,
    /// Words of another language.
    Lang(LangTag),
}

impl Level {
    /// The nearest level: 0, 1 and 2 give 2, everything from 4 up gives 4.
    #[must_use]
    pub fn clamp(level: u8) -> Self {
        match level {
            0..=2 => Self::Two,
            3 => Self::Three,
            _ => Self::Four,
        }
    }

    /// The level as a number, 2 to 4.
    #[must_use]
    pub fn get(self) -> u8 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
        }
    }
}

impl CalloutKind {
    /// Every kind, for menus.
    pub const ALL: [Self; 4] = [Self::Note, Self::Info, Self::Success, Self::Warning];

    /// The stored name, also used in the class.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
        }
    }

    /// The Vietnamese name, read out as the box's label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Note => "Ghi chú",
            Self::Info => "Thông tin",
            Self::Success => "Kết quả",
            Self::Warning => "Lưu ý",
        }
    }

    /// The kind with that stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Document {
    /// A document of the current version; missing ids are assigned.
    #[must_use]
    pub fn new(blocks: Vec<Block>) -> Self {
        let mut document = Self { schema_version: SCHEMA_VERSION, blocks };
        document.assign_ids();
        document
    }

    /// Gives an id (`b1`, `b2`, … in reading order, those in use skipped) to every node that
    /// has none, has one of a forbidden shape, or repeats that of an earlier node.
    pub fn assign_ids(&mut self) {
        ids::assign(&mut self.blocks);
    }

    /// Empties every id, for content that is pasted into another document.
    pub fn clear_ids(&mut self) {
        ids::clear(&mut self.blocks);
    }
}
