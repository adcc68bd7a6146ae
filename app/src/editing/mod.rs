//! Writing an article in the browser, alone or with others: every change is a step that the server applies, stores and
//! passes on, so that nobody overwrites anybody and nothing typed is lost.
//!
//! Invariants: a change is acknowledged only after it is committed; a batch is stored once however often it is sent; the
//! log applied in order gives the stored words; what readers see is changed by none of it.

mod authority;
mod checkpoint;
mod checksum;
mod dialogs;
mod findings;
mod hub;
mod lookups;
mod page;
mod preview_page;
mod replacing;
mod store;
mod toolbar;
mod types;

pub use authority::{Answer, Writer, accept, current, since};
pub use checkpoint::{Checkpointed, checkpoint, checkpoint_open, leave};
pub use findings::findings;
pub use hub::{News, Peer, Session, Sessions};
pub use lookups::{files, find_pages, named, preview};
pub use page::{DeskEditor, EditorPage};
pub use preview_page::{Preview, PreviewView};
pub use store::{STATEMENTS, standing, sweep_commits};
pub use types::{Batch, Commit, Fields, Refusal};
