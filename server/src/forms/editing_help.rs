//! What the editor asks about what is written, and about articles and files to put into it.

use app::db::DbFault;
use app::editing::{Fields, current, find_pages, findings, preview};
use app::error::AppError;
use app::ids::{ArticleId, MediaId};
use app::state::AppState;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use prose::steps::Tree;
use serde::Deserialize;
use serde_json::json;

use super::editing::{answer, failed, open};
use super::render::{SignedIn, error_page, preview_page};

async fn words(state: &AppState, who: &SignedIn, id: ArticleId) -> Result<(i64, Tree, Fields), AppError> {
    let opened = open(state, &who.actor(), id).await?;
    let (version, tree, fields, _) = current(&state.db, &opened.session, state.clock.now()).await?;
    Ok((version, tree, fields))
}

/// What the checks find.
pub async fn editing_findings(State(state): State<AppState>, who: SignedIn, Path(id): Path<ArticleId>) -> Response {
    let (version, tree, _) = match words(&state, &who, id).await {
        Ok(words) => words,
        Err(error) => return failed(error),
    };
    // Twenty thousand words take longer than a request may hold up its neighbours.
    let found = tokio::task::spawn_blocking(move || findings(&tree)).await;
    match found.map_err(|error| error.to_string()).and_then(|found| found.map_err(|error| error.to_string())) {
        Ok(found) => answer(StatusCode::OK, &json!({ "version": version, "findings": found })),
        Err(error) => failed(DbFault::Broken(error).into()),
    }
}

/// The words as readers would see them, for a frame.
pub async fn editing_preview(State(state): State<AppState>, who: SignedIn, Path(id): Path<ArticleId>) -> Response {
    let seen = async {
        let (_, tree, fields) = words(&state, &who, id).await?;
        Ok::<_, AppError>(preview(&state.db, &tree, &fields).await?)
    };
    match seen.await {
        Ok(view) => preview_page(&state, view),
        Err(error) => error_page(&state, error).await,
    }
}

/// What is looked for.
#[derive(Deserialize)]
pub struct Sought {
    #[serde(default)]
    q: String,
    #[serde(default)]
    id: String,
}

/// Articles to link to.
pub async fn linked_pages(State(state): State<AppState>, _who: SignedIn, Query(sought): Query<Sought>) -> Response {
    let words: String = sought.q.chars().take(200).collect();
    match find_pages(&state.db, &words).await {
        Ok(found) => answer(StatusCode::OK, &json!(found)),
        Err(fault) => failed(fault.into()),
    }
}

/// What is known of some stored files.
pub async fn described_files(State(state): State<AppState>, _who: SignedIn, Query(sought): Query<Sought>) -> Response {
    let ids: Vec<MediaId> = sought.id.split(',').take(50).flat_map(|id| id.trim().parse()).collect();
    match app::editing::files(&state.db, ids).await {
        Ok(found) => answer(StatusCode::OK, &json!(found)),
        Err(fault) => failed(fault.into()),
    }
}
