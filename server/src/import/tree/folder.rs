//! A folder on disk.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{DEEPEST, Listing, MOST_FILES, bounded};
use crate::import::ImportError;

/// A folder, by its real path.
pub struct Folder {
    top: PathBuf,
}

impl Folder {
    /// The folder at `path`.
    ///
    /// # Errors
    /// One that cannot be opened.
    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        let top = fs::canonicalize(path)
            .map_err(|error| ImportError::page(format!("{}: cannot be read: {error}", path.display())))?;
        Ok(Self { top })
    }

    /// Every file below the top. Folders that cannot be read are named; links are named, not followed: they may lead out, or round in a ring.
    pub(super) fn list(&self) -> Result<Listing, ImportError> {
        let mut listing = Listing::default();
        let mut open = vec![(self.top.clone(), String::new(), 0)];
        while let Some((folder, prefix, depth)) = open.pop() {
            let unreadable =
                |error: std::io::Error| ImportError::page(format!("{}: cannot be read: {error}", folder.display()));
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) if depth > 0 => {
                    listing.passed.push(format!("{prefix}: cannot be read: {error}"));
                    continue;
                }
                Err(error) => return Err(unreadable(error)),
            };
            for entry in entries {
                let entry = entry.map_err(unreadable)?;
                let Ok(name) = entry.file_name().into_string() else {
                    listing.passed.push(format!("{prefix}{}: its name is no text", entry.file_name().display()));
                    continue;
                };
                let path = format!("{prefix}{name}");
                let kind = entry.file_type().map_err(unreadable)?;
                if kind.is_symlink() {
                    listing.passed.push(format!("{path}: is a link, which is not followed"));
                } else if kind.is_dir() && depth == DEEPEST {
                    listing.passed.push(format!("{path}: lies deeper than {DEEPEST} folders"));
                } else if kind.is_dir() {
                    open.push((entry.path(), format!("{path}/"), depth + 1));
                } else if kind.is_file() {
                    listing.files.push(path);
                }
                if listing.files.len() > MOST_FILES {
                    return Err(ImportError::page(format!("the folder holds more than {MOST_FILES} files")));
                }
            }
        }
        listing.files.sort_unstable();
        Ok(listing)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        fs::canonicalize(self.top.join(path)).is_ok_and(|real| real.starts_with(&self.top) && real.is_file())
    }

    pub(super) fn read(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, ImportError> {
        let Ok(real) = fs::canonicalize(self.top.join(path)) else {
            return Ok(None);
        };
        if !real.starts_with(&self.top) {
            return Err(ImportError::page(format!("{path} is a link that leads out of the folder")));
        }
        if !real.is_file() {
            return Ok(None);
        }
        let file = File::open(&real).map_err(|error| ImportError::page(format!("{path} cannot be read: {error}")))?;
        bounded(file, path, most).map(Some)
    }
}
