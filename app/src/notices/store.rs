//! Notices in the database.

use std::collections::HashSet;

use prose::Document;

use super::{Notice, NoticeHeading, Severity};
use crate::articles::{assets_for, files_of};
use crate::audit::{Deed, record};
use crate::auth::{Action, Editor, Place, Publisher};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{MediaId, NoticeId};
use crate::library::notice_saved_in;
use crate::time::Stamp;

/// How many notices the block beside every page names; the page of notices has them all.
const NAMED: i64 = 4;

statements! { "notices";
    HEADINGS = "SELECT id, title, severity, starts_at FROM notice
        WHERE state = 'published' AND starts_at <= $1 AND (ends_at IS NULL OR ends_at > $1)
        ORDER BY starts_at DESC, id DESC LIMIT $2";
    SHOWING = "SELECT id, title, body, severity, starts_at, ends_at FROM notice
        WHERE state = 'published' AND starts_at <= $1 AND (ends_at IS NULL OR ends_at > $1)
        ORDER BY starts_at DESC, id DESC LIMIT 50";
    DESK = "SELECT id, title, body, severity, state, starts_at, ends_at, version FROM notice
        ORDER BY changed_at DESC, id DESC LIMIT 200";
    LOAD = "SELECT id, title, body, severity, state, starts_at, ends_at, version FROM notice WHERE id = $1";
    AFTER = "SELECT id, title, body, severity, state, starts_at, ends_at, version FROM notice
        WHERE id > $1 ORDER BY id LIMIT 100";
    ADD = "INSERT INTO notice (id, title, body, severity, state, starts_at, ends_at, version, changed_at)
        VALUES ($1, $2, $3, $4, 'draft', $5, $6, 1, $7)";
    CHANGE = "UPDATE notice SET title = $3, body = $4, severity = $5, starts_at = $6, ends_at = $7,
            version = version + 1, changed_at = $8 WHERE id = $1 AND version = $2";
    SET_STATE = "UPDATE notice SET state = $2 WHERE id = $1";
}

row! { struct HeadingRow { id: i64, title: String, severity: String, starts_at: i64 } }
row! {
    struct ShowingRow { id: i64, title: String, body: String, severity: String, starts_at: i64, ends_at: Option<i64> }
}
row! {
    /// A notice as the desk sees it.
    #[derive(Clone)]
    pub struct NoticeDraft {
        id: i64, title: String, body: String, severity: String, state: String, starts_at: i64, ends_at: Option<i64>,
        version: i64,
    }
}

impl NoticeDraft {
    /// Its body.
    ///
    /// # Errors
    /// A body in the database that is none.
    pub fn document(&self) -> DbResult<Document> {
        document(self.id, &self.body)
    }
}

/// A notice as the desk's form sends it.
#[derive(Clone, Debug)]
pub struct NoticeInput {
    /// The title.
    pub title: String,
    /// The body in Markdown.
    pub body: String,
    /// How much it matters.
    pub severity: Severity,
    /// When it begins to show.
    pub starts_at: Stamp,
    /// When it stops to show.
    pub ends_at: Option<Stamp>,
}

fn document(id: i64, body: &str) -> DbResult<Document> {
    Document::from_json(body).map_err(|error| DbFault::Broken(format!("body of notice {id}: {error}")))
}

/// The newest notices that show at `now`, by name.
pub async fn headings(db: &Db, now: Stamp) -> DbResult<Vec<NoticeHeading>> {
    let rows: Vec<HeadingRow> = HEADINGS.with(args![now.0, NAMED]).all(db).await?;
    let heading = |row: HeadingRow| NoticeHeading {
        id: NoticeId(row.id),
        title: row.title,
        severity: Severity::parse(&row.severity).unwrap_or(Severity::Info),
        starts_at: Stamp(row.starts_at),
    };
    Ok(rows.into_iter().map(heading).collect())
}

/// The notices that show at `now`, newest first.
pub async fn showing(db: &Db, now: Stamp) -> DbResult<Vec<Notice>> {
    let rows: Vec<ShowingRow> = SHOWING.with(args![now.0]).all(db).await?;
    let mut notices = Vec::with_capacity(rows.len());
    for row in rows {
        let body = document(row.id, &row.body)?;
        let assets = assets_for(db, &body, &prose::text::pages(&body)).await?;
        notices.push(Notice {
            id: NoticeId(row.id),
            title: row.title,
            html: prose::html::render(&body, &assets),
            severity: Severity::parse(&row.severity).unwrap_or(Severity::Info),
            starts_at: Stamp(row.starts_at),
            ends_at: row.ends_at.map(Stamp),
        });
    }
    Ok(notices)
}

/// Every notice, for the desk.
pub async fn desk_notices(db: &Db) -> DbResult<Vec<NoticeDraft>> {
    DESK.with(args![]).all(db).await
}

