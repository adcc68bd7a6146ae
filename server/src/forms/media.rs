//! The desk's files.

use app::auth::editor;
use app::error::{AppError, Problem};
use app::media::{DeskMedia, Stored, add_upload, all_media};
use app::state::AppState;
use axum::extract::{Multipart, Query, State};
use axum::response::Response;
use leptos::prelude::{IntoAny, view};

use super::render::{Done, SignedIn, desk_page, error_page, status_of, to};

async fn page(state: &AppState, who: SignedIn, done: Option<&'static str>, error: Option<AppError>) -> Response {
    let rows = match all_media(&state.db).await {
        Ok(rows) => rows,
        Err(fault) => return error_page(state, fault.into()).await,
    };
    desk_page(state, status_of(&error), move || {
        let (staff, rows, error) = (who.0.clone(), rows.clone(), error.clone());
        view! { <DeskMedia staff rows done error/> }.into_any()
    })
    .await
}

/// The list of files.
pub async fn media(State(state): State<AppState>, who: SignedIn, Query(done): Query<Done>) -> Response {
    page(&state, who, done.words(), None).await
}

/// Takes a file.
pub async fn upload(State(state): State<AppState>, who: SignedIn, form: Multipart) -> Response {
    match take(&state, &who, form).await {
        Ok(_) => to("/bien-tap/tep", "saved"),
        Err(error) => page(&state, who, None, Some(error)).await,
    }
}

async fn take(state: &AppState, who: &SignedIn, mut form: Multipart) -> Result<Stored, AppError> {
    let guard = editor(&who.actor())?;
    let malformed = |_| AppError::field("file", Problem::TooLarge);
    while let Some(field) = form.next_field().await.map_err(malformed)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(malformed)?.to_vec();
        if bytes.is_empty() {
            break;
        }
        return Ok(add_upload(&state.db, &state.files, &guard, &name, bytes, state.clock.now()).await?);
    }
    Err(AppError::field("file", Problem::Missing))
}
