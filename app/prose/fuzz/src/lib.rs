//! What the fuzz targets share: files that are always there, and a mutator that keeps JSON well-formed.

use std::cell::RefCell;
use std::collections::HashMap;

use prose::import::{Dom, Options, ParseError, parse, read};
use prose::{Assets, Document, Href, Media, MediaId, Page, PageId};

mod mutate;

pub use mutate::mutate;

/// Gives every address a number, and the address of every number.
#[derive(Default)]
pub struct Store {
    addresses: RefCell<Vec<String>>,
    numbers: RefCell<HashMap<String, i64>>,
}

impl Store {
    /// The number of an address, a new one if need be.
    pub fn number(&self, address: &str) -> MediaId {
        let mut addresses = self.addresses.borrow_mut();
        let number = *self.numbers.borrow_mut().entry(address.to_owned()).or_insert_with(|| {
            addresses.push(address.to_owned());
            addresses.len() as i64
        });
        MediaId(number)
    }

    /// The number of an address of a file; none is served at one with control characters, which the renderer leaves out.
    pub fn served(&self, address: &str) -> Option<MediaId> {
        // A file that is offered is linked to, and a link is written with its blanks encoded.
        let written = Href::parse(address).map_or_else(|_| address.to_owned(), |href| href.as_str().to_owned());
        (!address.contains(char::is_control)).then(|| self.number(&written))
    }

    /// Reads HTML as an import of this site's own pages does.
    ///
    /// # Errors
    /// Those of [`parse`].
    pub fn read(&self, html: &str) -> Result<Document, ParseError> {
        let media = |address: &str| self.served(address);
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
        let place = usize::try_from(id.0).ok()?.checked_sub(1)?;
        let src = self.addresses.borrow().get(place)?.clone();
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