/// One notice, for the desk, with its body as Markdown.
pub async fn load_notice(db: &Db, id: NoticeId) -> DbResult<Option<(NoticeDraft, String)>> {
    let row: Option<NoticeDraft> = LOAD.with(args![id.0]).first(db).await?;
    let Some(row) = row else { return Ok(None) };
    let body = crate::articles::body_to_markdown(&row.document()?);
    Ok(Some((row, body)))
}

/// The next hundred notices by their keys, in every state.
pub async fn notices_after(db: &Db, last: NoticeId) -> DbResult<Vec<NoticeDraft>> {
    AFTER.with(args![last.0]).all(db).await
}

/// The files that any notice names, read a hundred notices at a time.
pub async fn files_in_notices(tx: &mut Tx) -> DbResult<HashSet<MediaId>> {
    let mut files = HashSet::new();
    let mut last = 0;
    loop {
        let rows: Vec<NoticeDraft> = AFTER.with(args![last]).all_in(tx).await?;
        let Some(row) = rows.last() else {
            return Ok(files);
        };
        last = row.id;
        for row in &rows {
            files.extend(files_of(&row.document()?));
        }
    }
}

/// Saves a notice: a new draft, or a change to one based on the version named.
///
/// # Errors
/// A missing title, an end before the start, [`AppError::Stale`] when somebody saved first.
pub async fn save_notice(
    db: &Db,
    guard: Editor,
    target: Option<(NoticeId, i64)>,
    input: NoticeInput,
    now: Stamp,
) -> DbResult<NoticeId> {
    let title = vietnamese::nfc(input.title.trim());
    match title.chars().count() {
        0 => return Err(AppError::field("title", Problem::Missing).into()),
        1..=300 => {}
        _ => return Err(AppError::field("title", Problem::TooLong).into()),
    }
    if input.body.len() > 100_000 {
        return Err(AppError::field("body", Problem::TooLong).into());
    }
    if input.ends_at.is_some_and(|end| end <= input.starts_at) {
        return Err(AppError::field("ends_at", Problem::Malformed).into());
    }
    let lookup = |address: &str| crate::articles::media_in_address(address).map(|id| prose::MediaId(id.0));
    let text = vietnamese::repair::repair(&vietnamese::nfc(&input.body)).text;
    let body = prose::markdown::read(&text, &lookup);
    let (starts, ends, severity) = (input.starts_at.0, input.ends_at.map(|end| end.0), input.severity.as_str());
    db.write(move |tx| {
        Box::pin(async move {
            may_change(tx, &guard, target.map(|(id, _)| id)).await?;
            let Some((id, base)) = target else {
                let id = tx.next_id("notice").await?;
                ADD.with(args![id, title, body.to_json(), severity, starts, ends, now.0]).run(tx).await?;
                notice_saved_in(tx, NoticeId(id), &body).await?;
                return Ok(NoticeId(id));
            };
            let change = CHANGE.with(args![id.0, base, title, body.to_json(), severity, starts, ends, now.0]);
            if change.run(tx).await? != 1 {
                return Err(AppError::Stale.into());
            }
            notice_saved_in(tx, id, &body).await?;
            Ok(id)
        })
    })
    .await
}

/// A notice belongs to the whole site, and what readers see of it changes with every save.
async fn may_change(tx: &mut Tx, guard: &Editor, id: Option<NoticeId>) -> DbResult<()> {
    let row: Option<NoticeDraft> = match id {
        Some(id) => LOAD.with(args![id.0]).first_in(tx).await?,
        None => None,
    };
    let is_public = row.is_some_and(|row| row.state == "published");
    Ok(guard.may(if is_public { Action::Publish } else { Action::Write }, Place::Site)?)
}

/// Saves other words for a notice, and nothing else of it.
///
/// # Errors
/// [`AppError::Stale`] when somebody saved after `notice` was read.
pub async fn reword_notice(
    db: &Db,
    guard: Editor,
    notice: NoticeDraft,
    title: String,
    body: &Document,
    now: Stamp,
) -> DbResult<()> {
    let body = body.clone();
    let NoticeDraft { id, severity, starts_at, ends_at, version, .. } = notice;
    db.write(move |tx| {
        Box::pin(async move {
            may_change(tx, &guard, Some(NoticeId(id))).await?;
            let change = CHANGE.with(args![id, version, title, body.to_json(), severity, starts_at, ends_at, now.0]);
            if change.run(tx).await? != 1 {
                return Err(AppError::Stale.into());
            }
            notice_saved_in(tx, NoticeId(id), &body).await
        })
    })
    .await
}

/// Puts a notice before the public, or takes it away.
pub async fn set_notice_state(db: &Db, guard: Publisher, id: NoticeId, published: bool, now: Stamp) -> DbResult<()> {
    guard.may_publish(Place::Site)?;
    let deed = if published { Deed::PublishNotice } else { Deed::TakeDownNotice };
    let state = if published { "published" } else { "draft" };
    db.write(move |tx| {
        Box::pin(async move {
            if SET_STATE.with(args![id.0, state]).run(tx).await? != 1 {
                return Err(AppError::NotFound.into());
            }
            record(tx, guard.account(), deed, &format!("notice {id}"), "", now).await
        })
    })
    .await
}
