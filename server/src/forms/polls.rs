//! The desk's polls.

use app::auth::{Action, authorize, editor, publisher};
use app::error::{AppError, Problem};
use app::polls::{
    DeskPoll, DeskPolls, PollForm, PollId, PollInput, PollState, desk_polls, load_poll, save_poll as store,
    set_poll_state,
};
use app::state::AppState;
use app::time::Stamp;
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::{Done, SignedIn, desk_page, error_page, status_of, to};

/// The list of polls.
pub async fn polls(State(state): State<AppState>, who: SignedIn, Query(done): Query<Done>) -> Response {
    let rows = match desk_polls(&state.db).await {
        Ok(rows) => rows,
        Err(fault) => return error_page(&state, fault.into()).await,
    };
    desk_page(&state, http::StatusCode::OK, move || {
        let (staff, rows, done) = (who.0.clone(), rows.clone(), done.words());
        view! { <DeskPolls staff rows done/> }.into_any()
    })
    .await
}

async fn form_page(state: &AppState, who: SignedIn, form: PollForm, done: Option<&'static str>) -> Response {
    let may_publish = authorize(&who.actor(), Action::Publish).is_ok();
    desk_page(state, status_of(&form.error), move || {
        let (staff, form) = (who.0.clone(), form.clone());
        view! { <DeskPoll staff form done may_publish/> }.into_any()
    })
    .await
}

/// An empty form.
pub async fn new_poll(State(state): State<AppState>, who: SignedIn) -> Response {
    form_page(&state, who, PollForm::default(), None).await
}

async fn stored(state: &AppState, id: PollId) -> Result<PollForm, AppError> {
    let (row, votes) = load_poll(&state.db, id).await?.ok_or(AppError::NotFound)?;
    let labels: Vec<String> = votes.iter().map(|(label, _)| label.clone()).collect();
    Ok(PollForm {
        id: Some(id),
        base: row.version,
        state: PollState::parse(&row.state),
        question: row.question,
        options: labels.join("\n"),
        closes_at: row.closes_at.map(|closes| Stamp(closes).local()).unwrap_or_default(),
        votes,
        error: None,
    })
}

/// The form with what is stored.
pub async fn edit_poll(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<PollId>,
    Query(done): Query<Done>,
) -> Response {
    match stored(&state, id).await {
        Ok(form) => form_page(&state, who, form, done.words()).await,
        Err(error) => error_page(&state, error).await,
    }
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    base: i64,
    question: String,
    options: String,
    closes_at: String,
}

/// Saves a poll; opening it is a step of its own.
pub async fn save_poll(
    State(state): State<AppState>,
    who: SignedIn,
    id: Option<Path<PollId>>,
    Form(sent): Form<Sent>,
) -> Response {
    let id = id.map(|Path(id)| id);
    match save(&state, &who, id, &sent).await {
        Ok(id) => to(&format!("/bien-tap/tham-do/{id}"), "saved"),
        Err(error) => {
            let mut form = match id {
                Some(id) => stored(&state, id).await.unwrap_or_default(),
                None => PollForm::default(),
            };
            form = PollForm {
                base: sent.base,
                question: sent.question,
                options: sent.options,
                closes_at: sent.closes_at,
                error: Some(error),
                ..form
            };
            form_page(&state, who, form, None).await
        }
    }
}

async fn save(state: &AppState, who: &SignedIn, id: Option<PollId>, sent: &Sent) -> Result<PollId, AppError> {
    let guard = editor(&who.actor())?;
    let closes_at = match sent.closes_at.trim() {
        "" => None,
        text => Some(Stamp::parse_local(text).ok_or(AppError::field("closes_at", Problem::Malformed))?),
    };
    let options = sent.options.lines().map(str::to_owned).collect();
    let input = PollInput { question: sent.question.clone(), options, closes_at };
    Ok(store(&state.db, guard, id.map(|id| (id, sent.base)), input, state.clock.now()).await?)
}

async fn step(state: AppState, who: SignedIn, id: PollId, next: PollState, done: &str) -> Response {
    let outcome = match publisher(&who.actor()) {
        Ok(guard) => set_poll_state(&state.db, guard, id, next, state.clock.now()).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => to(&format!("/bien-tap/tham-do/{id}"), done),
        Err(error @ AppError::Invalid(_)) => {
            let mut form = stored(&state, id).await.unwrap_or_default();
            form.error = Some(error);
            form_page(&state, who, form, None).await
        }
        Err(error) => error_page(&state, error).await,
    }
}

/// Lets the public vote.
pub async fn open_poll(State(state): State<AppState>, who: SignedIn, Path(id): Path<PollId>) -> Response {
    step(state, who, id, PollState::Open, "published").await
}

/// Ends the voting.
pub async fn close_poll(State(state): State<AppState>, who: SignedIn, Path(id): Path<PollId>) -> Response {
    step(state, who, id, PollState::Closed, "saved").await
}
