//! The public body behind the site: its name, who answers for it, where it is.

mod types;

#[cfg(feature = "ssr")]
mod store;

pub use types::SiteInfo;

#[cfg(feature = "ssr")]
pub use store::{STATEMENTS, save_site, secret, site_info};
