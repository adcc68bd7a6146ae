//! A page, read: what an importer found, before anything is stored.

use app::time::Day;
use prose::{Document, MediaId};

/// What becomes an article.
#[derive(Debug, Default)]
pub struct Entry {
    /// The section's name, where the page told it.
    pub section: Option<String>,
    /// The title.
    pub title: String,
    /// The day it was published, where the page told it.
    pub date: Option<Day>,
    /// The old site's reads.
    pub reads: Option<i64>,
    /// The lead; empty for none.
    pub lead: String,
    /// The body. It names the n-th of `files`, counted from 0, as [`provisional`] says.
    pub body: Document,
    /// Who wrote it.
    pub byline_name: String,
    /// The writer's office.
    pub byline_office: String,
    /// The question of a poll that stood beside it.
    pub poll_question: Option<String>,
    /// The old site's visits.
    pub visits_all: Option<i64>,
    /// Paths in the tree of the files that the body shows or links to.
    pub files: Vec<String>,
    /// Which of the files are offered below the article.
    pub attachments: Vec<usize>,
    /// Where the page was on the old site.
    pub addresses: Vec<String>,
}

/// The key by which a body names a file that is not stored yet; real keys are never negative.
pub fn provisional(place: usize) -> MediaId {
    MediaId(-1 - i64::try_from(place).unwrap_or(i64::MAX - 1))
}

/// The inverse of [`provisional`]; `None` for a real key.
pub fn place_of(key: MediaId) -> Option<usize> {
    usize::try_from(-1 - key.0).ok()
}
