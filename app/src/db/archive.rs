//! All rows of a database, out as plain values and in again: what a backup holds, on either database.
//!
//! Tables and columns are taken from the database's own catalogue, so a table that a later step adds is in the next
//! backup without a word here. Every column is a `BIGINT` or a `TEXT`, see [`Arg`]; another type stops the backup.

use std::collections::{BTreeMap, BTreeSet};

use futures::TryStreamExt;
use sqlx::{AssertSqlSafe, Executor, Postgres, Row, Sqlite};

use super::open::Engine;
use super::sql::bind;
use super::write::Conn;
use super::{Arg, Db, DbFault, DbResult, Tx};

/// How many values one statement brings in: PostgreSQL takes 65,535, SQLite 32,766.
const VALUES: usize = 8_000;
/// What the program's own steps write; the rows would say nothing to another program.
const LEDGER: &str = "_sqlx_migrations";

/// A table and its columns, in the order of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
}

/// The types that the schema uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A `BIGINT`.
    Int,
    /// A `TEXT`.
    Text,
}

/// Takes what [`Db::dump`] hands out: a table, its rows, the next table.
pub trait Sink: Send {
    /// The rows that follow are of this table.
    ///
    /// # Errors
    /// Whatever keeps it from going on; the dump ends with it.
    fn table(&mut self, table: &Table) -> DbResult<()>;
    /// One row, a value for each column.
    ///
    /// # Errors
    /// As [`Sink::table`].
    fn row(&mut self, row: &[Arg]) -> DbResult<()>;
}

/// Table, column and type; table and what it points at. From the catalogue.
type Catalogue = (Vec<(String, String, String)>, Vec<(String, String)>);

impl Db {
    /// Hands out every row, all of one moment, while others go on reading and writing. Each table comes after those that
    /// it points at. Blocks the thread while it reads, so it is for a command, or a thread of its own.
    ///
    /// # Errors
    /// A database that does not answer, a column of another type, what the sink refused.
    pub async fn dump(&self, sink: &mut dyn Sink) -> DbResult<()> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => {
                let conn = readers.alone()?;
                dump_sqlite(&conn, sink)
            }
            Engine::Postgres(pool) => {
                let mut tx = pool.begin().await.map_err(DbFault::driver("archive.begin"))?;
                let isolation = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
                tx.execute(isolation).await.map_err(DbFault::driver("archive.begin"))?;
                dump_postgres(&mut tx, sink).await
            }
        }
    }

    /// Whether no table holds a row yet.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn is_empty(&self) -> DbResult<bool> {
        let mut found = Found(false);
        match self.dump(&mut found).await {
            Err(DbFault::Refused(_)) if found.0 => Ok(false),
            other => other.map(|()| true),
        }
    }
}

/// Stops at the first row.
struct Found(bool);

impl Sink for Found {
    fn table(&mut self, _: &Table) -> DbResult<()> {
        Ok(())
    }

    fn row(&mut self, _: &[Arg]) -> DbResult<()> {
        self.0 = true;
        Err(crate::error::AppError::NotFound.into())
    }
}

/// Each table after those that it points at; one that points at itself may have its rows in any order only where
/// the foreign key is checked at the end, which none here is.
fn in_order((columns, points): Catalogue) -> DbResult<Vec<Table>> {
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for (table, name, kind) in columns {
        let kind = match kind.to_ascii_lowercase().as_str() {
            "bigint" => Kind::Int,
            "text" => Kind::Text,
            other => return Err(DbFault::Broken(format!("column {name} of table {table} is {other}"))),
        };
        tables.entry(table).or_default().push(Column { name, kind });
    }
    let mut ordered = Vec::with_capacity(tables.len());
    while !tables.is_empty() {
        let is_free =
            |name: &&String| !points.iter().any(|(from, to)| from == *name && to != *name && tables.contains_key(to));
        let free: BTreeSet<String> = tables.keys().filter(is_free).cloned().collect();
        if free.is_empty() {
            return Err(DbFault::Broken("tables point at each other in a circle".into()));
        }
        for name in free {
            let columns = tables.remove(&name).unwrap_or_default();
            ordered.push(Table { name, columns });
        }
    }
    Ok(ordered)
}

fn names(table: &Table) -> String {
    let quoted: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    quoted.join(", ")
}

fn select(table: &Table) -> String {
    format!("SELECT {} FROM \"{}\"", names(table), table.name)
}

const SQLITE_COLUMNS: &str = "SELECT m.name, c.name, c.type FROM sqlite_schema m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name <> ?1 ORDER BY m.name, c.cid";
const SQLITE_POINTS: &str = "SELECT m.name, f.\"table\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table' AND m.name <> ?1";

