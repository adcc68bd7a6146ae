//! Passkeys: what the script of their pages asks, and the script itself.

use std::sync::LazyLock;

use app::auth::{SESSION_COOKIE, browser_family};
use app::error::{AppError, Problem};
use app::passkeys::{RelyingParty, begin_adding, begin_sign_in, finish_adding, finish_sign_in, remove};
use app::state::AppState;
use app::text::Language;
use app::visits::{Visitor, network};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::me::me_again;
use super::render::{SignedIn, to};
use super::session::{is_safe, with_device, with_session};
use crate::layers::cookie;

const SCRIPT: &str = include_str!("passkeys.js");

/// The script's name, which changes with its content, so that browsers may keep it.
static NAME: LazyLock<String> = LazyLock::new(|| {
    let digest = Sha256::digest(SCRIPT.as_bytes());
    let letters: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("khoa-{letters}.js")
});

/// Where the script is.
pub fn passkey_script() -> String {
    format!("/tap-lenh/{}", *NAME)
}

/// The script.
pub async fn script(Path(name): Path<String>) -> Response {
    if name != *NAME {
        return StatusCode::NOT_FOUND.into_response();
    }
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, SCRIPT).into_response()
}

fn token(headers: &HeaderMap) -> &str {
    cookie(headers, SESSION_COOKIE).unwrap_or_default()
}

fn site(state: &AppState) -> Result<&RelyingParty, AppError> {
    state.passkeys.as_deref().ok_or(AppError::NotFound)
}

/// What the script is told, in words for people.
fn refused(error: &AppError) -> Response {
    let labels = Language::Vietnamese.labels();
    let words = labels.passkeys();
    let is = |field, problem| *error == AppError::field(field, problem);
    let text = match error {
        AppError::Denied => words.stronger.to_owned(),
        AppError::Stale => words.stale.to_owned(),
        _ if is("passkey", Problem::Malformed) => words.refused.to_owned(),
        _ if is("passkey", Problem::Frozen) || is("passkey", Problem::TooLarge) => words.known.to_owned(),
        _ if is("name", Problem::Missing) || is("name", Problem::TooLong) => words.no_name.to_owned(),
        other => other.message(labels),
    };
    (StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST), text).into_response()
}

fn asked(options: Result<String, AppError>) -> Response {
    match options {
        Ok(json) => {
            let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
            (headers, json).into_response()
        }
        Err(error) => refused(&error),
    }
}

/// Asks for a new key.
pub async fn ask_for_passkey(State(state): State<AppState>, who: SignedIn, headers: HeaderMap) -> Response {
    let now = state.clock.now();
    let begun =
        async { Ok::<_, AppError>(begin_adding(&state.db, site(&state)?, who.0.id, token(&headers), now).await?) };
    asked(begun.await)
}

/// What the script sends with a new key.
#[derive(Deserialize)]
struct Added {
    name: String,
    credential: Value,
}

/// Adds a key.
pub async fn add_passkey(State(state): State<AppState>, who: SignedIn, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        let sent: Added = serde_json::from_slice(&body).map_err(|_| AppError::field("passkey", Problem::Malformed))?;
        let credential = sent.credential.to_string();
        let answer = (credential.as_bytes(), sent.name.as_str());
        let now = state.clock.now();
        Ok::<_, AppError>(finish_adding(&state.db, site(&state)?, who.0.id, answer, token(&headers), now).await?)
    };
    match done.await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => refused(&error),
    }
}

/// Removes a key.
pub async fn remove_passkey(
    State(state): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Response {
    let needed = state.needs_second_step;
    match remove(&state.db, who.0.id, id, token(&headers), needed, state.clock.now()).await {
        Ok(()) => to("/bien-tap/toi", "done"),
        Err(fault) => match AppError::from(fault) {
            error if error == AppError::field("passkey", Problem::TooFew) => {
                me_again(&state, who, &headers, error).await
            }
            error => refused(&error),
        },
    }
}

/// Asks for a key of whoever wants to sign in.
pub async fn ask_for_sign_in(State(state): State<AppState>, Extension(visitor): Extension<Visitor>) -> Response {
    let now = state.clock.now();
    let key = format!("passkey {}", network(visitor.address));
    if !is_safe(&state, &visitor) {
        return refused(&AppError::Denied);
    }
    if state.challenges.is_spent(&key, now) {
        return refused(&AppError::TooMany);
    }
    state.challenges.count(&key, now);
    let begun = async { Ok::<_, AppError>(begin_sign_in(&state.db, site(&state)?, now).await?) };
    asked(begun.await)
}

/// Signs in with a key. It was unlocked by its owner, so nothing else is asked for.
pub async fn sign_in_with_passkey(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    body: Bytes,
) -> Response {
    if !is_safe(&state, &visitor) {
        return refused(&AppError::Denied);
    }
    let now = state.clock.now();
    let browser = browser_family(&visitor.agent);
    let done = async { Ok::<_, AppError>(finish_sign_in(&state.db, site(&state)?, &body, browser, now).await?) };
    match done.await {
        Ok(entered) => {
            let response = with_session(StatusCode::NO_CONTENT.into_response(), &entered.token);
            with_device(&state, response, &entered.email, now)
        }
        Err(error) => refused(&error),
    }
}
