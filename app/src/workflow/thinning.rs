//! Which versions are kept for good.

use std::collections::HashMap;

use crate::db::{Db, DbResult, args, row, statements};
use crate::time::Stamp;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

statements! { "thinning";
    /// What nobody named, published, scheduled or works on, older than a day, and not thinned to the day yet.
    CANDIDATES = "SELECT v.article_id, v.version, v.saved_at FROM article_version v
        JOIN article a ON a.id = v.article_id
        WHERE v.saved_at < $1 AND (v.article_id > $2 OR (v.article_id = $2 AND v.version > $3))
            AND v.version <> 1 AND v.version <> a.head_version AND v.version <> COALESCE(a.live_version, 0)
            AND NOT EXISTS (SELECT 1 FROM version_name n WHERE n.article_id = v.article_id AND n.version = v.version)
            AND NOT EXISTS (SELECT 1 FROM publication u WHERE u.article_id = v.article_id AND u.version = v.version)
            AND NOT EXISTS (SELECT 1 FROM article_work w WHERE w.article_id = v.article_id AND w.publish_version = v.version)
        ORDER BY v.article_id, v.version LIMIT 1000";
    REMOVE = "DELETE FROM article_version WHERE article_id = $1 AND version = $2
        AND version <> (SELECT head_version FROM article WHERE id = $1)
        AND NOT EXISTS (SELECT 1 FROM version_name n WHERE n.article_id = $1 AND n.version = $2)
        AND NOT EXISTS (SELECT 1 FROM publication u WHERE u.article_id = $1 AND u.version = $2)
        AND NOT EXISTS (SELECT 1 FROM article_work w WHERE w.article_id = $1 AND w.publish_version = $2)";
}
pub use STATEMENTS as THINNING_STATEMENTS;

row! { struct CandidateRow { article_id: i64, version: i64, saved_at: i64 } }

/// The span of time of which one version is kept: a minute in the first month, an hour in the first year, then a day.
/// Nothing younger than a day is ever taken away.
fn span(age: i64) -> i64 {
    match age / DAY {
        0..30 => HOUR / 60,
        30..365 => HOUR,
        _ => DAY,
    }
}

/// Takes away saves that another save soon followed: of each span the last stays. The first version, the newest, those
/// that readers saw, that have a name or a time to go out stay whatever their age. Says how many went.
///
/// # Errors
/// A database that does not answer.
pub async fn thin(db: &Db, now: Stamp) -> DbResult<usize> {
    let mut last = (0, 0);
    let mut newest: HashMap<(i64, i64, i64), i64> = HashMap::new();
    let mut removed = 0;
    loop {
        let rows: Vec<CandidateRow> = CANDIDATES.with(args![now.0 - DAY, last.0, last.1]).all(db).await?;
        let Some(row) = rows.last() else { break };
        last = (row.article_id, row.version);
        let mut gone = Vec::new();
        for CandidateRow { article_id, version, saved_at } in rows {
            let span = span(now.0 - saved_at);
            if let Some(older) = newest.insert((article_id, span, saved_at.div_euclid(span)), version) {
                gone.push((article_id, older));
            }
        }
        removed += gone.len();
        if !gone.is_empty() {
            db.write(move |tx| {
                Box::pin(async move {
                    for (article, version) in gone {
                        REMOVE.with(args![article, version]).run(tx).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        }
        // Only spans of the article that is not finished can still meet another version.
        newest.retain(|(article, ..), _| *article == last.0);
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    //! The rule, written out.
    use super::{DAY, HOUR, span};

    #[test]
    fn spans_grow_with_age() {
        assert_eq!([1, 29, 30, 364, 365, 4000].map(|days| span(days * DAY)), [60_000, 60_000, HOUR, HOUR, DAY, DAY]);
    }
}
