//! The versions of an article: their list, two of them side by side, a name for one, and the way back to one.

use std::sync::Arc;

use app::auth::editor;
use app::editing::checkpoint_open;
use app::error::{AppError, Problem};
use app::history::{
    DeskCompare, DeskHistory, PublicVersion, compare, history, name_version, published, restore, version_url,
};
use app::ids::ArticleId;
use app::state::AppState;
use app::ui::ServerPage;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Form, Path, Query, Request, State};
use axum::response::Response;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::{Done, SignedIn, desk_page, error_page, refused, status_of, to};
use super::workflow::opened;
use crate::router::{Tool, tool_page};

async fn list(
    state: &AppState,
    who: SignedIn,
    id: ArticleId,
    done: Option<&'static str>,
    error: Option<AppError>,
) -> Response {
    if let Err(error) = opened(state, &who, id).await {
        return error_page(state, error).await;
    }
    let history = match history(&state.db, id).await {
        Ok(Some(history)) => history,
        Ok(None) => return error_page(state, AppError::NotFound).await,
        Err(fault) => return error_page(state, fault.into()).await,
    };
    desk_page(state, status_of(&error), move || {
        let (staff, history, error) = (who.0.clone(), history.clone(), error.clone());
        view! { <DeskHistory staff history done error/> }.into_any()
    })
    .await
}

/// The list.
pub async fn versions(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Query(done): Query<Done>,
) -> Response {
    list(&state, who, id, done.words(), None).await
}

/// Which two are compared.
#[derive(Deserialize)]
pub struct Two {
    tu: i64,
    den: i64,
}

/// What changed from one version to another.
pub async fn compare_versions(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    two: Result<Query<Two>, QueryRejection>,
) -> Response {
    let Ok(Query(Two { tu, den })) = two else {
        return list(&state, who, id, None, Some(AppError::field("version", Problem::Missing))).await;
    };
    if let Err(error) = opened(&state, &who, id).await {
        return error_page(&state, error).await;
    }
    let comparison = match compare(&state.db, id, tu, den).await {
        Ok(Some(comparison)) => comparison,
        Ok(None) => return error_page(&state, AppError::NotFound).await,
        Err(fault) => return error_page(&state, fault.into()).await,
    };
    desk_page(&state, http::StatusCode::OK, move || {
        let (staff, comparison) = (who.0.clone(), comparison.clone());
        view! { <DeskCompare staff comparison/> }.into_any()
    })
    .await
}

/// A version that readers saw, at its address for good.
pub async fn published_version(
    State(state): State<AppState>,
    Path((id, _, version)): Path<(ArticleId, String, i64)>,
    request: Request,
) -> Response {
    let found = match published(&state.db, id, version).await {
        Ok(found) => found,
        Err(fault) => return refused(request.method(), &fault.into()),
    };
    let Some(version) = found else { return error_page(&state, AppError::NotFound).await };
    let address = format!("{}{}", state.base_url, version_url(id, &version.slug, version.version));
    let page = ServerPage(Arc::new(move || {
        let (version, address) = (version.clone(), address.clone());
        view! { <PublicVersion version address/> }.into_any()
    }));
    tool_page(state, request.into_parts().0, Tool { page, part: "" }).await
}

/// What the form of a name sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    name: String,
}

/// Names a version.
pub async fn name_a_version(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, version)): Path<(ArticleId, i64)>,
    Form(named): Form<Named>,
) -> Response {
    let named = match editor(&who.actor()) {
        Ok(guard) => {
            name_version(&state.db, guard, id, version, &named.name, state.clock.now()).await.map_err(AppError::from)
        }
        Err(error) => Err(error),
    };
    match named {
        Ok(()) => to(&format!("/bien-tap/bai-viet/{id}/lich-su"), "named"),
        Err(error) => list(&state, who, id, None, Some(error)).await,
    }
}

/// What the form that goes back sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    base: i64,
}

/// Saves an old version as the newest draft.
pub async fn restore_version(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, version)): Path<(ArticleId, i64)>,
    Form(Back { base }): Form<Back>,
) -> Response {
    let restored = match editor(&who.actor()) {
        Ok(guard) => match checkpoint_open(&state.db, &state.sessions, id, state.clock.now()).await {
            Ok(()) => restore(&state.db, guard, id, version, base, state.clock.now()).await.map_err(AppError::from),
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    match restored {
        Ok(_) => to(&format!("/bien-tap/bai-viet/{id}/lich-su"), "restored"),
        Err(error) => list(&state, who, id, None, Some(error)).await,
    }
}
