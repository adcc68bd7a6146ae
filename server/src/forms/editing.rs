//! The editor's page, and what its script sends and asks: JSON in and out, each answer with a sentence for people when it
//! is a refusal.

use app::auth::{Action, Actor, Place, authorize_at, editor};
use app::editing::{
    Answer, Batch, DeskEditor, EditorPage, Refusal, Session, Writer, accept, checkpoint, current, named, preview, since,
};
use app::error::AppError;
use app::ids::ArticleId;
use app::sections::all_sections;
use app::state::AppState;
use app::text::Language;
use app::workflow::{Work, load_work, may_open};
use axum::extract::{Json, Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

use super::render::{SignedIn, desk_page, error_page};

/// The frame of the preview is the one thing that a page of this site shows of another.
const FRAMES: &str = "; frame-src 'self'";

/// What a person may open: the article, and its session.
pub struct Opened {
    /// The session.
    pub session: Arc<Session>,
    /// Where the article stands.
    pub work: Work,
}

/// Opens an article for somebody.
///
/// # Errors
/// No such article, or one that they may not open.
pub async fn open(state: &AppState, actor: &Actor, id: ArticleId) -> Result<Opened, AppError> {
    let work = load_work(&state.db, id).await?.ok_or(AppError::NotFound)?;
    may_open(actor, &work.access)?;
    Ok(Opened { session: state.sessions.of(id), work })
}

/// As [`open`], for somebody who is about to write; the store asks again.
///
/// # Errors
/// As [`open`]; [`AppError::Denied`] for a text that is somebody else's now.
pub async fn open_to_write(state: &AppState, actor: &Actor, id: ArticleId) -> Result<Opened, AppError> {
    let opened = open(state, actor, id).await?;
    if opened.may_write(actor) { Ok(opened) } else { Err(AppError::Denied) }
}

impl Opened {
    /// Whether they may also write in it now.
    pub fn may_write(&self, actor: &Actor) -> bool {
        let account = match actor {
            Actor::Staff(staff) => Some(staff.id),
            Actor::Anonymous => None,
        };
        let may = |action| authorize_at(actor, action, Place::Section(self.work.access.section)).is_ok();
        self.work.access.may_save(account, may)
    }
}

/// An answer in JSON that nobody keeps.
pub fn answer(status: StatusCode, value: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (status, headers, value.to_string()).into_response()
}

/// A refusal in JSON.
pub fn refused(refusal: &Refusal, batch: Option<&str>) -> Response {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    answer(status, &refusal_json(refusal, batch))
}

/// The message of a refusal.
pub fn refusal_json(refusal: &Refusal, batch: Option<&str>) -> Value {
    json!({ "type": "refused", "batch": batch, "code": refusal.code, "message": refusal.message })
}

/// A failure in JSON.
pub fn failed(error: AppError) -> Response {
    refused(&Refusal::from(error), None)
}

/// The page.
pub async fn editor_page(State(state): State<AppState>, who: SignedIn, Path(id): Path<ArticleId>) -> Response {
    let page = match page(&state, &who, id).await {
        Ok(page) => page,
        Err(error) => return error_page(&state, error).await,
    };
    let mut response = desk_page(&state, StatusCode::OK, move || {
        let page = page.clone();
        view! { <DeskEditor page/> }.into_any()
    })
    .await;
    if let Some(policy) = response.headers_mut().get_mut(header::CONTENT_SECURITY_POLICY)
        && let Ok(wider) = HeaderValue::from_str(&format!("{}{FRAMES}", policy.to_str().unwrap_or_default()))
    {
        *policy = wider;
    }
    response
}

async fn page(state: &AppState, who: &SignedIn, id: ArticleId) -> Result<EditorPage, AppError> {
    let actor = who.actor();
    let opened = open(state, &actor, id).await?;
    let (version, tree, fields, checksum) = current(&state.db, &opened.session, state.clock.now()).await?;
    let (media, pages) = named(&state.db, &tree, &fields).await?;
    let place = Place::Section(opened.work.access.section);
    let sections = all_sections(&state.db).await?;
    let sections: Vec<Value> =
        sections.iter().map(|section| json!({ "slug": section.slug, "name": section.name })).collect();
    let labels = Language::Vietnamese.labels();
    let words: serde_json::Map<String, Value> =
        labels.editing().pairs().into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
    let may_write = opened.may_write(&actor);
    let boot = json!({
        "article": id,
        "version": version,
        "schema": prose::SCHEMA_VERSION,
        "doc": tree.to_json(),
        "checksum": checksum,
        "fields": fields,
        "sections": sections,
        "me": { "account": who.0.id, "name": who.0.name },
        "may": { "write": may_write, "publish": authorize_at(&actor, Action::Publish, place).is_ok() },
        "live": opened.work.live,
        "live_url": opened.work.live.map(|_| format!("/bai-viet/{id}/x")),
        "form": format!("/bien-tap/bai-viet/{id}"),
        "language": Language::Vietnamese.tag(),
        "media": media,
        "pages": pages,
        "labels": words,
    });
    let seen = preview(&state.db, &tree, &fields).await?;
    let file = |name: String| format!("/pkg/{name}");
    let [script, style] = state.assets.parts.get("editor").cloned().map_or([None, None], |files| files.map(Some));
    Ok(EditorPage {
        staff: who.0.clone(),
        id,
        title: fields.title.clone(),
        boot: boot.to_string().replace('<', "\\u003c"),
        body_html: seen.html,
        script: script.map(file),
        style: style.map(file),
        may_write,
    })
}

/// The newest words.
pub async fn editing_head(State(state): State<AppState>, who: SignedIn, Path(id): Path<ArticleId>) -> Response {
    match head(&state, &who, id).await {
        Ok(value) => answer(StatusCode::OK, &value),
        Err(error) => failed(error),
    }
}

async fn head(state: &AppState, who: &SignedIn, id: ArticleId) -> Result<Value, AppError> {
    let opened = open(state, &who.actor(), id).await?;
    let (version, tree, fields, checksum) = current(&state.db, &opened.session, state.clock.now()).await?;
    let (media, pages) = named(&state.db, &tree, &fields).await?;
    Ok(json!({
        "version": version, "schema": prose::SCHEMA_VERSION, "doc": tree.to_json(), "checksum": checksum,
        "fields": fields, "media": media, "pages": pages,
    }))
}

/// What came after a version.
#[derive(Deserialize)]
pub struct After {
    tu: i64,
}

/// The changes after a version.
pub async fn editing_commits(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Query(after): Query<After>,
) -> Response {
    let found = async {
        let opened = open(&state, &who.actor(), id).await?;
        let found = since(&state.db, &opened.session, after.tu, state.clock.now()).await?;
        Ok::<_, AppError>((found, opened.session.peers()))
    };
    match found.await {
        Ok((Some((version, commits)), peers)) => {
            answer(StatusCode::OK, &json!({ "version": version, "commits": commits, "peers": peers }))
        }
        Ok((None, _)) => answer(StatusCode::GONE, &json!({ "type": "reload", "reason": "unknown" })),
        Err(error) => failed(error),
    }
}

/// Takes a batch and says what became of it.
pub async fn editing_batch(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Json(batch): Json<Batch>,
) -> Response {
    match take(&state, &who, id, &batch).await {
        Ok(Answer::Stored { version, checksum, commits, .. }) => {
            answer(StatusCode::OK, &stored_json(&batch.batch, version, &checksum, &json!(commits)))
        }
        Ok(Answer::Stale { version, commits }) => {
            answer(StatusCode::CONFLICT, &stale_json(&batch.batch, version, &json!(commits)))
        }
        Ok(Answer::Unknown) => answer(StatusCode::GONE, &json!({ "type": "reload", "reason": "unknown" })),
        Err(refusal) => refused(&refusal, Some(&batch.batch)),
    }
}

/// The message that a batch is stored.
pub fn stored_json(batch: &str, version: i64, checksum: &str, commits: &Value) -> Value {
    json!({ "type": "ack", "batch": batch, "version": version, "checksum": checksum, "commits": commits })
}

/// The message that a batch came too late.
pub fn stale_json(batch: &str, version: i64, commits: &Value) -> Value {
    json!({ "type": "reject", "batch": batch, "version": version, "commits": commits })
}

async fn take(state: &AppState, who: &SignedIn, id: ArticleId, batch: &Batch) -> Result<Answer, Refusal> {
    let opened = open_to_write(state, &who.actor(), id).await?;
    let writer = Writer { guard: editor(&who.actor())?, name: who.0.name.clone() };
    taken(state, &opened.session, &writer, batch).await
}

/// Takes a batch, and makes a version when one is due.
///
/// # Errors
/// As [`accept`].
pub async fn taken(state: &AppState, session: &Session, writer: &Writer, batch: &Batch) -> Result<Answer, Refusal> {
    let answer = accept(&state.db, session, writer, batch, state.clock.now()).await?;
    if let Answer::Stored { is_due: true, .. } = answer
        && let Err(error) = checkpoint(&state.db, session, &writer.guard, "", state.clock.now()).await
    {
        tracing::debug!(%error, article = %session.id, "no version is made of what is written yet");
    }
    Ok(answer)
}

/// What a version is called.
#[derive(Default, Deserialize)]
pub struct Label {
    #[serde(default)]
    label: Option<String>,
}

/// Makes a version of the words now.
pub async fn editing_checkpoint(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Json(label): Json<Label>,
) -> Response {
    let made = async {
        let opened = open_to_write(&state, &who.actor(), id).await?;
        let guard = editor(&who.actor())?;
        let label = label.label.unwrap_or_default();
        checkpoint(&state.db, &opened.session, &guard, &label, state.clock.now()).await
    };
    match made.await {
        Ok(made) => answer(StatusCode::OK, &json!({ "article_version": made.version, "is_new": made.is_new })),
        Err(AppError::Invalid(errors)) => {
            let labels = Language::Vietnamese.labels();
            let problems: Vec<Value> = errors
                .iter()
                .map(|error| json!({ "field": error.field, "text": labels.problem(error.problem) }))
                .collect();
            answer(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "problems": problems }))
        }
        Err(error) => failed(error),
    }
}
