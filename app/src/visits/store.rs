//! Counting in the database: the day's keys, the sums, the salts, and what was not counted.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Baseline;
use super::tally::{Added, Key, Tally};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::ids::{ArticleId, random_hex};
use crate::time::Day;

statements! { "visits";
    ADD_SALT = "INSERT INTO visit_salt (day, salt) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING";
    SALTS = "SELECT day, salt FROM visit_salt";
    ADD_VISITOR = "INSERT INTO visitor (day, visitor_key) VALUES ($1, $2) ON CONFLICT (day, visitor_key) DO NOTHING";
    SUM_DAY = "INSERT INTO visit_day (day, visitors)
        SELECT CAST($1 AS BIGINT), COUNT(*) FROM visitor WHERE day = $1
        ON CONFLICT (day) DO UPDATE SET visitors = excluded.visitors";
    ADD_READER = "INSERT INTO reader (day, article_id, visitor_key) VALUES ($1, $2, $3)
        ON CONFLICT (day, article_id, visitor_key) DO NOTHING";
    SUM_READS = "INSERT INTO article_read (article_id, day, reads)
        SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), COUNT(*) FROM reader WHERE article_id = $1 AND day = $2
        ON CONFLICT (article_id, day) DO UPDATE SET reads = excluded.reads";
    ADD_UNCOUNTED = "INSERT INTO uncounted (day, rule, hits) VALUES ($1, $2, $3)
        ON CONFLICT (day, rule) DO UPDATE SET hits = uncounted.hits + excluded.hits";
    VISITORS_OF = "SELECT visitor_key FROM visitor WHERE day = $1";
    READERS_OF = "SELECT article_id, visitor_key FROM reader WHERE day = $1";
    DAYS = "SELECT day, visitors FROM visit_day WHERE day < $1";
    FORGET_VISITORS = "DELETE FROM visitor WHERE day < $1";
    FORGET_READERS = "DELETE FROM reader WHERE day < $1";
    FORGET_SALTS = "DELETE FROM visit_salt WHERE day < $1";
    READS_OF = "SELECT CAST(COALESCE(SUM(reads), 0) AS BIGINT) AS reads FROM article_read WHERE article_id = $1";
    BASELINE = "SELECT value, source, as_of FROM baseline WHERE kind = $1 AND subject_id = $2";
    SET_BASELINE = "INSERT INTO baseline (kind, subject_id, value, source, as_of) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (kind, subject_id) DO UPDATE SET value = excluded.value, source = excluded.source,
        as_of = excluded.as_of WHERE excluded.as_of >= baseline.as_of";
    REMOVE_BASELINE = "DELETE FROM baseline WHERE kind = $1 AND subject_id = $2";
    REMOVE_READS = "DELETE FROM article_read WHERE article_id = $1";
}

row! { struct SaltRow { day: i64, salt: String } }
row! { struct KeyRow { visitor_key: String } }
row! { struct ReaderRow { article_id: i64, visitor_key: String } }
row! { struct DayRow { day: i64, visitors: i64 } }
row! { struct ReadsRow { reads: i64 } }
row! { struct BaselineRow { value: i64, source: String, as_of: i64 } }

fn parse_key(text: &str) -> DbResult<Key> {
    Key::from_str_radix(text, 16).map_err(|_| DbFault::Broken(format!("visitor key {text}")))
}

/// The salts of these days, made where they are missing. Whoever stores a day's salt first decides it for all.
pub async fn salts(db: &Db, days: Vec<Day>) -> DbResult<BTreeMap<Day, String>> {
    db.write(move |tx| {
        Box::pin(async move {
            for day in days {
                ADD_SALT.with(args![day.0, random_hex::<32>()]).run(tx).await?;
            }
            let rows: Vec<SaltRow> = SALTS.with(args![]).all_in(tx).await?;
            Ok(rows.into_iter().map(|row| (Day(row.day), row.salt)).collect())
        })
    })
    .await
}

