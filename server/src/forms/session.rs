//! Signing in and out.

use app::auth::{
    CodePage, DEVICE_COOKIE, DEVICE_SECONDS, HALF_COOKIE, LoginPage, SESSION_COOKIE, SignIn, Trier, address_of,
    browser_family, device_cookie, end_session, finish_sign_in, known_device, sign_in as open_session,
};
use app::state::AppState;
use app::text::Language;
use app::time::Stamp;
use app::visits::{Visitor, network};
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, http::HeaderMap};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::passkeys::passkey_script;
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

async fn form(state: &AppState, status: StatusCode, email: String, problem: Option<String>, refused: bool) -> Response {
    let script = state.passkeys.as_ref().map(|_| passkey_script());
    desk_page(state, status, move || {
        let (email, problem, script) = (email.clone(), problem.clone(), script.clone());
        view! { <LoginPage email problem refused script/> }.into_any()
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
    let now = state.clock.now();
    let trier = trier(&state, &visitor, &headers, &sent.email, now);
    if let Err(wait) = state.throttle.begin(&trier, now) {
        return wait_first(&state, sent.email, wait).await;
    }
    let old = cookie(&headers, SESSION_COOKIE).map(str::to_owned);
    let browser = browser_family(&visitor.agent);
    match open_session(&state.db, &sent.email, sent.password, old, browser, now).await {
        Ok(Some(SignIn::Whole(token))) => {
            state.throttle.forgive(&trier);
            let response = with_session(Redirect::to("/bien-tap").into_response(), &token);
            with_device(&state, response, &sent.email, now)
        }
        Ok(Some(SignIn::Half(token))) => {
            state.throttle.forgive(&trier);
            let response = Redirect::to("/dang-nhap/ma").into_response();
            with_cookie(response, HALF_COOKIE, &token, "; Max-Age=600")
        }
        Ok(None) => {
            let problem = Language::Vietnamese.labels().desk().wrong_password.to_owned();
            form(&state, StatusCode::UNAUTHORIZED, sent.email, Some(problem), false).await
        }
        Err(fault) => {
            state.throttle.forgive(&trier);
            super::render::error_page(&state, fault.into()).await
        }
    }
}

/// On whose account a wrong password goes: on a known device it is that device's alone, so that nobody who guesses
/// elsewhere can lock its owner out.
fn trier(state: &AppState, visitor: &Visitor, headers: &HeaderMap, email: &str, now: Stamp) -> Trier {
    let email = email.trim().to_lowercase();
    let device =
        cookie(headers, DEVICE_COOKIE).and_then(|cookie| known_device(&state.device_secret, &email, cookie, now));
    match device {
        Some(device) => Trier::on_device(&device),
        None => Trier::stranger(&email, &network(visitor.address).to_string()),
    }
}

/// Says how long to wait. The right password would not help now, so guesses are worth nothing.
async fn wait_first(state: &AppState, email: String, wait: i64) -> Response {
    let seconds = wait.div_euclid(1000) + 1;
    let words = Language::Vietnamese.labels().mail();
    let time = match seconds {
        ..60 => words.seconds.replace("{n}", &seconds.to_string()),
        _ => words.minutes.replace("{n}", &(seconds.div_euclid(60) + 1).to_string()),
    };
    let problem = words.wait.replace("{time}", &time);
    let mut response = form(state, StatusCode::TOO_MANY_REQUESTS, email, Some(problem), false).await;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// Remembers the device from which somebody signed in.
pub(super) fn with_device(state: &AppState, response: Response, email: &str, now: Stamp) -> Response {
    match device_cookie(&state.device_secret, email, now) {
        Some(value) => with_cookie(response, DEVICE_COOKIE, &value, &format!("; Max-Age={DEVICE_SECONDS}")),
        None => response,
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
            let mut response = with_session(Redirect::to("/bien-tap").into_response(), &token);
            if let Ok(Some(email)) = address_of(&state.db, &token, now).await {
                response = with_device(&state, response, &email, now);
            }
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
