//! Opening a database by URL with the settings that make "saved" mean saved.

use std::collections::BTreeMap;
use std::fs::TryLockError;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Executor, PgPool};

use super::read::Readers;
use super::write::Writer;
use super::{DbFault, DbResult, Sql, migrate};

/// How a database is opened.
#[derive(Clone, Debug)]
pub struct DbOptions {
    /// `sqlite://PATH` or `postgres://…`.
    pub url: String,
    /// Keep a ledger of the statements that ran, for the query test.
    pub trace: bool,
    /// The newest step of the schema to apply, for rows of an older program; every step when there is none.
    pub schema: Option<i64>,
}

impl DbOptions {
    /// A database as the program works with it.
    pub fn new(url: &str) -> Self {
        Self { url: url.to_owned(), trace: false, schema: None }
    }
}

/// A handle to the database; cloning it shares the pools.
#[derive(Clone)]
pub struct Db {
    pub(super) engine: Engine,
    pub(super) trace: Option<Trace>,
}

#[derive(Clone)]
pub(super) enum Engine {
    Sqlite { readers: Readers, writer: Writer },
    Postgres(PgPool),
}

/// Names of statements that ran, with the most rows one run touched.
pub(super) type Trace = Arc<Mutex<BTreeMap<&'static str, usize>>>;

impl Db {
    /// Opens the database, creates the SQLite file if it is missing, and brings the schema up to date.
    ///
    /// # Errors
    /// A URL of another scheme, a folder that cannot be made, a server that does not answer, a schema newer than
    /// this program.
    pub async fn open(options: &DbOptions) -> DbResult<Self> {
        let trace = options.trace.then(Trace::default);
        let engine = if let Some(path) = options.url.strip_prefix("sqlite://") {
            open_sqlite(Path::new(path), options.schema, trace.clone()).await?
        } else if options.url.starts_with("postgres://") || options.url.starts_with("postgresql://") {
            open_postgres(&options.url, options.schema).await?
        } else {
            return Err(DbFault::Broken(format!("{} is neither sqlite:// nor postgres://", options.url)));
        };
        Ok(Self { engine, trace })
    }

    /// Says which database this is, for logs and `/readyz`.
    pub fn kind(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite { .. } => "sqlite",
            Engine::Postgres(_) => "postgres",
        }
    }

    /// Waits for running writes, then closes every connection. On SQLite this folds the log into the file.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { readers, writer } => {
                readers.close();
                writer.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }

    /// The statements that ran so far with the most rows one run touched; empty unless opened with `trace`.
    pub fn ran(&self) -> BTreeMap<&'static str, usize> {
        self.trace
            .as_ref()
            .map(|trace| trace.lock().unwrap_or_else(PoisonError::into_inner).clone())
            .unwrap_or_default()
    }

    pub(super) fn note(&self, sql: &Sql, rows: usize) {
        note(self.trace.as_ref(), sql, rows);
    }
}

pub(super) fn note(trace: Option<&Trace>, sql: &Sql, rows: usize) {
    if let Some(trace) = trace {
        let mut ran = trace.lock().unwrap_or_else(PoisonError::into_inner);
        let most = ran.entry(sql.name).or_default();
        *most = (*most).max(rows);
    }
}

async fn open_sqlite(path: &Path, schema: Option<i64>, trace: Option<Trace>) -> DbResult<Engine> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| DbFault::Broken(format!("cannot create {}: {error}", folder.display())))?;
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // NORMAL would lose acknowledged commits on power loss; the writer's grouping pays for FULL.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .disable_statement_logging();

    // Switching a new file to WAL needs it alone too, so the lock comes before the first connection.
    let lock = exclusive(path).await?;
    let mut conn = options.connect().await.map_err(DbFault::driver("db.open"))?;
    migrate::sqlite(&mut conn, schema).await?;
    drop(lock);
    let writer = Writer::start(conn, trace);
    Ok(Engine::Sqlite { readers: Readers::new(path), writer })
}

/// sqlx takes no lock on SQLite while it migrates, so two processes that start together would race. The lock dies
/// with its holder. Waiting for it must not hold up the thread, since the holder may need the same one.
async fn exclusive(path: &Path) -> DbResult<std::fs::File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let name = PathBuf::from(name);
    let cannot = |error: std::io::Error| DbFault::Broken(format!("cannot lock {}: {error}", name.display()));
    let file = std::fs::File::create(&name).map_err(cannot)?;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => tokio::time::sleep(Duration::from_millis(20)).await,
            Err(TryLockError::Error(error)) => return Err(cannot(error)),
        }
    }
}

async fn open_postgres(url: &str, schema: Option<i64>) -> DbResult<Engine> {
    let options = PgConnectOptions::from_str(url)
        .map_err(DbFault::driver("db.open"))?
        .options([("idle_in_transaction_session_timeout", "30s")])
        .disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(10)
        .acquire_timeout(Duration::from_secs(10))
        // A BEGIN whose future was dropped can leave a connection inside a transaction (sqlx issue 4385).
        .before_acquire(|conn, _| {
            Box::pin(async move {
                conn.execute("ROLLBACK").await?;
                Ok(true)
            })
        })
        .connect_with(options)
        .await
        .map_err(DbFault::driver("db.open"))?;
    migrate::postgres(&pool, schema).await?;
    Ok(Engine::Postgres(pool))
}
