//! The library in the database.

use super::types::{FileData, FileKind, LibraryFilter, Licence, Sort, line};
use super::uses::is_used;
use crate::audit::{Deed, record};
use crate::auth::{Action, Editor, Place};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::AppError;
use crate::ids::{AccountId, MediaId};
use crate::media::want_card_in;
use crate::time::Stamp;

/// How many files a page of the list holds.
pub const PAGE: i64 = 48;

/// Words $1, kind $2, folder $3, tag $4, only unused $5, uploader $6, trash $7.
macro_rules! asked {
    () => {
        concat!(
            "($1 IS NULL OR l.folded LIKE $1 ESCAPE '!')
            AND ($2 IS NULL OR ($2 = 'anh' AND m.width > 0) OR ($2 = 'pdf' AND m.mime = 'application/pdf')
                OR ($2 = 'van-phong' AND m.width = 0 AND m.mime <> 'application/pdf'))
            AND ($3 IS NULL OR l.folder = $3)
            AND ($4 IS NULL OR EXISTS (SELECT 1 FROM library_tag t WHERE t.media_id = m.id AND t.folded = $4))
            AND ($5 = 0 OR NOT ",
            is_used!(),
            ") AND ($6 IS NULL OR l.uploaded_by = $6)
            AND (($7 = 0 AND l.trashed_at IS NULL) OR ($7 = 1 AND l.trashed_at IS NOT NULL))"
        )
    };
}

statements! { "library";
    ADD = "INSERT INTO library_file (media_id, version, alt, decorative, caption, credit, licence, licence_note, source,
            folder, folded) VALUES ($1, 1, '', 0, '', '', '', '', '', '', $2)";
    UPLOADED = "UPDATE library_file SET uploaded_by = $2, original_sha256 = $3 WHERE media_id = $1";
    LIST = concat!("SELECT m.id, m.name, m.mime, m.size, m.width, m.small_width, m.created_at, l.alt, l.caption,
            l.folder, l.trashed_at, CAST(CASE WHEN ", is_used!(), " THEN 1 ELSE 0 END AS BIGINT) AS used, l.version
        FROM media m JOIN library_file l ON l.media_id = m.id WHERE ", asked!(), "
        ORDER BY CASE WHEN $8 = 'ten' THEN m.name END, CASE WHEN $8 = 'lon' THEN m.size END DESC,
            CASE WHEN $8 = 'cu' THEN m.id END, m.id DESC LIMIT $9 OFFSET $10");
    COUNT = concat!("SELECT COUNT(*) AS files, CAST(COALESCE(SUM(m.size), 0) AS BIGINT) AS bytes
        FROM media m JOIN library_file l ON l.media_id = m.id WHERE ", asked!());
    LOAD = concat!("SELECT m.id, m.name, m.mime, m.size, m.width, m.height, m.small_width, m.sha256, m.created_at,
            l.version, l.uploaded_by, p.name AS uploader, l.original_sha256, l.alt, l.decorative, l.caption, l.credit,
            l.licence, l.licence_note, l.source, l.folder, l.focal_x, l.focal_y, l.trashed_at,
            CAST(CASE WHEN ", is_used!(), " THEN 1 ELSE 0 END AS BIGINT) AS used
        FROM media m JOIN library_file l ON l.media_id = m.id LEFT JOIN account p ON p.id = l.uploaded_by
        WHERE m.id = $1");
    TAGS_OF = "SELECT name FROM library_tag WHERE media_id = $1 ORDER BY folded";
    SAVE = "UPDATE library_file SET version = version + 1, alt = $3, decorative = $4, caption = $5, credit = $6,
            licence = $7, licence_note = $8, source = $9, folder = $10, focal_x = $11, focal_y = $12, folded = $13
        WHERE media_id = $1 AND version = $2";
    FORGET_TAGS = "DELETE FROM library_tag WHERE media_id = $1";
    ADD_TAG = "INSERT INTO library_tag (media_id, folded, name) VALUES ($1, $2, $3)
        ON CONFLICT (media_id, folded) DO NOTHING";
    OWNER = "SELECT m.name, l.uploaded_by FROM library_file l JOIN media m ON m.id = l.media_id WHERE l.media_id = $1";
    FOLDERS = "SELECT folder AS name, COUNT(*) AS files FROM library_file
        WHERE folder <> '' AND trashed_at IS NULL GROUP BY folder LIMIT 500";
    TAGS = "SELECT MIN(t.name) AS name, COUNT(*) AS files FROM library_tag t
        JOIN library_file l ON l.media_id = t.media_id WHERE l.trashed_at IS NULL GROUP BY t.folded LIMIT 500";
    UNFOLDED = "SELECT m.id, m.name FROM media m JOIN library_file l ON l.media_id = m.id
        WHERE l.folded IS NULL ORDER BY m.id LIMIT 200";
    FOLD = "UPDATE library_file SET folded = $2 WHERE media_id = $1 AND folded IS NULL";
}

row! {
    /// A file in the list.
    #[derive(Clone, Debug)]
    pub struct ListRow {
        id: i64, name: String, mime: String, size: i64, width: i64, small_width: i64, created_at: i64, alt: String,
        caption: String, folder: String, trashed_at: Option<i64>, used: i64, version: i64,
    }
}
row! { struct CountRow { files: i64, bytes: i64 } }
row! {
    /// A file with what editors say of it.
    #[derive(Clone, Debug)]
    pub struct FileRow {
        id: i64, name: String, mime: String, size: i64, width: i64, height: i64, small_width: i64, sha256: String,
        created_at: i64, version: i64, uploaded_by: Option<i64>, uploader: Option<String>,
        original_sha256: Option<String>, alt: String, decorative: i64, caption: String, credit: String,
        licence: String, licence_note: String, source: String, folder: String, focal_x: Option<i64>,
        focal_y: Option<i64>, trashed_at: Option<i64>, used: i64,
    }
}
row! { struct NameRow { name: String } }
row! { struct NamedRow { name: String, files: i64 } }
row! { struct OwnerRow { name: String, uploaded_by: Option<i64> } }
row! { struct UnfoldedRow { id: i64, name: String } }

impl FileRow {
    /// What editors say of it; the tags are stored apart.
    pub fn data(&self, tags: Vec<String>) -> FileData {
        FileData {
            alt: self.alt.clone(),
            decorative: self.decorative == 1,
            caption: self.caption.clone(),
            credit: self.credit.clone(),
            licence: Licence::parse(&self.licence).unwrap_or_default(),
            licence_note: self.licence_note.clone(),
            source: self.source.clone(),
            folder: self.folder.clone(),
            tags,
            focal: self.focal_x.zip(self.focal_y),
        }
    }
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The files.
    pub rows: Vec<ListRow>,
    /// How many there are on all pages.
    pub files: i64,
    /// Their bytes together.
    pub bytes: i64,
}

impl Listed {
    /// The number of the last page, at least 1.
    pub fn last(&self) -> i64 {
        ((self.files + PAGE - 1) / PAGE).max(1)
    }
}

/// The text in which a search looks: a file's name is an address, so its hyphens are spaces.
fn haystack(name: &str, data: &FileData) -> String {
    let name = name.replace(['-', '_', '.'], " ");
    vietnamese::fold(
        &[&name, &data.caption, &data.credit, &data.alt, &data.tags.join(" ")].map(String::as_str).join(" "),
    )
}

/// Gives a new file its row, in the transaction that gives it its bytes.
pub async fn added_in(tx: &mut Tx, id: MediaId, name: &str) -> DbResult<()> {
    ADD.with(args![id.0, haystack(name, &FileData::default())]).run(tx).await.map(drop)
}

/// Writes down who uploaded a file, and the hash of what they sent.
pub async fn uploaded_in(tx: &mut Tx, id: MediaId, by: Option<AccountId>, original: &str) -> DbResult<()> {
    UPLOADED.with(args![id.0, by.map(|id| id.0), original]).run(tx).await.map(drop)
}

/// A search for words anywhere in the folded text.
fn pattern(words: &str) -> Option<String> {
    let folded = vietnamese::fold(&line(words).replace(['-', '_', '.'], " "));
    if folded.trim().is_empty() {
        return None;
    }
    let escaped: String =
        folded.chars().flat_map(|c| ['!'].into_iter().filter(move |_| "!%_".contains(c)).chain([c])).collect();
    Some(format!("%{escaped}%"))
}

/// A page of the library.
///
/// # Errors
/// A database that does not answer.
pub async fn list(db: &Db, filter: &LibraryFilter) -> DbResult<Listed> {
    let tag = Some(vietnamese::fold(&line(&filter.tag))).filter(|tag| !tag.is_empty());
    let asked = || {
        args![
            pattern(&filter.words),
            filter.kind.map(|kind| FileKind::as_str(kind).to_owned()),
            filter.folder.clone(),
            tag.clone(),
            i64::from(filter.unused),
            filter.mine.map(|id| id.0),
            i64::from(filter.trash)
        ]
    };
    let count: Option<CountRow> = COUNT.with(asked()).first(db).await?;
    let count = count.ok_or_else(|| DbFault::Broken("files cannot be counted".into()))?;
    let mut arguments = asked();
    let skip = (filter.page.clamp(1, 100_000) - 1) * PAGE;
    arguments.extend(args![Sort::as_str(filter.sort), PAGE, skip]);
    Ok(Listed { rows: LIST.with(arguments).all(db).await?, files: count.files, bytes: count.bytes })
}

/// A file and what editors say of it.
///
/// # Errors
/// A database that does not answer.
pub async fn load_file(db: &Db, id: MediaId) -> DbResult<Option<(FileRow, FileData)>> {
    let row: Option<FileRow> = LOAD.with(args![id.0]).first(db).await?;
    let Some(row) = row else { return Ok(None) };
    let tags: Vec<NameRow> = TAGS_OF.with(args![id.0]).all(db).await?;
    let data = row.data(tags.into_iter().map(|row| row.name).collect());
    Ok(Some((row, data)))
}

/// Says whether the holder may change what is said of a file: their own, or any as an editor of the whole site.
///
/// # Errors
/// [`AppError::Denied`] when not.
pub fn may_change(guard: &Editor, uploaded_by: Option<AccountId>) -> Result<(), AppError> {
    let own = uploaded_by.is_some() && uploaded_by == guard.account();
    if own { Ok(()) } else { guard.may(Action::Edit, Place::Site) }
}

/// Saves what editors say of a file, based on the version named.
///
/// # Errors
/// No such file, somebody else's, [`AppError::Stale`] when somebody saved first. Nothing is stored then.
pub async fn save_file(db: &Db, guard: Editor, id: MediaId, base: i64, data: &FileData, now: Stamp) -> DbResult<()> {
    let data = data.check()?;
    db.write(move |tx| Box::pin(async move { save_in(tx, &guard, id, base, &data, now).await })).await
}

/// As [`save_file`], with data that were checked.
pub async fn save_in(tx: &mut Tx, guard: &Editor, id: MediaId, base: i64, data: &FileData, now: Stamp) -> DbResult<()> {
    let owner: Option<OwnerRow> = OWNER.with(args![id.0]).first_in(tx).await?;
    may_change(guard, owner.as_ref().and_then(|owner| owner.uploaded_by).map(AccountId))?;
    let owner = owner.ok_or(AppError::NotFound)?;
    let arguments = args![
        id.0,
        base,
        &data.alt,
        i64::from(data.decorative),
        &data.caption,
        &data.credit,
        data.licence.as_str(),
        &data.licence_note,
        &data.source,
        &data.folder,
        data.focal.map(|(x, _)| x),
        data.focal.map(|(_, y)| y),
        haystack(&owner.name, data)
    ];
    if SAVE.with(arguments).run(tx).await? != 1 {
        return Err(AppError::Stale.into());
    }
    if let Some(focal) = data.focal {
        want_card_in(tx, id, focal, now).await?;
    }
    FORGET_TAGS.with(args![id.0]).run(tx).await?;
    for tag in &data.tags {
        ADD_TAG.with(args![id.0, vietnamese::fold(tag), tag]).run(tx).await?;
    }
    record(tx, guard.account(), Deed::DescribeFile, &format!("file {id}"), &format!("version {}", base + 1), now).await
}

fn sorted(rows: Vec<NamedRow>) -> Vec<(String, i64)> {
    let mut names: Vec<(String, i64)> = rows.into_iter().map(|row| (row.name, row.files)).collect();
    names.sort_by_cached_key(|(name, _)| vietnamese::collation::sort_key(name));
    names
}

/// The folders in use and how many files each holds, in dictionary order.
pub async fn folders(db: &Db) -> DbResult<Vec<(String, i64)>> {
    Ok(sorted(FOLDERS.with(args![]).all(db).await?))
}

/// The tags in use and how many files have each, in dictionary order.
pub async fn tags(db: &Db) -> DbResult<Vec<(String, i64)>> {
    Ok(sorted(TAGS.with(args![]).all(db).await?))
}

/// Writes down the folded names of files that an older program stored; the desk searches them.
pub async fn fill_in(db: &Db) -> DbResult<()> {
    loop {
        let rows: Vec<UnfoldedRow> = UNFOLDED.with(args![]).all(db).await?;
        if rows.is_empty() {
            return super::fill_in_uses(db).await;
        }
        db.write(move |tx| {
            Box::pin(async move {
                for row in rows {
                    FOLD.with(args![row.id, haystack(&row.name, &FileData::default())]).run(tx).await?;
                }
                Ok(())
            })
        })
        .await?;
    }
}
