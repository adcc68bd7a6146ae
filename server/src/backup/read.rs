//! Making a site from a backup, beside whatever is there, and showing it only when all of it is right.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use app::db::{Arg, Db, DbFault, DbOptions, DbResult, Kind, Table, Tx, integrity, schema_version};
use app::media::Files;
use serde_json::Value;
use zip::ZipArchive;

use super::{FORMAT, Failure, Hashing, MANIFEST, Manifest, file_path, table_path};

/// Says that a folder was made by a restore that did not come to its end.
const MARKER: &str = ".dinh-restore";
/// How many rows go in at once.
const ROWS: usize = 500;
/// The longest line of a table, in bytes: a body of 2 MB in JSON with every character escaped, and room.
const LONGEST: u64 = 64 * 1024 * 1024;

/// What was restored.
pub struct Restored {
    /// What the backup said.
    pub manifest: Manifest,
    /// Where the database is.
    pub database: String,
}

/// Makes the site of a backup in `folder`, which must be new or empty. The database is a file in it, or the empty one at
/// `database`; the files go into `bucket` where there is one. Every row and file is compared with the manifest.
///
/// # Errors
/// A backup that is cut, changed or of a newer program; a folder or database that holds something; a store that does not
/// answer. Then the folder is not there, and nothing was written into the database. A bucket may keep files that were
/// sent before that; they have the same names when it is tried again.
pub async fn restore(
    backup: &Path,
    folder: &Path,
    database: Option<String>,
    bucket: Option<Files>,
) -> Result<Restored, Failure> {
    if folder.exists() && fs::read_dir(folder)?.next().is_some() {
        return Err(format!("{} is not empty; a restore overwrites nothing", folder.display()).into());
    }
    let file = File::open(backup).map_err(|error| format!("{}: {error}", backup.display()))?;
    let mut zip = ZipArchive::new(file).map_err(|error| format!("{} is no backup: {error}", backup.display()))?;
    let manifest = manifest(&mut zip)?;
    let part = fresh_part(folder)?;
    let made = fill(zip, &manifest, &part, database.as_deref(), bucket).await;
    if let Err(error) = made {
        let _ = fs::remove_dir_all(&part);
        return Err(error);
    }
    fs::remove_file(part.join(MARKER))?;
    if folder.exists() {
        fs::remove_dir(folder)?;
    }
    fs::rename(&part, folder)?;
    let database = database.unwrap_or_else(|| format!("sqlite://{}", folder.join("dinh.db").display()));
    Ok(Restored { manifest, database })
}

fn manifest(zip: &mut ZipArchive<File>) -> Result<Manifest, Failure> {
    let entry = zip.by_name(MANIFEST).map_err(|_| format!("no {MANIFEST} in it: this is no backup, or it was cut"))?;
    let manifest: Manifest = serde_json::from_reader(BufReader::new(entry.take(LONGEST)))?;
    if manifest.format != FORMAT || manifest.schema > schema_version() {
        let (format, schema) = (manifest.format, manifest.schema);
        let known = schema_version();
        let said =
            format!("the backup has format {format} and schema {schema}, this program knows {FORMAT} and {known}");
        return Err(format!("{said}: use the program that wrote it ({}) or a newer one", manifest.program).into());
    }
    Ok(manifest)
}

/// A folder beside the one wanted; one that an earlier restore left half done goes first.
fn fresh_part(folder: &Path) -> Result<PathBuf, Failure> {
    let mut part = folder.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    if part.join(MARKER).exists() {
        fs::remove_dir_all(&part)?;
    }
    if let Some(parent) = part.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::create_dir(&part).map_err(|error| format!("{}: {error}", part.display()))?;
    File::create(part.join(MARKER))?;
    Ok(part)
}

async fn fill(
    mut zip: ZipArchive<File>,
    manifest: &Manifest,
    part: &Path,
    database: Option<&str>,
    bucket: Option<Files>,
) -> Result<(), Failure> {
    // Files first: a database that is not ours is written to only when all else is well.
    for file in &manifest.files {
        // The hash becomes a path, so it must be one.
        let is_hash = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if file.sha256.len() != 64 || !file.sha256.bytes().all(is_hash) {
            return Err(format!("{:?} is no SHA-256", file.sha256).into());
        }
        match &bucket {
            None => copy_file(&mut zip, &file.sha256, file.size, &part.join("files"))?,
            Some(bucket) => {
                let mut bytes = Vec::new();
                take_file(&mut zip, &file.sha256, file.size, &mut bytes)?;
                bucket.put(bytes).await.map_err(|error| format!("file {}: {error}", file.sha256))?;
            }
        }
    }
    let url = database.map_or_else(|| format!("sqlite://{}", part.join("dinh.db").display()), str::to_owned);
    let db = Db::open(&DbOptions { schema: Some(manifest.schema), ..DbOptions::new(&url) }).await?;
    let loaded = load(&db, zip, manifest.clone()).await;
    db.close().await;
    loaded?;
    // The steps since then, and a look at the whole.
    let db = Db::open(&DbOptions::new(&url)).await?;
    let problems = integrity(&db).await;
    db.close().await;
    let problems = problems?;
    if problems.is_empty() { Ok(()) } else { Err(problems.join("; ").into()) }
}

