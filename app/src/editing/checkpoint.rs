//! Versions of an article made of what was written in the editor.

use super::authority::refreshed;
use super::hub::{Session, Sessions};
use super::store::{last_writer, saved_in, standing};
use crate::articles::{ArticleText, media_in_address, save_draft_in};
use crate::auth::{Editor, actor_of, editor, this_machine};
use crate::db::{Db, DbResult};
use crate::error::AppError;
use crate::history::name_version;
use crate::ids::ArticleId;
use crate::text::Language;
use crate::time::Stamp;

/// Whether a version may be made of words that the form would not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Care {
    /// What is missing is asked for.
    Strict,
    /// What is missing stays so: nothing is lost for it, and publishing asks again.
    Forgiving,
}

/// What a checkpoint made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpointed {
    /// The version of the article that holds the words now.
    pub version: i64,
    /// It is new.
    pub is_new: bool,
}

/// Makes a version of what is written, and names it where there is a label. Without changes the newest one stays.
///
/// # Errors
/// Fields that an article must have; [`AppError::Denied`] where the text is somebody else's now.
pub async fn checkpoint(
    db: &Db,
    session: &Session,
    guard: &Editor,
    label: &str,
    now: Stamp,
) -> Result<Checkpointed, AppError> {
    let made = make(db, session, guard, Care::Strict, now).await?;
    if !label.trim().is_empty() {
        name_version(db, guard.clone(), session.id, made.version, label.trim(), now).await?;
    }
    Ok(made)
}

/// Makes a version of what is written but in no version yet, before anything else is done to the article: whoever works on
/// an older one is then told so, and nobody's words are passed over.
///
/// # Errors
/// A database that does not answer.
pub async fn checkpoint_open(db: &Db, sessions: &Sessions, id: ArticleId, now: Stamp) -> Result<(), AppError> {
    let known = match standing(db, id).await.map_err(AppError::from) {
        Err(AppError::NotFound) => return Ok(()),
        known => known?,
    };
    if known.version.is_none_or(|version| version == known.saved) {
        return Ok(());
    }
    let writer = match last_writer(db, id).await? {
        Some(account) => actor_of(db, account).await?,
        None => None,
    };
    // Who wrote it may be gone by now; their words are not.
    let guard = writer.and_then(|actor| editor(&actor).ok()).unwrap_or_else(|| this_machine().as_editor());
    match make(db, &sessions.of(id), &guard, Care::Forgiving, now).await {
        // They may not save any more, so the words stay where they are.
        Ok(_) | Err(AppError::Denied) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Takes a page away, and makes a version when it was the last.
pub async fn leave(db: &Db, session: &Session, client: &str, guard: &Editor, now: Stamp) {
    if session.forget(client)
        && let Err(error) = make(db, session, guard, Care::Forgiving, now).await
    {
        tracing::warn!(%error, article = %session.id, "no version was made of what was written");
    }
}

async fn make(db: &Db, session: &Session, guard: &Editor, care: Care, now: Stamp) -> Result<Checkpointed, AppError> {
    let mut head = session.head.lock().await;
    let (newest, known) = refreshed(db, session, &mut head, now).await?;
    if newest.version == known.saved {
        return Ok(Checkpointed { version: known.base, is_new: false });
    }
    let mut input = newest.fields.to_input();
    let (picture, alt) = (input.picture, input.picture_alt.clone());
    if care == Care::Forgiving {
        if alt.trim().is_empty() {
            input.picture = None;
        }
        if input.title.trim().is_empty() {
            input.title = Language::Vietnamese.labels().co_editing().untitled.to_owned();
        }
        input.title = input.title.chars().take(300).collect();
        input.lead = input.lead.chars().take(2_000).collect();
    }
    let mut text: ArticleText = input.check(&media_in_address)?;
    text.picture = picture;
    text.body =
        newest.tree.to_document().map_err(|error| AppError::from(crate::db::DbFault::Broken(error.to_string())))?;
    let (id, guard) = (session.id, guard.clone());
    let saved = saved(db, id, (guard, text), (known.base, newest.version), now).await?;
    Ok(Checkpointed { version: saved, is_new: true })
}

async fn saved(
    db: &Db,
    id: ArticleId,
    (guard, text): (Editor, ArticleText),
    (base, version): (i64, i64),
    now: Stamp,
) -> DbResult<i64> {
    db.write(move |tx| {
        Box::pin(async move {
            let saved = save_draft_in(tx, &guard, Some((id, base)), &text, None, now).await?;
            saved_in(tx, id, saved.version, version).await?;
            Ok(saved.version)
        })
    })
    .await
}
