//! Linked sites: other bodies' sites beside every page.

mod block;
mod types;

#[cfg(feature = "ssr")]
mod store;

pub use block::LinkBlock;
pub use types::LinkedSite;

#[cfg(feature = "ssr")]
pub use store::{STATEMENTS, add_link, all_links};
