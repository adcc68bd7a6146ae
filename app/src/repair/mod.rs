//! The tool at `/cong-cu/sua-phong`: anyone pastes Vietnamese that was broken by an old encoding and gets it back.
//!
//! Invariants: without JavaScript the form is posted and answered at once, nothing is kept; with it the same rules run in
//! the browser, in a part of its own, and the text never leaves the device. Nothing of it is in the reader's client.

mod page;
mod result;
mod types;

pub use page::RepairPage;
pub use types::{LONGEST, Posted};
