//! Polls for everyone.

use leptos::prelude::*;

use super::{PollId, PollTally, PollView};
use crate::error::AppError;
use crate::wire::Json;

/// A poll that is open or closed. Public; drafts are not found.
#[server(prefix = "/_fn", endpoint = "get_poll", output = Json)]
pub async fn get_poll(id: PollId) -> Result<PollView, AppError> {
    let state = crate::state::app_state()?;
    let voter = super::voter::current_voter();
    super::store::poll_view(&state, id, voter.as_ref()).await?.ok_or(AppError::NotFound)
}

/// Casts a ballot and returns the votes with it counted. Public: one ballot per voter key. The browser's key is made
/// by the first vote. `ballot_id` is made by the client, so a repeated request gets the first answer.
#[server(prefix = "/_fn", endpoint = "cast_ballot", output = Json)]
pub async fn cast_ballot(poll: PollId, choice: i64, ballot_id: String) -> Result<PollTally, AppError> {
    let state = crate::state::app_state()?;
    let voter = super::voter::voter_with_cookie()?;
    let ballot = super::Ballot::new(&state, poll, choice, &ballot_id, &voter)?;
    Ok(super::store::cast(&state, ballot).await?)
}
