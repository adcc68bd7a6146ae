//! Markdown in and out: CommonMark with tables, strikethrough and footnotes.
//!
//! A link to a page of this site by its key is `[words](page:12)`, and `[](page:12)` shows that page's title.
//! What Markdown cannot say (callouts, galleries, embeds, attachments, suggestions, unknown nodes, sub, sup and lang
//! marks, cells that span, captions of tables, sources of quotations, sizes of figures, empty paragraphs, …) is
//! written as a fence that [`read`] turns back, for a footnote within its definition:
//!
//! ````text
//! ```prose
//! {"attrs":{"id":"b4","kind":"note"},"content":[…],"type":"callout"}
//! ```
//!
//! [^1]: ```prose
//!     {"footnotes":{"1":[…]}}
//!     ```
//! ````
//!
//! The writer does not guess what Markdown can say: it writes a block, reads it again, and takes the
//! fence when the two differ. So `read(write(d))` is `d` for every document within the limits, but for ids and
//! for the marks of line breaks, which show nothing.

use crate::{Document, MediaId};

mod escape;
mod notes;
mod reader;
mod run;
mod writer;

/// Reads Markdown; every text is some document.
///
/// `media` tells which stored file an image address means. An image alone in its paragraph becomes a figure
/// with its title as caption, without a picture where `media` knows none; among words it becomes its
/// alternative text, linked to the image. `#` and `##` give level 2, `####` and deeper level 4. HTML stays as
/// literal text, a link with a bad target as plain text, a code block as a paragraph of code. A footnote becomes
/// running text, one line for each of its blocks; the alignment of columns is not kept. Nesting beyond
/// [`crate::MAX_DEPTH`] is flattened; call [`Document::check`] for the limit on nodes.
#[must_use]
pub fn read(markdown: &str, media: &dyn Fn(&str) -> Option<MediaId>) -> Document {
    let (blocks, footnotes) = reader::read(markdown, media);
    Document::with_footnotes(blocks, footnotes)
}

/// Writes Markdown that [`read`] turns into an equal document; see the module's page for what that leaves out.
///
/// `media` gives an image's address; it should be the inverse of the one given to [`read`].
#[must_use]
pub fn write(document: &Document, media: &dyn Fn(MediaId) -> String) -> String {
    writer::document(document, media)
}
