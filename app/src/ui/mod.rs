//! The parts that pages are made of. Nothing here knows a feature.

mod breadcrumb;
mod data;
mod day;
mod emblem;
mod error_view;
mod field;
mod focus;
mod head;
mod loaded;
mod pager;
mod picture;
#[cfg(feature = "ssr")]
mod qr_code;
mod rich_text;
mod scroll;
mod server_page;
mod text_tools;

pub use breadcrumb::Breadcrumb;
pub use data::{Data, PageData};
pub use day::Day;
pub use emblem::Emblem;
pub use error_view::{ErrorView, ResponseStatus};
pub use field::{area_field, choice_field, form_problem, line_field};
pub use focus::use_page_focus;
pub use head::{PageHead, PageTitle, base_of_document};
pub use loaded::{loaded, loaded_or};
pub use pager::{Pager, page_path};
pub use picture::PictureImage;
#[cfg(feature = "ssr")]
pub use qr_code::QrCode;
pub use rich_text::RichText;
pub use scroll::use_scroll_memory;
pub use server_page::ServerPage;
pub use text_tools::TextTools;
