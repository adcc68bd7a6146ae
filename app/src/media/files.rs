//! The bytes of files, addressed by content: in a folder of this machine, or in the bucket of a store.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::bucket::Bucket;
use crate::ids::{hex, random_hex};

/// The ending of a file that is being written.
const PART: &str = ".part";
/// Longer than any request may take.
const LEFT_BEHIND: Duration = Duration::from_secs(60 * 60);

fn path_in(root: &Path, sha256: &str) -> PathBuf {
    root.join(sha256.get(..2).unwrap_or("xx")).join(sha256)
}

fn sha256_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            count => hash.update(buffer.get(..count).unwrap_or_default()),
        }
    }
}

/// Where files lie: `<first two digits>/<sha256>`, below a folder or in a bucket.
#[derive(Clone, Debug)]
pub struct Files(Place);

#[derive(Clone, Debug)]
enum Place {
    Folder(Arc<Path>),
    Bucket(Bucket),
}

impl Files {
    /// Files below `folder`, which is made when the first file is stored.
    pub fn new(folder: PathBuf) -> Self {
        Self(Place::Folder(folder.into()))
    }

    /// Files in a bucket.
    pub fn in_bucket(bucket: Bucket) -> Self {
        Self(Place::Bucket(bucket))
    }

    /// The bucket; none for a folder.
    pub fn bucket(&self) -> Option<&Bucket> {
        match &self.0 {
            Place::Folder(_) => None,
            Place::Bucket(bucket) => Some(bucket),
        }
    }

    /// Where the bytes with this hash lie on this machine; none for a bucket. Only hashes made by [`Files::put`] are ever
    /// passed.
    pub fn path(&self, sha256: &str) -> Option<PathBuf> {
        match &self.0 {
            Place::Folder(folder) => Some(path_in(folder, sha256)),
            Place::Bucket(_) => None,
        }
    }

    /// Whether the bytes with this hash are there and unchanged. Reads all of them, beside whatever else runs.
    ///
    /// # Errors
    /// A store that is away, so that nobody knows.
    pub async fn is_whole(&self, sha256: &str) -> io::Result<bool> {
        let found = match &self.0 {
            Place::Folder(folder) => {
                let path = path_in(folder, sha256);
                tokio::task::spawn_blocking(move || sha256_of(&path)).await.map_err(io::Error::other)?
            }
            Place::Bucket(bucket) => bucket.sha256(sha256).await,
        };
        match found {
            Ok(found) => Ok(found == sha256),
            Err(error) if is_away(&error) => Err(error),
            Err(_) => Ok(false),
        }
    }

    /// Removes the bytes with this hash, which nothing may name any more.
    ///
    /// # Errors
    /// Whatever the disk or the store says, but for bytes that are gone already.
    pub async fn remove(&self, sha256: &str) -> io::Result<()> {
        let removed = match &self.0 {
            Place::Folder(folder) => tokio::fs::remove_file(path_in(folder, sha256)).await,
            Place::Bucket(bucket) => bucket.remove(sha256).await,
        };
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Stores bytes and returns their hash. They are safe, under their final name, when this returns. A caller that
    /// is dropped meanwhile stops nothing on a disk, and a store takes a file whole or not at all, so nothing is left
    /// half written.
    ///
    /// # Errors
    /// Whatever the disk or the store says; then nothing is left under the final name.
    pub async fn put(&self, bytes: Vec<u8>) -> io::Result<String> {
        match &self.0 {
            Place::Folder(folder) => {
                let folder = folder.clone();
                tokio::task::spawn_blocking(move || store(&folder, &bytes)).await.map_err(io::Error::other)?
            }
            Place::Bucket(bucket) => bucket.put(bytes).await,
        }
    }

    /// The bytes with this hash.
    ///
    /// # Errors
    /// Whatever the disk or the store says.
    pub async fn read(&self, sha256: &str) -> io::Result<Vec<u8>> {
        match &self.0 {
            Place::Folder(folder) => tokio::fs::read(path_in(folder, sha256)).await,
            Place::Bucket(bucket) => bucket.read(sha256).await,
        }
    }

    /// Removes what a process that was killed left half written, once it is older than any upload may take. A store
    /// keeps nothing by halves.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub async fn sweep(&self) -> io::Result<()> {
        let Place::Folder(folder) = &self.0 else { return Ok(()) };
        let folder = folder.clone();
        tokio::task::spawn_blocking(move || sweep(&folder)).await.map_err(io::Error::other)?
    }
}

/// Whether a store did not answer, so that nothing is known of what it holds.
pub fn is_away(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::HostUnreachable
}

fn store(root: &Path, bytes: &[u8]) -> io::Result<String> {
    let sha256 = hex(&Sha256::digest(bytes));
    let path = path_in(root, &sha256);
    if fs::exists(&path)? {
        return Ok(sha256);
    }
    let folder = path.parent().unwrap_or(root);
    let is_new = !fs::exists(folder)?;
    fs::create_dir_all(folder)?;
    settle(&path, bytes)?;
    if is_new {
        File::open(root)?.sync_all()?;
    }
    Ok(sha256)
}

/// Writes bytes so that they are on disk, whole and under this name, or nothing is there under it.
pub(super) fn settle(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let part = folder.join(format!("{}{PART}", random_hex::<8>()));
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, path)
    });
    if let Err(error) = written {
        let _ = fs::remove_file(&part);
        return Err(error);
    }
    // The name must survive a power cut too, so the folder is flushed after the file.
    File::open(folder)?.sync_all()
}

fn sweep(root: &Path) -> io::Result<()> {
    if !fs::exists(root)? {
        return Ok(());
    }
    for folder in fs::read_dir(root)? {
        let folder = folder?;
        if !folder.file_type()?.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder.path())? {
            let entry = entry?;
            let is_part = entry.file_name().to_string_lossy().ends_with(PART);
            let age = entry.metadata().and_then(|about| about.modified()).ok().and_then(|since| since.elapsed().ok());
            if is_part && age.is_some_and(|age| age > LEFT_BEHIND) {
                fs::remove_file(entry.path())?;
            }
        }
    }
    Ok(())
}
