//! The desk's log.

use app::audit::{DeskAudit, audit_page};
use app::auth::administrator;
use app::error::AppError;
use app::ids::AccountId;
use app::state::AppState;
use axum::extract::{Query, State};
use axum::response::Response;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::{SignedIn, desk_page, error_page};

/// Which rows are asked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    truoc: Option<i64>,
    #[serde(default)]
    ai: Option<AccountId>,
    #[serde(default)]
    viec: Option<String>,
}

/// A page of the log.
pub async fn audit(State(state): State<AppState>, who: SignedIn, Query(asked): Query<Asked>) -> Response {
    let subject = asked.viec.filter(|subject| !subject.is_empty());
    let mut filter = asked.ai.map_or(String::new(), |account| format!("&ai={account}"));
    if let Some(subject) = &subject {
        filter.push_str("&viec=");
        filter.extend(percent_encoding::utf8_percent_encode(subject, percent_encoding::NON_ALPHANUMERIC));
    }
    let page = match administrator(&who.actor()) {
        Ok(guard) => audit_page(&state.db, &guard, asked.truoc, asked.ai, subject).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    match page {
        Ok(page) => {
            desk_page(&state, http::StatusCode::OK, move || {
                let (staff, page, filter) = (who.0.clone(), page.clone(), filter.clone());
                view! { <DeskAudit staff page filter/> }.into_any()
            })
            .await
        }
        Err(error) => error_page(&state, error).await,
    }
}
