//! The schema's steps, built into the binary, applied in order and never edited.

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{PgPool, SqliteConnection};

use super::{DbFault, DbResult};

/// Number, name, text. A step that must differ would carry two texts; so far none does.
const STEPS: &[(i64, &str, &str)] = &[
    (1, "ground", include_str!("../../../migrations/0001_ground.sql")),
    (2, "articles", include_str!("../../../migrations/0002_articles.sql")),
    (3, "public", include_str!("../../../migrations/0003_public.sql")),
    (4, "visits", include_str!("../../../migrations/0004_visits.sql")),
    (5, "import", include_str!("../../../migrations/0005_import.sql")),
    (6, "history", include_str!("../../../migrations/0006_history.sql")),
    (7, "rights", include_str!("../../../migrations/0007_rights.sql")),
    (8, "media", include_str!("../../../migrations/0008_media.sql")),
    (9, "people", include_str!("../../../migrations/0009_people.sql")),
    (10, "library", include_str!("../../../migrations/0010_library.sql")),
    (11, "workflow", include_str!("../../../migrations/0011_workflow.sql")),
    (12, "mail", include_str!("../../../migrations/0012_mail.sql")),
    (13, "passkeys", include_str!("../../../migrations/0013_passkeys.sql")),
    (14, "passkeys", include_str!("../../../migrations/0014_editing.sql")),
];

/// The schema this program writes.
pub fn schema_version() -> i64 {
    STEPS.last().map_or(0, |step| step.0)
}

fn migrator(schema: Option<i64>) -> Migrator {
    let wanted = STEPS.iter().filter(|(number, _, _)| schema.is_none_or(|newest| *number <= newest));
    let steps = wanted.map(|(number, name, text)| {
        let text = sqlx::SqlSafeStr::into_sql_str(*text);
        Migration::new(*number, (*name).into(), MigrationType::Simple, text, false)
    });
    Migrator::with_migrations(steps.collect())
}

fn fault(error: sqlx::migrate::MigrateError) -> DbFault {
    match error {
        sqlx::migrate::MigrateError::VersionMissing(found) => DbFault::Broken(format!(
            "the database has schema {found}, this program knows up to {}: start the newer program",
            schema_version()
        )),
        other => DbFault::Broken(format!("the schema could not be brought up to date: {other}")),
    }
}

pub(super) async fn sqlite(conn: &mut SqliteConnection, schema: Option<i64>) -> DbResult<()> {
    migrator(schema).run(conn).await.map_err(fault)
}

pub(super) async fn postgres(pool: &PgPool, schema: Option<i64>) -> DbResult<()> {
    migrator(schema).run(pool).await.map_err(fault)
}
