//! Versions of an article: their list, what changed between any two, going back to one, and names for those that matter.
//!
//! Invariants: a version is never changed or removed by anybody; going back saves the old text as a new draft, so that it
//! can be undone the same way; nothing here changes what readers see.

mod compare_page;
mod list_page;
mod store;
mod types;

pub use compare_page::{Changes, DeskCompare};
pub use list_page::DeskHistory;
pub use store::{STATEMENTS, compare, compare_with, history, name_version, restore};
pub use types::{Comparison, FieldChange, History, VersionRow};
