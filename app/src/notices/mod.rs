//! Notices: short, dated, of three severities; shown from their start to their end.

mod block;
mod page;
mod server;
mod types;

#[cfg(feature = "ssr")]
mod desk_page;
#[cfg(feature = "ssr")]
mod store;

pub use block::NoticeBlock;
pub use page::NoticesPage;
pub use server::{GetNotices, get_notices};
pub use types::{Notice, NoticeHeading, Severity};

#[cfg(feature = "ssr")]
pub use desk_page::{DeskNotice, DeskNotices, NoticeForm};
#[cfg(feature = "ssr")]
pub use store::{
    NoticeDraft, NoticeInput, STATEMENTS, desk_notices, files_in_notices, headings, load_notice, notices_after,
    reword_notice, save_notice, set_notice_state, showing,
};
