//! `dinh backup`, `dinh restore`: the whole site as one file, and from it again.
//!
//! The file is a ZIP that any program opens: `tables/NAME.jsonl` with a table's columns in the first line and a row in
//! each other one, `files/SHA256` with the bytes of every stored file, and last of all [`MANIFEST`], which says how
//! many rows and bytes there must be, with the SHA-256 of each entry. Rows are plain values, so what was taken from SQLite goes into
//! PostgreSQL and back, and into a newer program: the rows come into the schema they were taken from, and the steps
//! since then follow. A backup holds the site's secrets and password hashes and is readable by its owner only.

mod read;
mod write;

use std::io::{self, Read};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use read::restore;
pub use write::backup;

/// The last entry of a backup; without it the file was cut.
const MANIFEST: &str = "dinh-backup.json";
/// What this program writes, and all it reads.
const FORMAT: u32 = 1;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What a backup says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the file.
    pub format: u32,
    /// The program that wrote it.
    pub program: String,
    /// The schema of the rows.
    pub schema: i64,
    /// When it was begun, in milliseconds since 1970.
    pub taken_at: i64,
    /// The tables, in an order in which their rows can come in.
    pub tables: Vec<TableEntry>,
    /// The stored files.
    pub files: Vec<FileEntry>,
    /// Hashes of files that were missing or damaged when the backup was taken.
    pub missing: Vec<String>,
}

/// A table in a backup.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TableEntry {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// Of the whole entry.
    pub sha256: String,
}

/// A stored file in a backup.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FileEntry {
    /// Of its bytes, which is its name.
    pub sha256: String,
    /// How many bytes it has.
    pub size: u64,
}

fn table_path(name: &str) -> String {
    format!("tables/{name}.jsonl")
}

fn file_path(sha256: &str) -> String {
    format!("files/{sha256}")
}

/// Reads from another reader and hashes what goes through.
struct Hashing<R> {
    inner: R,
    hash: Sha256,
    size: u64,
}

impl<R> Hashing<R> {
    fn new(inner: R) -> Self {
        Self { inner, hash: Sha256::new(), size: 0 }
    }

    fn sha256(self) -> String {
        app::ids::hex(&self.hash.finalize())
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hash.update(buffer.get(..count).unwrap_or_default());
        self.size += count as u64;
        Ok(count)
    }
}
