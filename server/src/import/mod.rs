//! Bringing other sites' content in: read, make prose, store, report.
//!
//! Invariants: a dry run writes nothing; everything of one page is stored in one transaction or not at all; a second
//! run of the same file changes nothing, and a run that was stopped goes on; the text as it was before any repair is
//! kept; a whole import can be taken back; memory is bounded by one page and its files.

mod citations;
pub mod demo;
mod entry;
mod folder;
mod html;
mod page;
mod progress;
mod report;
mod single;
mod source;
mod store;
mod tree;

pub use folder::{Wanted, folder};
pub use html::decode_font;
pub use report::Report;
pub use single::page;

use app::db::DbFault;

/// Why a file was not imported.
#[derive(Debug)]
pub struct ImportError {
    what: String,
    /// It concerns more than this page: a disk or a database that takes nothing any more.
    stops: bool,
}

impl ImportError {
    /// What is wrong with one page or file; the others go on.
    pub fn page(what: impl Into<String>) -> Self {
        Self { what: what.into(), stops: false }
    }

    /// What ends the import, to be taken up again once it is mended.
    pub fn stopping(what: impl Into<String>) -> Self {
        Self { what: what.into(), stops: true }
    }

    /// A refusal concerns the page, everything else the database.
    fn of_fault(what: &str, fault: &DbFault) -> Self {
        let what = format!("{what}: {fault}");
        if matches!(fault, DbFault::Refused(_)) { Self::page(what) } else { Self::stopping(what) }
    }
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for ImportError {}
