//! The desk's files.

use std::time::Duration;

use app::auth::{Action, Place, editor, publisher};
use app::error::{AppError, Problem};
use app::ids::MediaId;
use app::library::{LibraryFilter, Replaced, Replacer, Taken, replace, take_file, undo_replace};
use app::media::MAX_UPLOAD;
use app::state::AppState;
use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use futures::StreamExt;
use http::{HeaderMap, StatusCode, header};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::library::{SentFiles, library_page, refused_file};
use super::render::{SignedIn, error_page, to};

/// What the form adds to the files.
const FORM: usize = 64 * 1024;
/// The largest body of an upload.
pub const UPLOAD_BODY: usize = MAX_UPLOAD + FORM;
/// Bodies that are being received stay within this together, in MiB.
const MEMORY: usize = 48;
static ROOM: Semaphore = Semaphore::const_new(MEMORY);
/// A body that was refused is read to its end without being kept, within these limits: a browser that is still sending
/// when the connection closes shows its own error in place of the answer.
const DRAINED: usize = 256 * 1024 * 1024;
const DRAIN_TIME: Duration = Duration::from_secs(25);

fn too_large() -> AppError {
    AppError::field("file", Problem::TooLarge)
}

/// The form of an upload, once there is memory for it. One that says that it is too large is refused before it is read.
async fn receive(request: Request) -> Result<(Multipart, SemaphorePermit<'static>), AppError> {
    let announced = announced(request.headers());
    if announced.is_some_and(|length| length > UPLOAD_BODY) {
        tokio::spawn(tokio::time::timeout(DRAIN_TIME, drain(request.into_body())));
        return Err(too_large());
    }
    let needed = announced.unwrap_or(UPLOAD_BODY);
    let room = memory(needed).await?;
    let form = Multipart::from_request(request, &()).await.map_err(|_| AppError::field("file", Problem::Missing))?;
    Ok((form, room))
}

/// Waits for memory for so many bytes.
pub async fn memory(bytes: usize) -> Result<SemaphorePermit<'static>, AppError> {
    let needed = bytes.div_ceil(1024 * 1024).clamp(1, MEMORY);
    ROOM.acquire_many(u32::try_from(needed).unwrap_or(1)).await.map_err(|_| AppError::TooMany)
}

fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn drain(body: Body) {
    let mut chunks = body.into_data_stream();
    let mut read = 0;
    while let Some(Ok(chunk)) = chunks.next().await {
        read += chunk.len();
        if read > DRAINED {
            return;
        }
    }
}

/// Takes files, each by itself: one that is refused holds up no other.
pub async fn upload(State(state): State<AppState>, who: SignedIn, request: Request) -> Response {
    let mut sent = SentFiles::default();
    let mut added = Vec::new();
    let taken = match receive(request).await {
        Ok((form, _room)) => take_into(&state, &who, form, &mut sent, &mut added).await,
        Err(error) => Err(error),
    };
    if let Err(error) = taken {
        sent.refused.insert(0, (String::new(), error));
    }
    match (added.len(), &sent.already[..], sent.refused.is_empty()) {
        (0, [same], true) => to(&format!("/bien-tap/tep/{same}"), "already"),
        (_, [], true) => to("/bien-tap/tep", "saved"),
        (_, already, true) => {
            let numbers: Vec<String> = already.iter().map(ToString::to_string).collect();
            Redirect::to(&format!("/bien-tap/tep?trung={}", numbers.join(","))).into_response()
        }
        (.., false) => {
            let filter = LibraryFilter { page: 1, ..LibraryFilter::default() };
            let is_too_large = sent.refused.iter().any(|(_, error)| *error == too_large());
            let mut response = library_page(&state, who, filter, None, sent).await;
            if is_too_large && response.status() == StatusCode::UNPROCESSABLE_ENTITY {
                *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            }
            response
        }
    }
}

/// Takes the files of a form; those that are new go to `added`.
async fn take_into(
    state: &AppState,
    who: &SignedIn,
    mut form: Multipart,
    sent: &mut SentFiles,
    added: &mut Vec<MediaId>,
) -> Result<(), AppError> {
    let guard = editor(&who.actor())?;
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => AppError::field("file", Problem::Malformed),
    };
    let mut named = 0;
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            bytes.extend_from_slice(&chunk);
        }
        // A browser sends one empty file where none was chosen.
        if bytes.is_empty() {
            continue;
        }
        named += 1;
        match take_file(&state.db, &state.files, &guard, &name, bytes, state.clock.now()).await {
            Ok(Taken::Added(stored)) => added.push(MediaId(stored.id)),
            Ok(Taken::Already(same)) => sent.already.push(same),
            Err(fault) => sent.refused.push((name, fault.into())),
        }
    }
    if named == 0 { Err(AppError::field("file", Problem::Missing)) } else { Ok(()) }
}

/// Takes a file and puts it in the place of another.
pub async fn replace_file(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<MediaId>,
    request: Request,
) -> Response {
    let replaced = async {
        let replacer = replacer(&who)?;
        replacer.editor.may(Action::Edit, Place::Site)?;
        let (form, _room) = receive(request).await?;
        let mut sent = SentFiles::default();
        let mut added = Vec::new();
        take_into(&state, &who, form, &mut sent, &mut added).await?;
        if let Some((_, error)) = sent.refused.into_iter().next() {
            return Err(error);
        }
        let new = added.into_iter().chain(sent.already).next();
        let new = new.ok_or_else(|| AppError::field("file", Problem::Missing))?;
        Ok((new, replace(&state.db, &replacer, id, new, state.clock.now()).await?))
    };
    match replaced.await {
        Ok((new, done)) => after_replacing(new, &done, done.id.unwrap_or(-1)),
        Err(error) => refused_file(&state, who, id, error).await,
    }
}

/// Takes back a replacing.
pub async fn undo_replace_file(State(state): State<AppState>, who: SignedIn, Path(id): Path<i64>) -> Response {
    let undone = async { Ok::<_, AppError>(undo_replace(&state.db, &replacer(&who)?, id, state.clock.now()).await?) };
    match undone.await {
        Ok((old, done)) => after_replacing(old, &done, -1),
        Err(error) => error_page(&state, error).await,
    }
}

fn replacer(who: &SignedIn) -> Result<Replacer, AppError> {
    Ok(Replacer { editor: editor(&who.actor())?, publisher: publisher(&who.actor()).ok() })
}

fn after_replacing(shown: MediaId, done: &Replaced, id: i64) -> Response {
    let Replaced { shown: seen, drafts, refused, .. } = done;
    Redirect::to(&format!("/bien-tap/tep/{shown}?thay={id}&xong={seen}&nhap={drafts}&khong={refused}")).into_response()
}
