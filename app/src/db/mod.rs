//! The database: one embedded SQLite file, or PostgreSQL by URL, behind one set of statement texts.
//!
//! Invariants: a statement is a registered [`Sql`]; reads never wait for writes; every write goes through [`Db::write`],
//! which runs to its end even when the caller is dropped, and on SQLite shares one commit with what waits beside it.
//! Nothing here knows a feature.

mod archive;
mod fault;
mod integrity;
mod migrate;
mod open;
mod read;
mod row;
mod sql;
mod write;

pub use archive::{Column, Kind, Sink, Table};
pub use fault::{DbFault, DbResult};
pub use integrity::integrity;
pub use migrate::schema_version;
pub use open::{Db, DbOptions};
pub(crate) use read::FromLite;
pub(crate) use row::row;
pub use sql::{Arg, Query, Sql};
pub(crate) use sql::{args, statements};
pub use write::{STATEMENTS, Tx};
