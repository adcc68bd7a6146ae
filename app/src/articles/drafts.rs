//! What editors see of articles: versions, saving, publishing.

use std::collections::HashSet;

use super::input::{ArticleText, media_in_address};
use crate::auth::{Editor, Publisher};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{ArticleId, MediaId, SectionId};
use crate::library;
use crate::media;
use crate::time::Stamp;
use crate::workflow;

statements! { "drafts";
    SECTION_ID = "SELECT id FROM section WHERE slug = $1";
    ADD = "INSERT INTO article (id, section_id, slug, language, head_version, created_at)
        VALUES ($1, $2, $3, 'vi', 0, $4)";
    HEAD = "SELECT head_version FROM article WHERE id = $1";
    BY_SAVE_KEY = "SELECT article_id, version FROM article_version WHERE save_key = $1";
    ADD_VERSION = "INSERT INTO article_version (article_id, version, title, lead, body, byline_name, byline_office,
            picture_id, picture_alt, picture_caption, saved_at, saved_by, save_key)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    ADD_ATTACHMENT = "INSERT INTO attachment (article_id, version, position, media_id) VALUES ($1, $2, $3, $4)";
    MOVE_HEAD = "UPDATE article SET head_version = $2, section_id = $3 WHERE id = $1 AND head_version = $2 - 1";
    SET_SLUG = "UPDATE article SET slug = $2 WHERE id = $1 AND live_version IS NULL";
    LOAD = "SELECT a.slug, a.head_version, a.live_version, s.slug AS section, v.title, v.lead, v.body, v.byline_name,
            v.byline_office, v.picture_id, v.picture_alt, v.picture_caption, v.saved_at
        FROM article a
        JOIN article_version v ON v.article_id = a.id AND v.version = a.head_version
        JOIN section s ON s.id = a.section_id WHERE a.id = $1";
    ATTACHED = "SELECT media_id FROM attachment WHERE article_id = $1 AND version = $2 ORDER BY position";
    REMOVE_UNTOUCHED = "DELETE FROM article WHERE id = $1 AND head_version = 1 AND live_version = 1
        AND NOT EXISTS (SELECT 1 FROM version_name WHERE article_id = $1)";
    HEADS = "SELECT a.id, a.head_version AS version, v.title, v.lead, v.body, v.byline_name, v.byline_office, v.picture_alt,
            v.picture_caption
        FROM article a JOIN article_version v ON v.article_id = a.id AND v.version = a.head_version
        WHERE a.id > $1 ORDER BY a.id LIMIT 100";
    BODIES = "SELECT article_id, version, body FROM article_version
        WHERE article_id > $1 OR (article_id = $1 AND version > $2) ORDER BY article_id, version LIMIT 100";
}
pub use STATEMENTS as DRAFT_STATEMENTS;

row! { struct IdRow { id: i64 } }
row! { struct HeadRow { head_version: i64 } }
row! { struct SavedRow { article_id: i64, version: i64 } }
row! { struct AttachedRow { media_id: i64 } }
row! {
    /// The words of an article's newest version.
    #[derive(Clone)]
    pub struct Head {
        id: i64, version: i64, title: String, lead: String, body: String, byline_name: String, byline_office: String,
        picture_alt: String, picture_caption: String,
    }
}
row! { struct BodiesRow { article_id: i64, version: i64, body: String } }
row! {
    /// The newest version of an article, for the desk's form.
    pub struct Draft {
        slug: String, head_version: i64, live_version: Option<i64>, section: String, title: String, lead: String,
        body: String, byline_name: String, byline_office: String, picture_id: Option<i64>, picture_alt: String,
        picture_caption: String, saved_at: i64,
    }
}

/// What a save made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The article.
    pub id: ArticleId,
    /// The version this save added.
    pub version: i64,
}

