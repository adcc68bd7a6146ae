//! The one renderer: a document to HTML, for page, preview and feeds alike.
//!
//! It is total (every document gives markup), escapes every character that came from
//! outside, and writes no attribute that could run anything: no `style`, no `on…`, and
//! link targets only as [`crate::Href`] or made from checked parts.

mod address;
mod blocks;
mod figure;
mod inline;
mod notes;
mod suggestion;
mod table;

use std::collections::HashMap;

use address::Base;
use inline::escape;

use crate::{Crop, Document, FootnoteId, Href, Inline, MediaId, PageId, walk};

/// What is known of a stored file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Media {
    /// Where it is served; a path of this site or an `http(s)` address.
    pub src: String,
    /// The `srcset` of an image's sizes; empty for none.
    pub srcset: String,
    /// The `srcset` of the same image in WebP, for browsers that take it; empty for none.
    pub webp: String,
    /// Width in pixels; 0 for what is not an image.
    pub width: u32,
    /// Height in pixels; 0 for what is not an image.
    pub height: u32,
    /// The file's name as readers see it.
    pub name: String,
}

/// What is known of a page of this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it is served.
    pub href: Href,
    /// Its title now.
    pub title: String,
}

/// Looks up stored files and pages while rendering.
pub trait Assets {
    /// The file, or `None` when it is gone or may not be shown.
    fn media(&self, id: MediaId) -> Option<Media>;

    /// The page, or `None` when it is gone or may not be shown.
    fn page(&self, id: PageId) -> Option<Page> {
        let _ = id;
        None
    }

    /// A part of an image as a file of its own, or `None` when there is none; then the whole image is
    /// shown, since a policy without inline style leaves no way to cut it in the page.
    fn cropped(&self, id: MediaId, crop: Crop) -> Option<Media> {
        let _ = (id, crop);
        None
    }
}

/// What differs between page, preview and feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// Whether the element of every block, item, row, cell and picture has its id as `data-block`, by which
    /// a preview follows the editor.
    pub block_ids: bool,
    /// The page's own `http(s)` address, against which every address of this site is made absolute,
    /// as feed readers need it; one that is no such address is ignored.
    pub base: Option<&'a str>,
}

/// A document as HTML, without a wrapping element. Headings get the anchors of [`crate::outline`]; the
/// footnotes are numbered in reading order and listed at the end.
#[must_use]
pub fn render(document: &Document, assets: &dyn Assets) -> String {
    render_with(document, assets, &Options::default())
}

/// As [`render`], for another place than the page.
#[must_use]
pub fn render_with(document: &Document, assets: &dyn Assets, options: &Options<'_>) -> String {
    let numbers = walk::notes(document).into_iter().zip(1..).map(|((id, _), number)| (id, number)).collect();
    let mut renderer = Renderer {
        assets,
        footnotes: numbers,
        references: HashMap::new(),
        base: options.base.and_then(Base::parse),
        block_ids: options.block_ids,
        out: String::new(),
        headings: 0,
    };
    renderer.blocks(&document.blocks, 0);
    renderer.notes(document);
    renderer.out
}

/// The anchor of the n-th heading that is not blank, counted from 1.
pub(crate) fn anchor(number: usize) -> String {
    format!("muc-{number}")
}

struct Renderer<'a> {
    assets: &'a dyn Assets,
    /// The number of each footnote that is referred to.
    footnotes: HashMap<&'a FootnoteId, usize>,
    /// How many references to a footnote were written so far.
    references: HashMap<usize, usize>,
    base: Option<Base<'a>>,
    block_ids: bool,
    out: String,
    headings: usize,
}

impl Renderer<'_> {
    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.push(&format!(" {name}=\""));
        self.text(value);
        self.push("\"");
    }

    /// An attribute that holds an address, absolute where the options ask for it.
    fn address(&mut self, name: &str, target: &str) {
        let absolute = self.base.as_ref().map(|base| base.absolute(target));
        self.attribute(name, absolute.as_deref().unwrap_or(target));
    }

    /// The start of an element that stands for the node with that id; attributes may follow.
    fn element(&mut self, name: &str, id: &str) {
        self.push("<");
        self.push(name);
        if self.block_ids && !id.is_empty() {
            self.attribute("data-block", id);
        }
    }
}

/// Whether running text shows anything.
fn shows(content: &[Inline]) -> bool {
    content.iter().any(walk::shows)
}
