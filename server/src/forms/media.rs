//! The desk's files.

use app::auth::{Action, Place, editor, publisher};
use app::error::{AppError, Problem};
use app::ids::MediaId;
use app::library::{LibraryFilter, Replaced, Replacer, Taken, replace, take_file, undo_replace};
use app::state::AppState;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::library::{SentFiles, library_page, refused_file};
use super::render::{SignedIn, error_page, to};

/// Takes files, each by itself: one that is refused holds up no other.
pub async fn upload(State(state): State<AppState>, who: SignedIn, form: Multipart) -> Response {
    let mut sent = SentFiles::default();
    let mut added = Vec::new();
    if let Err(error) = take_into(&state, &who, form, &mut sent, &mut added).await {
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
            library_page(&state, who, filter, None, sent).await
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
    let malformed = |_| AppError::field("file", Problem::TooLarge);
    let mut named = 0;
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
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let replaced = async {
        let replacer = replacer(&who)?;
        replacer.editor.may(Action::Edit, Place::Site)?;
        let form = form.map_err(|_| AppError::field("file", Problem::Missing))?;
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
