//! The article body: a typed tree, its stored JSON, and what is derived from it.
//!
//! # Model
//!
//! A [`Document`] is a list of [`Block`]s, and what its footnotes say. A block is an `id`, the suggestions
//! about it, and a [`Node`]:
//!
//! | node | attributes | content |
//! |---|---|---|
//! | `doc` | `footnotes`: an object of name and inline content, without footnotes in it | blocks |
//! | `paragraph` | | inline |
//! | `heading` | `level` 2 to 4 (level 1 is the article's title field) | inline |
//! | `bullet_list` | | `list_item`, each holding blocks |
//! | `ordered_list` | `start`, `kind`: decimal, lower or upper, alpha or roman; see [`ListKind`] | `list_item` |
//! | `blockquote` | `cite`: a link target or null | blocks |
//! | `callout` | `kind`: note, info, success, warning | blocks |
//! | `figure` | `media_id` or null, `alt`, `decorative`, `focal`, `crop`, `size` | inline: the caption |
//! | `gallery` | | `figure` |
//! | `table` | `caption` | `table_row` of `table_cell` and `table_header`, each holding blocks but tables |
//! | `table_cell`, `table_header` | `colspan`, `rowspan`, `colwidth`; a header's `scope` | blocks |
//! | `rule` | | |
//! | `attachment` | `media_id` | |
//! | `embed` | `provider`, `ref`, `title`; see [`Provider`] | |
//! | `unknown_block` | `original`: the JSON as it came | |
//!
//! A figure's `focal` is `[x, y]` or null, its `crop` `[x, y, width, height]` or null, as fractions of at most four
//! decimals, and its `size` small, normal, wide or full. A cell's `colwidth` is a list of whole numbers or null;
//! `scope` is col or row. Keys of media and pages are whole numbers that JavaScript holds exactly.
//!
//! Inline content is `text`, `hard_break`, `footnote` with its `id`, `page_ref` with its `page_id` and
//! `unknown_inline` with its `original`, each with marks. The marks, in the one order in which they are stored
//! and nested (an editor schema must declare them so): `link` with either `href` or `page_id`, `strong`, `em`,
//! `strike`, `sub`, `sup`, `code`, `lang` with its `tag`, and the suggestions `insertion`, `deletion` and
//! `modification`, of which a node has one kind, and of the first two just one; these may also stand on every node
//! that is not inline.
//!
//! # Stored form
//!
//! `{"schema_version":2,"doc":{"type":"doc","attrs":{"footnotes":{}},"content":[…]}}`, where `doc` is what
//! ProseMirror's `node.toJSON()` gives, every attribute written out. Every node that is not inline has an `id`
//! attribute; [`Document::from_json`] fills the missing ones (`b1`, `b2`, …) and reads older versions too.
//!
//! # What reading does with the unexpected
//!
//! * A node of an unknown type, or a known one with an attribute, key or mark that this
//!   version does not know, is kept whole as [`Node::Unknown`] or [`Inline::Unknown`]:
//!   a newer editor's work is never lost. [`Document::has_unknown`] finds it.
//! * A known node with a value that can never be right (level 9, a `javascript:` link,
//!   a paragraph inside a paragraph) is refused as a [`ProseError`].
//! * Canonical form: empty text is dropped, equal neighbours are joined, marks are a sorted set, a container
//!   without content gets an empty paragraph, a list, table or gallery without parts is dropped. What an
//!   editor with this schema writes is in this form already and is written again as it came.
//! * [`MAX_BYTES`], [`MAX_DEPTH`] and [`MAX_NODES`] bound every walk, footnotes included; unsafe addresses
//!   cannot be expressed, because [`Href`] and [`EmbedRef`] have no other constructors than checking ones.
//! * What is accepted is within the limits again when it is written.
//!
//! [`Document::publishable`] is the gate: it names what is unknown, suggested, or a footnote without words.
//!
//! # Edited
//!
//! [`schema`] is what the editor is told of all this, [`steps`] what it sends back: changes that are applied, undone
//! and carried over each other here as ProseMirror does it there.
//!
//! # Derived
//!
//! [`html::render`] for pages, previews and feeds; [`text::summary`] with outline, plain text, counts, links and pages
//! from one walk; [`media`]; [`markdown`] in and out; [`import`] of HTML; [`diff`] of two bodies; [`check`]. Nothing here does I/O;
//! files and pages are looked up through [`Assets`].

mod builders;
pub mod check;
mod decode;
pub mod diff;
mod embed;
mod encode;
mod error;
mod fraction;
mod href;
pub mod html;
mod ids;
pub mod import;
mod keys;
pub mod markdown;
mod media;
mod migrate;
mod model;
mod publish;
mod rewrite;
pub mod schema;
pub mod steps;
pub mod text;
mod walk;

pub use embed::{EmbedRef, Provider};
pub use error::ProseError;
pub use fraction::{Crop, Focal, Fraction};
pub use href::{Href, LangTag};
pub use html::{Assets, Media, Page};
pub use keys::{FootnoteId, MediaId, PageId};
pub use media::{crops, media, rename_links, rename_media};
pub use model::{
    Block, CalloutKind, Cell, Document, Embed, Figure, FigureSize, Inline, Level, ListItem, ListKind, Mark,
    Modification, Node, Picture, Row, Scope, Suggestion, SuggestionId, Text,
};
pub use publish::{Obstacle, Place};
pub use rewrite::{Edit, rewrite};
pub use text::{Heading, links, outline, pages, reading_minutes, word_count};

/// The schema version that this crate writes; older ones are brought up to it when read.
pub const SCHEMA_VERSION: u32 = 2;
/// The largest stored JSON accepted, in bytes.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// The deepest nesting accepted: a block of the document is at depth 1, the text of a paragraph there at 2.
pub const MAX_DEPTH: usize = 20;
/// The most nodes accepted in one document, texts and breaks included.
pub const MAX_NODES: usize = 20_000;
