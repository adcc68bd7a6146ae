//! The desk: the frame of the newsroom. Plain pages and forms made on the server; each feature keeps its own. It
//! weighs nothing on readers, and an editor's work never depends on a script having arrived.

mod layout;
mod paste_hint;
mod scripts;

pub use layout::{DeskFrame, Tab};
pub use paste_hint::PasteHint;
pub use scripts::{Script, find_script};
