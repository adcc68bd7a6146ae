//! What one wants to be told by mail, and messages that could not be sent.

use app::auth::administrator;
use app::mail::{discard, set_work_mail};
use app::state::AppState;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::render::{SignedIn, error_page, to};

/// What the form sends; a box that is not ticked sends nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    #[serde(default)]
    work: String,
}

/// Sets whether one is told about texts put in one's charge.
pub async fn choose_mail(State(state): State<AppState>, who: SignedIn, Form(sent): Form<Chosen>) -> Response {
    match set_work_mail(&state.db, who.0.id, sent.work == "1").await {
        Ok(()) => to("/bien-tap/toi", "done"),
        Err(fault) => error_page(&state, fault.into()).await,
    }
}

/// Takes a message that was given up off the list.
pub async fn discard_mail(State(state): State<AppState>, who: SignedIn, Path(id): Path<i64>) -> Response {
    let done = async {
        let guard = administrator(&who.actor())?;
        Ok::<_, app::error::AppError>(discard(&state.db, guard, id, state.clock.now()).await?)
    };
    match done.await {
        Ok(()) => to("/bien-tap/nguoi", "done"),
        Err(error) => error_page(&state, error).await,
    }
}
