//! A new file in the place of an old one, in the newest version of every text that names it.
//!
//! Versions never change: each text gets a new one, and what readers saw before keeps the old file.

use prose::{Document, Href};
use serde::{Deserialize, Serialize};

use super::store::{load_file, save_in};
use super::uses::{Use, uses_of};
use crate::articles::{load_text, media_in_address, publish_in, save_draft_in};
use crate::audit::{Deed, record};
use crate::auth::{Action, Editor, Place, Publisher};
use crate::db::{Db, DbFault, DbResult, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{ArticleId, MediaId, NoticeId};
use crate::media::{self, file_url};
use crate::notices::{load_notice, reword_notice};
use crate::time::Stamp;

/// How long it can be taken back: an hour.
const REMEMBERED: i64 = 3_600_000;

statements! { "library_replacing";
    ADD = "INSERT INTO library_bulk (id, account_id, at, before) VALUES ($1, $2, $3, $4)";
    FIND = "SELECT before FROM library_bulk WHERE id = $1 AND account_id = $2 AND at > $3";
    FORGET = "DELETE FROM library_bulk WHERE id = $1";
}
pub use STATEMENTS as REPLACING_STATEMENTS;

row! { struct BeforeRow { before: String } }

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// By this number it can be taken back; none when no text was changed.
    pub id: Option<i64>,
    /// Texts whose readers see the new file now.
    pub shown: usize,
    /// Texts whose newest version names the new file, which readers do not see yet.
    pub drafts: usize,
    /// Texts that were left as they are.
    pub refused: usize,
}

/// The texts that were changed, with the versions that this made.
#[derive(Serialize, Deserialize)]
struct Places {
    from: i64,
    to: i64,
    articles: Vec<(i64, i64)>,
    notices: Vec<(i64, i64)>,
}

/// Who replaces: an editor, who may be a publisher somewhere.
#[derive(Clone, Debug)]
pub struct Replacer {
    /// The guard for drafts.
    pub editor: Editor,
    /// The guard for what readers see.
    pub publisher: Option<Publisher>,
}

fn renamed(document: &Document, from: MediaId, to: MediaId, name: &str) -> Document {
    let mut document = document.clone();
    let key = |id: prose::MediaId| Some(if id.0 == from.0 { prose::MediaId(to.0) } else { id });
    prose::rename_media(&mut document, &key);
    let address = file_url(to, name);
    prose::rename_links(&mut document, &|link| {
        (media_in_address(link) == Some(from)).then(|| Href::parse(&address).ok()).flatten()
    });
    document
}

/// Saves the newest version of an article with the new file, and publishes it where readers see the newest and the
/// person may. The version, and whether readers see it.
async fn in_article(
    db: &Db,
    who: &Replacer,
    id: ArticleId,
    (from, to, name): (MediaId, MediaId, &str),
    is_live: bool,
    now: Stamp,
) -> DbResult<(i64, bool)> {
    let (mut text, head) = load_text(db, id).await?.ok_or(AppError::NotFound)?;
    text.body = renamed(&text.body, from, to, name);
    text.picture = text.picture.map(|id| if id == from { to } else { id });
    text.attachments.iter_mut().filter(|id| **id == from).for_each(|id| *id = to);
    let editor = who.editor.clone();
    if let Some(publisher) = who.publisher.clone().filter(|_| is_live) {
        let (editor, text) = (editor.clone(), text.clone());
        let published = db.write(move |tx| {
            Box::pin(async move {
                let saved = save_draft_in(tx, &editor, Some((id, head)), &text, None, now).await?;
                publish_in(tx, &publisher, id, saved.version, now).await?;
                Ok(saved.version)
            })
        });
        match published.await {
            Ok(version) => return Ok((version, true)),
            // Of another section; then it waits for somebody who may.
            Err(DbFault::Refused(AppError::Denied)) => {}
            Err(fault) => return Err(fault),
        }
    }
    let saved = db
        .write(move |tx| Box::pin(async move { save_draft_in(tx, &editor, Some((id, head)), &text, None, now).await }));
    Ok((saved.await?.version, false))
}

async fn in_notice(
    db: &Db,
    who: &Replacer,
    id: NoticeId,
    (from, to, name): (MediaId, MediaId, &str),
    now: Stamp,
) -> DbResult<i64> {
    let (draft, _) = load_notice(db, id).await?.ok_or(AppError::NotFound)?;
    let (body, title, version) = (renamed(&draft.document()?, from, to, name), draft.title.clone(), draft.version);
    reword_notice(db, who.editor.clone(), draft, title, &body, now).await?;
    Ok(version + 1)
}

