//! One's own account.

use app::auth::{
    SESSION_COOKIE, asks_for_code, codes_left, end_sessions, new_secret, sessions_of, shown_secret, turn_off, turn_on,
};
use app::error::{AppError, Problem};
use app::mail::wants_work_mail;
use app::passkeys::passkeys_of;
use app::people::{DeskMe, Enrolment, Me, change_own_password, find_person};
use app::state::AppState;
use app::text::Language;
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use http::HeaderMap;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::passkeys::passkey_script;
use super::render::{Done, SignedIn, desk_page, error_page, status_of, to};
use crate::layers::cookie;

fn token(headers: &HeaderMap) -> &str {
    cookie(headers, SESSION_COOKIE).unwrap_or_default()
}

async fn page(state: &AppState, who: SignedIn, headers: &HeaderMap, me: Me, done: Option<&'static str>) -> Response {
    let now = state.clock.now();
    let filled = async {
        Ok::<_, AppError>(Me {
            sessions: sessions_of(&state.db, who.0.id, token(headers), now).await?,
            asks_for_code: asks_for_code(&state.db, who.0.id).await? || !me.codes.is_empty(),
            passkeys: match &state.passkeys {
                Some(_) => Some((passkeys_of(&state.db, who.0.id).await?, passkey_script())),
                None => None,
            },
            work_mail: wants_work_mail(&state.db, who.0.id).await?,
            codes_left: codes_left(&state.db, who.0.id).await?,
            is_needed: state.needs_second_step && !who.0.has_second_step && me.codes.is_empty(),
            ..me
        })
    };
    let me = match filled.await {
        Ok(me) => me,
        Err(error) => return error_page(state, error).await,
    };
    desk_page(state, status_of(&me.error), move || {
        let (mut staff, me) = (who.0.clone(), me.clone());
        staff.has_second_step |= !me.codes.is_empty();
        view! { <DeskMe staff me done/> }.into_any()
    })
    .await
}

fn wrong(problem: &'static str, error: AppError) -> Me {
    // A fault of the server is no wrong password.
    let words = Language::Vietnamese.labels();
    let problem = match error {
        AppError::Invalid(_) => problem,
        AppError::Denied => words.passkeys().stronger,
        _ => words.errors.stale,
    };
    Me { problem: Some(problem), error: Some(error), ..Me::default() }
}

/// The page.
pub async fn me(
    State(state): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    Query(done): Query<Done>,
) -> Response {
    page(&state, who, &headers, Me::default(), done.words()).await
}

/// The page again, with what was wrong about a passkey.
pub(super) async fn me_again(state: &AppState, who: SignedIn, headers: &HeaderMap, error: AppError) -> Response {
    page(state, who, headers, Me { error: Some(error), ..Me::default() }, None).await
}

/// What the form of the password sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passwords {
    old: String,
    password: String,
}

/// Changes one's own password.
pub async fn change_password(
    State(state): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    Form(sent): Form<Passwords>,
) -> Response {
    let now = state.clock.now();
    let key = format!("account {}", who.0.id);
    let changed = if state.sign_ins.is_spent(&key, now) {
        Err(AppError::TooMany)
    } else {
        let changed = change_own_password(&state.db, who.0.id, sent.old, sent.password, token(&headers), now).await;
        changed.map_err(AppError::from)
    };
    match changed {
        Ok(()) => to("/bien-tap/toi", "done"),
        Err(error) => {
            let words = Language::Vietnamese.labels();
            let of_old = error == AppError::field("old", Problem::Malformed);
            if of_old {
                state.sign_ins.count(&key, now);
            }
            let problem = match &error {
                AppError::TooMany => words.errors.too_many,
                _ if of_old => words.people().wrong_password,
                _ => words.errors.invalid,
            };
            let me = Me { problem: Some(problem), error: Some(error), ..Me::default() };
            page(&state, who, &headers, me, None).await
        }
    }
}

async fn enrolment(state: &AppState, who: &SignedIn, secret: String) -> Result<Enrolment, AppError> {
    let person = find_person(&state.db, who.0.id).await?.ok_or(AppError::NotFound)?;
    let site = app::site::site_info(&state.db).await?.name;
    let shown = shown_secret(&secret, &site, &person.email);
    let (key, address) = shown.ok_or_else(|| AppError::field("code", Problem::Malformed))?;
    Ok(Enrolment { secret, key, address })
}

/// Shows a new secret.
pub async fn begin_second_step(State(state): State<AppState>, who: SignedIn, headers: HeaderMap) -> Response {
    match enrolment(&state, &who, new_secret()).await {
        Ok(enrolment) => page(&state, who, &headers, Me { enrolment: Some(enrolment), ..Me::default() }, None).await,
        Err(error) => error_page(&state, error).await,
    }
}

/// What the form that turns the second step on sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolled {
    secret: String,
    code: String,
}

/// Turns the second step on and shows the recovery codes, this once.
pub async fn turn_second_step_on(
    State(state): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    Form(sent): Form<Enrolled>,
) -> Response {
    let secret = sent.secret.clone();
    match turn_on(&state.db, who.0.id, sent.secret, &sent.code, token(&headers), state.clock.now()).await {
        Ok(codes) => page(&state, who, &headers, Me { codes, ..Me::default() }, None).await,
        Err(fault) => {
            let me = wrong(Language::Vietnamese.labels().people().wrong_code, fault.into());
            let enrolment = enrolment(&state, &who, secret).await.ok().filter(|_| !who.0.has_second_step);
            page(&state, who, &headers, Me { enrolment, ..me }, None).await
        }
    }
}

/// What the form that turns it off sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    password: String,
}

/// Turns the second step off.
pub async fn turn_second_step_off(
    State(state): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    Form(sent): Form<Known>,
) -> Response {
    let now = state.clock.now();
    let key = format!("account {}", who.0.id);
    if state.sign_ins.is_spent(&key, now) {
        let me = Me {
            problem: Some(Language::Vietnamese.labels().errors.too_many),
            error: Some(AppError::TooMany),
            ..Me::default()
        };
        return page(&state, who, &headers, me, None).await;
    }
    match turn_off(&state.db, who.0.id, sent.password, now).await {
        Ok(()) => to("/bien-tap/toi", "done"),
        Err(fault) => {
            state.sign_ins.count(&key, now);
            let me = wrong(Language::Vietnamese.labels().people().wrong_password, fault.into());
            page(&state, who, &headers, me, None).await
        }
    }
}

/// Ends one of one's sessions.
pub async fn end_own_session(
    State(state): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    Path(number): Path<i64>,
) -> Response {
    match end_sessions(&state.db, who.0.id, Some(number), token(&headers)).await {
        Ok(()) => to("/bien-tap/toi", "done"),
        Err(fault) => error_page(&state, fault.into()).await,
    }
}

/// Ends all of one's sessions but this one.
pub async fn end_other_sessions(State(state): State<AppState>, who: SignedIn, headers: HeaderMap) -> Response {
    match end_sessions(&state.db, who.0.id, None, token(&headers)).await {
        Ok(()) => to("/bien-tap/toi", "done"),
        Err(fault) => error_page(&state, fault.into()).await,
    }
}
