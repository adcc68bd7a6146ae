//! The trash of the library, and one click for many files.

use app::auth::editor;
use app::error::{AppError, Problem};
use app::ids::MediaId;
use app::library::{FileWork, FilesDone, bulk_files, library_url, trash, undo_bulk_files, untrash};
use app::state::AppState;
use axum::body::Bytes;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::library::{Asked, SentFiles, library_page, refused_file};
use super::render::{SignedIn, error_page, to};

/// Puts a file in the trash; one that is used says where.
pub async fn trash_file(State(state): State<AppState>, who: SignedIn, Path(id): Path<MediaId>) -> Response {
    let trashed = match editor(&who.actor()) {
        Ok(guard) => trash(&state.db, guard, id, state.clock.now()).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    match trashed {
        Ok(()) => to("/bien-tap/tep", "trashed"),
        Err(error) => refused_file(&state, who, id, error).await,
    }
}

/// Takes a file out of the trash.
pub async fn untrash_file(State(state): State<AppState>, who: SignedIn, Path(id): Path<MediaId>) -> Response {
    let untrashed = match editor(&who.actor()) {
        Ok(guard) => untrash(&state.db, guard, id, state.clock.now()).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    match untrashed {
        Ok(()) => to(&format!("/bien-tap/tep/{id}"), "untrashed"),
        Err(error) => refused_file(&state, who, id, error).await,
    }
}

/// The fields of the form; the files chosen come as one field for each.
#[derive(Default)]
struct Sent {
    back: String,
    work: String,
    to: String,
    files: Vec<MediaId>,
}

impl Sent {
    fn read(body: &[u8]) -> Self {
        let mut sent = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            match &*name {
                "back" => sent.back = value.into_owned(),
                "work" => sent.work = value.into_owned(),
                "to" => sent.to = value.into_owned(),
                "id" => sent.files.extend(value.parse::<MediaId>()),
                _ => {}
            }
        }
        sent
    }

    fn work(&self) -> Result<FileWork, AppError> {
        if self.files.is_empty() {
            return Err(AppError::field("work", Problem::TooFew));
        }
        let to = self.to.trim().to_owned();
        match (self.work.as_str(), to.is_empty()) {
            ("move", _) => Ok(FileWork::Move(app::library::line(&to))),
            ("trash", _) => Ok(FileWork::Trash),
            ("untrash", _) => Ok(FileWork::Untrash),
            ("tag" | "untag", true) => Err(AppError::field("to", Problem::Missing)),
            ("tag", false) => Ok(FileWork::Tag(to)),
            ("untag", false) => Ok(FileWork::Untag(to)),
            _ => Err(AppError::field("work", Problem::Malformed)),
        }
    }
}

/// What a page of the list asks for; whatever else `back` says, it leads nowhere else.
fn asked(back: &str) -> Asked {
    serde_urlencoded::from_str(back.strip_prefix("/bien-tap/tep?").unwrap_or_default()).unwrap_or_default()
}

fn done(who: &SignedIn, back: &str, done: &FilesDone, id: i64) -> Response {
    let filter = asked(back).filter(who);
    let url = library_url(&filter, filter.page);
    let sign = if url.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{url}{sign}lam={id}&xong={}&khong={}", done.done, done.refused)).into_response()
}

/// Does one thing to the files chosen.
pub async fn bulk_library(State(state): State<AppState>, who: SignedIn, body: Bytes) -> Response {
    let sent = Sent::read(&body);
    let outcome = async {
        let guard = editor(&who.actor())?;
        Ok(bulk_files(&state.db, &guard, &sent.files, &sent.work()?, state.clock.now()).await?)
    };
    match outcome.await {
        Ok(outcome) => done(&who, &sent.back, &outcome, outcome.id.unwrap_or(-1)),
        Err(error) => {
            let filter = asked(&sent.back).filter(&who);
            let refused = vec![(String::new(), error)];
            library_page(&state, who, filter, None, SentFiles { refused, ..SentFiles::default() }).await
        }
    }
}

/// What the form that takes back sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    #[serde(default)]
    back: String,
}

/// Takes back what one click did.
pub async fn undo_bulk_library(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<i64>,
    Form(sent): Form<Back>,
) -> Response {
    let undone = match editor(&who.actor()) {
        Ok(guard) => undo_bulk_files(&state.db, &guard, id, state.clock.now()).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    match undone {
        Ok(undone) => done(&who, &sent.back, &undone, 0),
        Err(error) => error_page(&state, error).await,
    }
}
