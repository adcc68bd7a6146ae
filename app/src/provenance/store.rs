//! Runs and records of imports in the database.

use super::{Known, Made, Record, Run, RunId};
use crate::auth::Publisher;
use crate::db::{Db, DbResult, Tx, args, row, statements};
use crate::ids::ArticleId;
use crate::time::Stamp;

statements! { "provenance";
    FIND = "SELECT digest, article_id FROM import_record WHERE source = $1 AND source_key = $2";
    ADD = "INSERT INTO import_record (source, source_key, digest, article_id, poll_id, original, report, imported_at, run_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    OPEN_RUN = "SELECT id FROM import_run WHERE kind = $1 AND source = $2 AND ended_at IS NULL AND undone_at IS NULL
        ORDER BY id DESC LIMIT 1";
    ADD_RUN = "INSERT INTO import_run (id, kind, source, started_at) VALUES ($1, $2, $3, $4)";
    END_RUN = "UPDATE import_run SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
    UNDO_RUN = "UPDATE import_run SET undone_at = $2, ended_at = COALESCE(ended_at, $2) WHERE id = $1";
    RUNS = "SELECT r.id, r.kind, r.source, r.started_at, r.ended_at, r.undone_at,
            (SELECT COUNT(*) FROM import_record i WHERE i.run_id = r.id) AS articles
        FROM import_run r ORDER BY r.id DESC LIMIT 200";
    RUN = "SELECT r.id, r.kind, r.source, r.started_at, r.ended_at, r.undone_at,
            (SELECT COUNT(*) FROM import_record i WHERE i.run_id = r.id) AS articles
        FROM import_run r WHERE r.id = $1";
    ADD_MADE = "INSERT INTO import_made (run_id, kind, subject_id) VALUES ($1, $2, $3)
        ON CONFLICT (run_id, kind, subject_id) DO NOTHING";
    ALL_MADE = "SELECT kind, subject_id FROM import_made WHERE run_id = $1 ORDER BY kind, subject_id";
    ARTICLES_OF = "SELECT article_id FROM import_record WHERE run_id = $1 ORDER BY article_id";
}

row! { struct KnownRow { digest: String, article_id: i64 } }
row! { struct IdRow { id: i64 } }
row! { struct ArticleRow { article_id: i64 } }
row! { struct MadeRow { kind: String, subject_id: i64 } }
row! {
    struct RunRow {
        id: i64, kind: String, source: String, started_at: i64, ended_at: Option<i64>, undone_at: Option<i64>,
        articles: i64,
    }
}

impl From<RunRow> for Run {
    fn from(row: RunRow) -> Self {
        Self {
            id: RunId(row.id),
            kind: row.kind,
            source: row.source,
            started_at: Stamp(row.started_at),
            ended_at: row.ended_at.map(Stamp),
            undone_at: row.undone_at.map(Stamp),
            articles: row.articles,
        }
    }
}

/// The earlier import of this entry.
pub async fn find_record(tx: &mut Tx, source: &str, key: &str) -> DbResult<Option<Known>> {
    let row: Option<KnownRow> = FIND.with(args![source, key]).first_in(tx).await?;
    Ok(row.map(|row| Known { digest: row.digest, article: ArticleId(row.article_id) }))
}

/// Keeps what an import leaves.
pub async fn add_record(tx: &mut Tx, run: RunId, record: Record, now: Stamp) -> DbResult<()> {
    let Record { source, key, digest, article, poll, original, report } = record;
    let poll = poll.map(|poll| poll.0);
    ADD.with(args![source, key, digest, article.0, poll, original, report, now.0, run.0]).run(tx).await?;
    Ok(())
}

/// The run of this source that was stopped before its end, or a new one.
pub async fn begin_run(tx: &mut Tx, kind: &str, source: &str, now: Stamp) -> DbResult<RunId> {
    if let Some(row) = OPEN_RUN.with(args![kind, source]).first_in::<IdRow>(tx).await? {
        return Ok(RunId(row.id));
    }
    let id = tx.next_id("import_run").await?;
    ADD_RUN.with(args![id, kind, source, now.0]).run(tx).await?;
    Ok(RunId(id))
}

/// Marks the end of the run of this source that is open, if there is one.
pub async fn end_run(db: &Db, kind: &'static str, source: String, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            if let Some(row) = OPEN_RUN.with(args![kind, source]).first_in::<IdRow>(tx).await? {
                END_RUN.with(args![row.id, now.0]).run(tx).await?;
            }
            Ok(())
        })
    })
    .await
}

/// The newest runs.
pub async fn runs(db: &Db) -> DbResult<Vec<Run>> {
    let rows: Vec<RunRow> = RUNS.with(args![]).all(db).await?;
    Ok(rows.into_iter().map(Run::from).collect())
}

/// One run.
pub async fn find_run(tx: &mut Tx, id: RunId) -> DbResult<Option<Run>> {
    let row: Option<RunRow> = RUN.with(args![id.0]).first_in(tx).await?;
    Ok(row.map(Run::from))
}

/// Notes what a run made.
pub async fn add_made(tx: &mut Tx, run: RunId, made: Made) -> DbResult<()> {
    let (kind, subject) = made.stored();
    ADD_MADE.with(args![run.0, kind, subject]).run(tx).await?;
    Ok(())
}

/// The articles that a run made and that are still there.
pub(super) async fn articles_of(tx: &mut Tx, run: RunId) -> DbResult<Vec<ArticleId>> {
    let rows: Vec<ArticleRow> = ARTICLES_OF.with(args![run.0]).all_in(tx).await?;
    Ok(rows.into_iter().map(|row| ArticleId(row.article_id)).collect())
}

/// What a run made besides articles.
pub(super) async fn made_by(tx: &mut Tx, run: RunId) -> DbResult<Vec<Made>> {
    let rows: Vec<MadeRow> = ALL_MADE.with(args![run.0]).all_in(tx).await?;
    Ok(rows.into_iter().filter_map(|row| Made::read(&row.kind, row.subject_id)).collect())
}

/// Marks a run as taken back.
pub(super) async fn mark_undone(tx: &mut Tx, _guard: &Publisher, run: RunId, now: Stamp) -> DbResult<()> {
    UNDO_RUN.with(args![run.0, now.0]).run(tx).await?;
    Ok(())
}
