//! Doing one thing to many texts, and taking it back.

use app::auth::editor;
use app::error::{AppError, Problem};
use app::ids::{AccountId, ArticleId};
use app::state::AppState;
use app::time::Day;
use app::workflow::{BulkDone, BulkWork, Step, bulk, undo_bulk};
use axum::body::Bytes;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::render::{SignedIn, error_page};
use super::workflow::{Asked, list_page};

/// The fields of the form; the texts chosen come as one field for each.
#[derive(Default)]
struct Sent {
    back: String,
    work: String,
    assignee: String,
    due: String,
    reason: String,
    articles: Vec<ArticleId>,
}

impl Sent {
    fn read(body: &[u8]) -> Self {
        let mut sent = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            match &*name {
                "back" => sent.back = value.into_owned(),
                "work" => sent.work = value.into_owned(),
                "assignee" => sent.assignee = value.into_owned(),
                "due" => sent.due = value.into_owned(),
                "reason" => sent.reason = value.into_owned(),
                "id" => sent.articles.extend(value.parse::<ArticleId>()),
                _ => {}
            }
        }
        sent
    }

    fn work(&self) -> Result<BulkWork, AppError> {
        let malformed = |field: &str| AppError::field(field, Problem::Malformed);
        match (self.work.as_str(), self.assignee.trim(), self.due.trim()) {
            ("assign", "", _) => Ok(BulkWork::Assign(None)),
            ("assign", account, _) => {
                let account: AccountId = account.parse().map_err(|_| malformed("assignee"))?;
                Ok(BulkWork::Assign(Some(account)))
            }
            ("due", _, "") => Ok(BulkWork::Due(None)),
            ("due", _, day) => Ok(BulkWork::Due(Some(Day::parse_iso(day).ok_or_else(|| malformed("due"))?))),
            (step, ..) => {
                let step = Step::parse(step).ok_or_else(|| malformed("work"))?;
                Ok(BulkWork::Step(step, self.reason.clone()))
            }
        }
    }
}

/// A page of the list; whatever else `back` says, it leads nowhere else.
fn back_to(back: &str) -> (String, Asked) {
    let query = back.strip_prefix("/bien-tap?").unwrap_or_default();
    let asked: Asked = serde_urlencoded::from_str(query).unwrap_or_default();
    let filter = asked.filter();
    (app::workflow::queue_url(&filter, filter.queue, filter.page), asked)
}

fn done(back: &str, done: &BulkDone, id: i64) -> Response {
    let (url, _) = back_to(back);
    Redirect::to(&format!("{url}&lam={id}&xong={}&khong={}", done.done, done.refused)).into_response()
}

/// Does one thing to the texts chosen.
pub async fn bulk_articles(State(state): State<AppState>, who: SignedIn, body: Bytes) -> Response {
    let sent = Sent::read(&body);
    let outcome = async {
        let guard = editor(&who.actor())?;
        if sent.articles.is_empty() {
            return Err(AppError::field("work", Problem::TooFew));
        }
        Ok(bulk(&state.db, &guard, &sent.articles, &sent.work()?, state.clock.now()).await?)
    };
    match outcome.await {
        Ok(outcome) => done(&sent.back, &outcome, outcome.id.unwrap_or(-1)),
        Err(error) => {
            let (_, asked) = back_to(&sent.back);
            list_page(&state, who, asked.filter(), None, None, Some(error)).await
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
pub async fn undo_bulk_articles(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<i64>,
    Form(sent): Form<Back>,
) -> Response {
    let undone = match editor(&who.actor()) {
        Ok(guard) => undo_bulk(&state.db, &guard, id, state.clock.now()).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    match undone {
        Ok(undone) => done(&sent.back, &undone, 0),
        Err(error) => error_page(&state, error).await,
    }
}
