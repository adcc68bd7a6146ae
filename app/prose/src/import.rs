//! HTML from outside, a clipboard or an old page, to a document.
//!
//! [`read`] walks a tree behind [`Dom`] and builds typed nodes. Nothing passes through: what no rule turns into a node
//! is dropped and noted, so markup of the source cannot reach a page (no mutation XSS, no `style`, no handlers).
//! Reading what [`crate::html::render`] made of the result gives the same document.
//!
//! # Rules
//!
//! * **Source.** Word, Google Docs, LibreOffice and Excel are told by generator, name spaces, ids and classes.
//! * **Fonts** named in `font-family` or `face` (`.VnTime`, `VNI-Times`) go to [`Options::decode_font`] with their text.
//! * **Text** outside blocks becomes paragraphs, two line ends divide them, blanks collapse but in `pre`, which becomes
//!   lines of `code`. Blocks without text are dropped.
//! * **Headings** `h1` to `h6` become levels 2 to 4; where an `h1` is used all move down by one.
//! * **Lists** of HTML nest as they stand, also those without an item around them. Paragraphs that only name their list
//!   (Word's `mso-list`, Google's `lst-kix`, Word Online's `data-listid`) are grouped by level, list, sign and margin;
//!   a number out of order starts a new list at that number.
//! * **Tables** that only lay out are dissolved, as are tables in cells. A `th` without `scope` heads its column in the
//!   head and first row, its row below.
//! * **Images** become figures wherever they stand, with the media that [`Options::media`] knows.
//!   A short line in the cell below one, a `figcaption`, and by option a centred line, are its caption.
//! * **Frames** of sites that [`crate::EmbedRef`] knows become embeds.
//! * **Footnotes** of Word, LibreOffice, Google Docs and ours are those whose reference and words both stand in what
//!   is read; words without a reference stay where they are, a reference without words becomes `[?]`.
//! * **Links** pass [`Options::rewrite`] and [`crate::Href`]; those that do not keep their text only.

mod build;
mod css;
pub mod dom;
mod elements;
mod footnotes;
mod images;
mod lists;
mod make;
mod marker;
mod meaning;
mod notes;
#[cfg(feature = "html5ever")]
mod parsed;
mod portal;
mod reader;
mod run;
mod source;
mod structure;
mod style;
mod tables;
mod words;

use std::borrow::Cow;

use crate::{Document, MediaId};

pub use dom::{Dom, Kind};
pub use images::{ImageSource, Place as ImagePlace};
pub use notes::Note;
#[cfg(feature = "html5ever")]
pub use parsed::{MAX_INPUT, MAX_PARSED_DEPTH, MAX_PARSED_NODES, Page, ParseError, Place, parse};
pub use source::Source;

/// What the caller knows and wants; the default knows no media and changes nothing.
pub struct Options<'a> {
    /// The stored file behind an address of an image or attachment.
    pub media: &'a dyn Fn(&str) -> Option<MediaId>,
    /// A link's or image's address made absolute or one of this site; `None` leaves it as it is.
    pub rewrite: &'a dyn Fn(&str) -> Option<String>,
    /// The Unicode text of characters in a font; `None` when the font stands for no encoding.
    pub decode_font: &'a dyn Fn(&str, &str) -> Option<String>,
    /// The last word on every piece of text, such as normalisation to NFC.
    pub clean_text: &'a dyn for<'t> Fn(&'t str) -> Cow<'t, str>,
    /// Short paragraphs such as `1. Kết quả` are headings, as in portals without headings.
    pub promote_numbered_headings: bool,
    /// Paragraphs that begin with `- ` are list items.
    pub dash_lists: bool,
    /// A short centred or slanted line below a picture is its caption.
    pub caption_after_image: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            media: &|_| None,
            rewrite: &|_| None,
            decode_font: &|_, _| None,
            clean_text: &|text| Cow::Borrowed(text),
            promote_numbered_headings: false,
            dash_lists: false,
            caption_after_image: false,
        }
    }
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The body, within the limit on depth; [`Document::check`] tells whether it is within the others.
    pub document: Document,
    /// Every image of the source, in reading order.
    pub images: Vec<ImageSource>,
    /// What a person should know, each with how often it happened.
    pub notes: Vec<(Note, usize)>,
    /// The program it came from.
    pub source: Source,
}

/// Reads what is below `node`; the page's head is looked at for the source and its style sheets.
///
/// Total: every tree gives a document. Time and memory grow with the size of the tree, call frames do not.
#[must_use]
pub fn read<D: Dom>(dom: &D, node: &D::Node, options: &Options<'_>) -> Imported {
    reader::Reader::new(dom, options).read(node)
}