/// The tally as stored: today's keys and reads, and the sums of the days before.
pub async fn load(db: &Db, today: Day) -> DbResult<Tally> {
    let visitors: Vec<KeyRow> = VISITORS_OF.with(args![today.0]).all(db).await?;
    let visitors: HashSet<Key> = visitors.iter().map(|row| parse_key(&row.visitor_key)).collect::<DbResult<_>>()?;
    let rows: Vec<ReaderRow> = READERS_OF.with(args![today.0]).all(db).await?;
    let mut readers = HashSet::new();
    for row in rows {
        readers.insert((ArticleId(row.article_id), parse_key(&row.visitor_key)?));
    }
    let days: Vec<DayRow> = DAYS.with(args![today.0]).all(db).await?;
    Ok(Tally::restore(today, visitors, readers, days.into_iter().map(|row| (Day(row.day), row.visitors))))
}

/// Stores what was added since the last time. Storing the same twice changes nothing, so a batch whose answer was
/// lost may be sent again.
pub async fn store(db: &Db, added: Vec<Added>, uncounted: Vec<(Day, &'static str, i64)>) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            let (mut days, mut reads) = (BTreeSet::new(), BTreeSet::new());
            for addition in added {
                match addition {
                    Added::Visitor(day, key) => {
                        days.insert(day);
                        ADD_VISITOR.with(args![day.0, format!("{key:016x}")]).run(tx).await?;
                    }
                    Added::Reader(day, article, key) => {
                        reads.insert((article, day));
                        ADD_READER.with(args![day.0, article.0, format!("{key:016x}")]).run(tx).await?;
                    }
                }
            }
            for day in days {
                SUM_DAY.with(args![day.0]).run(tx).await?;
            }
            for (article, day) in reads {
                SUM_READS.with(args![article.0, day.0]).run(tx).await?;
            }
            for (day, rule, hits) in uncounted {
                ADD_UNCOUNTED.with(args![day.0, rule, hits]).run(tx).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Destroys keys and salts of days before yesterday; the sums stay.
pub async fn forget(db: &Db, today: Day) -> DbResult<()> {
    let oldest = today.plus(-1).0;
    db.write(move |tx| {
        Box::pin(async move {
            FORGET_VISITORS.with(args![oldest]).run(tx).await?;
            FORGET_READERS.with(args![oldest]).run(tx).await?;
            FORGET_SALTS.with(args![oldest]).run(tx).await?;
            Ok(())
        })
    })
    .await
}

/// How often an article was read, in visitor-days.
pub async fn reads_of(db: &Db, article: ArticleId) -> DbResult<i64> {
    let row: Option<ReadsRow> = READS_OF.with(args![article.0]).first(db).await?;
    Ok(row.map_or(0, |row| row.reads))
}

/// The figure of an older site: `kind` is `reads` with an article's id, or `visits` with 0.
pub async fn baseline(db: &Db, kind: &str, subject: i64) -> DbResult<Option<Baseline>> {
    let row: Option<BaselineRow> = BASELINE.with(args![kind, subject]).first(db).await?;
    Ok(row.map(|row| Baseline { value: row.value, source: row.source, as_of: Day(row.as_of) }))
}

/// Forgets the figure of an older site.
pub async fn remove_baseline(tx: &mut Tx, kind: &'static str, subject: i64) -> DbResult<()> {
    REMOVE_BASELINE.with(args![kind, subject]).run(tx).await?;
    Ok(())
}

/// Forgets the sums of an article that is removed. Visitor-days stay: somebody did visit the site.
pub async fn remove_reads(tx: &mut Tx, article: ArticleId) -> DbResult<()> {
    REMOVE_READS.with(args![article.0]).run(tx).await?;
    Ok(())
}

/// Keeps the figure of an older site; of two, the one that was printed later stays. Says whether it is this one.
pub async fn set_baseline(tx: &mut Tx, kind: &'static str, subject: i64, baseline: &Baseline) -> DbResult<bool> {
    let arguments = args![kind, subject, baseline.value, &baseline.source, baseline.as_of.0];
    Ok(SET_BASELINE.with(arguments).run(tx).await? == 1)
}
