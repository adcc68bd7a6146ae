//! A zip archive.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Listing, MOST_FILES, bounded, is_inside};
use crate::import::ImportError;

/// The most bytes that an archive may unpack to, by its own word; what is read is measured again.
const MOST_BYTES: u64 = 16 * 1024 * 1024 * 1024;
/// The most that a file of more than a megabyte may be packed: text packs to a tenth, never to a five-hundredth.
const MOST_PACKED: u64 = 500;

/// An archive that was looked through.
pub struct Zip {
    archive: Mutex<ZipArchive<BufReader<File>>>,
}

impl Zip {
    /// Opens the archive at `path` and looks through its table of contents.
    ///
    /// # Errors
    /// What is no archive or a damaged one, holds names that lead out of it, or unpacks to too much.
    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        let wrong = |what: String| ImportError::page(format!("{}: {what}", path.display()));
        let file = File::open(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
        let mut archive =
            ZipArchive::new(BufReader::new(file)).map_err(|error| wrong(format!("is a damaged archive: {error}")))?;
        if archive.len() > MOST_FILES {
            return Err(wrong(format!("holds more than {MOST_FILES} files")));
        }
        let mut total: u64 = 0;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(|error| wrong(format!("is a damaged archive: {error}")))?;
            let name = entry.name().map_err(|error| wrong(format!("is a damaged archive: {error}")))?;
            let name = name.trim_end_matches('/').to_owned();
            if !is_inside(&name) || entry.is_symlink() {
                return Err(wrong(format!("is refused: {name:?} leads out of the archive")));
            }
            let size = entry.size();
            total = total.saturating_add(size);
            let is_bomb = size > 1024 * 1024 && size / entry.compressed_size().max(1) > MOST_PACKED;
            if is_bomb || total > MOST_BYTES {
                return Err(wrong(format!("is refused: {name:?} unpacks to more than any saved page")));
            }
        }
        Ok(Self { archive: Mutex::new(archive) })
    }

    pub(super) fn list(&self) -> Result<Listing, ImportError> {
        let archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let names = archive.file_names().filter_map(|name| name.ok().map(|name| name.into_owned()));
        let mut files: Vec<String> = names.filter(|name| !name.ends_with('/')).collect();
        files.sort_unstable();
        files.dedup();
        Ok(Listing { files, passed: Vec::new() })
    }

    pub(super) fn has(&self, path: &str) -> bool {
        let archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        archive.index_for_name(path).is_some()
    }

    pub(super) fn read(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, ImportError> {
        let mut archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        match archive.by_name(path) {
            Ok(entry) => bounded(entry, path, most).map(Some),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(ImportError::page(format!("{path} cannot be unpacked: {error}"))),
        }
    }
}
