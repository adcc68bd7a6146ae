//! Files in the database, and the way in for new ones.

use std::collections::HashMap;

use super::files::Files;
use super::image::Made;
use super::renditions::{self, Sources, StoredRendition, crop_key, renditions_of};
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
    RENDITION_HASHES = "SELECT sha256 FROM media_rendition WHERE media_id = $1 ORDER BY width";
    WANT_TEXT = "INSERT INTO media_work (media_id, kind, detail, tries, due_at) VALUES ($1, 'text', '', 0, $2)
        ON CONFLICT (media_id, kind, detail) DO NOTHING";
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

row! { struct RenditionRow { sha256: String } }
row! { struct HashesRow { id: i64, name: String, sha256: String, small_sha256: Option<String> } }

/// A file whose bytes are stored already, under their hash, and which waits for its row.
pub struct Prepared(Stored, Vec<StoredRendition>);

/// Looks at a file's bytes, makes a picture anew and stores the bytes.
///
/// # Errors
/// A file that is too large, of a kind that is not taken, or that does not decode; nothing is stored then.
pub async fn prepare_upload(files: &Files, _guard: &Editor, name: &str, bytes: Vec<u8>) -> DbResult<Prepared> {
    if bytes.len() > MAX_UPLOAD {
        return Err(AppError::field("file", Problem::TooLarge).into());
    }
    let name = clean_stem(name);
    let mut new = Stored {
        id: 0,
        sha256: String::new(),
        name: String::new(),
        mime: String::new(),
        size: 0,
        width: 0,
        height: 0,
        small_sha256: None,
        small_width: 0,
    };
    let mut modern = Vec::new();
    let stored = match sniff::kind(&bytes) {
        None => return Err(AppError::field("file", Problem::WrongKind).into()),
        Some(Kind::Download(download)) => {
            new.mime = download.mime.to_owned();
            new.name = format!("{name}.{}", download.ending);
            bytes
        }
        Some(Kind::Picture) => {
            let made = image::renditions(bytes).await?;
            (new.width, new.height) = (made.width.into(), made.height.into());
            new.mime = "image/jpeg".to_owned();
            new.name = format!("{name}.jpg");
            if let Some((small, width)) = made.small {
                new.small_sha256 = Some(files.put(small).await.map_err(DbFault::disk)?);
                new.small_width = width.into();
            }
            modern = keep(files, made.modern).await?;
            made.full
        }
    };
    new.size = i64::try_from(stored.len()).unwrap_or(i64::MAX);
    new.sha256 = files.put(stored).await.map_err(DbFault::disk)?;
    Ok(Prepared(new, modern))
}

/// Stores the bytes of renditions.
pub(super) async fn keep(files: &Files, made: Vec<(Made, Vec<u8>)>) -> DbResult<Vec<StoredRendition>> {
    let mut stored = Vec::new();
    for (made, bytes) in made {
        let sha256 = files.put(bytes).await.map_err(DbFault::disk)?;
        stored.push(StoredRendition { sha256, made });
    }
    Ok(stored)
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
    let stored = stored.ok_or_else(|| DbFault::Broken("a stored file is missing".into()))?;
    renditions::add_in(tx, stored.id, "", &prepared.1).await?;
    if is_new && stored.width == 0 {
        WANT_TEXT.with(args![stored.id, now.0]).run(tx).await?;
    }
    Ok((stored, is_new))
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
    let renditions = rendition_hashes_in(tx, id.0).await?;
    if REMOVE_UNUSED.with(args![id.0, run.0]).run(tx).await? != 1 {
        return Ok(false);
    }
    let own = [Some(row.sha256), row.small_sha256];
    library::forgotten_in(tx, own.into_iter().flatten().chain(renditions), now).await?;
    Ok(true)
}

/// The hashes of a file's renditions, which go with its row.
pub async fn rendition_hashes_in(tx: &mut Tx, id: i64) -> DbResult<Vec<String>> {
    let rows: Vec<RenditionRow> = RENDITION_HASHES.with(args![id]).all_in(tx).await?;
    Ok(rows.into_iter().map(|row| row.sha256).collect())
}

/// A line for each file whose bytes are missing or are not those that were stored. Every byte is read.
///
/// # Errors
/// A database or store that does not answer.
pub async fn damaged_files(db: &Db, files: &Files) -> DbResult<Vec<String>> {
    let mut damaged = Vec::new();
    let mut last = 0;
    loop {
        let rows: Vec<HashesRow> = HASHES.with(args![last]).all(db).await?;
        let Some(row) = rows.last() else { return Ok(damaged) };
        last = row.id;
        for row in &rows {
            let renditions: Vec<RenditionRow> = RENDITION_HASHES.with(args![row.id]).all(db).await?;
            let own = [Some(&row.sha256), row.small_sha256.as_ref()].into_iter().flatten();
            for sha256 in own.chain(renditions.iter().map(|row| &row.sha256)) {
                if !files.is_whole(sha256).await.map_err(DbFault::disk)? {
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

/// Keeps of a name what is safe in an address and on any disk, in ASCII, at most 70 characters and without its ending,
/// which says what the bytes say.
fn clean_stem(name: &str) -> String {
    // A page's worth of name is a trick; what follows its first part is not looked at.
    let name: String = name.chars().take(1_000).collect();
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    let stem: String = match stem.chars().any(char::is_alphanumeric) {
        true => vietnamese::slug(stem).chars().take(70).collect(),
        false => "tep".to_owned(),
    };
    let stem = stem.trim_matches('-');
    // Windows keeps these for devices, whatever their ending.
    let is_device = ["con", "prn", "aux", "nul"].contains(&stem)
        || ["com", "lpt"].iter().any(|port| stem.strip_prefix(port).is_some_and(|number| number.len() == 1));
    if is_device { format!("tep-{stem}") } else { stem.to_owned() }
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
pub struct MediaAssets(HashMap<i64, (Stored, HashMap<String, Sources>)>);

/// Looks up the files that a body names.
pub async fn load_for(db: &Db, document: &prose::Document) -> DbResult<MediaAssets> {
    let mut found = HashMap::new();
    for id in prose::media(document) {
        if let Some(stored) = find(db, MediaId(id.0)).await? {
            let sources =
                if stored.width > 0 { renditions_of(db, stored.id, &stored.name).await? } else { HashMap::new() };
            found.insert(id.0, (stored, sources));
        }
    }
    Ok(MediaAssets(found))
}

impl prose::Assets for MediaAssets {
    fn media(&self, id: prose::MediaId) -> Option<prose::Media> {
        let (stored, sources) = self.0.get(&id.0)?;
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
            webp: sources.get("").map(|sources| sources.webp.clone()).unwrap_or_default(),
            width: u32::try_from(stored.width).unwrap_or(0),
            height: u32::try_from(stored.height).unwrap_or(0),
            name: stored.name.clone(),
        })
    }

    fn cropped(&self, id: prose::MediaId, crop: prose::Crop) -> Option<prose::Media> {
        let (stored, sources) = self.0.get(&id.0)?;
        let sources = sources.get(&crop_key(crop))?.clone();
        Some(prose::Media {
            src: sources.src,
            srcset: sources.jpeg,
            webp: sources.webp,
            width: u32::try_from(sources.width).unwrap_or(0),
            height: u32::try_from(sources.height).unwrap_or(0),
            name: stored.name.clone(),
        })
    }
}
