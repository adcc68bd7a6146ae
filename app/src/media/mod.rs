//! Files: pictures, attachments. Bytes lie in a folder under their SHA-256, names and sizes in the database.
//!
//! Invariants: a picture is decoded within limits and encoded anew, so nothing a stranger wrote reaches a reader as an
//! image; any other file is only ever offered for download; a stored file never changes.

mod types;

#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
mod image;
#[cfg(feature = "ssr")]
mod sniff;
#[cfg(feature = "ssr")]
mod store;

pub use types::{Attachment, Picture, file_url, small_url};

#[cfg(feature = "ssr")]
pub use files::Files;
#[cfg(feature = "ssr")]
pub use store::{
    MAX_UPLOAD, MediaAssets, Prepared, STATEMENTS, Stored, add_prepared_in, add_upload, all_media, damaged_files, find,
    load_for, prepare_upload, remove_unused_in,
};
