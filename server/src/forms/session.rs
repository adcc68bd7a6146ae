//! Signing in and out.

use app::auth::{LoginPage, SESSION_COOKIE, end_session, sign_in as open_session};
use app::state::AppState;
use app::text::Language;
use app::visits::{Visitor, network};
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, http::HeaderMap};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::desk_page;
use crate::layers::cookie;

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    email: String,
    password: String,
}

/// A password must not cross a network in the clear: TLS is needed, but on the machine itself.
fn is_safe(state: &AppState, visitor: &Visitor) -> bool {
    state.base_url.starts_with("https://") || visitor.address.is_loopback()
}

async fn form(
    state: &AppState,
    status: StatusCode,
    email: String,
    problem: Option<&'static str>,
    refused: bool,
) -> Response {
    desk_page(state, status, move || {
        let email = email.clone();
        view! { <LoginPage email problem refused/> }.into_any()
    })
    .await
}

/// The sign-in page.
pub async fn sign_in_page(State(state): State<AppState>, Extension(visitor): Extension<Visitor>) -> Response {
    let refused = !is_safe(&state, &visitor);
    let status = if refused { StatusCode::FORBIDDEN } else { StatusCode::OK };
    form(&state, status, String::new(), None, refused).await
}

/// Checks the password and opens a session.
pub async fn sign_in(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Form(sent): Form<Credentials>,
) -> Response {
    if !is_safe(&state, &visitor) {
        return form(&state, StatusCode::FORBIDDEN, sent.email, None, true).await;
    }
    let words = Language::Vietnamese.labels();
    let now = state.clock.now();
    // Counted per typed address and network together, so that a stranger cannot lock the owner out.
    let key = format!("{} {}", sent.email.trim().to_lowercase(), network(visitor.address));
    if state.sign_ins.is_spent(&key, now) {
        return form(&state, StatusCode::TOO_MANY_REQUESTS, sent.email, Some(words.errors.too_many), false).await;
    }
    let old = cookie(&headers, SESSION_COOKIE).map(str::to_owned);
    match open_session(&state.db, &sent.email, sent.password, old, now).await {
        Ok(Some(token)) => with_cookie(Redirect::to("/bien-tap").into_response(), &token, "; Max-Age=43200"),
        Ok(None) => {
            state.sign_ins.count(&key, now);
            form(&state, StatusCode::UNAUTHORIZED, sent.email, Some(words.desk().wrong_password), false).await
        }
        Err(fault) => super::render::error_page(&state, fault.into()).await,
    }
}

/// Ends the session.
pub async fn sign_out(State(state): State<AppState>, headers: HeaderMap) -> Response {
    if let Some(token) = cookie(&headers, SESSION_COOKIE)
        && let Err(fault) = end_session(&state.db, token).await
    {
        return super::render::error_page(&state, fault.into()).await;
    }
    with_cookie(Redirect::to("/").into_response(), "", "; Max-Age=0")
}

fn with_cookie(mut response: Response, token: &str, age: &str) -> Response {
    let cookie = format!("{SESSION_COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
