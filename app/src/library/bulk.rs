//! One click for many files, and another that takes it back.

use serde::{Deserialize, Serialize};

use super::store::{load_file, save_in};
use super::trash::{trash_in, untrash_in};
use super::types::{FileData, split_tags};
use crate::auth::Editor;
use crate::db::{Db, DbFault, DbResult, args, row, statements};
use crate::error::AppError;
use crate::ids::MediaId;
use crate::time::Stamp;

/// How many files one click may change.
const MOST: usize = 200;
/// How long it can be taken back: an hour.
const REMEMBERED: i64 = 3_600_000;

statements! { "library_bulk";
    ADD = "INSERT INTO library_bulk (id, account_id, at, before) VALUES ($1, $2, $3, $4)";
    FIND = "SELECT before FROM library_bulk WHERE id = $1 AND account_id = $2 AND at > $3";
    FORGET = "DELETE FROM library_bulk WHERE id = $1 OR at <= $2";
}
pub use STATEMENTS as BULK_STATEMENTS;

row! { struct BeforeRow { before: String } }

/// What is done to each file.
#[derive(Clone, Debug)]
pub enum FileWork {
    /// Put in a folder; in none where the name is empty.
    Move(String),
    /// Given these tags, separated by commas.
    Tag(String),
    /// Relieved of these tags.
    Untag(String),
    /// Put in the trash.
    Trash,
    /// Taken out of the trash.
    Untrash,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FilesDone {
    /// By this number it can be taken back; none when nothing was done.
    pub id: Option<i64>,
    /// How many files were changed.
    pub done: usize,
    /// How many were not: the person may not, the file is used, or somebody else changed it meanwhile.
    pub refused: usize,
}

/// How a file was, to be put back as long as nothing happened to it since.
#[derive(Clone, Serialize, Deserialize)]
struct Before {
    file: i64,
    /// Its version once the click had changed it.
    version: i64,
    folder: String,
    tags: Vec<String>,
    trashed: bool,
}

/// The data with the change made; none where nothing changes.
fn changed(data: &FileData, work: &FileWork) -> Option<FileData> {
    let mut new = data.clone();
    match work {
        FileWork::Move(folder) => new.folder.clone_from(folder),
        FileWork::Tag(tags) => new.tags = split_tags(&[data.tags.join(","), tags.clone()].join(",")),
        FileWork::Untag(tags) => {
            let gone: Vec<String> = split_tags(tags).iter().map(|tag| vietnamese::fold(tag)).collect();
            new.tags.retain(|tag| !gone.contains(&vietnamese::fold(tag)));
        }
        FileWork::Trash | FileWork::Untrash => {}
    }
    (new != *data).then_some(new)
}

/// Does one thing to one file; how it was before, or none where nothing changed.
async fn one(db: &Db, guard: &Editor, id: MediaId, work: &FileWork, now: Stamp) -> DbResult<Option<Before>> {
    let (row, data) = load_file(db, id).await?.ok_or(AppError::NotFound)?;
    let before = Before {
        file: id.0,
        version: row.version + 1,
        folder: data.folder.clone(),
        tags: data.tags.clone(),
        trashed: row.trashed_at.is_some(),
    };
    let guard = guard.clone();
    match work {
        FileWork::Trash => db.write(move |tx| Box::pin(async move { trash_in(tx, &guard, id, now).await })).await?,
        FileWork::Untrash => db.write(move |tx| Box::pin(async move { untrash_in(tx, &guard, id, now).await })).await?,
        work => {
            let Some(new) = changed(&data, work) else { return Ok(None) };
            let new = new.check()?;
            let base = row.version;
            db.write(move |tx| Box::pin(async move { save_in(tx, &guard, id, base, &new, now).await })).await?;
        }
    }
    Ok(Some(before))
}

/// A refusal of one file holds up no other; a fault of the machine ends the work.
fn refused<T>(result: DbResult<T>) -> DbResult<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(DbFault::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Does one thing to many files, each by itself.
///
/// # Errors
/// A database that does not answer.
pub async fn bulk_files(db: &Db, guard: &Editor, ids: &[MediaId], work: &FileWork, now: Stamp) -> DbResult<FilesDone> {
    let mut done = FilesDone::default();
    let mut before = Vec::new();
    for id in ids.iter().take(MOST) {
        match refused(one(db, guard, *id, work, now).await)? {
            Some(Some(was)) => before.push(was),
            Some(None) => done.done += 1,
            None => done.refused += 1,
        }
    }
    done.done += before.len();
    done.refused += ids.len().saturating_sub(MOST);
    let Some(account) = guard.account().filter(|_| !before.is_empty()) else { return Ok(done) };
    let text = serde_json::to_string(&before).map_err(|error| DbFault::Broken(format!("a click: {error}")))?;
    let id = db
        .write(move |tx| {
            Box::pin(async move {
                let id = tx.next_id("library_bulk").await?;
                FORGET.with(args![0, now.0 - REMEMBERED]).run(tx).await?;
                ADD.with(args![id, account.0, now.0, text]).run(tx).await?;
                Ok(id)
            })
        })
        .await?;
    done.id = Some(id);
    Ok(done)
}

async fn put_back(db: &Db, guard: &Editor, was: Before, now: Stamp) -> DbResult<()> {
    let id = MediaId(was.file);
    let (row, data) = load_file(db, id).await?.ok_or(AppError::NotFound)?;
    if row.version != was.version {
        return Err(AppError::Stale.into());
    }
    let guard = guard.clone();
    db.write(move |tx| {
        Box::pin(async move {
            match (row.trashed_at.is_some(), was.trashed) {
                (true, false) => untrash_in(tx, &guard, id, now).await,
                (false, true) => trash_in(tx, &guard, id, now).await,
                _ => {
                    let old = FileData { folder: was.folder, tags: was.tags, ..data };
                    save_in(tx, &guard, id, row.version, &old, now).await
                }
            }
        })
    })
    .await
}

/// Takes back what one click of the same person did within the last hour. Files that somebody changed since stay.
///
/// # Errors
/// No such click.
pub async fn undo_bulk_files(db: &Db, guard: &Editor, id: i64, now: Stamp) -> DbResult<FilesDone> {
    let account = guard.account().map(|account| account.0);
    let row: Option<BeforeRow> = FIND.with(args![id, account, now.0 - REMEMBERED]).first(db).await?;
    let row = row.ok_or(AppError::NotFound)?;
    let before: Vec<Before> =
        serde_json::from_str(&row.before).map_err(|error| DbFault::Broken(format!("click {id}: {error}")))?;
    let mut done = FilesDone::default();
    for was in before {
        match refused(put_back(db, guard, was, now).await)? {
            Some(()) => done.done += 1,
            None => done.refused += 1,
        }
    }
    db.write(move |tx| Box::pin(async move { FORGET.with(args![id, now.0 - REMEMBERED]).run(tx).await.map(drop) }))
        .await?;
    Ok(done)
}
