//! What the fuzz targets share: files that are always there, and a mutator that keeps JSON well-formed.

use std::cell::RefCell;
use std::collections::HashMap;

use prose::import::{Dom, Options, ParseError, parse, read};
use prose::{Assets, Document, Href, Media, MediaId, Page, PageId};

mod mutate;

pub use mutate::mutate;

/// Gives every address a number, and every number the address that this site serves it at.
#[derive(Default)]
pub struct Store {
    numbers: RefCell<HashMap<String, i64>>,
}

impl Store {
    /// The number of an address: the one that it names where it is one of ours, a new one if need be.
    pub fn number(&self, address: &str) -> MediaId {
        let mut numbers = self.numbers.borrow_mut();
        let known = numbers.len() as i64;
        let own = address.strip_prefix("/tep/").and_then(|digits| digits.parse().ok());
        if let Some(own) = own.filter(|own| (1..=known).contains(own) && address == format!("/tep/{own}")) {
            return MediaId(own);
        }
        MediaId(*numbers.entry(address.to_owned()).or_insert(known + 1))
    }

    /// Reads HTML as an import of this site's own pages does.
    ///
    /// # Errors
    /// Those of [`parse`].
    pub fn read(&self, html: &str) -> Result<Document, ParseError> {
        let media = |address: &str| Some(self.number(address));
        self.read_with(html, &Options { media: &media, ..Options::default() })
    }

    /// Reads HTML with other options.
    ///
    /// # Errors
    /// Those of [`parse`].
    pub fn read_with(&self, html: &str, options: &Options<'_>) -> Result<Document, ParseError> {
        let page = parse(html)?;
        Ok(read(&page, &page.root(), options).document)
    }
}

impl Assets for Store {
    fn media(&self, id: MediaId) -> Option<Media> {
        let is_known = (1..=self.numbers.borrow().len() as i64).contains(&id.0);
        let src = is_known.then(|| format!("/tep/{}", id.0))?;
        Some(Media { src, name: "Tệp".to_owned(), ..Media::default() })
    }

    fn page(&self, id: PageId) -> Option<Page> {
        let href = Href::parse(&format!("/trang/{}", id.0)).ok()?;
        (id.0 % 2 == 0).then(|| Page { href, title: format!("Trang <{}>", id.0) })
    }
}

/// A document without ids, for comparison with one that was made anew.
pub fn without_ids(document: &Document) -> Document {
    let mut bare = document.clone();
    bare.clear_ids();
    bare
}

/// Stops the run unless the document is stored and read again as it is.
pub fn assert_stored(document: &Document) {
    assert_eq!(Document::from_json(&document.to_json()).as_ref(), Ok(document));
}

/// The address of a file in Markdown.
pub fn address(id: MediaId) -> String {
    format!("/tep/{}.jpg", id.0)
}

/// The file behind an address in Markdown.
pub fn file(address: &str) -> Option<MediaId> {
    let digits = address.strip_prefix("/tep/")?.strip_suffix(".jpg")?;
    let id = digits.parse().ok().map(MediaId)?;
    // Other ways of writing the number would not come back.
    (self::address(id) == address && id.0.unsigned_abs() < 1 << 53).then_some(id)
}
