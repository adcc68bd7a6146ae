//! Registered statements and how they are run on either database.

use sqlx::{FromRow, Postgres, Sqlite, postgres::PgRow, sqlite::SqliteRow};

use super::open::Engine;
use super::read::FromLite;
use super::{Db, DbFault, DbResult, Tx};

/// One statement text for both databases, with `$1` placeholders.
pub struct Sql {
    /// `feature.statement`, for logs and for the query test.
    pub name: &'static str,
    /// The text that both databases prepare.
    pub text: &'static str,
}

/// A value bound to a placeholder. The set is closed so that both databases see the same types.
#[derive(Clone, Debug)]
pub enum Arg {
    /// A `BIGINT`, or NULL.
    Int(Option<i64>),
    /// A `TEXT`, or NULL. U+0000 is dropped, since PostgreSQL cannot hold it.
    Text(Option<String>),
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}
impl From<Option<i64>> for Arg {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}
impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.replace('\0', "")))
    }
}
impl From<&String> for Arg {
    fn from(value: &String) -> Self {
        value.as_str().into()
    }
}
impl From<String> for Arg {
    fn from(value: String) -> Self {
        value.as_str().into()
    }
}
impl From<Option<String>> for Arg {
    fn from(value: Option<String>) -> Self {
        Self::Text(value.map(|text| text.replace('\0', "")))
    }
}

/// The arguments of a statement, in the order of its placeholders.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Arg::from($value)),*] };
}
pub(crate) use args;

/// Defines a feature's statements and the list that the query test walks.
macro_rules! statements {
    ($feature:literal; $($(#[$meta:meta])* $name:ident = $text:expr;)*) => {
        $($(#[$meta])* static $name: $crate::db::Sql = $crate::db::Sql {
            name: concat!($feature, ".", stringify!($name)),
            text: $text,
        };)*
        /// Every statement of this feature, for the query test.
        pub static STATEMENTS: &[&$crate::db::Sql] = &[$(&$name),*];
    };
}
pub(crate) use statements;

/// A row that every driver can fill.
pub trait DbRow: FromLite + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<R> DbRow for R where R: FromLite + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A statement with its arguments, ready to run.
pub struct Query {
    sql: &'static Sql,
    args: Vec<Arg>,
}

/// Binds arguments to a statement of either driver.
macro_rules! bind {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for arg in $args {
            query = match arg {
                $crate::db::Arg::Int(value) => query.bind(value),
                $crate::db::Arg::Text(value) => query.bind(value),
            };
        }
        query
    }};
}
pub(super) use bind;

impl Sql {
    /// Pairs the statement with its arguments.
    pub fn with(&'static self, args: Vec<Arg>) -> Query {
        Query { sql: self, args }
    }
}

impl Query {
    /// Reads all rows outside any transaction.
    pub async fn all<R: DbRow>(self, db: &Db) -> DbResult<Vec<R>> {
        let text = self.sql.text;
        let rows: Vec<R> = match &db.engine {
            Engine::Sqlite { readers, .. } => readers.all(self.sql, &self.args)?,
            Engine::Postgres(pool) => {
                let rows = bind!(sqlx::query_as::<Postgres, R>(text), self.args).fetch_all(pool).await;
                rows.map_err(DbFault::driver(self.sql.name))?
            }
        };
        db.note(self.sql, rows.len());
        Ok(rows)
    }

    /// Reads the first row, if there is one, outside any transaction.
    pub async fn first<R: DbRow>(self, db: &Db) -> DbResult<Option<R>> {
        Ok(self.all(db).await?.into_iter().next())
    }

    /// Reads all rows inside a transaction.
    pub async fn all_in<R: DbRow>(self, tx: &mut Tx) -> DbResult<Vec<R>> {
        let text = self.sql.text;
        let rows: Result<Vec<R>, sqlx::Error> = match &mut tx.conn {
            super::write::Conn::Sqlite(conn) => {
                bind!(sqlx::query_as::<Sqlite, R>(text), self.args).fetch_all(conn).await
            }
            super::write::Conn::Postgres(conn) => {
                bind!(sqlx::query_as::<Postgres, R>(text), self.args).fetch_all(&mut **conn).await
            }
        };
        let rows = rows.map_err(DbFault::driver(self.sql.name))?;
        tx.note(self.sql, rows.len());
        Ok(rows)
    }

    /// Reads the first row, if there is one, inside a transaction.
    pub async fn first_in<R: DbRow>(self, tx: &mut Tx) -> DbResult<Option<R>> {
        Ok(self.all_in(tx).await?.into_iter().next())
    }

    /// Runs a writing statement inside a transaction and says how many rows it touched.
    pub async fn run(self, tx: &mut Tx) -> DbResult<u64> {
        let text = self.sql.text;
        let touched = match &mut tx.conn {
            super::write::Conn::Sqlite(conn) => {
                bind!(sqlx::query::<Sqlite>(text), self.args).execute(conn).await.map(|done| done.rows_affected())
            }
            super::write::Conn::Postgres(conn) => bind!(sqlx::query::<Postgres>(text), self.args)
                .execute(&mut **conn)
                .await
                .map(|done| done.rows_affected()),
        };
        let touched = touched.map_err(DbFault::driver(self.sql.name))?;
        tx.note(self.sql, usize::try_from(touched).unwrap_or(usize::MAX));
        Ok(touched)
    }
}
