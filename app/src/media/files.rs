//! The folder of bytes, addressed by content.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use crate::ids::{hex, random_hex};

fn sha256_of(path: &Path) -> io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            count => hash.update(buffer.get(..count).unwrap_or_default()),
        }
    }
}

/// Where files lie: `<folder>/<first two digits>/<sha256>`.
#[derive(Clone, Debug)]
pub struct Files {
    folder: Arc<Path>,
}

impl Files {
    /// Files below `folder`, which is made when the first file is stored.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder: folder.into() }
    }

    /// Where the bytes with this hash lie. Only hashes made by [`Files::put`] are ever passed.
    pub fn path(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256.get(..2).unwrap_or("xx")).join(sha256)
    }

    /// Whether the bytes with this hash are there and unchanged. Reads all of them, beside whatever else runs.
    pub async fn is_whole(&self, sha256: &str) -> bool {
        let (path, wanted) = (self.path(sha256), sha256.to_owned());
        tokio::task::spawn_blocking(move || sha256_of(&path).is_ok_and(|found| found == wanted)).await.unwrap_or(false)
    }

    /// Removes the bytes with this hash, which nothing may name any more.
    ///
    /// # Errors
    /// Whatever the disk says, but for bytes that are gone already.
    pub async fn remove(&self, sha256: &str) -> io::Result<()> {
        match tokio::fs::remove_file(self.path(sha256)).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Stores bytes and returns their hash. They are on disk, under their final name, when this returns.
    ///
    /// # Errors
    /// Whatever the disk says; then nothing is left under the final name.
    pub async fn put(&self, bytes: &[u8]) -> io::Result<String> {
        let sha256 = hex(&Sha256::digest(bytes));
        let path = self.path(&sha256);
        if tokio::fs::try_exists(&path).await? {
            return Ok(sha256);
        }
        let folder = path.parent().unwrap_or(&self.folder).to_owned();
        let is_new = !tokio::fs::try_exists(&folder).await?;
        tokio::fs::create_dir_all(&folder).await?;
        let part = folder.join(format!("{}.part", random_hex::<8>()));
        let mut file = tokio::fs::File::create(&part).await?;
        let written = async {
            file.write_all(bytes).await?;
            // A write goes on in the background, and only a flush says that it failed: a full disk would be no error.
            file.flush().await?;
            file.sync_all().await
        };
        if let Err(error) = written.await {
            let _ = tokio::fs::remove_file(&part).await;
            return Err(error);
        }
        tokio::fs::rename(&part, &path).await?;
        // The name must survive a power cut too, so the folder is flushed after the file.
        tokio::fs::File::open(&folder).await?.sync_all().await?;
        if is_new {
            tokio::fs::File::open(&*self.folder).await?.sync_all().await?;
        }
        Ok(sha256)
    }
}
