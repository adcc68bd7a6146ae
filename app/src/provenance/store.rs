//! Records of imports in the database.

use crate::db::{DbResult, Tx, args, row, statements};
use crate::ids::ArticleId;
use crate::time::Stamp;

statements! { "provenance";
    FIND = "SELECT digest, article_id FROM import_record WHERE source = $1 AND source_key = $2";
    ADD = "INSERT INTO import_record (source, source_key, digest, article_id, poll_id, original, report, imported_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

row! { struct KnownRow { digest: String, article_id: i64 } }

/// What an earlier import left.
pub struct Known {
    /// The digest of the text it was made from.
    pub digest: String,
    /// The article it made.
    pub article: ArticleId,
}

/// What an import leaves.
pub struct Record {
    /// The kind of source.
    pub source: &'static str,
    /// What names the entry within its source.
    pub key: String,
    /// The digest of the text.
    pub digest: String,
    /// The article made from it.
    pub article: ArticleId,
    /// The poll made from it.
    pub poll: Option<i64>,
    /// The text before any repair.
    pub original: String,
    /// What was reported.
    pub report: String,
}

/// The earlier import of this entry.
pub async fn find_record(tx: &mut Tx, source: &str, key: &str) -> DbResult<Option<Known>> {
    let row: Option<KnownRow> = FIND.with(args![source, key]).first_in(tx).await?;
    Ok(row.map(|row| Known { digest: row.digest, article: ArticleId(row.article_id) }))
}

/// Keeps what an import leaves.
pub async fn add_record(tx: &mut Tx, record: Record, now: Stamp) -> DbResult<()> {
    let Record { source, key, digest, article, poll, original, report } = record;
    ADD.with(args![source, key, digest, article.0, poll, original, report, now.0]).run(tx).await?;
    Ok(())
}
