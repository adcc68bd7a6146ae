//! The desk's queues, and what is done with a text besides writing it.

use app::auth::{editor, publisher};
use app::editing::checkpoint_open;
use app::error::{AppError, Problem};
use app::ids::{AccountId, ArticleId, SectionId};
use app::sections::all_sections;
use app::state::AppState;
use app::time::{Day, Stamp};
use app::workflow::{
    Charge, Click, DeskList, DeskQueue, Filter, Queue, Stage, Step, Times, access, charge, comment, everybody,
    may_open, queue, queue_counts, readdress, set_times, take_down, take_step,
};
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::articles::form_with_error;
use super::render::{Done, SignedIn, desk_page, error_page, status_of, to};

/// What the address of a queue says. Everything in it may be missing, and what means nothing is left aside.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    hang: String,
    #[serde(default)]
    muc: String,
    #[serde(default)]
    nguoi: String,
    #[serde(default)]
    tim: String,
    #[serde(default)]
    trang: String,
    #[serde(default)]
    lam: Option<i64>,
    #[serde(default)]
    xong: Option<usize>,
    #[serde(default)]
    khong: Option<usize>,
}

impl Asked {
    pub(super) fn filter(&self) -> Filter {
        Filter {
            queue: Queue::parse(&self.hang).unwrap_or_default(),
            section: self.muc.parse::<SectionId>().ok(),
            person: self.nguoi.parse::<AccountId>().ok(),
            words: self.tim.trim().chars().take(100).collect(),
            page: self.trang.parse().unwrap_or(1),
        }
    }

    fn click(&self) -> Option<Click> {
        let (done, refused) = (self.xong?, self.khong.unwrap_or(0));
        Some(Click { id: self.lam.filter(|id| *id > 0), done, refused, undone: self.lam == Some(0) })
    }
}

/// A queue.
pub async fn queues(
    State(state): State<AppState>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    Query(done): Query<Done>,
) -> Response {
    list_page(&state, who, asked.filter(), asked.click(), done.words(), None).await
}

pub(super) async fn list_page(
    state: &AppState,
    who: SignedIn,
    filter: Filter,
    click: Option<Click>,
    done: Option<&'static str>,
    error: Option<AppError>,
) -> Response {
    let status = status_of(&error);
    let list = match listed(state, &who, filter, click, error).await {
        Ok(list) => list,
        Err(error) => return error_page(state, error).await,
    };
    desk_page(state, status, move || {
        let (staff, list) = (who.0.clone(), list.clone());
        view! { <DeskQueue staff list done/> }.into_any()
    })
    .await
}

async fn listed(
    state: &AppState,
    who: &SignedIn,
    filter: Filter,
    click: Option<Click>,
    error: Option<AppError>,
) -> Result<DeskList, AppError> {
    let today = state.clock.now().day();
    Ok(DeskList {
        page: queue(&state.db, &who.0, &filter, today).await?,
        counts: queue_counts(&state.db, &who.0, today).await?,
        sections: all_sections(&state.db).await?,
        people: everybody(&state.db).await?,
        filter,
        today,
        click,
        error,
    })
}

/// Says whether the person may see a text on the desk.
pub(super) async fn opened(state: &AppState, who: &SignedIn, id: ArticleId) -> Result<(), AppError> {
    let access = access(&state.db, id).await?.ok_or(AppError::NotFound)?;
    may_open(&who.actor(), &access)
}

/// Back to the article, with what was done; or the form again, with what was wrong.
async fn outcome(state: &AppState, who: SignedIn, id: ArticleId, done: Result<(), AppError>, word: &str) -> Response {
    match done {
        Ok(()) => to(&format!("/bien-tap/bai-viet/{id}"), word),
        Err(error) => form_with_error(state, who, id, error).await,
    }
}

/// What the form of a step sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stepped {
    step: String,
    from: String,
    base: i64,
    #[serde(default)]
    reason: String,
}

/// Takes a step.
pub async fn step(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Form(sent): Form<Stepped>,
) -> Response {
    let taken = async {
        let guard = editor(&who.actor())?;
        let malformed = || AppError::field("step", Problem::Malformed);
        let step = Step::parse(&sent.step).ok_or_else(malformed)?;
        let from = Stage::parse(&sent.from).ok_or_else(malformed)?;
        let now = state.clock.now();
        checkpoint_open(&state.db, &state.sessions, id, now).await?;
        take_step(&state.db, guard, id, step, (from, sent.base), sent.reason, now).await?;
        Ok(())
    };
    let taken = taken.await;
    outcome(&state, who, id, taken, "step").await
}

fn day(field: &str, text: &str) -> Result<Option<Day>, AppError> {
    match text.trim() {
        "" => Ok(None),
        text => Day::parse_iso(text).map(Some).ok_or_else(|| AppError::field(field, Problem::Malformed)),
    }
}

fn time(field: &str, text: &str) -> Result<Option<Stamp>, AppError> {
    match text.trim() {
        "" => Ok(None),
        text => Stamp::parse_local(text).map(Some).ok_or_else(|| AppError::field(field, Problem::Malformed)),
    }
}

fn person(field: &str, text: &str) -> Result<Option<AccountId>, AppError> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| AppError::field(field, Problem::Malformed)),
    }
}

/// What the form of people and days sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Charged {
    assignee: String,
    due: String,
    owner: String,
    review: String,
}

/// Gives a text to somebody.
pub async fn charge_article(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Form(sent): Form<Charged>,
) -> Response {
    let done = async {
        let guard = editor(&who.actor())?;
        let wanted = Charge {
            assignee: person("assignee", &sent.assignee)?,
            due: day("due", &sent.due)?,
            owner: person("owner", &sent.owner)?,
            review: day("review", &sent.review)?,
        };
        Ok(charge(&state.db, guard, id, wanted, state.clock.now()).await?)
    };
    let done = done.await;
    outcome(&state, who, id, done, "charged").await
}

/// What the form of times sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timed {
    base: i64,
    publish_at: String,
    expires_at: String,
}

/// Sets when a version goes out and when the page goes.
pub async fn time_article(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Form(sent): Form<Timed>,
) -> Response {
    let done = async {
        let guard = publisher(&who.actor())?;
        let times = Times {
            publish_at: time("publish_at", &sent.publish_at)?,
            expires_at: time("expires_at", &sent.expires_at)?,
        };
        Ok(set_times(&state.db, guard, id, sent.base, times, state.clock.now()).await?)
    };
    let done = done.await;
    outcome(&state, who, id, done, "timed").await
}

/// What the form that takes down sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Why {
    #[serde(default)]
    why: String,
}

/// Takes an article away from readers.
pub async fn unpublish_article(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Form(sent): Form<Why>,
) -> Response {
    let done = match publisher(&who.actor()) {
        Ok(guard) => take_down(&state.db, guard, id, sent.why, state.clock.now()).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    outcome(&state, who, id, done, "taken-down").await
}

/// What the form of a comment sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    comment: String,
}

/// Says something about a text.
pub async fn comment_article(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Form(sent): Form<Said>,
) -> Response {
    let done = match editor(&who.actor()) {
        Ok(guard) => comment(&state.db, guard, id, &sent.comment, state.clock.now()).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    outcome(&state, who, id, done, "commented").await
}

/// What the form of an address sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Readdressed {
    slug: String,
}

/// Gives an article another address.
pub async fn readdress_article(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Form(sent): Form<Readdressed>,
) -> Response {
    let done = match publisher(&who.actor()) {
        Ok(guard) => readdress(&state.db, guard, id, &sent.slug, state.clock.now()).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    outcome(&state, who, id, done, "readdressed").await
}