/// A refusal of one text holds up no other; a fault of the machine ends the work.
fn refused<T>(result: DbResult<T>) -> DbResult<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(DbFault::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Goes through the texts whose newest version names the file; `only` names those and their versions where a replacing
/// is taken back.
async fn everywhere(
    db: &Db,
    who: &Replacer,
    (from, to): (MediaId, MediaId),
    only: Option<&Places>,
    now: Stamp,
) -> DbResult<(Replaced, Places)> {
    let name = media::find(db, to).await?.ok_or(AppError::NotFound)?.name;
    let file = (from, to, name.as_str());
    let mut done = Replaced::default();
    let mut places = Places { from: from.0, to: to.0, articles: Vec::new(), notices: Vec::new() };
    let mut seen = Vec::new();
    for one in uses_of(db, from).await? {
        match one {
            Use::Article { id, version, is_live, is_head: true, .. } if !seen.contains(&(0, id.0)) => {
                seen.push((0, id.0));
                if only.is_some_and(|only| !only.articles.contains(&(id.0, version))) {
                    done.refused += 1;
                    continue;
                }
                match refused(in_article(db, who, id, file, is_live, now).await)? {
                    Some((version, shown)) => {
                        places.articles.push((id.0, version));
                        done.shown += usize::from(shown);
                        done.drafts += usize::from(!shown);
                    }
                    None => done.refused += 1,
                }
            }
            Use::Notice { id, .. } if !seen.contains(&(1, id.0)) => {
                seen.push((1, id.0));
                let version = load_notice(db, id).await?.map(|(draft, _)| draft.version);
                if only.is_some_and(|only| !only.notices.iter().any(|kept| Some(*kept) == version.map(|v| (id.0, v)))) {
                    done.refused += 1;
                    continue;
                }
                match refused(in_notice(db, who, id, file, now).await)? {
                    Some(version) => {
                        places.notices.push((id.0, version));
                        done.shown += 1;
                    }
                    None => done.refused += 1,
                }
            }
            _ => {}
        }
    }
    Ok((done, places))
}

/// Puts a file in the place of another in the newest version of every text, and gives it what was said of the other
/// where nothing was said of it.
///
/// # Errors
/// Somebody who is no editor of the whole site, no such files, a picture for what is none or the other way round.
pub async fn replace(db: &Db, who: &Replacer, from: MediaId, to: MediaId, now: Stamp) -> DbResult<Replaced> {
    who.editor.may(Action::Edit, Place::Site)?;
    let (old, said) = load_file(db, from).await?.ok_or(AppError::NotFound)?;
    let (new, nothing) = load_file(db, to).await?.ok_or(AppError::NotFound)?;
    if (old.width > 0) != (new.width > 0) || from == to {
        return Err(AppError::field("file", Problem::WrongKind).into());
    }
    if nothing == super::FileData::default() {
        let (editor, base) = (who.editor.clone(), new.version);
        db.write(move |tx| Box::pin(async move { save_in(tx, &editor, to, base, &said, now).await })).await?;
    }
    let (mut done, places) = everywhere(db, who, (from, to), None, now).await?;
    let account = who.editor.account();
    let text = serde_json::to_string(&places).map_err(|error| DbFault::Broken(format!("a replacing: {error}")))?;
    let id = db.write(move |tx| {
        Box::pin(async move {
            record(tx, account, Deed::ReplaceFile, &format!("file {from}"), &format!("by file {to}"), now).await?;
            let Some(account) = account else { return Ok(None) };
            let id = tx.next_id("library_bulk").await?;
            ADD.with(args![id, account.0, now.0, text]).run(tx).await?;
            Ok(Some(id))
        })
    });
    done.id = id.await?.filter(|_| done.shown + done.drafts > 0);
    Ok(done)
}

/// Takes back a replacing of the same person within the last hour, in the texts that nobody saved since. Says which file
/// it was that stands there again.
///
/// # Errors
/// No such replacing.
pub async fn undo_replace(db: &Db, who: &Replacer, id: i64, now: Stamp) -> DbResult<(MediaId, Replaced)> {
    who.editor.may(Action::Edit, Place::Site)?;
    let account = who.editor.account().map(|account| account.0);
    let row: Option<BeforeRow> = FIND.with(args![id, account, now.0 - REMEMBERED]).first(db).await?;
    let places: Option<Places> = row.and_then(|row| serde_json::from_str(&row.before).ok());
    let places = places.ok_or(AppError::NotFound)?;
    let (from, to) = (MediaId(places.from), MediaId(places.to));
    let (done, _) = everywhere(db, who, (to, from), Some(&places), now).await?;
    let account = who.editor.account();
    db.write(move |tx| {
        Box::pin(async move {
            FORGET.with(args![id]).run(tx).await?;
            record(tx, account, Deed::ReplaceFile, &format!("file {to}"), &format!("by file {from}"), now).await
        })
    })
    .await?;
    Ok((from, done))
}
