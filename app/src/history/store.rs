//! Versions in the database.

use prose::diff::diff;
use prose::html::Options;
use prose::{Block, Document};
use sha2::{Digest, Sha256};

use super::{Comparison, FieldChange, History, Published, VersionRow};
use crate::articles::{ArticleText, Saved, assets_for, load_text, save_draft};
use crate::auth::Editor;
use crate::db::{Db, DbFault, DbResult, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{ArticleId, MediaId, hex};
use crate::media::{self, Attachment, Picture, Stored};
use crate::text::Language;
use crate::time::Stamp;
use crate::workflow::may_change_in;

/// The longest name of a version, in characters.
const LONGEST_NAME: usize = 100;

statements! { "history";
    POINTERS = "SELECT slug, head_version, live_version FROM article WHERE id = $1";
    PUBLISHED = "SELECT a.slug, a.live_version, u.published_at FROM publication u JOIN article a ON a.id = u.article_id
        WHERE u.article_id = $1 AND u.version = $2 AND a.live_version IS NOT NULL";
    VERSIONS = "SELECT v.version, v.title, v.saved_at, p.name AS saved_by, n.name, u.published_at
        FROM article_version v
        LEFT JOIN account p ON p.id = v.saved_by
        LEFT JOIN version_name n ON n.article_id = v.article_id AND n.version = v.version
        LEFT JOIN publication u ON u.article_id = v.article_id AND u.version = v.version
        WHERE v.article_id = $1 ORDER BY v.version DESC LIMIT 500";
    VERSION = "SELECT title, lead, body, byline_name, byline_office, picture_id, picture_alt, picture_caption
        FROM article_version WHERE article_id = $1 AND version = $2";
    ATTACHED = "SELECT media_id FROM attachment WHERE article_id = $1 AND version = $2 ORDER BY position";
    FILE_NAME = "SELECT name FROM media WHERE id = $1";
    SET_NAME = "INSERT INTO version_name (article_id, version, name, named_by, named_at)
        SELECT article_id, version, $3, $4, $5 FROM article_version WHERE article_id = $1 AND version = $2
        ON CONFLICT (article_id, version) DO UPDATE
        SET name = excluded.name, named_by = excluded.named_by, named_at = excluded.named_at";
    DROP_NAME = "DELETE FROM version_name WHERE article_id = $1 AND version = $2";
}

row! { struct PointersRow { slug: String, head_version: i64, live_version: Option<i64> } }
row! { struct PublishedRow { slug: String, live_version: i64, published_at: i64 } }
row! { struct AttachedRow { media_id: i64 } }
row! { struct NameRow { name: String } }
row! {
    struct TextRow {
        title: String, lead: String, body: String, byline_name: String, byline_office: String,
        picture_id: Option<i64>, picture_alt: String, picture_caption: String,
    }
}

/// The versions of an article, at most the newest 500; none where there is no such article.
pub async fn history(db: &Db, id: ArticleId) -> DbResult<Option<History>> {
    let pointers: Option<PointersRow> = POINTERS.with(args![id.0]).first(db).await?;
    let Some(pointers) = pointers else { return Ok(None) };
    let rows: Vec<VersionRow> = VERSIONS.with(args![id.0]).all(db).await?;
    let PointersRow { slug, head_version: head, live_version: live } = pointers;
    Ok(Some(History { id, slug, head, live, rows }))
}

/// The text of a version; section and address, which belong to the article, are left empty.
async fn text_of(db: &Db, id: ArticleId, version: i64) -> DbResult<Option<ArticleText>> {
    let row: Option<TextRow> = VERSION.with(args![id.0, version]).first(db).await?;
    let Some(row) = row else { return Ok(None) };
    let body = Document::from_json(&row.body)
        .map_err(|error| DbFault::Broken(format!("body of article {id}, version {version}: {error}")))?;
    let attached: Vec<AttachedRow> = ATTACHED.with(args![id.0, version]).all(db).await?;
    Ok(Some(ArticleText {
        section: String::new(),
        slug: String::new(),
        title: row.title,
        lead: row.lead,
        body,
        byline_name: row.byline_name,
        byline_office: row.byline_office,
        picture: row.picture_id.map(MediaId),
        picture_alt: row.picture_alt,
        picture_caption: row.picture_caption,
        attachments: attached.into_iter().map(|row| MediaId(row.media_id)).collect(),
    }))
}

/// What changed from one version to another, in either direction; none where one of them does not exist.
///
/// # Errors
/// A database that does not answer, a stored body that cannot be read.
pub async fn compare(db: &Db, id: ArticleId, from: i64, to: i64) -> DbResult<Option<Comparison>> {
    let (Some(left), Some(right)) = (text_of(db, id, from).await?, text_of(db, id, to).await?) else {
        return Ok(None);
    };
    compared(db, (id, from, Some(to)), &left, &right).await.map(Some)
}

/// What changed from a version to a text that is not saved.
///
/// # Errors
/// As [`compare`].
pub async fn compare_with(db: &Db, id: ArticleId, from: i64, text: &ArticleText) -> DbResult<Option<Comparison>> {
    let Some(left) = text_of(db, id, from).await? else { return Ok(None) };
    compared(db, (id, from, None), &left, text).await.map(Some)
}

async fn compared(
    db: &Db,
    (id, from, to): (ArticleId, i64, Option<i64>),
    left: &ArticleText,
    right: &ArticleText,
) -> DbResult<Comparison> {
    let mut words = (0, 0);
    let mut fields = Vec::new();
    for ((label, before), (_, after)) in lines_of(db, left).await?.into_iter().zip(lines_of(db, right).await?) {
        if before != after {
            let (before, after) = (paragraphs(&before), paragraphs(&after));
            let html = rendered(db, &before, &after, &mut words).await?;
            fields.push(FieldChange { label, html });
        }
    }
    let mut sides = (left.body.clone(), right.body.clone());
    // Ids are no part of what anybody reads.
    sides.0.clear_ids();
    sides.1.clear_ids();
    let body = if sides.0 == sides.1 { None } else { Some(rendered(db, &left.body, &right.body, &mut words).await?) };
    Ok(Comparison { id, from, to, title: right.title.clone(), fields, body, words })
}

/// The fields besides the body, each with its name on the desk, in the order of the form.
async fn lines_of(db: &Db, text: &ArticleText) -> DbResult<Vec<(&'static str, Vec<String>)>> {
    let words = Language::Vietnamese.labels().desk();
    let one = |line: &String| if line.is_empty() { Vec::new() } else { vec![line.clone()] };
    let mut picture = Vec::new();
    if let Some(id) = text.picture {
        picture.push(file_name(db, id).await?);
    }
    let mut files = Vec::new();
    for id in &text.attachments {
        files.push(file_name(db, *id).await?);
    }
    Ok(vec![
        (words.heading, one(&text.title)),
        (words.lead, one(&text.lead)),
        (words.byline_name, one(&text.byline_name)),
        (words.byline_office, one(&text.byline_office)),
        (words.picture, picture),
        (words.picture_alt, one(&text.picture_alt)),
        (words.picture_caption, one(&text.picture_caption)),
        (words.attachments, files),
    ])
}

/// A file as the form names it, with its name.
async fn file_name(db: &Db, id: MediaId) -> DbResult<String> {
    let row: Option<NameRow> = FILE_NAME.with(args![id.0]).first(db).await?;
    Ok(row.map_or_else(|| id.to_string(), |row| format!("{id} {}", row.name)))
}

fn paragraphs(lines: &[String]) -> Document {
    Document::new(lines.iter().map(Block::paragraph).collect())
}

async fn rendered(db: &Db, before: &Document, after: &Document, words: &mut (usize, usize)) -> DbResult<String> {
    let changes = diff(before, after);
    let extent = changes.extent();
    words.0 += extent.words_added;
    words.1 += extent.words_removed;
    // The files of both sides are shown.
    let mut pages = prose::text::pages(before);
    pages.extend(prose::text::pages(after));
    let merged = match changes.merged(before) {
        Ok(merged) => merged,
        // Two very long bodies may be too much for one; then the newer is shown as it is.
        Err(_) => after.clone(),
    };
    let assets = assets_for(db, &merged, &pages).await?;
    Ok(prose::html::render_with(&merged, &assets, &Options::default()))
}

/// A version that readers saw, for as long as the article is not taken down; none otherwise.
///
/// # Errors
/// A database that does not answer, a stored body that cannot be read.
pub async fn published(db: &Db, id: ArticleId, version: i64) -> DbResult<Option<Published>> {
    let row: Option<PublishedRow> = PUBLISHED.with(args![id.0, version]).first(db).await?;
    let Some(row) = row else { return Ok(None) };
    let Some(text) = text_of(db, id, version).await? else { return Ok(None) };
    let pages = prose::text::pages(&text.body);
    let assets = assets_for(db, &text.body, &pages).await?;
    let mut files = Vec::new();
    for file in text.picture.iter().chain(&text.attachments) {
        files.extend(media::find(db, *file).await?);
    }
    let digest = digest(id, version, &text, &files);
    let picture = text.picture.and_then(|_| (!files.is_empty()).then(|| files.remove(0))).map(|file| Picture {
        id: MediaId(file.id),
        name: file.name,
        width: file.width,
        height: file.height,
        small_width: file.small_width,
        alt: text.picture_alt.clone(),
    });
    let attachments = files.into_iter().map(|file| Attachment {
        id: MediaId(file.id),
        about: Language::Vietnamese.labels().media().about(&file.name, file.size, 0, 0),
        as_text: String::new(),
        name: file.name,
        sha256: file.sha256,
    });
    Ok(Some(Published {
        picture,
        picture_caption: text.picture_caption.clone(),
        attachments: attachments.collect(),
        id,
        version,
        slug: row.slug,
        is_live: row.live_version == version,
        published_at: Stamp(row.published_at),
        digest,
        html: prose::html::render(&text.body, &assets),
        title: text.title,
        lead: text.lead,
        byline_name: text.byline_name,
        byline_office: text.byline_office,
    }))
}

/// The SHA-256 of a version: of the JSON list of its article, number, title, lead, body, author, office, picture with its
/// words, and attachments, files by their own SHA-256. Versions never change, so neither does this.
fn digest(id: ArticleId, version: i64, text: &ArticleText, files: &[Stored]) -> String {
    let files: Vec<&str> = files.iter().map(|file| file.sha256.as_str()).collect();
    let whole = serde_json::json!([
        id.0,
        version,
        text.title,
        text.lead,
        text.body.to_json(),
        text.byline_name,
        text.byline_office,
        text.picture.is_some(),
        text.picture_alt,
        text.picture_caption,
        files,
    ]);
    hex(&Sha256::digest(whole.to_string().as_bytes()))
}

/// Saves the text of an old version as a new draft on the version `base`. What readers see stays.
///
/// # Errors
/// No such version; [`AppError::Stale`] when somebody saved since.
pub async fn restore(db: &Db, guard: Editor, id: ArticleId, version: i64, base: i64, now: Stamp) -> DbResult<Saved> {
    let (current, _) = load_text(db, id).await?.ok_or(AppError::NotFound)?;
    let mut text = text_of(db, id, version).await?.ok_or(AppError::NotFound)?;
    text.section = current.section;
    // A draft's address follows its title; a published one is promised and stays.
    text.slug = vietnamese::slug(&text.title);
    save_draft(db, guard, Some((id, base)), text, None, now).await
}

/// Gives a version a name, or takes it away with an empty one.
///
/// # Errors
/// No such version, a name that is too long.
pub async fn name_version(db: &Db, guard: Editor, id: ArticleId, version: i64, name: &str, now: Stamp) -> DbResult<()> {
    let name = vietnamese::nfc(name.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
    if name.chars().count() > LONGEST_NAME {
        return Err(AppError::field("name", Problem::TooLong).into());
    }
    db.write(move |tx| {
        Box::pin(async move {
            may_change_in(tx, &guard, id).await?;
            if name.is_empty() {
                DROP_NAME.with(args![id.0, version]).run(tx).await?;
                return Ok(());
            }
            let author = guard.account().map(|account| account.0);
            match SET_NAME.with(args![id.0, version, name, author, now.0]).run(tx).await? {
                1 => Ok(()),
                _ => Err(AppError::NotFound.into()),
            }
        })
    })
    .await
}
