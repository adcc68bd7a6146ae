//! Keys of what a body names without holding it: stored files, pages, footnotes.

use std::borrow::Borrow;

use crate::{ProseError, ids};

/// The largest whole number that JavaScript holds exactly, so that an editor gives back the key that it was given.
pub(crate) const MAX_KEY: i64 = (1 << 53) - 1;

/// The key of a stored file, image or document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaId(pub i64);

/// The key of a page of this site, which survives a change of its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub i64);

impl PageId {
    /// The page that a Markdown address such as `page:12` means.
    pub(crate) fn from_address(address: &str) -> Option<Self> {
        let key = address.strip_prefix("page:")?.parse().ok()?;
        (-MAX_KEY..=MAX_KEY).contains(&key).then_some(Self(key))
    }

    pub(crate) fn address(self) -> String {
        format!("page:{}", self.0)
    }
}

/// The name of a footnote within its document: 1 to 64 ASCII letters, digits, `-` or `_`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FootnoteId(String);

impl FootnoteId {
    /// Reads a name.
    ///
    /// # Errors
    /// [`ProseError::BadFootnoteId`] for another shape.
    pub fn parse(input: &str) -> Result<Self, ProseError> {
        if ids::is_valid(input) {
            Ok(Self(input.to_owned()))
        } else {
            Err(ProseError::BadFootnoteId(input.chars().take(80).collect()))
        }
    }

    /// The n-th name given by this crate: `n1`, `n2`, …
    pub(crate) fn numbered(number: u64) -> Self {
        Self(format!("n{number}"))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for FootnoteId {
    fn borrow(&self) -> &str {
        &self.0
    }
}
