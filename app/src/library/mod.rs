//! The library of the desk: what editors say of a file, where it is used, and the trash.
//!
//! Invariants: a change is based on the version that the person saw, or refused as stale; what names a file is written
//! down in the transaction of the save that names it, and equals what a fresh reading of every body finds; a file goes
//! to the trash only while no draft, no public page, no version that readers ever saw and no notice names it, and one
//! that is named again leaves the trash by itself. Contributors change what they uploaded, editors everything.

mod bulk;
mod chooser_page;
mod drop_zone;
mod file_page;
mod list_page;
mod list_rows;
mod quota_page;
mod replacing;
mod store;
mod trash;
mod types;
mod upload;
mod used_at;
mod uses;

pub use bulk::{BULK_STATEMENTS, FileWork, FilesDone, bulk_files, undo_bulk_files};
pub use chooser_page::{ChooseInto, ChooserDialog, DeskChooser};
pub use drop_zone::{UploadForm, UploadInto};
pub use file_page::{DeskFile, FileForm, FilePage};
pub use list_page::{DeskLibrary, LibraryPage, library_url, reason};
pub use list_rows::Click;
pub use quota_page::{DeskQuota, spent};
pub use replacing::{REPLACING_STATEMENTS, Replaced, Replacer, replace, undo_replace};
pub use store::{
    FileRow, ListRow, Listed, STATEMENTS, added_in, fill_in, folders, list, load_file, may_change, save_file, tags,
    uploaded_in,
};
pub(crate) use trash::BYTES;
pub use trash::{TRASH_STATEMENTS, empty_trash, forgotten_in, is_trashed, trash, untrash};
pub use types::{FileData, FileKind, LibraryFilter, Licence, Sort, line, split_tags};
pub use upload::{Quota, Taken, UPLOAD_STATEMENTS, Usage, begin_arrival, set_quota, take_arrival, take_file, usage};
pub use uses::{
    USE_STATEMENTS, Use, article_saved_in, broken_uses, fill_in_uses, notice_saved_in, rebuild_uses, uses_of,
};