fn copy_file(zip: &mut ZipArchive<File>, sha256: &str, size: u64, files: &Path) -> Result<(), Failure> {
    let folder = files.join(sha256.get(..2).unwrap_or_default());
    fs::create_dir_all(&folder)?;
    let mut file = File::create(folder.join(sha256))?;
    take_file(zip, sha256, size, &mut file)?;
    file.flush()?;
    file.sync_all()?;
    Ok(())
}

/// Reads a file out of the backup and compares it with the list.
fn take_file(zip: &mut ZipArchive<File>, sha256: &str, size: u64, into: &mut impl Write) -> Result<(), Failure> {
    let entry = zip.by_name(&file_path(sha256)).map_err(|error| format!("file {sha256}: {error}"))?;
    let mut entry = Hashing::new(entry.take(size.saturating_add(1)));
    io::copy(&mut entry, into)?;
    if entry.size != size || entry.sha256() != sha256 {
        return Err(format!("file {sha256} is damaged in the backup").into());
    }
    Ok(())
}

/// Brings all rows into an empty database, all of them or none.
async fn load(db: &Db, zip: ZipArchive<File>, manifest: Manifest) -> Result<(), Failure> {
    if !db.is_empty().await? {
        return Err("the database holds something already; a restore needs an empty one".into());
    }
    db.write(move |tx| Box::pin(async move { load_in(tx, zip, &manifest).await })).await?;
    Ok(())
}

async fn load_in(tx: &mut Tx, mut zip: ZipArchive<File>, manifest: &Manifest) -> DbResult<()> {
    for entry in &manifest.tables {
        let odd = |what: &dyn std::fmt::Display| DbFault::Broken(format!("table {} in the backup: {what}", entry.name));
        let reader = zip.by_name(&table_path(&entry.name)).map_err(|error| odd(&error))?;
        let mut lines = Lines(BufReader::with_capacity(1 << 16, Hashing::new(reader)));
        let head = lines.next().map_err(|error| odd(&error))?.unwrap_or_default();
        let table: Table = serde_json::from_slice(&head).map_err(|error| odd(&error))?;
        if table.name != entry.name {
            return Err(odd(&format!("it says that it is {}", table.name)));
        }
        let mut count = 0;
        let mut rows = Vec::with_capacity(ROWS);
        while let Some(line) = lines.next().map_err(|error| odd(&error))? {
            count += 1;
            let row = row(&table, &line).ok_or_else(|| odd(&format!("row {count} is none of this table")))?;
            rows.push(row);
            if rows.len() == ROWS {
                tx.load(&table, &rows).await?;
                rows.clear();
            }
        }
        tx.load(&table, &rows).await?;
        if count != entry.rows || lines.0.into_inner().sha256() != entry.sha256 {
            return Err(odd(&"it is not what the backup's list says"));
        }
    }
    Ok(())
}

struct Lines<R>(BufReader<R>);

impl<R: Read> Lines<R> {
    /// The next line without its end.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        (&mut self.0).take(LONGEST).read_until(b'\n', &mut line)?;
        match line.pop() {
            None => Ok(None),
            Some(b'\n') => Ok(Some(line)),
            Some(_) => Err(io::Error::other("a line is cut or too long")),
        }
    }
}

/// A row whose values are of the types of its columns.
fn row(table: &Table, line: &[u8]) -> Option<Vec<Arg>> {
    let values: Vec<Value> = serde_json::from_slice(line).ok()?;
    let typed = |(value, kind): (Value, Kind)| match (value, kind) {
        (Value::Null, Kind::Int) => Some(Arg::Int(None)),
        (Value::Null, Kind::Text) => Some(Arg::Text(None)),
        (Value::Number(number), Kind::Int) => number.as_i64().map(Arg::from),
        (Value::String(text), Kind::Text) => Some(Arg::from(text)),
        _ => None,
    };
    let kinds = table.columns.iter().map(|column| column.kind);
    (values.len() == table.columns.len()).then(|| values.into_iter().zip(kinds).map(typed).collect())?
}
