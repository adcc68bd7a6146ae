//! Versions of an article: their list, what changed between any two, going back to one, and names for those that matter.
//!
//! Invariants: a version is never changed or removed by anybody; going back saves the old text as a new draft, so that it
//! can be undone the same way; nothing here changes what
//! readers see. A version that readers saw has an address for good, with a hash that tells whether it is still the same.

mod compare_page;
mod list_page;
mod public_page;
mod store;
mod types;

pub use compare_page::{Changes, DeskCompare};
pub use list_page::DeskHistory;
pub use public_page::PublicVersion;
pub use store::{STATEMENTS, compare, compare_with, history, name_version, published, restore};
pub use types::{Comparison, FieldChange, History, Published, VersionRow, version_url};
