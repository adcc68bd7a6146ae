//! What the library may hold, for administrators.

use app::auth::administrator;
use app::error::{AppError, Problem};
use app::library::{DeskQuota, Quota, set_quota, usage};
use app::state::AppState;
use axum::extract::{Form, Query, State};
use axum::response::Response;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::{Done, SignedIn, desk_page, error_page, status_of, to};

const MB: i64 = 1_000_000;

/// What the form sends, in MB.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    site: String,
    person: String,
}

fn limit(field: &str, text: &str) -> Result<Option<i64>, AppError> {
    let malformed = || AppError::field(field, Problem::Malformed);
    match text.trim() {
        "" => Ok(None),
        text => Ok(Some(text.parse::<i64>().ok().and_then(|mb| mb.checked_mul(MB)).ok_or_else(malformed)?)),
    }
}

async fn quota_page(
    state: &AppState,
    who: SignedIn,
    typed: Option<(String, String)>,
    done: Option<&'static str>,
    error: Option<AppError>,
) -> Response {
    let usage = match usage(&state.db, Some(who.0.id)).await {
        Ok(usage) => usage,
        Err(fault) => return error_page(state, fault.into()).await,
    };
    let stored = |limit: Option<i64>| limit.map(|limit| (limit / MB).to_string()).unwrap_or_default();
    let typed = typed.unwrap_or_else(|| (stored(usage.quota.site), stored(usage.quota.person)));
    desk_page(state, status_of(&error), move || {
        let (staff, typed, error) = (who.0.clone(), typed.clone(), error.clone());
        view! { <DeskQuota staff usage typed done error/> }.into_any()
    })
    .await
}

/// What the library may hold.
pub async fn library_quota(State(state): State<AppState>, who: SignedIn, Query(done): Query<Done>) -> Response {
    quota_page(&state, who, None, done.words(), None).await
}

/// Sets what the library may hold.
pub async fn set_library_quota(State(state): State<AppState>, who: SignedIn, Form(limits): Form<Limits>) -> Response {
    let set = async {
        let guard = administrator(&who.actor())?;
        let quota = Quota { site: limit("site", &limits.site)?, person: limit("person", &limits.person)? };
        Ok(set_quota(&state.db, guard, quota, state.clock.now()).await?)
    };
    match set.await {
        Ok(()) => to("/bien-tap/tep/han-muc", "saved"),
        Err(error) => quota_page(&state, who, Some((limits.site, limits.person)), None, Some(error)).await,
    }
}
