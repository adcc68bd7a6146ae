//! The sections of the site: what the menu, the breadcrumb and the lists are made of.

mod page;
mod server;
mod types;

#[cfg(feature = "ssr")]
mod store;

pub use page::SectionPage;
pub use server::{GetSection, get_section};
pub use types::{Section, SectionView};

#[cfg(feature = "ssr")]
pub use store::{STATEMENTS, add_section, all_sections, ensure_section, find_section, remove_empty_in};
