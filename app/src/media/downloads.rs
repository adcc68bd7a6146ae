//! How often documents are fetched: visitor-days of each file, as reads of an article are counted. Who fetched what is
//! remembered as keys under a salt that is made anew each day and lives in memory alone; after a restart the same reader
//! may count once more.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use crate::db::{Db, DbResult, args, row, statements};
use crate::ids::{MediaId, random_hex};
use crate::time::{Day, Stamp};
use crate::visits::Visitor;

/// Beyond so many a day none is added: memory is worth more than an exact figure of a flood.
const MOST: usize = 500_000;

statements! { "downloads";
    COUNT = "INSERT INTO media_download (media_id, day, count) VALUES ($1, $2, 1)
        ON CONFLICT (media_id, day) DO UPDATE SET count = media_download.count + 1";
    TOTAL = "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) AS total FROM media_download WHERE media_id = $1";
}
pub use STATEMENTS as DOWNLOAD_STATEMENTS;

row! { struct TotalRow { total: i64 } }

#[derive(Default)]
struct Seen {
    day: Option<Day>,
    salt: String,
    keys: HashSet<(i64, u64)>,
}

/// Who fetched what today.
#[derive(Default)]
pub struct Downloads(Mutex<Seen>);

impl Downloads {
    /// Whether this is a reader who has not fetched the file today. Machines and who asked not to be counted never are.
    pub fn is_new(&self, id: MediaId, visitor: &Visitor, site: &str, now: Stamp) -> bool {
        if visitor.bot.is_some() || visitor.opted_out {
            return false;
        }
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.day != Some(now.day()) {
            *seen = Seen { day: Some(now.day()), salt: random_hex::<32>(), keys: HashSet::new() };
        }
        let key = visitor.key(seen.salt.as_bytes(), site);
        seen.keys.len() < MOST && seen.keys.insert((id.0, key))
    }
}

/// Adds one to the file's count of the day.
///
/// # Errors
/// A database that does not answer.
pub async fn count_download(db: &Db, id: MediaId, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            COUNT.with(args![id.0, now.day().0]).run(tx).await?;
            Ok(())
        })
    })
    .await
}

/// How often the file was fetched, in visitor-days.
///
/// # Errors
/// As [`count_download`].
pub async fn downloads_of(db: &Db, id: MediaId) -> DbResult<i64> {
    let row: Option<TotalRow> = TOTAL.with(args![id.0]).first(db).await?;
    Ok(row.map_or(0, |row| row.total))
}
