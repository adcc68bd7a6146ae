//! The trash: out of sight for thirty days, then gone with its bytes.

use tokio::sync::RwLock;

use super::uses::is_used;
use crate::audit::{Deed, record};
use crate::auth::{Action, Editor, Place};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::MediaId;
use crate::media::{Files, rendition_hashes_in};
use crate::time::Stamp;

/// How long a file stays in the trash.
const KEPT: i64 = 30 * 24 * 3_600_000;

/// Held by an upload from its first look at the bytes to its row, and alone by the removal of bytes, so that none are
/// removed which an upload found in their place. Several processes do not see each other's.
pub(crate) static BYTES: RwLock<()> = RwLock::const_new(());

/// Nothing at all names file `m`, not even a version that nobody will read again.
macro_rules! unnamed {
    () => {
        "NOT EXISTS (SELECT 1 FROM article_file f WHERE f.media_id = m.id)
            AND NOT EXISTS (SELECT 1 FROM notice_file n WHERE n.media_id = m.id)
            AND NOT EXISTS (SELECT 1 FROM article_version v WHERE v.picture_id = m.id)
            AND NOT EXISTS (SELECT 1 FROM attachment t WHERE t.media_id = m.id)"
    };
}

statements! { "library_trash";
    /// Takes the row's lock, which a save that names the file takes, too: one of the two sees the other.
    TRASH = "UPDATE library_file SET trashed_at = $2, trashed_by = $3, version = version + 1
        WHERE media_id = $1 AND trashed_at IS NULL";
    USED = concat!("SELECT m.id FROM media m WHERE m.id = $1 AND ", is_used!());
    RESTORE = "UPDATE library_file SET trashed_at = NULL, trashed_by = NULL, version = version + 1
        WHERE media_id = $1 AND trashed_at IS NOT NULL";
    IS_TRASHED = "SELECT media_id AS id FROM library_file WHERE media_id = $1 AND trashed_at IS NOT NULL";
    EXPIRED = concat!("SELECT m.id, m.sha256, m.small_sha256 FROM media m JOIN library_file l ON l.media_id = m.id
        WHERE l.trashed_at <= $1 AND ", unnamed!(), " ORDER BY m.id LIMIT 200");
    REMOVE = "DELETE FROM media WHERE id = $1";
    ADD_GARBAGE = "INSERT INTO library_garbage (sha256, removed_at) VALUES ($1, $2)
        ON CONFLICT (sha256) DO UPDATE SET removed_at = excluded.removed_at";
    GARBAGE = "SELECT sha256 FROM library_garbage ORDER BY removed_at, sha256 LIMIT 200";
    SHARED = "SELECT id FROM media WHERE sha256 = $1 OR small_sha256 = $1
        UNION SELECT media_id AS id FROM media_rendition WHERE sha256 = $1 LIMIT 1";
    FORGET_GARBAGE = "DELETE FROM library_garbage WHERE sha256 = $1";
}
pub use STATEMENTS as TRASH_STATEMENTS;

row! { struct IdRow { id: i64 } }
row! { struct HashRow { sha256: String } }
row! { struct ExpiredRow { id: i64, sha256: String, small_sha256: Option<String> } }

/// Puts a file in the trash.
///
/// # Errors
/// Somebody who is no editor of the whole site, no such file, one that is in the trash already; `used` for a file that
/// something names which anybody reads, ever read or works on.
pub async fn trash_in(tx: &mut Tx, guard: &Editor, id: MediaId, now: Stamp) -> DbResult<()> {
    guard.may(Action::Edit, Place::Site)?;
    let by = guard.account().map(|id| id.0);
    if TRASH.with(args![id.0, now.0, by]).run(tx).await? != 1 {
        return Err(AppError::NotFound.into());
    }
    if USED.with(args![id.0]).first_in::<IdRow>(tx).await?.is_some() {
        return Err(AppError::field("used", Problem::Frozen).into());
    }
    record(tx, guard.account(), Deed::TrashFile, &format!("file {id}"), "", now).await
}

/// As [`trash_in`], in a transaction of its own.
///
/// # Errors
/// As [`trash_in`].
pub async fn trash(db: &Db, guard: Editor, id: MediaId, now: Stamp) -> DbResult<()> {
    db.write(move |tx| Box::pin(async move { trash_in(tx, &guard, id, now).await })).await
}

/// Takes a file out of the trash.
///
/// # Errors
/// Somebody who is no editor of the whole site, a file that is not in the trash.
pub async fn untrash_in(tx: &mut Tx, guard: &Editor, id: MediaId, now: Stamp) -> DbResult<()> {
    guard.may(Action::Edit, Place::Site)?;
    if RESTORE.with(args![id.0]).run(tx).await? != 1 {
        return Err(AppError::NotFound.into());
    }
    record(tx, guard.account(), Deed::RestoreFile, &format!("file {id}"), "", now).await
}

/// As [`untrash_in`], in a transaction of its own.
///
/// # Errors
/// As [`untrash_in`].
pub async fn untrash(db: &Db, guard: Editor, id: MediaId, now: Stamp) -> DbResult<()> {
    db.write(move |tx| Box::pin(async move { untrash_in(tx, &guard, id, now).await })).await
}

/// Whether a file is in the trash, where readers get nothing of it.
///
/// # Errors
/// A database that does not answer.
pub async fn is_trashed(db: &Db, id: MediaId) -> DbResult<bool> {
    Ok(IS_TRASHED.with(args![id.0]).first::<IdRow>(db).await?.is_some_and(|row| row.id == id.0))
}

/// Remembers the hashes of a row that is gone, so that their bytes go once nobody shares them.
pub async fn forgotten_in(tx: &mut Tx, hashes: impl Iterator<Item = String> + Send, now: Stamp) -> DbResult<()> {
    for hash in hashes {
        ADD_GARBAGE.with(args![hash, now.0]).run(tx).await?;
    }
    Ok(())
}

/// Removes what has been in the trash for thirty days and is named by nothing, then the bytes that no row shares. Says
/// how many rows went, and how many times bytes.
///
/// # Errors
/// A database or disk that does not answer; what is left is removed next time.
pub async fn empty_trash(db: &Db, files: &Files, now: Stamp) -> DbResult<(usize, usize)> {
    let rows = db
        .write(move |tx| {
            Box::pin(async move {
                let rows: Vec<ExpiredRow> = EXPIRED.with(args![now.0 - KEPT]).all_in(tx).await?;
                for row in &rows {
                    let renditions = rendition_hashes_in(tx, row.id).await?;
                    REMOVE.with(args![row.id]).run(tx).await?;
                    let own = [Some(row.sha256.clone()), row.small_sha256.clone()];
                    forgotten_in(tx, own.into_iter().flatten().chain(renditions), now).await?;
                }
                Ok(rows.len())
            })
        })
        .await?;
    let mut bytes = 0;
    let _alone = BYTES.write().await;
    for HashRow { sha256 } in GARBAGE.with(args![]).all::<HashRow>(db).await? {
        let shared = SHARED.with(args![&sha256]).first::<IdRow>(db).await?.is_some();
        if !shared {
            let removed = files.remove(&sha256).await;
            removed.map_err(|error| DbFault::Broken(format!("bytes could not be removed: {error}")))?;
            bytes += 1;
        }
        db.write(move |tx| Box::pin(async move { FORGET_GARBAGE.with(args![sha256]).run(tx).await.map(drop) })).await?;
    }
    Ok((rows, bytes))
}
