//! Asking the database whether it is whole.

use sqlx::Row;

use super::open::Engine;
use super::{Db, DbFault, DbResult};

/// What the database finds wrong with itself; empty when it is whole. SQLite reads every page and every foreign key;
/// PostgreSQL answers for its own pages, so there it is enough that it answers.
pub async fn integrity(db: &Db) -> DbResult<Vec<String>> {
    let fault = || DbFault::driver("db.integrity");
    match &db.engine {
        Engine::Sqlite { readers, .. } => {
            let rows = sqlx::query("PRAGMA integrity_check").fetch_all(readers).await.map_err(fault())?;
            let mut problems: Vec<String> = rows.iter().filter_map(|row| row.try_get(0).ok()).collect();
            problems.retain(|line| line != "ok");
            let orphans = sqlx::query("PRAGMA foreign_key_check").fetch_all(readers).await.map_err(fault())?;
            problems.extend(orphans.iter().filter_map(|row| {
                let table: String = row.try_get(0).ok()?;
                Some(format!("a row of {table} points at nothing"))
            }));
            Ok(problems)
        }
        Engine::Postgres(pool) => {
            sqlx::query("SELECT 1").fetch_one(pool).await.map_err(fault())?;
            Ok(Vec::new())
        }
    }
}
