//! Files in the database, and the way in for new ones.

use std::collections::HashMap;

use super::files::Files;
use super::sniff::{self, Kind};
use super::{file_url, image, small_url};
use crate::auth::{Editor, Publisher};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::MediaId;
use crate::library;
use crate::provenance::RunId;
use crate::time::Stamp;

/// The largest file that is taken, in bytes.
pub const MAX_UPLOAD: usize = 20 * 1024 * 1024;

statements! { "media";
    ADD = "INSERT INTO media (id, sha256, name, mime, size, width, height, small_sha256, small_width, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (sha256, name) DO NOTHING";
    BY_CONTENT = "SELECT id, sha256, name, mime, size, width, height, small_sha256, small_width FROM media
        WHERE sha256 = $1 AND name = $2";
    BY_ID = "SELECT id, sha256, name, mime, size, width, height, small_sha256, small_width FROM media WHERE id = $1";
    ALL = "SELECT id, sha256, name, mime, size, width, height, small_sha256, small_width FROM media
        ORDER BY id DESC LIMIT 200";
    HASHES = "SELECT id, name, sha256, small_sha256 FROM media WHERE id > $1 ORDER BY id LIMIT 500";
    REMOVE_UNUSED = "DELETE FROM media WHERE id = $1
        AND NOT EXISTS (SELECT 1 FROM attachment WHERE media_id = $1)
        AND NOT EXISTS (SELECT 1 FROM article_version WHERE picture_id = $1)
        AND NOT EXISTS (SELECT 1 FROM redirect WHERE media_id = $1 AND run_id <> $2)";
}

row! {
    /// A stored file as the database knows it.
    #[derive(Clone, Debug)]
    pub struct Stored {
        id: i64,
        sha256: String,
        name: String,
        mime: String,
        size: i64,
        width: i64,
        height: i64,
        small_sha256: Option<String>,
        small_width: i64,
    }
}

row! { struct HashesRow { id: i64, name: String, sha256: String, small_sha256: Option<String> } }

/// A file whose bytes are stored already, under their hash, and which waits for its row.
pub struct Prepared(Stored);

/// Looks at a file's bytes, makes a picture anew and stores the bytes.
///
/// # Errors
/// A file that is too large, of a kind that is not taken, or that does not decode; nothing is stored then.
pub async fn prepare_upload(files: &Files, _guard: &Editor, name: &str, bytes: Vec<u8>) -> DbResult<Prepared> {
    if bytes.len() > MAX_UPLOAD {
        return Err(AppError::field("file", Problem::TooLarge).into());
    }
    let name = clean_name(name);
    let mut new = Stored {
        id: 0,
        sha256: String::new(),
        name: name.clone(),
        mime: String::new(),
        size: 0,
        width: 0,
        height: 0,
        small_sha256: None,
        small_width: 0,
    };
    let stored = match sniff::kind(&bytes, &name) {
        None => return Err(AppError::field("file", Problem::WrongKind).into()),
        Some(Kind::Download(mime)) => {
            new.mime = mime.to_owned();
            bytes
        }
        Some(Kind::Picture) => {
            let made = image::renditions(bytes).await?;
            (new.width, new.height) = (made.width.into(), made.height.into());
            new.mime = "image/jpeg".to_owned();
            new.name = format!("{}.jpg", name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem));
            if let Some((small, width)) = made.small {
                new.small_sha256 = Some(files.put(&small).await.map_err(DbFault::disk)?);
                new.small_width = width.into();
            }
            made.full
        }
    };
    new.size = i64::try_from(stored.len()).unwrap_or(i64::MAX);
    new.sha256 = files.put(&stored).await.map_err(DbFault::disk)?;
    Ok(Prepared(new))
}

/// Gives a prepared file its row, or finds the one that has the same bytes and name; says whether the row is new.
pub async fn add_prepared_in(tx: &mut Tx, prepared: &Prepared, now: Stamp) -> DbResult<(Stored, bool)> {
    let new = &prepared.0;
    let id = tx.next_id("media").await?;
    let arguments = args![
        id,
        &new.sha256,
        &new.name,
        &new.mime,
        new.size,
        new.width,
        new.height,
        new.small_sha256.clone(),
        new.small_width,
        now.0
    ];
    let is_new = ADD.with(arguments).run(tx).await? == 1;
    if is_new {
        library::added_in(tx, MediaId(id), &new.name).await?;
    }
    let stored: Option<Stored> = BY_CONTENT.with(args![&new.sha256, &new.name]).first_in(tx).await?;
    stored.map(|stored| (stored, is_new)).ok_or_else(|| DbFault::Broken("a stored file is missing".into()))
}