/// Saves a new article, or a new version of one. `base` is the version the change was made on; `save_key` makes a
/// repeated request return the first answer.
///
/// # Errors
/// [`AppError::Stale`] when somebody saved first; a section or file that does not exist. Nothing is stored then.
pub async fn save_draft_in(
    tx: &mut Tx,
    guard: &Editor,
    target: Option<(ArticleId, i64)>,
    text: &ArticleText,
    save_key: Option<String>,
    now: Stamp,
) -> DbResult<Saved> {
    if let Some(key) = &save_key
        && let Some(saved) = BY_SAVE_KEY.with(args![key]).first_in::<SavedRow>(tx).await?
    {
        return Ok(Saved { id: ArticleId(saved.article_id), version: saved.version });
    }
    let section: Option<IdRow> = SECTION_ID.with(args![&text.section]).first_in(tx).await?;
    let section = section.ok_or_else(|| AppError::field("section", Problem::Missing))?.id;
    workflow::saving_in(tx, guard, target.map(|(id, _)| id), SectionId(section)).await?;
    let (id, base) = match target {
        Some(target) => target,
        None => {
            let id = tx.next_id("article").await?;
            ADD.with(args![id, section, &text.slug, now.0]).run(tx).await?;
            (ArticleId(id), 0)
        }
    };
    let head: Option<HeadRow> = HEAD.with(args![id.0]).first_in(tx).await?;
    if head.ok_or(AppError::NotFound)?.head_version != base {
        return Err(AppError::Stale.into());
    }
    let version = base + 1;
    ADD_VERSION
        .with(args![
            id.0,
            version,
            &text.title,
            &text.lead,
            text.body.to_json(),
            &text.byline_name,
            &text.byline_office,
            text.picture.map(|id| id.0),
            &text.picture_alt,
            &text.picture_caption,
            now.0,
            guard.account().map(|id| id.0),
            save_key
        ])
        .run(tx)
        .await?;
    for (position, media) in (1_i64..).zip(&text.attachments) {
        ADD_ATTACHMENT.with(args![id.0, version, position, media.0]).run(tx).await?;
    }
    library::article_saved_in(tx, id, version, text.picture, &text.attachments, &text.body).await?;
    media::want_crops_in(tx, &text.body, now).await?;
    if MOVE_HEAD.with(args![id.0, version, section]).run(tx).await? != 1 {
        return Err(AppError::Stale.into());
    }
    // Once published the address is promised, so only a draft's follows its title.
    SET_SLUG.with(args![id.0, &text.slug]).run(tx).await?;
    workflow::saved_in(tx, guard, id, version, &text.title, now).await?;
    Ok(Saved { id, version })
}

/// As [`save_draft_in`], in a transaction of its own.
pub async fn save_draft(
    db: &Db,
    guard: Editor,
    target: Option<(ArticleId, i64)>,
    text: ArticleText,
    save_key: Option<String>,
    now: Stamp,
) -> DbResult<Saved> {
    db.write(move |tx| Box::pin(async move { save_draft_in(tx, &guard, target, &text, save_key, now).await })).await
}

/// Removes an article that nobody has saved again, named or taken down since it was made, with all that hangs on it; says whether it did.
pub async fn remove_untouched_in(tx: &mut Tx, _guard: &Publisher, id: ArticleId) -> DbResult<bool> {
    Ok(REMOVE_UNTOUCHED.with(args![id.0]).run(tx).await? == 1)
}

/// The files that a body shows, offers or links to.
pub fn files_of(document: &prose::Document) -> impl Iterator<Item = MediaId> {
    let linked: Vec<MediaId> = prose::text::links(document).iter().filter_map(|link| media_in_address(link)).collect();
    prose::media(document).into_iter().map(|id| MediaId(id.0)).chain(linked)
}

/// The files that any version of any body names, read a hundred bodies at a time.
pub async fn files_in_bodies(tx: &mut Tx) -> DbResult<HashSet<MediaId>> {
    let mut files = HashSet::new();
    let (mut id, mut version) = (0, 0);
    loop {
        let rows: Vec<BodiesRow> = BODIES.with(args![id, version]).all_in(tx).await?;
        let Some(last) = rows.last() else {
            return Ok(files);
        };
        (id, version) = (last.article_id, last.version);
        for row in &rows {
            let document = prose::Document::from_json(&row.body).map_err(|error| {
                DbFault::Broken(format!("body of article {}, version {}: {error}", row.article_id, row.version))
            })?;
            files.extend(files_of(&document));
        }
    }
}

/// The newest versions of the next hundred articles after the one named.
pub async fn heads_after(db: &Db, id: ArticleId) -> DbResult<Vec<Head>> {
    HEADS.with(args![id.0]).all(db).await
}

/// The newest version of an article as it would be saved, and its number.
pub async fn load_text(db: &Db, id: ArticleId) -> DbResult<Option<(ArticleText, i64)>> {
    let Some((draft, attachments)) = load_draft(db, id).await? else { return Ok(None) };
    let body = prose::Document::from_json(&draft.body)
        .map_err(|error| DbFault::Broken(format!("body of article {id}: {error}")))?;
    let text = ArticleText {
        section: draft.section,
        slug: draft.slug,
        title: draft.title,
        lead: draft.lead,
        body,
        byline_name: draft.byline_name,
        byline_office: draft.byline_office,
        picture: draft.picture_id.map(MediaId),
        picture_alt: draft.picture_alt,
        picture_caption: draft.picture_caption,
        attachments,
    };
    Ok(Some((text, draft.head_version)))
}

/// The newest version of an article and its attachments.
pub async fn load_draft(db: &Db, id: ArticleId) -> DbResult<Option<(Draft, Vec<MediaId>)>> {
    let draft: Option<Draft> = LOAD.with(args![id.0]).first(db).await?;
    let Some(draft) = draft else { return Ok(None) };
    let attached: Vec<AttachedRow> = ATTACHED.with(args![id.0, draft.head_version]).all(db).await?;
    Ok(Some((draft, attached.into_iter().map(|row| MediaId(row.media_id)).collect())))
}
