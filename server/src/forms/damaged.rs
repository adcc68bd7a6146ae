//! The desk's list of damaged words.

use std::collections::HashSet;

use app::auth::{Action, Place, authorize_at, editor};
use app::error::AppError;
use app::repair::{DeskDamaged, Piece, damaged, mend};
use app::state::AppState;
use axum::extract::{Path, Query, RawForm, State};
use axum::response::Response;
use leptos::prelude::{IntoAny, view};

use super::render::{Done, SignedIn, desk_page, error_page, status_of, to};

/// How many pieces are shown at once.
const SHOWN: usize = 20;

async fn page(state: &AppState, who: SignedIn, done: Option<&'static str>, error: Option<AppError>) -> Response {
    // It shows sentences of texts of every section.
    if let Err(error) = authorize_at(&who.actor(), Action::Edit, Place::Site) {
        return error_page(state, error).await;
    }
    let found = match damaged(&state.db, SHOWN).await {
        Ok(found) => found,
        Err(fault) => return error_page(state, fault.into()).await,
    };
    let more = found.len() == SHOWN;
    desk_page(state, status_of(&error), move || {
        let (staff, found, error) = (who.0.clone(), found.clone(), error.clone());
        view! { <DeskDamaged staff found more done error/> }.into_any()
    })
    .await
}

/// The list.
pub async fn damaged_words(State(state): State<AppState>, who: SignedIn, Query(done): Query<Done>) -> Response {
    page(&state, who, done.words(), None).await
}

/// Mends a piece but for what was marked.
pub async fn mend_words(
    State(state): State<AppState>,
    who: SignedIn,
    Path((kind, id)): Path<(String, i64)>,
    RawForm(form): RawForm,
) -> Response {
    match mended(&state, &who, Piece::parse(&kind, id), &form).await {
        Ok(()) => to("/bien-tap/chu-hong", "saved"),
        Err(error) => page(&state, who, None, Some(error)).await,
    }
}

async fn mended(state: &AppState, who: &SignedIn, piece: Option<Piece>, form: &[u8]) -> Result<(), AppError> {
    authorize_at(&who.actor(), Action::Edit, Place::Site)?;
    let guard = editor(&who.actor())?;
    let piece = piece.ok_or(AppError::NotFound)?;
    let mut version = None;
    let mut kept = HashSet::new();
    // A list of boxes sends its name once for each, which the form extractor does not read.
    for pair in form.split(|byte| *byte == b'&') {
        let pair = String::from_utf8_lossy(pair);
        match pair.split_once('=') {
            Some(("version", value)) => version = value.parse().ok(),
            Some(("keep", value)) => kept.extend(value.parse::<usize>().ok()),
            _ => {}
        }
    }
    let version = version.ok_or_else(|| AppError::field("version", app::error::Problem::Missing))?;
    mend(&state.db, guard, piece, version, kept, state.clock.now()).await?;
    Ok(())
}
