//! `/bien-tap/tep/phan`: files that arrive in pieces, for the script of the desk; the plain form needs none of this.

use app::auth::{Editor, editor};
use app::db::DbFault;
use app::desk::find_script;
use app::error::{AppError, FieldError, Problem};
use app::ids::AccountId;
use app::library::{self, reason, take_arrival};
use app::media::{ArrivalId, Arriving, MAX_PIECE, PieceFault, find};
use app::state::AppState;
use app::text::Language;
use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Form, Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};

use super::media::memory;
use super::render::SignedIn;

/// Where a piece belongs, and where the next one does.
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// What begins a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    name: String,
    size: u64,
    /// Tells it from others of the same name and size.
    mark: String,
}

/// How far a file is.
#[derive(Serialize)]
struct Progress {
    id: String,
    received: u64,
    size: u64,
    /// What it became.
    file: Option<Became>,
}

#[derive(Serialize)]
struct Became {
    id: i64,
    name: String,
    /// The same bytes were in the library before.
    already: bool,
    /// It is a picture.
    picture: bool,
}

/// An error in words; the script shows them as they are.
fn said(error: &AppError) -> Response {
    let status = match error {
        AppError::Invalid(fields) if fields.iter().any(|FieldError { problem, .. }| *problem == Problem::TooLarge) => {
            StatusCode::PAYLOAD_TOO_LARGE
        }
        _ => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
    };
    let labels = Language::Vietnamese.labels();
    let words = match (error, reason(error)) {
        (AppError::NotFound | AppError::Stale, _) => labels.library().piece_lost.to_owned(),
        (_, Some(words)) => words.to_owned(),
        _ => error.message(labels),
    };
    (status, words).into_response()
}

async fn progress(state: &AppState, id: &ArrivalId, file: Arriving, status: StatusCode) -> Response {
    let became = match file.taken {
        None => None,
        Some((media, already)) => match find(&state.db, media).await {
            Ok(stored) => {
                stored.map(|stored| Became { id: media.0, picture: stored.width > 0, name: stored.name, already })
            }
            Err(fault) => return said(&fault.into()),
        },
    };
    let offset = HeaderValue::from(file.received);
    let Arriving { received, size, .. } = file;
    (status, [(OFFSET, offset)], Json(Progress { id: id.as_str().to_owned(), received, size, file: became }))
        .into_response()
}

/// Who sends, and what is named in the address.
fn sender(who: &SignedIn, id: &str) -> Result<(Editor, AccountId, ArrivalId), AppError> {
    let guard = editor(&who.actor())?;
    Ok((guard, who.0.id, ArrivalId::parse(id).ok_or(AppError::NotFound)?))
}

/// Begins a file, or says how far it is.
pub async fn begin_arrival(State(state): State<AppState>, who: SignedIn, Form(sent): Form<Begin>) -> Response {
    let begun = async {
        let guard = editor(&who.actor())?;
        let about = (sent.name.as_str(), sent.size, sent.mark.as_str());
        Ok::<_, AppError>(library::begin_arrival(&state.db, &state.arrivals, &guard, about, state.clock.now()).await?)
    };
    match begun.await {
        Ok((id, file)) => progress(&state, &id, file, StatusCode::OK).await,
        Err(error) => said(&error),
    }
}

/// How far a file is.
pub async fn arrival(State(state): State<AppState>, who: SignedIn, Path(id): Path<String>) -> Response {
    let known = async {
        let (_guard, account, id) = sender(&who, &id)?;
        let file = state.arrivals.state(account, &id).await.map_err(DbFault::disk)?.ok_or(AppError::NotFound)?;
        Ok::<_, AppError>((id, file))
    };
    match known.await {
        Ok((id, file)) => progress(&state, &id, file, StatusCode::OK).await,
        Err(error) => said(&error),
    }
}

/// A piece that does not belong where it was sent to, with where the next one does.
fn elsewhere(offset: u64) -> Response {
    let mut response = said(&AppError::Stale);
    response.headers_mut().insert(OFFSET, HeaderValue::from(offset));
    response
}

/// Where a piece begins.
fn offset_in(headers: &HeaderMap) -> Result<u64, AppError> {
    let offset = headers.get(OFFSET).and_then(|value| value.to_str().ok()?.parse().ok());
    offset.ok_or_else(|| AppError::field("file", Problem::Malformed))
}

/// Keeps a piece. The last one, or an empty one at the end, puts the file into the library as the plain form does.
pub async fn receive_piece(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (guard, account, id) = match sender(&who, &id) {
        Ok(sender) => sender,
        Err(error) => return said(&error),
    };
    let offset = match offset_in(request.headers()) {
        Ok(offset) => offset,
        Err(error) => return said(&error),
    };
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let limit = |length: usize| length > MAX_PIECE;
    let bytes = match to_bytes(request.into_body(), MAX_PIECE).await {
        Ok(bytes) => bytes,
        // The connection was cut, unless the piece is longer than it may be.
        Err(_) if length.is_none_or(limit) => return said(&AppError::field("file", Problem::TooLarge)),
        Err(_) => return said(&AppError::Network),
    };
    let file = match state.arrivals.add(account, &id, offset, bytes).await {
        Ok(file) => file,
        Err(PieceFault::Elsewhere(offset)) => return elsewhere(offset),
        Err(PieceFault::Unknown) => return said(&AppError::NotFound),
        Err(PieceFault::Malformed) => return said(&AppError::field("file", Problem::Malformed)),
        Err(PieceFault::Disk(error)) => return said(&DbFault::disk(error).into()),
    };
    if file.received < file.size || file.taken.is_some() {
        return progress(&state, &id, file, StatusCode::OK).await;
    }
    let taken = async {
        let _room = memory(usize::try_from(file.size).unwrap_or(usize::MAX)).await?;
        let places = (&state.db, &state.files, &state.arrivals);
        Ok::<_, AppError>(take_arrival(places, &guard, &id, file, state.clock.now()).await?)
    };
    match taken.await {
        Ok(file) => progress(&state, &id, file, StatusCode::CREATED).await,
        Err(error) => said(&error),
    }
}

/// Gives a file up.
pub async fn cancel_arrival(State(state): State<AppState>, who: SignedIn, Path(id): Path<String>) -> Response {
    let ended = async {
        let (_guard, account, id) = sender(&who, &id)?;
        state.arrivals.end(account, &id, None).await.map_err(DbFault::disk)?;
        Ok::<_, AppError>(())
    };
    match ended.await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => said(&error),
    }
}

/// A script of the desk.
pub async fn desk_script(Path(file): Path<String>) -> Response {
    let Some(script) = find_script(&file) else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, script.source()).into_response()
}
