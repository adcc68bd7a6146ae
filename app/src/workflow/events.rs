//! What happened to a text, in order.

use super::store::may_change_in;
use super::types::{EventKind, Stage};
use crate::auth::Editor;
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, ArticleId};
use crate::time::Stamp;

/// The longest comment or reason, in characters.
pub const LONGEST_NOTE: usize = 5000;

statements! { "events";
    NEXT = "UPDATE article_work SET events = events + 1 WHERE article_id = $1 RETURNING events AS number";
    ADD = "INSERT INTO article_event (article_id, number, at, account_id, kind, version, stage, note)
        SELECT w.article_id, $2, $3, $4, $5, $6, w.stage, $7 FROM article_work w WHERE w.article_id = $1";
    OF = "SELECT e.number, e.at, p.name, e.kind, e.version, e.stage, e.note FROM article_event e
        LEFT JOIN account p ON p.id = e.account_id WHERE e.article_id = $1 ORDER BY e.number DESC LIMIT 200";
    HEAD = "SELECT head_version AS number FROM article WHERE id = $1";
}
pub use STATEMENTS as EVENT_STATEMENTS;

row! { struct NumberRow { number: i64 } }
row! {
    /// Something that happened.
    #[derive(Clone, Debug)]
    pub struct EventRow {
        number: i64, at: i64, name: Option<String>, kind: String, version: i64, stage: String, note: String,
    }
}

impl EventRow {
    /// What it was; none for a kind that a newer program wrote.
    pub fn kind(&self) -> Option<EventKind> {
        EventKind::parse(&self.kind)
    }

    /// Where the text stood after it.
    pub fn stage(&self) -> Option<Stage> {
        Stage::parse(&self.stage)
    }
}

/// Adds an event, with the stage that the text has now.
pub(super) async fn add_in(
    tx: &mut Tx,
    id: ArticleId,
    account: Option<AccountId>,
    kind: EventKind,
    version: i64,
    note: &str,
    now: Stamp,
) -> DbResult<()> {
    let number: Option<NumberRow> = NEXT.with(args![id.0]).first_in(tx).await?;
    let number = number.ok_or_else(|| DbFault::Broken(format!("article {id} has no work")))?.number;
    let account = account.map(|account| account.0);
    ADD.with(args![id.0, number, now.0, account, kind.as_str(), version, note]).run(tx).await?;
    Ok(())
}

/// What happened to a text, the newest first.
pub async fn events_of(db: &Db, id: ArticleId) -> DbResult<Vec<EventRow>> {
    OF.with(args![id.0]).all(db).await
}

/// A comment or a reason as it is stored.
///
/// # Errors
/// One that is too long, or empty.
pub(super) fn clean_note(field: &str, note: &str) -> Result<String, AppError> {
    let note = vietnamese::nfc(note.replace("\r\n", "\n").trim());
    match note.chars().count() {
        0 => Err(AppError::field(field, Problem::Missing)),
        1..=LONGEST_NOTE => Ok(note),
        _ => Err(AppError::field(field, Problem::TooLong)),
    }
}

/// Says something about a text.
///
/// # Errors
/// No words or too many, no such article, a person who may not open it.
pub async fn comment(db: &Db, guard: Editor, id: ArticleId, words: &str, now: Stamp) -> DbResult<()> {
    let words = clean_note("comment", words)?;
    db.write(move |tx| {
        Box::pin(async move {
            may_change_in(tx, &guard, id).await?;
            let head: Option<NumberRow> = HEAD.with(args![id.0]).first_in(tx).await?;
            let version = head.map_or(0, |head| head.number);
            add_in(tx, id, guard.account(), EventKind::Comment, version, &words, now).await
        })
    })
    .await
}
