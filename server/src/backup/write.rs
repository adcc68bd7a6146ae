//! Taking a backup while the site is served.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use app::db::{Arg, DbFault, DbResult, Kind, Sink, Table, schema_version};
use app::media::{Files, is_away};
use app::state::AppState;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{FORMAT, Failure, FileEntry, Hashing, MANIFEST, Manifest, TableEntry, file_path, table_path};

/// The columns that name stored bytes. A library's `original_sha256` is of what came in, before it was made harmless.
const NAMING: [&str; 2] = ["sha256", "small_sha256"];
/// What this table names is being removed, so that its absence is no loss.
const REMOVED: &str = "library_garbage";

/// Writes the whole site into a new file: every row of one moment, and the files that those rows name, each of which
/// is checked on the way. Files are never changed once stored, so they can be read after the rows.
///
/// # Errors
/// A file that exists already, a disk that is full, a database that does not answer; then no file is left.
pub async fn backup(state: &AppState, path: &Path) -> Result<Manifest, Failure> {
    if path.exists() {
        return Err(format!("{} exists already; a backup overwrites nothing", path.display()).into());
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = async {
        let taken_at = state.clock.now().0;
        let mut archive = Archive::create(&part)?;
        state.db.dump(&mut archive).await?;
        archive.finish(&state.files, taken_at).await
    };
    match written.await {
        Ok(manifest) => {
            fs::rename(&part, path)?;
            flush_folder(path)?;
            Ok(manifest)
        }
        Err(error) => {
            let _ = fs::remove_file(&part);
            Err(error)
        }
    }
}

/// A name survives a power cut once its folder is flushed.
fn flush_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// The file, while tables go into it one after another.
struct Archive {
    zip: ZipWriter<BufWriter<File>>,
    tables: Vec<TableEntry>,
    hash: Sha256,
    /// Columns of the table at hand that name a file.
    naming: Vec<usize>,
    named: BTreeSet<String>,
    line: String,
}

fn broken(error: impl std::fmt::Display) -> DbFault {
    DbFault::Broken(format!("the backup cannot be written: {error}"))
}

impl Archive {
    fn create(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self {
            zip: ZipWriter::new(BufWriter::new(options.open(path)?)),
            tables: Vec::new(),
            hash: Sha256::new(),
            naming: Vec::new(),
            named: BTreeSet::new(),
            line: String::new(),
        })
    }

    fn put_line(&mut self) -> DbResult<()> {
        self.line.push('\n');
        self.hash.update(self.line.as_bytes());
        self.zip.write_all(self.line.as_bytes()).map_err(broken)
    }

    fn close_table(&mut self) {
        let hash = std::mem::take(&mut self.hash);
        if let Some(table) = self.tables.last_mut() {
            table.sha256 = app::ids::hex(&hash.finalize());
        }
    }

    async fn finish(mut self, files: &Files, taken_at: i64) -> Result<Manifest, Failure> {
        self.close_table();
        let (mut stored, mut missing) = (Vec::new(), Vec::new());
        for sha256 in std::mem::take(&mut self.named) {
            let added = match files.path(&sha256) {
                Some(path) => File::open(path).ok().map(|file| self.add_file(file, &sha256)).transpose()?.flatten(),
                None => match files.read(&sha256).await {
                    Ok(bytes) => self.add_file(bytes.as_slice(), &sha256)?,
                    // Nobody knows what a store holds that does not answer, and a backup without it is none.
                    Err(error) if is_away(&error) => {
                        return Err(format!("the store of files does not answer: {error}").into());
                    }
                    Err(_) => None,
                },
            };
            match added {
                Some(size) => stored.push(FileEntry { sha256, size }),
                None => missing.push(sha256),
            }
        }
        let manifest = Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: schema_version(),
            taken_at,
            tables: self.tables,
            files: stored,
            missing,
        };
        self.zip.start_file(MANIFEST, SimpleFileOptions::default())?;
        serde_json::to_writer_pretty(&mut self.zip, &manifest)?;
        let mut file = self.zip.finish()?;
        file.flush()?;
        file.get_ref().sync_all()?;
        Ok(manifest)
    }

    /// Adds a file, unless it is not what its name says; says how large it is.
    fn add_file(&mut self, file: impl Read, sha256: &str) -> Result<Option<u64>, Failure> {
        // Pictures and office files are compressed already. None is near the size that needs a large entry.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.zip.start_file(file_path(sha256), options)?;
        let mut file = Hashing::new(file);
        io::copy(&mut file, &mut self.zip)?;
        let size = file.size;
        if file.sha256() == sha256 {
            return Ok(Some(size));
        }
        self.zip.abort_file()?;
        Ok(None)
    }
}

impl Sink for Archive {
    fn table(&mut self, table: &Table) -> DbResult<()> {
        self.close_table();
        // The fastest level still makes text a third as long.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(1))
            .large_file(true);
        self.zip.start_file(table_path(&table.name), options).map_err(broken)?;
        self.tables.push(TableEntry { name: table.name.clone(), rows: 0, sha256: String::new() });
        let names_file = |name: &str| NAMING.contains(&name) && table.name != REMOVED;
        let columns = table.columns.iter().enumerate();
        let naming = columns.filter(|(_, column)| column.kind == Kind::Text && names_file(&column.name));
        self.naming = naming.map(|(place, _)| place).collect();
        self.line = serde_json::to_string(table).map_err(broken)?;
        self.put_line()
    }

    fn row(&mut self, row: &[Arg]) -> DbResult<()> {
        if let Some(table) = self.tables.last_mut() {
            table.rows += 1;
        }
        for place in &self.naming {
            if let Some(Arg::Text(Some(sha256))) = row.get(*place) {
                self.named.insert(sha256.clone());
            }
        }
        let values: Vec<serde_json::Value> = row.iter().map(value).collect();
        self.line = serde_json::to_string(&values).map_err(broken)?;
        self.put_line()
    }
}

fn value(arg: &Arg) -> serde_json::Value {
    match arg {
        Arg::Int(value) => (*value).into(),
        Arg::Text(value) => value.as_deref().into(),
    }
}
