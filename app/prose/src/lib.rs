//! The article body: a typed tree, its stored JSON, and what is derived from it.
//!
//! # Model
//!
//! A [`Document`] is a list of [`Block`]s. A block is an `id` and a [`Node`]:
//!
//! | node | attributes | content |
//! |---|---|---|
//! | `paragraph` | | inline |
//! | `heading` | `level` 2 to 4 (level 1 is the article's title field) | inline |
//! | `bullet_list`, `ordered_list` | `start` | `list_item`, each holding blocks |
//! | `blockquote` | | blocks |
//! | `callout` | `kind`: note, info, success, warning | blocks |
//! | `figure` | `media_id` or null, `alt`, `decorative` | inline: the caption |
//! | `table` | | `table_row` of `table_cell` and `table_header`, each holding blocks |
//! | `rule` | | |
//! | `attachment` | `media_id` | |
//! | `unknown_block` | `original`: the JSON as it came | |
//!
//! Inline content is `text` with marks, `hard_break` and `unknown_inline`. The marks,
//! in the one order in which they are stored and nested (an editor schema must declare
//! them so): `link`, `strong`, `em`, `strike`, `sub`, `sup`, `code`, `lang`.
//!
//! # Stored form
//!
//! `{"schema_version":1,"doc":{"type":"doc","content":[…]}}`, where `doc` is what
//! ProseMirror's `node.toJSON()` gives. Every node that is not inline has an `id`
//! attribute; [`Document::from_json`] fills the missing ones (`b1`, `b2`, …).
//!
//! # What reading does with the unexpected
//!
//! * A node of an unknown type, or a known one with an attribute, key or mark that this
//!   version does not know, is kept whole as [`Node::Unknown`] or [`Inline::Unknown`]:
//!   a newer editor's work is never lost. [`Document::has_unknown`] tells the publish gate.
//! * A known node with a value that can never be right (level 9, a `javascript:` link,
//!   a paragraph inside a paragraph) is refused as [`ProseError::Invalid`].
//! * Canonical form: empty text is dropped, equal neighbours are joined, marks are sorted,
//!   a container without content gets an empty paragraph, a list or table without rows is
//!   dropped, and marks on a `hard_break` are dropped since they show nothing.
//! * [`MAX_BYTES`], [`MAX_DEPTH`] and [`MAX_NODES`] bound every walk; unsafe links cannot
//!   be expressed, because [`Href`] has no other constructor than a checking one.
//!
//! # Derived
//!
//! [`html::render`] for pages and feeds, [`outline`], [`text`] for search and counts,
//! [`markdown`] in and out. Nothing here does I/O; media are looked up through [`Assets`].

mod builders;
mod decode;
mod encode;
mod error;
mod href;
pub mod html;
mod ids;
pub mod markdown;
mod media;
mod model;
pub mod text;
mod walk;

pub use error::ProseError;
pub use href::{Href, LangTag};
pub use html::{Assets, Media};
pub use media::media;
pub use model::{
    Block, CalloutKind, Cell, Document, Figure, Inline, Level, ListItem, Mark, MediaId, Node, Row, Scope, Text,
};
pub use text::{Heading, links, outline, reading_minutes, word_count};

/// The only schema version that this crate reads and writes.
pub const SCHEMA_VERSION: u32 = 1;
/// The largest stored JSON accepted, in bytes.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// The deepest nesting accepted: a block of the document is at depth 1, the text of a paragraph there at 2.
pub const MAX_DEPTH: usize = 20;
/// The most nodes accepted in one document, texts and breaks included.
pub const MAX_NODES: usize = 20_000;
