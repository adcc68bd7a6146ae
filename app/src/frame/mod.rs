//! The frame of every public page: header, side blocks, footer. It stays while pages change under it, and so do the
//! live stream and the counter. Invariant: a block with no content is not rendered.

mod footer;
mod header;
mod layout;
mod server;
mod sidebar;
mod types;

pub use footer::Footer;
pub use header::Header;
pub use layout::Frame;
pub use server::{GetFrame, get_frame};
pub use sidebar::Sidebar;
pub use types::FrameView;
