//! Taking a step with a text, and giving it to somebody.

use super::events::{add_in, clean_note};
use super::store::access_in;
use super::types::{EventKind, Stage, Step};
use crate::articles::Saved;
use crate::audit::{Deed, record};
use crate::auth::{Action, Editor, Place};
use crate::db::{Db, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, ArticleId};
use crate::mail::charged_in;
use crate::time::{Day, Stamp};

statements! { "steps";
    MOVE = "UPDATE article_work SET stage = $3 WHERE article_id = $1 AND stage = $2";
    HEAD = "SELECT head_version FROM article WHERE id = $1";
    CHARGE = "UPDATE article_work SET assignee_id = $2, due_day = $3, owner_id = $4, review_day = $5
        WHERE article_id = $1";
    CAN_WRITE = "SELECT a.id FROM account a LEFT JOIN account_section g ON g.account_id = a.id AND g.section_id = $2
        WHERE a.id = $1 AND (a.role <> 'reader' OR g.role IS NOT NULL)";
}
pub use STATEMENTS as STEP_STATEMENTS;

row! { struct HeadRow { head_version: i64 } }
row! { struct IdRow { id: i64 } }

/// Takes a step inside a transaction: from the stage and with the version that the person saw.
///
/// # Errors
/// [`AppError::Stale`] when the text stands elsewhere or was saved since; a step that cannot be taken from there;
/// [`AppError::Denied`]; sending back without a reason. Nothing is changed then.
pub async fn step_in(
    tx: &mut Tx,
    guard: &Editor,
    id: ArticleId,
    step: Step,
    seen: (Stage, i64),
    reason: &str,
    now: Stamp,
) -> DbResult<Stage> {
    let access = access_in(tx, id).await?;
    let (from, version) = seen;
    let to = step.from(from).ok_or_else(|| AppError::field("step", Problem::Malformed))?;
    guard.may(step.needs(from, access.is_own(guard.account())), Place::Section(access.section))?;
    let reason = match step {
        Step::Refuse => clean_note("reason", reason)?,
        _ if reason.trim().is_empty() => String::new(),
        _ => clean_note("reason", reason)?,
    };
    let head: Option<HeadRow> = HEAD.with(args![id.0]).first_in(tx).await?;
    if head.is_none_or(|head| head.head_version != version)
        || MOVE.with(args![id.0, from.as_str(), to.as_str()]).run(tx).await? != 1
    {
        return Err(AppError::Stale.into());
    }
    add_in(tx, id, guard.account(), EventKind::Step(step), version, &reason, now).await?;
    let detail = format!("{}: {} to {}, version {version}", step.as_str(), from.as_str(), to.as_str());
    record(tx, guard.account(), Deed::Step, &format!("article {id}"), &detail, now).await?;
    Ok(to)
}

/// Takes a step with a text that was saved in the same transaction, from where the save left it.
///
/// # Errors
/// As [`step_in`].
pub async fn step_after_save_in(tx: &mut Tx, guard: &Editor, saved: Saved, step: Step, now: Stamp) -> DbResult<Stage> {
    let access = access_in(tx, saved.id).await?;
    step_in(tx, guard, saved.id, step, (access.stage, saved.version), "", now).await
}

/// As [`step_in`], in a transaction of its own.
pub async fn take_step(
    db: &Db,
    guard: Editor,
    id: ArticleId,
    step: Step,
    seen: (Stage, i64),
    reason: String,
    now: Stamp,
) -> DbResult<Stage> {
    db.write(move |tx| Box::pin(async move { step_in(tx, &guard, id, step, seen, &reason, now).await })).await
}

/// Who has a text and answers for its page, and until when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// Who has it now.
    pub assignee: Option<AccountId>,
    /// The day by which it shall be done.
    pub due: Option<Day>,
    /// Who answers for the page that readers see.
    pub owner: Option<AccountId>,
    /// The day on which it shall be looked at again.
    pub review: Option<Day>,
}

/// Gives a text to somebody and sets its days. It takes the right to edit in its section.
///
/// # Errors
/// Somebody who may not write there, no such article, [`AppError::Denied`].
pub async fn charge(db: &Db, guard: Editor, id: ArticleId, charge: Charge, now: Stamp) -> DbResult<()> {
    db.write(move |tx| Box::pin(async move { charge_in(tx, &guard, id, charge, now).await })).await
}

pub(super) async fn charge_in(tx: &mut Tx, guard: &Editor, id: ArticleId, charge: Charge, now: Stamp) -> DbResult<()> {
    let access = access_in(tx, id).await?;
    guard.may(Action::Edit, Place::Section(access.section))?;
    for (field, person) in [("assignee", charge.assignee), ("owner", charge.owner)] {
        let Some(person) = person else { continue };
        let known: Option<IdRow> = CAN_WRITE.with(args![person.0, access.section.0]).first_in(tx).await?;
        if known.is_none_or(|row| row.id != person.0) {
            return Err(AppError::field(field, Problem::Malformed).into());
        }
    }
    let Charge { assignee, due, owner, review } = charge;
    let (assignee, owner) = (assignee.map(|account| account.0), owner.map(|account| account.0));
    let (due, review) = (due.map(|day| day.0), review.map(|day| day.0));
    CHARGE.with(args![id.0, assignee, due, owner, review]).run(tx).await?;
    let taker = charge.assignee.filter(|taker| access.assignee != Some(*taker) && guard.account() != Some(*taker));
    if let Some(taker) = taker {
        charged_in(tx, taker, id, now).await?;
    }
    let head: Option<HeadRow> = HEAD.with(args![id.0]).first_in(tx).await?;
    let version = head.map_or(0, |head| head.head_version);
    add_in(tx, id, guard.account(), EventKind::Charge, version, "", now).await?;
    let say = |value: Option<i64>| value.map_or("none".to_owned(), |value| value.to_string());
    let detail = format!(
        "assignee {}, due {}, owner {}, review {}",
        say(assignee),
        due.map_or("none".to_owned(), |day| Day(day).iso()),
        say(owner),
        review.map_or("none".to_owned(), |day| Day(day).iso())
    );
    record(tx, guard.account(), Deed::Assign, &format!("article {id}"), &detail, now).await
}
