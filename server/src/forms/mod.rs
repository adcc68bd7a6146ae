//! Plain HTML forms: parse, guard, store, then send the browser on, or show the form again with everything that was
//! typed and what is wrong with it. They work without JavaScript, and nothing typed is ever lost.

mod articles;
mod audit;
mod ballot;
mod damaged;
mod files;
mod history;
mod media;
mod notices;
mod polls;
mod render;
mod repair;
mod session;

pub use articles::{articles, edit_article, new_article, save_article, unpublish_article};
pub use audit::audit;
pub use ballot::ballot;
pub use damaged::{damaged_words, mend_words};
pub use files::file;
pub use history::{compare_versions, name_a_version, published_version, restore_version, versions};
pub use media::{media, upload};
pub use notices::{edit_notice, new_notice, notices, save_notice, unpublish_notice};
pub use polls::{close_poll, edit_poll, new_poll, open_poll, polls, save_poll};
pub use render::refused;
pub use repair::{REPAIR_BODY, repair_page, repair_text};
pub use session::{sign_in, sign_in_page, sign_out};
