//! Links that work once.

use app::auth::{Role, browser_family};
use app::error::AppError;
use app::people::{JoinPage, Wanted, invitation, join};
use app::state::AppState;
use app::visits::Visitor;
use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::{desk_page, error_page, status_of};
use super::session::{is_safe, refused_without_tls, with_session};

/// What the form sends; which of it counts depends on the link.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    password: String,
}

async fn page(state: &AppState, token: &str, said: Option<Wanted>, error: Option<AppError>) -> Response {
    let link = match invitation(&state.db, token, state.clock.now()).await {
        Ok(link) => link,
        Err(fault) => return error_page(state, fault.into()).await,
    };
    let status = if link.is_some() { status_of(&error) } else { StatusCode::NOT_FOUND };
    let known = link.as_ref().map(|link| link.name.clone()).unwrap_or_default();
    let said = said.unwrap_or(Wanted { email: String::new(), name: known, role: Role::Reader });
    let action = format!("/loi-moi/{token}");
    desk_page(state, status, move || {
        let (link, action, said, error) = (link.clone(), action.clone(), said.clone(), error.clone());
        view! { <JoinPage link action said error/> }.into_any()
    })
    .await
}

/// What the link leads to.
pub async fn join_page(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
) -> Response {
    if !is_safe(&state, &visitor) {
        return refused_without_tls(&state).await;
    }
    page(&state, &token, None, None).await
}

/// Follows the link.
pub async fn join_site(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    if !is_safe(&state, &visitor) {
        return refused_without_tls(&state).await;
    }
    let said = Wanted { email: sent.email, name: sent.name, role: Role::Reader };
    let browser = browser_family(&visitor.agent);
    match join(&state.db, &token, said.clone(), sent.password, browser, state.clock.now()).await {
        Ok(Some(session)) => with_session(Redirect::to("/bien-tap").into_response(), &session),
        Ok(None) => Redirect::to("/dang-nhap").into_response(),
        Err(fault) => page(&state, &token, Some(said), Some(fault.into())).await,
    }
}
