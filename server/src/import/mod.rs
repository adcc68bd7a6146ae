//! Bringing other sites' content in: read, make prose, store, report.
//!
//! Invariants: a dry run writes nothing; everything of one page is stored in one transaction or not at all; a second
//! run of the same file changes nothing; the text as it was before any repair is kept.

pub mod demo;
mod page;
mod report;
mod source;
mod store;

use std::path::Path;

use app::state::AppState;
use app::time::Day;

pub use report::Report;

/// Why a file was not imported.
#[derive(Debug)]
pub struct ImportError(pub String);

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ImportError {}

/// Imports one saved page. `seen` is the day its figures were printed; none takes the day of the article.
///
/// # Errors
/// A file that cannot be read, is no text, is too large, or is no such page; a database that refuses. Nothing is
/// stored then.
pub async fn page(state: &AppState, path: &Path, seen: Option<Day>, dry_run: bool) -> Result<Report, ImportError> {
    let text = source::read(path)?;
    let mut report = Report::default();
    let page = page::parse(&text, &mut report)?;
    let source = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    store::store(state, page, store::Origin { source, text, seen }, dry_run, &mut report).await?;
    Ok(report)
}
