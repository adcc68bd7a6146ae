//! Reading the SQLite file on the caller's own thread.
//!
//! sqlx gives each SQLite connection a thread of its own and asks it through a channel, which on one core cost 75
//! context switches and two thirds of the time of a page with seventeen lookups. A lookup by index takes microseconds
//! when nobody has to be woken for it, so readers use `rusqlite` on the same SQLite library; writing stays with sqlx.
//! What is read so must be bounded by an index or a LIMIT, since the thread serves nobody else meanwhile.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, Row, Statement};

use super::open::Engine;
use super::{Arg, Db, DbFault, DbResult, Sql};

/// More than all statements of the program, so that none is prepared twice on a connection.
const PREPARED: usize = 512;

/// A row struct that rusqlite can fill.
pub trait FromLite: Sized {
    /// Where a statement has the struct's columns, in the order of the fields.
    fn places(statement: &Statement<'_>) -> rusqlite::Result<Vec<usize>>;
    /// Reads a row.
    fn from_lite(row: &Row<'_>, places: &[usize]) -> rusqlite::Result<Self>;
}

/// Reading connections that rest. There are as many as threads ever read at once.
#[derive(Clone)]
pub(super) struct Readers {
    path: PathBuf,
    resting: Arc<Mutex<Vec<Connection>>>,
}

impl ToSql for Arg {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Int(None) | Self::Text(None) => ToSqlOutput::Owned(Value::Null),
            Self::Int(Some(value)) => ToSqlOutput::Owned(Value::Integer(*value)),
            Self::Text(Some(text)) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

tokio::task_local! {
    /// The connection of the page that this task makes, inside one read transaction.
    static PAGE: RefCell<Option<Connection>>;
}

impl Db {
    /// Runs `work`, all whose reads see one state of the data. On SQLite they also share one lock of the file, which
    /// is a third of the cost of a lookup; on PostgreSQL each read stands for itself.
    pub async fn snapshot<T>(&self, work: impl Future<Output = T>) -> T {
        let Engine::Sqlite { readers, .. } = &self.engine else { return work.await };
        PAGE.scope(RefCell::new(None), async {
            let value = work.await;
            let _ = PAGE.try_with(|page| page.take().map(|conn| readers.end(conn)));
            value
        })
        .await
    }
}

impl Readers {
    /// The connection of the page, taken and begun at its first read; elsewhere one that reads each statement alone.
    fn take(&self) -> rusqlite::Result<Connection> {
        if let Ok(Some(conn)) = PAGE.try_with(RefCell::take) {
            return Ok(conn);
        }
        let resting = self.rest().pop();
        let conn = resting.map_or_else(|| open(&self.path), Ok)?;
        if PAGE.try_with(|_| ()).is_ok() {
            conn.prepare_cached("BEGIN")?.raw_execute()?;
        }
        Ok(conn)
    }

    fn give_back(&self, conn: Connection) {
        let mut conn = Some(conn);
        let _ = PAGE.try_with(|page| page.replace(conn.take()));
        if let Some(conn) = conn {
            self.rest().push(conn);
        }
    }

    /// Ends a page's transaction. Where that fails the connection is closed, which ends it, too.
    fn end(&self, conn: Connection) {
        let ended = conn.prepare_cached("COMMIT").and_then(|mut commit| commit.raw_execute());
        if ended.is_ok() {
            self.rest().push(conn);
        }
    }

    /// Readers of a file that exists and has its schema.
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_path_buf(), resting: Arc::default() }
    }

    fn rest(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does `work` on a connection of its own.
    pub(super) fn with<T>(
        &self,
        step: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> DbResult<T> {
        let conn = self.take().map_err(DbFault::lite("db.open"))?;
        // After a failure the connection is closed: it may be the cause.
        let value = work(&conn).map_err(DbFault::lite(step))?;
        self.give_back(conn);
        Ok(value)
    }

    /// A connection that nobody else will use, for a long read.
    pub(super) fn alone(&self) -> DbResult<Connection> {
        open(&self.path).map_err(DbFault::lite("db.open"))
    }

    /// Reads all rows of a statement.
    pub(super) fn all<R: FromLite>(&self, sql: &'static Sql, args: &[Arg]) -> DbResult<Vec<R>> {
        self.with(sql.name, |conn| {
            let mut statement = conn.prepare_cached(sql.text)?;
            for place in 1..=statement.parameter_count() {
                // SQLite numbers `$2` by its first appearance and keeps "2" as a name.
                let named = statement.parameter_name(place).and_then(|name| name.get(1..)?.parse::<usize>().ok());
                let arg = named.and_then(|number| args.get(number.checked_sub(1)?));
                statement
                    .raw_bind_parameter(place, arg.ok_or(rusqlite::Error::InvalidParameterCount(place, args.len()))?)?;
            }
            let places = R::places(&statement)?;
            let mut rows = statement.raw_query();
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(R::from_lite(row, &places)?);
            }
            Ok(found)
        })
    }

    /// Closes what rests, so that the writer, who closes last, can fold the log into the file.
    pub(super) fn close(&self) {
        self.rest().clear();
    }
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // Readers of a log wait for nobody but recovery after a crash.
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.set_prepared_statement_cache_capacity(PREPARED);
    // Otherwise a statement is planned anew for each value it is bound to, in case the value changed the plan.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(conn)
}
