//! `dinh backup` and `dinh restore`, as they speak to the person who typed them.

use std::path::Path;

use super::{Failure, offline, say};
use crate::backup::{Manifest, backup, restore};
use crate::config::Config;
use crate::serve::files;

pub async fn backing_up(file: &Path) -> Result<(), Failure> {
    let state = offline(&Config::load()?).await?;
    let written = backup(&state, file).await;
    state.db.close().await;
    let manifest = written?;
    say(format!("{}: {}", file.display(), contents(&manifest)))?;
    if manifest.missing.is_empty() {
        return Ok(());
    }
    let missing = manifest.missing.join(", ");
    Err(format!("the backup is written, but these files are missing or damaged on this machine: {missing}").into())
}

pub async fn restoring(file: &Path, folder: &Path, database: Option<String>) -> Result<(), Failure> {
    let config = Config::load()?;
    let bucket = config.bucket.is_some().then(|| files(&config)).transpose()?;
    let restored = restore(file, folder, database, bucket).await?;
    say(format!("{}: {}", folder.display(), contents(&restored.manifest)))?;
    say(format!("Serve it with DINH_DATA_DIR={} DINH_DATABASE_URL={} dinh serve", folder.display(), restored.database))
}

fn contents(manifest: &Manifest) -> String {
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    let bytes: u64 = manifest.files.iter().map(|file| file.size).sum();
    let (tables, files) = (manifest.tables.len(), manifest.files.len());
    format!("{rows} rows of {tables} tables, {files} files with {bytes} bytes, schema {}", manifest.schema)
}