fn dump_sqlite(conn: &rusqlite::Connection, sink: &mut dyn Sink) -> DbResult<()> {
    let fault = || DbFault::lite("archive.read");
    conn.execute_batch("BEGIN").map_err(fault())?;
    let columns = conn
        .prepare(SQLITE_COLUMNS)
        .and_then(|mut all| all.query_map([LEDGER], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect())
        .map_err(fault())?;
    let points = conn
        .prepare(SQLITE_POINTS)
        .and_then(|mut all| all.query_map([LEDGER], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .map_err(fault())?;
    for table in in_order((columns, points))? {
        sink.table(&table)?;
        let mut statement = conn.prepare(&select(&table)).map_err(fault())?;
        let mut rows = statement.query([]).map_err(fault())?;
        let mut values = Vec::with_capacity(table.columns.len());
        while let Some(row) = rows.next().map_err(fault())? {
            values.clear();
            for (place, column) in table.columns.iter().enumerate() {
                values.push(match column.kind {
                    Kind::Int => Arg::Int(row.get(place).map_err(fault())?),
                    Kind::Text => Arg::Text(row.get(place).map_err(fault())?),
                });
            }
            sink.row(&values)?;
        }
    }
    conn.execute_batch("COMMIT").map_err(fault())
}

const POSTGRES_COLUMNS: &str =
    "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name <> $1 ORDER BY table_name, ordinal_position";
const POSTGRES_POINTS: &str = "SELECT f.relname::text, t.relname::text FROM pg_constraint c
    JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
    WHERE c.contype = 'f' AND f.relname <> $1";

async fn dump_postgres(tx: &mut sqlx::Transaction<'static, Postgres>, sink: &mut dyn Sink) -> DbResult<()> {
    let fault = || DbFault::driver("archive.read");
    let columns = sqlx::query_as(POSTGRES_COLUMNS).bind(LEDGER).fetch_all(&mut **tx).await.map_err(fault())?;
    let points = sqlx::query_as(POSTGRES_POINTS).bind(LEDGER).fetch_all(&mut **tx).await.map_err(fault())?;
    for table in in_order((columns, points))? {
        sink.table(&table)?;
        let mut rows = sqlx::query(AssertSqlSafe(select(&table))).fetch(&mut **tx);
        while let Some(row) = rows.try_next().await.map_err(fault())? {
            let mut values = Vec::with_capacity(table.columns.len());
            for (place, column) in table.columns.iter().enumerate() {
                values.push(match column.kind {
                    Kind::Int => Arg::Int(row.try_get(place).map_err(fault())?),
                    Kind::Text => Arg::Text(row.try_get(place).map_err(fault())?),
                });
            }
            sink.row(&values)?;
        }
    }
    Ok(())
}

impl Tx {
    /// Brings in rows of a table that [`Db::dump`] handed out, in the order in which it did.
    ///
    /// # Errors
    /// A table or column that this database does not have, a value of another type, a row that a constraint refuses.
    pub async fn load(&mut self, table: &Table, rows: &[Vec<Arg>]) -> DbResult<()> {
        // Names come from a file that anyone could have written, and are put into a statement.
        let is_name =
            |name: &String| !name.is_empty() && name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        let named = table.columns.iter().map(|column| &column.name).chain([&table.name]);
        if let Some(odd) = named.into_iter().find(|name| !is_name(name)) {
            return Err(DbFault::Broken(format!("{odd:?} is no name of a table or column")));
        }
        for part in rows.chunks((VALUES / table.columns.len().max(1)).max(1)) {
            let text = AssertSqlSafe(insert(table, part.len()));
            let values = part.iter().flatten().cloned();
            match &mut self.conn {
                Conn::Sqlite(conn) => {
                    bind!(sqlx::query::<Sqlite>(text), values).persistent(false).execute(conn).await.map(|_| ())
                }
                Conn::Postgres(conn) => bind!(sqlx::query::<Postgres>(text), values)
                    .persistent(false)
                    .execute(&mut **conn)
                    .await
                    .map(|_| ()),
            }
            .map_err(DbFault::driver("archive.load"))?;
        }
        Ok(())
    }
}

fn insert(table: &Table, rows: usize) -> String {
    let width = table.columns.len();
    let mut text = format!("INSERT INTO \"{}\" ({}) VALUES ", table.name, names(table));
    for row in 0..rows {
        let numbers: Vec<String> = (row * width + 1..=(row + 1) * width).map(|number| format!("${number}")).collect();
        text.push_str(if row == 0 { "(" } else { ", (" });
        text.push_str(&numbers.join(", "));
        text.push(')');
    }
    text
}
