//! A vote without JavaScript.

use app::error::AppError;
use app::polls::{Ballot, PollId, Voter, cast};
use app::state::AppState;
use app::visits::Visitor;
use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, header};
use serde::Deserialize;

/// What the form sends; `choice` is absent when nothing was chosen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    #[serde(default)]
    choice: Option<i64>,
    ballot_id: String,
}

/// Counts the ballot and goes back to the poll's page, which shows the result or says what was wrong.
pub async fn ballot(
    State(state): State<AppState>,
    Path(poll): Path<PollId>,
    Extension(visitor): Extension<Visitor>,
    known: Option<Extension<Voter>>,
    Form(sent): Form<Sent>,
) -> Response {
    let new = known.is_none();
    let voter = known.map(|Extension(voter)| voter).unwrap_or_default();
    let counted = async {
        let choice = sent.choice.unwrap_or(0);
        let ballot = Ballot::from_visitor(&state, poll, choice, &sent.ballot_id, &voter, &visitor)?;
        cast(&state, ballot).await.map_err(AppError::from)
    };
    let problem = match counted.await {
        Ok(_) => "",
        Err(AppError::NotFound) => return Redirect::to("/").into_response(),
        Err(AppError::AlreadyVoted) => "?loi=da-bo-phieu",
        Err(AppError::PollClosed) => "?loi=da-dong",
        Err(AppError::TooMany) => "?loi=qua-nhieu",
        Err(AppError::Invalid(_)) => "?loi=chua-chon",
        Err(error) => return super::render::error_page(&state, error).await,
    };
    let mut response = Redirect::to(&format!("/tham-do/{poll}{problem}")).into_response();
    if new && let Ok(cookie) = HeaderValue::from_str(&voter.cookie()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
