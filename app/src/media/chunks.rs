//! Files that arrive in pieces. Each piece is on disk under its final name before it is acknowledged, so what was
//! acknowledged outlives the process, and a piece that was cut off leaves nothing. The database hears of a file only
//! once it is whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ids::{MediaId, hex};
use crate::time::Stamp;

/// What is said of the file, beside its pieces.
pub(super) const ABOUT: &str = "about";
/// The ending of the note that stays of a file that was taken.
const TAKEN: &str = "taken";
/// How long an unfinished file is kept, in milliseconds.
const KEPT: i64 = 24 * 60 * 60 * 1000;
/// The smallest piece but for the last, in bytes: a file must not become a million of them.
pub const MIN_PIECE: usize = 64 * 1024;
/// The largest piece, in bytes.
pub const MAX_PIECE: usize = 2 * 1024 * 1024;

/// What is known of a file that is arriving.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Arriving {
    /// The name it was sent under.
    pub name: String,
    /// How long it will be.
    pub size: u64,
    /// When it began.
    pub begun: i64,
    /// How much of it is here.
    #[serde(skip)]
    pub received: u64,
    /// What it became in the library, and whether that was there before.
    #[serde(default)]
    pub taken: Option<(MediaId, bool)>,
}

/// Names a file that is arriving: made from what the browser knows of it, so that the same file finds its pieces again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrivalId(String);

impl ArrivalId {
    /// The name of a file, which one browser tells from others by its mark.
    pub fn of(name: &str, size: u64, mark: &str) -> Self {
        let digest = Sha256::digest(format!("{size}\n{mark}\n{name}").as_bytes());
        Self(hex(digest.get(..16).unwrap_or_default()))
    }

    /// Reads one from an address, where anything may stand.
    pub fn parse(text: &str) -> Option<Self> {
        let is_ours =
            text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        is_ours.then(|| Self(text.to_owned()))
    }

    /// As it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a piece is not taken.
#[derive(Debug)]
pub enum PieceFault {
    /// The file is not known, any more or at all.
    Unknown,
    /// The next piece begins elsewhere.
    Elsewhere(u64),
    /// It is too short, or reaches beyond the end of the file.
    Malformed,
    /// Whatever the disk says.
    Disk(io::Error),
}

impl From<io::Error> for PieceFault {
    fn from(error: io::Error) -> Self {
        // Somebody gave the file up meanwhile.
        if error.kind() == io::ErrorKind::NotFound { Self::Unknown } else { Self::Disk(error) }
    }
}

pub(super) fn folders(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !fs::exists(root)? {
        return Ok(found);
    }
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn read_about(path: &Path) -> io::Result<Option<Arriving>> {
    match fs::read(path) {
        Ok(text) => Ok(Some(serde_json::from_slice(&text)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Where the note lies that stays of a file that was taken.
pub(super) fn note_of(folder: &Path) -> PathBuf {
    folder.with_extension(TAKEN)
}

pub(super) fn known(folder: &Path) -> io::Result<Option<Arriving>> {
    let Some(mut file) = read_about(&folder.join(ABOUT))? else {
        let taken = read_about(&note_of(folder))?;
        return Ok(taken.map(|file| Arriving { received: file.size, ..file }));
    };
    loop {
        match fs::metadata(folder.join(file.received.to_string())) {
            Ok(piece) if piece.len() > 0 => file.received += piece.len(),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => return Ok(Some(file)),
        }
    }
}

pub(super) fn unfinished(account: &Path) -> io::Result<Vec<(ArrivalId, Arriving)>> {
    let mut found = Vec::new();
    for folder in folders(account)? {
        let id = folder.file_name().and_then(|name| ArrivalId::parse(name.to_str()?));
        if let Some((id, file)) = id.zip(known(&folder)?.filter(|file| file.taken.is_none())) {
            found.push((id, file));
        }
    }
    found.sort_by_key(|(_, file)| file.begun);
    Ok(found)
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

pub(super) fn remove_folder(folder: &Path) -> io::Result<()> {
    gone(fs::remove_dir_all(folder))
}

pub(super) fn remove(folder: &Path) -> io::Result<()> {
    gone(fs::remove_file(note_of(folder)))?;
    remove_folder(folder)
}

pub(super) fn sweep(root: &Path, now: Stamp) -> io::Result<usize> {
    let mut removed = 0;
    for account in folders(root)? {
        for entry in fs::read_dir(&account)? {
            let path = entry?.path();
            let is_note = !path.is_dir();
            let about = read_about(&if is_note { path.clone() } else { path.join(ABOUT) })?;
            // A folder without its note was left by a process that was killed as the file began.
            if about.is_some_and(|file| now.0 - file.begun < KEPT) {
                continue;
            }
            if is_note {
                gone(fs::remove_file(&path))?;
            } else {
                remove_folder(&path)?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}
