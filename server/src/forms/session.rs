//! Signing in and out.

use app::auth::{
    CodePage, HALF_COOKIE, LoginPage, SESSION_COOKIE, SignIn, browser_family, end_session, finish_sign_in,
    sign_in as open_session,
};
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
pub(super) fn is_safe(state: &AppState, visitor: &Visitor) -> bool {
    state.base_url.starts_with("https://") || visitor.address.is_loopback()
}

/// The sign-in page, which says that nothing is typed here without encryption.
pub(super) async fn refused_without_tls(state: &AppState) -> Response {
    form(state, StatusCode::FORBIDDEN, String::new(), None, true).await
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
    let browser = browser_family(&visitor.agent);
    match open_session(&state.db, &sent.email, sent.password, old, browser, now).await {
        Ok(Some(SignIn::Whole(token))) => with_session(Redirect::to("/bien-tap").into_response(), &token),
        Ok(Some(SignIn::Half(token))) => {
            let response = Redirect::to("/dang-nhap/ma").into_response();
            with_cookie(response, HALF_COOKIE, &token, "; Max-Age=600")
        }
        Ok(None) => {
            state.sign_ins.count(&key, now);
            form(&state, StatusCode::UNAUTHORIZED, sent.email, Some(words.desk().wrong_password), false).await
        }
        Err(fault) => super::render::error_page(&state, fault.into()).await,
    }
}

async fn code_form(state: &AppState, status: StatusCode, problem: Option<&'static str>) -> Response {
    desk_page(state, status, move || view! { <CodePage problem/> }.into_any()).await
}

/// The page of the second step.
pub async fn code_page(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
) -> Response {
    if !is_safe(&state, &visitor) {
        return refused_without_tls(&state).await;
    }
    match cookie(&headers, HALF_COOKIE) {
        Some(_) => code_form(&state, StatusCode::OK, None).await,
        None => Redirect::to("/dang-nhap").into_response(),
    }
}

/// What the form of the second step sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    code: String,
}

/// Takes the code and opens the session.
pub async fn give_code(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Form(sent): Form<Code>,
) -> Response {
    if !is_safe(&state, &visitor) {
        return refused_without_tls(&state).await;
    }
    let Some(half) = cookie(&headers, HALF_COOKIE) else {
        return Redirect::to("/dang-nhap").into_response();
    };
    let words = Language::Vietnamese.labels();
    let now = state.clock.now();
    // Counted per network too, so that passwords that leaked do not buy five guesses each time they are typed.
    let key = format!("code {}", network(visitor.address));
    if state.sign_ins.is_spent(&key, now) {
        return code_form(&state, StatusCode::TOO_MANY_REQUESTS, Some(words.errors.too_many)).await;
    }
    match finish_sign_in(&state.db, half, &sent.code, browser_family(&visitor.agent), now).await {
        Ok(Some(token)) => {
            let response = with_session(Redirect::to("/bien-tap").into_response(), &token);
            with_cookie(response, HALF_COOKIE, "", "; Max-Age=0")
        }
        Ok(None) => {
            state.sign_ins.count(&key, now);
            code_form(&state, StatusCode::UNAUTHORIZED, Some(words.people().wrong_code)).await
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
    with_cookie(Redirect::to("/").into_response(), SESSION_COOKIE, "", "; Max-Age=0")
}

/// Sets the session's cookie.
pub(super) fn with_session(response: Response, token: &str) -> Response {
    with_cookie(response, SESSION_COOKIE, token, "; Max-Age=43200")
}

fn with_cookie(mut response: Response, name: &str, token: &str, age: &str) -> Response {
    let cookie = format!("{name}={token}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
