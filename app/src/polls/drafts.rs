//! Polls as the desk meets them.

use super::{PollId, PollState, store};
use crate::audit::{Deed, record};
use crate::auth::{Action, Editor, Place, Publisher};
use crate::db::{Db, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::time::Stamp;

statements! { "poll_drafts";
    DESK = "SELECT id, question, state, opens_at, closes_at, version FROM poll ORDER BY changed_at DESC, id DESC LIMIT 200";
    LOAD = "SELECT id, question, state, opens_at, closes_at, version FROM poll WHERE id = $1";
    AFTER = "SELECT id, question, state, opens_at, closes_at, version FROM poll WHERE id > $1 ORDER BY id LIMIT 100";
    BY_QUESTION = "SELECT id FROM poll WHERE question = $1 ORDER BY id LIMIT 1";
    ADD = "INSERT INTO poll (id, question, state, opens_at, closes_at, version, changed_at)
        VALUES ($1, $2, 'draft', NULL, $3, 1, $4)";
    CHANGE = "UPDATE poll SET question = $3, closes_at = $4, version = version + 1, changed_at = $5
        WHERE id = $1 AND version = $2";
    OPTIONS = "SELECT label FROM poll_option WHERE poll_id = $1 ORDER BY position";
    CLEAR_OPTIONS = "DELETE FROM poll_option WHERE poll_id = $1";
    ADD_OPTION = "INSERT INTO poll_option (poll_id, position, label) VALUES ($1, $2, $3)";
    REMOVE_UNTOUCHED = "DELETE FROM poll WHERE id = $1 AND version = 1 AND opens_at IS NULL";
    SET_STATE = "UPDATE poll SET state = $2, opens_at = COALESCE(opens_at, $3), closes_at = $4 WHERE id = $1";
}
pub use STATEMENTS as DRAFT_STATEMENTS;

row! { struct IdRow { id: i64 } }
row! { struct LabelRow { label: String } }
row! {
    /// A poll as the desk sees it.
    #[derive(Clone)]
    pub struct PollDraft {
        id: i64, question: String, state: String, opens_at: Option<i64>, closes_at: Option<i64>, version: i64,
    }
}

/// A poll as the desk's form sends it.
#[derive(Clone, Debug)]
pub struct PollInput {
    /// The question.
    pub question: String,
    /// The answers, in order; empty lines do not count.
    pub options: Vec<String>,
    /// When it closes by itself.
    pub closes_at: Option<Stamp>,
}

impl PollInput {
    fn check(mut self) -> Result<Self, AppError> {
        self.question = vietnamese::nfc(self.question.trim());
        self.options = self.options.iter().map(|label| vietnamese::nfc(label.trim())).collect();
        self.options.retain(|label| !label.is_empty());
        match self.question.chars().count() {
            0 => return Err(AppError::field("question", Problem::Missing)),
            1..=300 => {}
            _ => return Err(AppError::field("question", Problem::TooLong)),
        }
        if self.options.len() > 30 || self.options.iter().any(|label| label.chars().count() > 200) {
            return Err(AppError::field("options", Problem::TooLong));
        }
        Ok(self)
    }
}

/// Saves a poll inside a transaction: a new draft, or a change based on the version named. A draft may have no
/// options yet.
///
/// # Errors
/// A missing question; changed options once somebody voted; [`AppError::Stale`] when somebody saved first.
pub async fn save_poll_in(
    tx: &mut Tx,
    guard: &Editor,
    target: Option<(PollId, i64)>,
    input: PollInput,
    now: Stamp,
) -> DbResult<PollId> {
    let input = input.check()?;
    let closes = input.closes_at.map(|stamp| stamp.0);
    let stored: Option<PollDraft> = match target {
        Some((id, _)) => LOAD.with(args![id.0]).first_in(tx).await?,
        None => None,
    };
    // A poll belongs to the whole site, and once it was open a change is one that readers see.
    let is_public = stored.is_some_and(|poll| poll.state != PollState::Draft.as_str());
    guard.may(if is_public { Action::Publish } else { Action::Write }, Place::Site)?;
    let id = match target {
        None => {
            let id = tx.next_id("poll").await?;
            ADD.with(args![id, &input.question, closes, now.0]).run(tx).await?;
            PollId(id)
        }
        Some((id, base)) => {
            if CHANGE.with(args![id.0, base, &input.question, closes, now.0]).run(tx).await? != 1 {
                return Err(AppError::Stale.into());
            }
            id
        }
    };
    let before: Vec<String> = options_in(tx, id).await?;
    if before != input.options {
        if store::has_ballots(tx, id).await? {
            return Err(AppError::field("options", Problem::Frozen).into());
        }
        CLEAR_OPTIONS.with(args![id.0]).run(tx).await?;
        for (position, label) in (1_i64..).zip(&input.options) {
            ADD_OPTION.with(args![id.0, position, label]).run(tx).await?;
        }
    }
    Ok(id)
}

/// The oldest poll with this question, in any state.
pub async fn poll_with(tx: &mut Tx, question: &str) -> DbResult<Option<PollId>> {
    let row: Option<IdRow> = BY_QUESTION.with(args![vietnamese::nfc(question.trim())]).first_in(tx).await?;
    Ok(row.map(|row| PollId(row.id)))
}

async fn options_in(tx: &mut Tx, id: PollId) -> DbResult<Vec<String>> {
    let rows: Vec<LabelRow> = OPTIONS.with(args![id.0]).all_in(tx).await?;
    Ok(rows.into_iter().map(|row| row.label).collect())
}

/// As [`save_poll_in`], in a transaction of its own.
pub async fn save_poll(
    db: &Db,
    guard: Editor,
    target: Option<(PollId, i64)>,
    input: PollInput,
    now: Stamp,
) -> DbResult<PollId> {
    db.write(move |tx| Box::pin(async move { save_poll_in(tx, &guard, target, input, now).await })).await
}

/// Opens, closes or hides a poll. Closing sets the closing time to now; opening again clears one that has passed.
///
/// # Errors
/// Opening a poll with fewer than two options.
pub async fn set_poll_state(db: &Db, guard: Publisher, id: PollId, state: PollState, now: Stamp) -> DbResult<()> {
    guard.may_publish(Place::Site)?;
    let deed = if state == PollState::Open { Deed::OpenPoll } else { Deed::ClosePoll };
    db.write(move |tx| {
        Box::pin(async move {
            let poll: Option<PollDraft> = LOAD.with(args![id.0]).first_in(tx).await?;
            let poll = poll.ok_or(AppError::NotFound)?;
            if state == PollState::Open && options_in(tx, id).await?.len() < 2 {
                return Err(AppError::field("options", Problem::TooFew).into());
            }
            let closes = match state {
                PollState::Closed => Some(now.0),
                _ => poll.closes_at.filter(|closes| *closes > now.0),
            };
            SET_STATE.with(args![id.0, state.as_str(), now.0, closes]).run(tx).await?;
            record(tx, guard.account(), deed, &format!("poll {id}"), "", now).await
        })
    })
    .await
}

/// Removes a draft that nobody has changed or opened since it was made; says whether it did.
pub async fn remove_untouched_in(tx: &mut Tx, _guard: &Publisher, id: PollId) -> DbResult<bool> {
    Ok(REMOVE_UNTOUCHED.with(args![id.0]).run(tx).await? == 1)
}

/// Every poll, for the desk.
pub async fn desk_polls(db: &Db) -> DbResult<Vec<PollDraft>> {
    DESK.with(args![]).all(db).await
}

/// The next hundred polls by their keys, in every state.
pub async fn polls_after(db: &Db, last: PollId) -> DbResult<Vec<PollDraft>> {
    AFTER.with(args![last.0]).all(db).await
}

/// One poll with its options and votes, for the desk.
pub async fn load_poll(db: &Db, id: PollId) -> DbResult<Option<(PollDraft, Vec<(String, i64)>)>> {
    let row: Option<PollDraft> = LOAD.with(args![id.0]).first(db).await?;
    let Some(row) = row else { return Ok(None) };
    let votes = store::tally(db, id).await?;
    Ok(Some((row, votes.into_iter().map(|(option, votes)| (option.label, votes)).collect())))
}
