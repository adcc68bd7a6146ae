//! Broken Vietnamese, wherever it is: the tool at `/cong-cu/sua-phong`, where anyone pastes text and gets it back, and the
//! desk's list of damaged words in what is stored.
//!
//! Invariants: without JavaScript the tool's form is posted and answered at once, nothing is kept; with it the same rules
//! run in the browser, in a part of its own, and the text never leaves the device. Nothing of it is in the reader's client. What
//! is stored changes only where a person asked for it, place by place: an article as a new draft, with the damaged version in
//! its history; a notice or a poll as if somebody had edited it.

mod desk_page;
mod page;
mod result;
mod store;
mod types;

pub use desk_page::DeskDamaged;
pub use page::RepairPage;
pub use store::{damaged, mend};
pub use types::{Damaged, Field, LONGEST, Piece, Place, Posted};
