//! Files: pictures, attachments. Bytes lie in a folder or a bucket under their SHA-256, names and sizes in the database.
//!
//! Invariants: a picture is decoded within limits and encoded anew, so nothing a stranger wrote reaches a reader as an
//! image; any other file is only ever offered for download; a stored file never changes.

mod types;

#[cfg(feature = "ssr")]
mod arrivals;
#[cfg(feature = "ssr")]
mod bucket;
#[cfg(feature = "ssr")]
mod chunks;
#[cfg(feature = "ssr")]
mod downloads;
#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
mod focal;
#[cfg(feature = "ssr")]
mod image;
#[cfg(feature = "ssr")]
mod renditions;
#[cfg(feature = "ssr")]
mod sniff;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod text_page;
#[cfg(feature = "ssr")]
mod texts;
#[cfg(feature = "ssr")]
mod work;

pub use types::{Attachment, Picture, file_url, small_url};

#[cfg(feature = "ssr")]
pub use arrivals::Arrivals;
#[cfg(feature = "ssr")]
pub use bucket::{Bucket, BucketOptions, Sent};
#[cfg(feature = "ssr")]
pub use chunks::{ArrivalId, Arriving, MAX_PIECE, PieceFault};
#[cfg(feature = "ssr")]
pub use downloads::{DOWNLOAD_STATEMENTS, Downloads, count_download, downloads_of};
#[cfg(feature = "ssr")]
pub use files::{Files, is_away};
#[cfg(feature = "ssr")]
pub use focal::{CardPart, FOCAL_STATEMENTS, find_part, part_in_name, want_card_in};
#[cfg(feature = "ssr")]
pub use renditions::{Format, RENDITION_STATEMENTS, find_rendition, want_crops_in};
#[cfg(feature = "ssr")]
pub use store::{
    MAX_UPLOAD, MediaAssets, Prepared, STATEMENTS, Stored, add_prepared_in, add_upload, all_media, damaged_files, find,
    load_for, prepare_upload, remove_unused_in, rendition_hashes_in,
};
#[cfg(feature = "ssr")]
pub use text_page::DocumentText;
#[cfg(feature = "ssr")]
pub use texts::{FileText, Reader, Reading, TEXT_STATEMENTS, text_of};
#[cfg(feature = "ssr")]
pub use work::{WORK_STATEMENTS, work_once};
