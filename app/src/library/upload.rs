//! Taking a file into the library: once, and within what the library may hold.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::store::uploaded_in;
use super::trash::BYTES;
use crate::audit::{Deed, record};
use crate::auth::{Administrator, Editor};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, MediaId, hex};
use crate::media::{ArrivalId, Arrivals, Arriving, Files, MAX_UPLOAD, Stored, add_prepared_in, prepare_upload};
use crate::time::Stamp;

/// The setting that holds the quota, as JSON.
const QUOTA: &str = "library.quota";

statements! { "library_upload";
    /// What was sent before, or stands in the library as it is.
    SAME = "SELECT media_id AS id FROM library_file WHERE original_sha256 = $1
        UNION SELECT id FROM media WHERE sha256 = $1 ORDER BY id LIMIT 1";
    UNTRASH = "UPDATE library_file SET trashed_at = NULL, trashed_by = NULL, version = version + 1
        WHERE media_id = $1 AND trashed_at IS NOT NULL";
    USED = "SELECT CAST(COALESCE(SUM(m.size), 0) AS BIGINT) AS site,
            CAST(COALESCE(SUM(CASE WHEN l.uploaded_by = $1 THEN m.size END), 0) AS BIGINT) AS person
        FROM media m JOIN library_file l ON l.media_id = m.id";
    SETTING = "SELECT value FROM setting WHERE name = $1";
    SET = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}
pub use STATEMENTS as UPLOAD_STATEMENTS;

row! { struct IdRow { id: i64 } }
row! { struct UsedRow { site: i64, person: i64 } }
row! { struct ValueRow { value: String } }

/// How many bytes the library may hold; none where there is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Of everybody together.
    pub site: Option<i64>,
    /// Of each person.
    pub person: Option<i64>,
}

/// How much of the quota is spent, in bytes of the files as readers get them, the trash included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// What may be held.
    pub quota: Quota,
    /// What everybody holds.
    pub site: i64,
    /// What the person holds.
    pub person: i64,
}

impl Usage {
    /// Says whether `more` bytes still fit.
    fn check(&self, more: i64) -> Result<(), AppError> {
        for (field, used, limit) in
            [("quota_person", self.person, self.quota.person), ("quota_site", self.site, self.quota.site)]
        {
            if limit.is_some_and(|limit| used.saturating_add(more) > limit) {
                return Err(AppError::field(field, Problem::TooLarge));
            }
        }
        Ok(())
    }
}

/// What came of an upload.
#[derive(Clone, Debug)]
pub enum Taken {
    /// It is a file of its own.
    Added(Stored),
    /// The same bytes were there already, under this number.
    Already(MediaId),
}

fn quota_of(row: Option<ValueRow>) -> DbResult<Quota> {
    let Some(row) = row else { return Ok(Quota::default()) };
    serde_json::from_str(&row.value).map_err(|error| DbFault::Broken(format!("setting {QUOTA}: {error}")))
}

/// How much is spent of what the library may hold.
///
/// # Errors
/// A database that does not answer.
pub async fn usage(db: &Db, person: Option<AccountId>) -> DbResult<Usage> {
    let quota = quota_of(SETTING.with(args![QUOTA]).first(db).await?)?;
    let used: Option<UsedRow> = USED.with(args![person.map(|id| id.0)]).first(db).await?;
    let used = used.ok_or_else(|| DbFault::Broken("files cannot be counted".into()))?;
    Ok(Usage { quota, site: used.site, person: used.person })
}

async fn usage_in(tx: &mut Tx, person: Option<AccountId>) -> DbResult<Usage> {
    let quota = quota_of(SETTING.with(args![QUOTA]).first_in(tx).await?)?;
    let used: Option<UsedRow> = USED.with(args![person.map(|id| id.0)]).first_in(tx).await?;
    let used = used.ok_or_else(|| DbFault::Broken("files cannot be counted".into()))?;
    Ok(Usage { quota, site: used.site, person: used.person })
}

/// The file with the bytes whose hash this is; it leaves the trash, since somebody wants it again.
async fn same_in(tx: &mut Tx, original: &str) -> DbResult<Option<MediaId>> {
    let same: Option<IdRow> = SAME.with(args![original]).first_in(tx).await?;
    let Some(same) = same else { return Ok(None) };
    UNTRASH.with(args![same.id]).run(tx).await?;
    Ok(Some(MediaId(same.id)))
}

