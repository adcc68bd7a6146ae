//! The desk's files.

use app::auth::editor;
use app::error::{AppError, Problem};
use app::library::{LibraryFilter, Taken, take_file};
use app::state::AppState;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::library::{SentFiles, library_page};
use super::render::{SignedIn, to};

/// Takes files, each by itself: one that is refused holds up no other.
pub async fn upload(State(state): State<AppState>, who: SignedIn, form: Multipart) -> Response {
    let mut sent = SentFiles::default();
    let added = match take(&state, &who, form, &mut sent).await {
        Ok(added) => added,
        Err(error) => {
            sent.refused.insert(0, (String::new(), error));
            0
        }
    };
    match (added, &sent.already[..], sent.refused.is_empty()) {
        (0, [same], true) => to(&format!("/bien-tap/tep/{same}"), "already"),
        (_, [], true) => to("/bien-tap/tep", "saved"),
        (_, already, true) => {
            let numbers: Vec<String> = already.iter().map(ToString::to_string).collect();
            Redirect::to(&format!("/bien-tap/tep?trung={}", numbers.join(","))).into_response()
        }
        (.., false) => {
            let filter = LibraryFilter { page: 1, ..LibraryFilter::default() };
            library_page(&state, who, filter, None, sent).await
        }
    }
}

/// Says how many files were added.
async fn take(state: &AppState, who: &SignedIn, mut form: Multipart, sent: &mut SentFiles) -> Result<usize, AppError> {
    let guard = editor(&who.actor())?;
    let malformed = |_| AppError::field("file", Problem::TooLarge);
    let (mut added, mut named) = (0, 0);
    while let Some(field) = form.next_field().await.map_err(malformed)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(malformed)?.to_vec();
        // A browser sends one empty file where none was chosen.
        if bytes.is_empty() {
            continue;
        }
        named += 1;
        match take_file(&state.db, &state.files, &guard, &name, bytes, state.clock.now()).await {
            Ok(Taken::Added(_)) => added += 1,
            Ok(Taken::Already(same)) => sent.already.push(same),
            Err(fault) => sent.refused.push((name, fault.into())),
        }
    }
    if named == 0 { Err(AppError::field("file", Problem::Missing)) } else { Ok(added) }
}
