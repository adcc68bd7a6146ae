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
pub use report::Report;
pub use single::page;

/// Why a file was not imported.
#[derive(Debug)]
pub struct ImportError(pub String);

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ImportError {}