/// Takes a file. Bytes that were sent before are not stored again.
///
/// # Errors
/// A file that is too large, of a kind that is not taken, or that does not decode; `quota_person` or `quota_site` when
/// the library may not hold it. Nothing is added then.
pub async fn take_file(
    db: &Db,
    files: &Files,
    guard: &Editor,
    name: &str,
    bytes: Vec<u8>,
    now: Stamp,
) -> DbResult<Taken> {
    let _bytes_stay = BYTES.read().await;
    let original = hex(&Sha256::digest(&bytes));
    let wanted = original.clone();
    if let Some(same) = db.write(move |tx| Box::pin(async move { same_in(tx, &wanted).await })).await? {
        return Ok(Taken::Already(same));
    }
    // A picture may come out smaller or larger; what it is in the end is asked again below.
    let announced = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    usage(db, guard.account()).await?.check(announced)?;
    let prepared = prepare_upload(files, guard, name, bytes).await?;
    let by = guard.account();
    db.write(move |tx| {
        Box::pin(async move {
            if let Some(same) = same_in(tx, &original).await? {
                return Ok(Taken::Already(same));
            }
            let (stored, is_new) = add_prepared_in(tx, &prepared, now).await?;
            if !is_new {
                return Ok(Taken::Already(MediaId(stored.id)));
            }
            uploaded_in(tx, MediaId(stored.id), by, &original).await?;
            usage_in(tx, by).await?.check(0)?;
            Ok(Taken::Added(stored))
        })
    })
    .await
}

/// How many files of one person may be unfinished at once.
const UNFINISHED: usize = 100;

/// Begins a file that arrives in pieces, or finds how far it is. What others of it still owe is counted as spent.
///
/// # Errors
/// A file that is empty or too large, `quota_person` or `quota_site` when the library may not hold it, too many
/// unfinished ones.
pub async fn begin_arrival(
    db: &Db,
    arrivals: &Arrivals,
    guard: &Editor,
    (name, size, mark): (&str, u64, &str),
    now: Stamp,
) -> DbResult<(ArrivalId, Arriving)> {
    let account = guard.account().ok_or(AppError::Denied)?;
    if size == 0 {
        return Err(AppError::field("file", Problem::Missing).into());
    }
    if usize::try_from(size).map_or(true, |size| size > MAX_UPLOAD) {
        return Err(AppError::field("file", Problem::TooLarge).into());
    }
    let _one = arrivals.one_begins().await;
    let wanted = ArrivalId::of(name, size, mark);
    let others = |all: Vec<(ArrivalId, Arriving)>| all.into_iter().filter(|(id, _)| *id != wanted).collect::<Vec<_>>();
    let mine = others(arrivals.unfinished(Some(account)).await.map_err(DbFault::disk)?);
    if mine.len() >= UNFINISHED {
        return Err(AppError::TooMany.into());
    }
    let all = others(arrivals.unfinished(None).await.map_err(DbFault::disk)?);
    let owed = |files: &[(ArrivalId, Arriving)]| {
        files.iter().fold(0, |sum: i64, (_, file)| sum.saturating_add_unsigned(file.size))
    };
    let mut usage = usage(db, Some(account)).await?;
    usage.person = usage.person.saturating_add(owed(&mine));
    usage.site = usage.site.saturating_add(owed(&all));
    usage.check(i64::try_from(size).unwrap_or(i64::MAX))?;
    arrivals.begin(account, (name, size, mark), now).await.map_err(DbFault::disk)
}

/// Takes a file whose pieces are all here, as [`take_file`]. One that is refused is given up; after any other fault its
/// pieces stay, to be tried again.
///
/// # Errors
/// As [`take_file`].
pub async fn take_arrival(
    (db, files, arrivals): (&Db, &Files, &Arrivals),
    guard: &Editor,
    id: &ArrivalId,
    file: Arriving,
    now: Stamp,
) -> DbResult<Arriving> {
    let account = guard.account().ok_or(AppError::Denied)?;
    let bytes = arrivals.whole(account, id).await.map_err(DbFault::disk)?;
    if bytes.len() as u64 != file.size {
        return Err(AppError::NotFound.into());
    }
    let (media, is_known) = match take_file(db, files, guard, &file.name, bytes, now).await {
        Ok(Taken::Added(stored)) => (MediaId(stored.id), false),
        Ok(Taken::Already(same)) => (same, true),
        Err(DbFault::Refused(error)) => {
            arrivals.end(account, id, None).await.map_err(DbFault::disk)?;
            return Err(error.into());
        }
        Err(fault) => return Err(fault),
    };
    arrivals.end(account, id, Some((file.clone(), media, is_known))).await.map_err(DbFault::disk)?;
    Ok(Arriving { taken: Some((media, is_known)), ..file })
}

/// Sets what the library may hold. What is there already stays.
///
/// # Errors
/// A limit below nothing.
pub async fn set_quota(db: &Db, guard: Administrator, quota: Quota, now: Stamp) -> DbResult<()> {
    for (field, limit) in [("site", quota.site), ("person", quota.person)] {
        if limit.is_some_and(|limit| limit < 0) {
            return Err(AppError::field(field, Problem::Malformed).into());
        }
    }
    let value = serde_json::to_string(&quota).map_err(|error| DbFault::Broken(format!("setting {QUOTA}: {error}")))?;
    db.write(move |tx| {
        Box::pin(async move {
            let detail = value.clone();
            SET.with(args![QUOTA, value]).run(tx).await?;
            record(tx, guard.account(), Deed::SetQuota, "library", &detail, now).await
        })
    })
    .await
}
