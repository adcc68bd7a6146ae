//! Polls and ballots as the public meets them.

use super::{Ballot, PollId, PollOption, PollTally, PollView, Voter};
use crate::db::{Db, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::random_hex;
use crate::state::AppState;
use crate::time::Stamp;
use crate::visits::LiveEvent;

/// Ballots that one network may cast in one poll on one day: a whole office behind one address, no more.
const PER_NETWORK: i64 = 50;

statements! { "polls";
    CURRENT = "SELECT id, question, state, opens_at, closes_at FROM poll
        WHERE state = 'open' AND (closes_at IS NULL OR closes_at > $1) ORDER BY opens_at DESC, id DESC LIMIT 1";
    BY_ID = "SELECT id, question, state, opens_at, closes_at FROM poll WHERE id = $1 AND state <> 'draft'";
    TALLY = "SELECT o.position, o.label, COUNT(b.ballot_id) AS votes FROM poll_option o
        LEFT JOIN ballot b ON b.poll_id = o.poll_id AND b.choice = o.position
        WHERE o.poll_id = $1 GROUP BY o.position, o.label ORDER BY o.position";
    VOTED = "SELECT ballot_id, choice FROM ballot WHERE poll_id = $1 AND voter_key = $2";
    FROM_NETWORK = "SELECT COUNT(*) AS total FROM ballot WHERE poll_id = $1 AND network_key = $2";
    CAST = "INSERT INTO ballot (poll_id, voter_key, ballot_id, choice, network_key, cast_hour)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
}

row! { struct PollRow { id: i64, question: String, state: String, opens_at: Option<i64>, closes_at: Option<i64> } }
row! { struct TallyRow { position: i64, label: String, votes: i64 } }
row! { struct VotedRow { ballot_id: String, choice: i64 } }
row! { struct TotalRow { total: i64 } }

fn is_open(row: &PollRow, now: Stamp) -> bool {
    row.state == "open" && row.closes_at.is_none_or(|closes| closes > now.0)
}

async fn view(state: &AppState, row: PollRow, voter: Option<&Voter>) -> DbResult<PollView> {
    let id = PollId(row.id);
    let tally: Vec<TallyRow> = TALLY.with(args![row.id]).all(&state.db).await?;
    let voted = match voter {
        Some(voter) => {
            let found: Option<VotedRow> = VOTED.with(args![row.id, voter.key(state, id)]).first(&state.db).await?;
            found.is_some()
        }
        None => false,
    };
    Ok(PollView {
        id,
        open: is_open(&row, state.clock.now()),
        question: row.question,
        opens_at: row.opens_at.map(Stamp),
        closes_at: row.closes_at.map(Stamp),
        tally: PollTally { poll: id, votes: tally.iter().map(|row| row.votes).collect() },
        options: tally.into_iter().map(|row| PollOption { position: row.position, label: row.label }).collect(),
        voted,
        ballot_id: random_hex::<16>(),
    })
}

/// The poll that stands beside every page: the open one that opened last.
pub async fn current_poll(state: &AppState, voter: Option<&Voter>) -> DbResult<Option<PollView>> {
    let row: Option<PollRow> = CURRENT.with(args![state.clock.now().0]).first(&state.db).await?;
    match row {
        Some(row) => view(state, row, voter).await.map(Some),
        None => Ok(None),
    }
}

/// A poll that the public may see.
pub async fn poll_view(state: &AppState, id: PollId, voter: Option<&Voter>) -> DbResult<Option<PollView>> {
    let row: Option<PollRow> = BY_ID.with(args![id.0]).first(&state.db).await?;
    match row {
        Some(row) => view(state, row, voter).await.map(Some),
        None => Ok(None),
    }
}

async fn tally_in(tx: &mut Tx, poll: PollId) -> DbResult<PollTally> {
    let rows: Vec<TallyRow> = TALLY.with(args![poll.0]).all_in(tx).await?;
    Ok(PollTally { poll, votes: rows.into_iter().map(|row| row.votes).collect() })
}

/// Counts a ballot, pushes the new result to open pages and returns it.
///
/// # Errors
/// [`AppError::PollClosed`], [`AppError::AlreadyVoted`] for another ballot of the same voter, [`AppError::TooMany`]
/// from one network, a choice that the poll does not offer. Nothing is stored then.
pub async fn cast(state: &AppState, ballot: Ballot) -> DbResult<PollTally> {
    let clock = state.clock.clone();
    // The clock is read inside the transaction, after whatever the ballot had to wait for.
    let tally = state.db.write(move |tx| Box::pin(async move { cast_in(tx, &ballot, clock.now()).await })).await?;
    state.hub.push(LiveEvent::Poll(tally.clone()));
    Ok(tally)
}

async fn cast_in(tx: &mut Tx, ballot: &Ballot, now: Stamp) -> DbResult<PollTally> {
    let poll: Option<PollRow> = BY_ID.with(args![ballot.poll.0]).first_in(tx).await?;
    let poll = poll.ok_or(AppError::NotFound)?;
    let earlier: Option<VotedRow> = VOTED.with(args![ballot.poll.0, &ballot.voter_key]).first_in(tx).await?;
    if let Some(earlier) = earlier {
        let same = earlier.ballot_id == ballot.id && earlier.choice == ballot.choice;
        return if same { tally_in(tx, ballot.poll).await } else { Err(AppError::AlreadyVoted.into()) };
    }
    if !is_open(&poll, now) {
        return Err(AppError::PollClosed.into());
    }
    let offered: Vec<TallyRow> = TALLY.with(args![ballot.poll.0]).all_in(tx).await?;
    if !offered.iter().any(|option| option.position == ballot.choice) {
        return Err(AppError::field("choice", Problem::Missing).into());
    }
    let from: Option<TotalRow> = FROM_NETWORK.with(args![ballot.poll.0, &ballot.network_key]).first_in(tx).await?;
    if from.is_some_and(|row| row.total >= PER_NETWORK) {
        return Err(AppError::TooMany.into());
    }
    let counted = CAST
        .with(args![ballot.poll.0, &ballot.voter_key, &ballot.id, ballot.choice, &ballot.network_key, now.hour()])
        .run(tx)
        .await?;
    if counted == 1 { tally_in(tx, ballot.poll).await } else { Err(AppError::AlreadyVoted.into()) }
}

/// Whether a poll has any ballot; then its options may not change.
pub async fn has_ballots(tx: &mut Tx, poll: PollId) -> DbResult<bool> {
    Ok(tally_in(tx, poll).await?.total() > 0)
}

/// The votes of a poll, for the desk.
pub async fn tally(db: &Db, poll: PollId) -> DbResult<Vec<(PollOption, i64)>> {
    let rows: Vec<TallyRow> = TALLY.with(args![poll.0]).all(db).await?;
    Ok(rows.into_iter().map(|row| (PollOption { position: row.position, label: row.label }, row.votes)).collect())
}
