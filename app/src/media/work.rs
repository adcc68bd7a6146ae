//! What is made of a file after it was taken: renditions of pictures of before there were any, parts of pictures, the text of documents.
//! Each piece of work is a row that goes with its result, so that none is lost or done by halves.

use super::files::Files;
use super::image;
use super::renditions::{self, StoredRendition, parse_crop};
use super::store::keep;
use super::texts::{self, Reader};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::library::BYTES;
use crate::time::Stamp;

/// A piece that fails is tried again so often, each time after twice as long.
const TRIES: i64 = 5;
const FIRST_PAUSE: i64 = 60_000;

statements! { "work";
    NEXT = "SELECT w.media_id, w.kind, w.detail, w.tries, m.sha256, m.mime
        FROM media_work w JOIN media m ON m.id = w.media_id
        WHERE w.due_at <= $1 AND w.tries < $2 ORDER BY w.due_at, w.media_id LIMIT 1";
    DONE = "DELETE FROM media_work WHERE media_id = $1 AND kind = $2 AND detail = $3";
    LATER = "UPDATE media_work SET tries = tries + 1, due_at = $4 WHERE media_id = $1 AND kind = $2 AND detail = $3";
}
pub use STATEMENTS as WORK_STATEMENTS;

row! {
    #[derive(Clone)]
    struct WorkRow { media_id: i64, kind: String, detail: String, tries: i64, sha256: String, mime: String }
}

/// Does one piece of work that is due; says whether there was one. A piece that cannot be done is put off, and given up
/// after some tries: the file itself is served all the same.
///
/// # Errors
/// A database that does not answer.
pub async fn work_once(db: &Db, files: &Files, reader: &Reader, now: Stamp) -> DbResult<bool> {
    let Some(work) = NEXT.with(args![now.0, TRIES]).first::<WorkRow>(db).await? else { return Ok(false) };
    let done = match work.kind.as_str() {
        "crop" => crop(db, files, work.clone()).await,
        "text" => text(db, files, reader, work.clone()).await,
        _ => whole(db, files, work.clone()).await,
    };
    if let Err(DbFault::Away(what)) = done {
        // It stays due, and is no failure of the piece itself.
        tracing::warn!(what, "work on files waits for their store");
        return Ok(false);
    }
    if let Err(fault) = done {
        tracing::warn!(%fault, media = work.media_id, kind = work.kind, "work on a file is put off");
        let due = now.0 + (FIRST_PAUSE << work.tries.clamp(0, TRIES));
        db.write(move |tx| {
            Box::pin(async move {
                LATER.with(args![work.media_id, work.kind, work.detail, due]).run(tx).await?;
                Ok(())
            })
        })
        .await?;
    }
    Ok(true)
}

async fn whole(db: &Db, files: &Files, work: WorkRow) -> DbResult<()> {
    let made = image::modern(read(files, &work.sha256).await?).await?;
    let _bytes_stay = BYTES.read().await;
    finish(db, work, keep(files, made).await?).await
}

async fn crop(db: &Db, files: &Files, work: WorkRow) -> DbResult<()> {
    let broken = || DbFault::Broken(format!("{:?} is no part of a picture", work.detail));
    let part = parse_crop(&work.detail).ok_or_else(broken)?;
    let made = image::cropped(read(files, &work.sha256).await?, part).await?;
    let _bytes_stay = BYTES.read().await;
    finish(db, work, keep(files, made).await?).await
}

async fn text(db: &Db, files: &Files, reader: &Reader, work: WorkRow) -> DbResult<()> {
    let text = reader.read(&work.mime, &read(files, &work.sha256).await?).await?;
    db.write(move |tx| {
        Box::pin(async move {
            texts::set_in(tx, work.media_id, &text).await?;
            done_in(tx, &work).await
        })
    })
    .await
}

async fn read(files: &Files, sha256: &str) -> DbResult<Vec<u8>> {
    files.read(sha256).await.map_err(DbFault::disk)
}

async fn finish(db: &Db, work: WorkRow, made: Vec<StoredRendition>) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            renditions::add_in(tx, work.media_id, &work.detail, &made).await?;
            done_in(tx, &work).await
        })
    })
    .await
}

async fn done_in(tx: &mut Tx, work: &WorkRow) -> DbResult<()> {
    DONE.with(args![work.media_id, &work.kind, &work.detail]).run(tx).await?;
    Ok(())
}
