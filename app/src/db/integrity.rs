//! Asking the database whether it is whole.

use super::open::Engine;
use super::read::Readers;
use super::{Db, DbFault, DbResult};

/// What the database finds wrong with itself; empty when it is whole. SQLite reads every page and every foreign key;
/// PostgreSQL answers for its own pages, so there it is enough that it answers.
pub async fn integrity(db: &Db) -> DbResult<Vec<String>> {
    match &db.engine {
        Engine::Sqlite { readers, .. } => {
            // It reads the whole file, which is no work for a thread that serves others.
            let readers = readers.clone();
            let check = move || {
                let mut problems = first_column(&readers, "PRAGMA integrity_check")?;
                problems.retain(|line| line != "ok");
                let orphans = first_column(&readers, "PRAGMA foreign_key_check")?;
                problems.extend(orphans.iter().map(|table| format!("a row of {table} points at nothing")));
                Ok(problems)
            };
            tokio::task::spawn_blocking(check).await.map_err(|error| DbFault::Broken(error.to_string()))?
        }
        Engine::Postgres(pool) => {
            sqlx::query("SELECT 1").fetch_one(pool).await.map_err(DbFault::driver("db.integrity"))?;
            Ok(Vec::new())
        }
    }
}

fn first_column(readers: &Readers, pragma: &'static str) -> DbResult<Vec<String>> {
    readers.with("db.integrity", |conn| conn.prepare(pragma)?.query_map([], |row| row.get(0))?.collect())
}