/// Takes an uploaded file, once.
///
/// # Errors
/// As [`prepare_upload`].
pub async fn add_upload(
    db: &Db,
    files: &Files,
    guard: &Editor,
    name: &str,
    bytes: Vec<u8>,
    now: Stamp,
) -> DbResult<Stored> {
    let prepared = prepare_upload(files, guard, name, bytes).await?;
    db.write(move |tx| Box::pin(async move { Ok(add_prepared_in(tx, &prepared, now).await?.0) })).await
}

/// Removes the row of a file that no version of an article shows or offers, and to which no old address of another import
/// than `run` leads; `in_bodies` says that a body names it. The
/// bytes stay until the library finds that no other name shares them. Says whether it did.
pub async fn remove_unused_in(
    tx: &mut Tx,
    _guard: &Publisher,
    id: MediaId,
    run: RunId,
    in_bodies: bool,
    now: Stamp,
) -> DbResult<bool> {
    let row: Option<Stored> = BY_ID.with(args![id.0]).first_in(tx).await?;
    let Some(row) = row.filter(|_| !in_bodies) else { return Ok(false) };
    if REMOVE_UNUSED.with(args![id.0, run.0]).run(tx).await? != 1 {
        return Ok(false);
    }
    library::forgotten_in(tx, &row.sha256, row.small_sha256.as_deref(), now).await?;
    Ok(true)
}

/// A line for each file whose bytes are missing or are not those that were stored. Every byte is read.
///
/// # Errors
/// A database that does not answer.
pub async fn damaged_files(db: &Db, files: &Files) -> DbResult<Vec<String>> {
    let mut damaged = Vec::new();
    let mut last = 0;
    loop {
        let rows: Vec<HashesRow> = HASHES.with(args![last]).all(db).await?;
        let Some(row) = rows.last() else { return Ok(damaged) };
        last = row.id;
        for row in &rows {
            for sha256 in [Some(&row.sha256), row.small_sha256.as_ref()].into_iter().flatten() {
                if !files.is_whole(sha256).await {
                    damaged.push(format!(
                        "file {} ({}) is missing or damaged",
                        file_url(MediaId(row.id), &row.name),
                        sha256
                    ));
                }
            }
        }
    }
}

/// Keeps what is safe in an address and a download's name, in ASCII, at most 80 characters.
fn clean_name(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, ending) = base.rsplit_once('.').unwrap_or((base, ""));
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    let stem: String = vietnamese::slug(stem).chars().take(70).collect();
    if ending.is_empty() { stem } else { format!("{stem}.{}", ending.to_lowercase()) }
}

/// The file with this id.
pub async fn find(db: &Db, id: MediaId) -> DbResult<Option<Stored>> {
    BY_ID.with(args![id.0]).first(db).await
}

/// The newest files, for the desk.
pub async fn all_media(db: &Db) -> DbResult<Vec<Stored>> {
    ALL.with(args![]).all(db).await
}

/// The files that a body shows, looked up before it is rendered.
#[derive(Default)]
pub struct MediaAssets(HashMap<i64, Stored>);

/// Looks up the files that a body names.
pub async fn load_for(db: &Db, document: &prose::Document) -> DbResult<MediaAssets> {
    let mut found = HashMap::new();
    for id in prose::media(document) {
        if let Some(stored) = find(db, MediaId(id.0)).await? {
            found.insert(id.0, stored);
        }
    }
    Ok(MediaAssets(found))
}

impl prose::Assets for MediaAssets {
    fn media(&self, id: prose::MediaId) -> Option<prose::Media> {
        let stored = self.0.get(&id.0)?;
        let key = MediaId(stored.id);
        let full = file_url(key, &stored.name);
        let srcset = if stored.small_width > 0 {
            format!("{} {}w, {full} {}w", small_url(key, &stored.name), stored.small_width, stored.width)
        } else {
            String::new()
        };
        Some(prose::Media {
            src: full,
            srcset,
            width: u32::try_from(stored.width).unwrap_or(0),
            height: u32::try_from(stored.height).unwrap_or(0),
            name: stored.name.clone(),
        })
    }
}
