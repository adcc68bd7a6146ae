//! Asking for a link for a new password.

use app::people::{ForgotPage, ask_for_reset};
use app::state::AppState;
use app::text::Language;
use app::visits::{Visitor, network};
use axum::Extension;
use axum::extract::{Form, State};
use axum::response::Response;
use http::StatusCode;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::desk_page;
use super::session::{is_safe, refused_without_tls};

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    email: String,
}

async fn page(
    state: &AppState,
    status: StatusCode,
    email: String,
    sent: bool,
    problem: Option<&'static str>,
) -> Response {
    desk_page(state, status, move || {
        let email = email.clone();
        view! { <ForgotPage email sent problem/> }.into_any()
    })
    .await
}

/// The form.
pub async fn forgot_page(State(state): State<AppState>, Extension(visitor): Extension<Visitor>) -> Response {
    if !is_safe(&state, &visitor) {
        return refused_without_tls(&state).await;
    }
    page(&state, StatusCode::OK, String::new(), false, None).await
}

/// Takes the address. The answer waits for nothing that depends on it, so neither its words nor its time tell
/// whether there is such an account.
pub async fn forgot_password(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Form(sent): Form<Asked>,
) -> Response {
    if !is_safe(&state, &visitor) {
        return refused_without_tls(&state).await;
    }
    let now = state.clock.now();
    let from = format!("network {}", network(visitor.address));
    if state.resets.is_spent(&from, now) {
        let problem = Some(Language::Vietnamese.labels().errors.too_many);
        return page(&state, StatusCode::TOO_MANY_REQUESTS, sent.email, false, problem).await;
    }
    state.resets.count(&from, now);
    // Who asks again and again for somebody else fills no mailbox, and is not told so either.
    let email = sent.email.trim().to_lowercase();
    let about = format!("account {email}");
    if !state.mailbox_resets.is_spent(&about, now) {
        state.mailbox_resets.count(&about, now);
        let db = state.db.clone();
        tokio::spawn(async move {
            if let Err(fault) = ask_for_reset(&db, email, now).await {
                tracing::error!(%fault, "a link for a new password could not be made");
            }
        });
    }
    page(&state, StatusCode::OK, String::new(), true, None).await
}
