//! One click for many texts, and another that takes it back.

use serde::{Deserialize, Serialize};

use super::events::add_in;
use super::steps::{Charge, charge_in, step_in};
use super::store::access_in;
use super::types::{EventKind, Stage, Step};
use crate::auth::{Action, Editor, Place};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::AppError;
use crate::ids::{AccountId, ArticleId};
use crate::time::{Day, Stamp};

/// How many texts one click may change.
const MOST: usize = 200;
/// How long it can be taken back: an hour.
const REMEMBERED: i64 = 3_600_000;

statements! { "bulk";
    STATE = "SELECT w.stage, w.assignee_id, w.due_day, w.owner_id, w.review_day, w.events, a.head_version
        FROM article_work w JOIN article a ON a.id = w.article_id WHERE w.article_id = $1";
    ADD = "INSERT INTO bulk (id, account_id, at, before) VALUES ($1, $2, $3, $4)";
    FIND = "SELECT before FROM bulk WHERE id = $1 AND account_id = $2 AND at > $3";
    FORGET = "DELETE FROM bulk WHERE id = $1 OR at <= $2";
    PUT_BACK = "UPDATE article_work SET stage = $3, assignee_id = $4, due_day = $5 WHERE article_id = $1 AND events = $2
        AND EXISTS (SELECT 1 FROM article WHERE id = $1 AND head_version = $6)";
}
pub use STATEMENTS as BULK_STATEMENTS;

row! {
    struct StateRow {
        stage: String, assignee_id: Option<i64>, due_day: Option<i64>, owner_id: Option<i64>, review_day: Option<i64>,
        events: i64, head_version: i64,
    }
}
row! { struct BeforeRow { before: String } }

/// What is done to each text.
#[derive(Clone, Debug)]
pub enum BulkWork {
    /// A step, with a reason where it goes back.
    Step(Step, String),
    /// Given to somebody, or to nobody.
    Assign(Option<AccountId>),
    /// The day by which it shall be done.
    Due(Option<Day>),
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkDone {
    /// By this number it can be taken back; none when nothing was done.
    pub id: Option<i64>,
    /// How many texts were changed.
    pub done: usize,
    /// How many were not, since the person may not, or the step cannot be taken from where they stand.
    pub refused: usize,
}

/// How a text stood, so that it can be put back as long as nothing happened since.
#[derive(Serialize, Deserialize)]
struct Before {
    article: i64,
    stage: String,
    assignee: Option<i64>,
    due: Option<i64>,
    events: i64,
    /// Words saved since were not there to be judged.
    head: i64,
}

async fn state_in(tx: &mut Tx, id: ArticleId) -> DbResult<StateRow> {
    let state: Option<StateRow> = STATE.with(args![id.0]).first_in(tx).await?;
    Ok(state.ok_or(AppError::NotFound)?)
}

/// Does one thing to many texts, each by itself: one that is refused holds up no other.
///
/// # Errors
/// A reason that is missing; a database that does not answer.
pub async fn bulk(db: &Db, guard: &Editor, articles: &[ArticleId], work: &BulkWork, now: Stamp) -> DbResult<BulkDone> {
    let mut done = BulkDone::default();
    let mut before = Vec::new();
    for id in articles.iter().copied().take(MOST) {
        let (guard, work) = (guard.clone(), work.clone());
        let one = db.write(move |tx| Box::pin(async move { one_in(tx, &guard, id, work, now).await })).await;
        match one {
            Ok(state) => before.push(state),
            Err(DbFault::Refused(AppError::Invalid(fields))) if fields.iter().any(|field| field.field == "reason") => {
                return Err(AppError::Invalid(fields).into());
            }
            Err(DbFault::Refused(_)) => done.refused += 1,
            Err(fault) => return Err(fault),
        }
    }
    done.refused += articles.len().saturating_sub(MOST);
    done.done = before.len();
    let Some(account) = guard.account().filter(|_| !before.is_empty()) else { return Ok(done) };
    let before = serde_json::to_string(&before).map_err(|error| DbFault::Broken(error.to_string()))?;
    let id = db.write(move |tx| {
        Box::pin(async move {
            let id = tx.next_id("bulk").await?;
            ADD.with(args![id, account.0, now.0, before]).run(tx).await?;
            Ok(id)
        })
    });
    done.id = Some(id.await?);
    Ok(done)
}

async fn one_in(tx: &mut Tx, guard: &Editor, id: ArticleId, work: BulkWork, now: Stamp) -> DbResult<Before> {
    let state = state_in(tx, id).await?;
    let kept = Charge {
        assignee: state.assignee_id.map(AccountId),
        due: state.due_day.map(Day),
        owner: state.owner_id.map(AccountId),
        review: state.review_day.map(Day),
    };
    match work {
        BulkWork::Step(step, reason) => {
            let from = Stage::parse(&state.stage).ok_or_else(|| DbFault::Broken(format!("stage {}", state.stage)))?;
            step_in(tx, guard, id, step, (from, state.head_version), &reason, now).await?;
        }
        BulkWork::Assign(assignee) => charge_in(tx, guard, id, Charge { assignee, ..kept }, now).await?,
        BulkWork::Due(due) => charge_in(tx, guard, id, Charge { due, ..kept }, now).await?,
    }
    let StateRow { events, head_version: head, .. } = state_in(tx, id).await?;
    Ok(Before { article: id.0, stage: state.stage, assignee: state.assignee_id, due: state.due_day, events, head })
}

/// Takes back what one click did, where nothing happened since.
///
/// # Errors
/// Nothing of this number and this person, or too long ago.
pub async fn undo_bulk(db: &Db, guard: &Editor, id: i64, now: Stamp) -> DbResult<BulkDone> {
    let Some(account) = guard.account() else { return Err(AppError::NotFound.into()) };
    let since = now.0 - REMEMBERED;
    let row: Option<BeforeRow> = FIND.with(args![id, account.0, since]).first(db).await?;
    let row = row.ok_or(AppError::NotFound)?;
    let before: Vec<Before> =
        serde_json::from_str(&row.before).map_err(|error| DbFault::Broken(format!("bulk {id}: {error}")))?;
    let guard = guard.clone();
    db.write(move |tx| {
        Box::pin(async move {
            let mut done = BulkDone::default();
            for before in before {
                if put_back_in(tx, &guard, before, now).await? {
                    done.done += 1;
                } else {
                    done.refused += 1;
                }
            }
            FORGET.with(args![id, since]).run(tx).await?;
            Ok(done)
        })
    })
    .await
}

async fn put_back_in(tx: &mut Tx, guard: &Editor, before: Before, now: Stamp) -> DbResult<bool> {
    let id = ArticleId(before.article);
    let Ok(access) = access_in(tx, id).await else { return Ok(false) };
    // Who could do it may take it back, unless the right was withdrawn meanwhile.
    if !access.is_own(guard.account()) && guard.may(Action::Edit, Place::Section(access.section)).is_err() {
        return Ok(false);
    }
    let arguments = args![id.0, before.events, before.stage, before.assignee, before.due, before.head];
    if PUT_BACK.with(arguments).run(tx).await? != 1 {
        return Ok(false);
    }
    let version = state_in(tx, id).await?.head_version;
    add_in(tx, id, guard.account(), EventKind::Undo, version, "", now).await?;
    Ok(true)
}
