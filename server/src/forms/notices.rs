//! The desk's notices.

use app::auth::{Action, authorize, editor, publisher};
use app::error::{AppError, Problem};
use app::ids::NoticeId;
use app::notices::{
    DeskNotice, DeskNotices, NoticeForm, NoticeInput, Severity, desk_notices, load_notice, save_notice as store,
    set_notice_state,
};
use app::state::AppState;
use app::time::Stamp;
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::{Done, SignedIn, desk_page, error_page, status_of, to, writing_page};

/// The list of notices.
pub async fn notices(State(state): State<AppState>, who: SignedIn, Query(done): Query<Done>) -> Response {
    let rows = match desk_notices(&state.db).await {
        Ok(rows) => rows,
        Err(fault) => return error_page(&state, fault.into()).await,
    };
    desk_page(&state, http::StatusCode::OK, move || {
        let (staff, rows, done) = (who.0.clone(), rows.clone(), done.words());
        view! { <DeskNotices staff rows done/> }.into_any()
    })
    .await
}

async fn form_page(state: &AppState, who: SignedIn, form: NoticeForm, done: Option<&'static str>) -> Response {
    let may_publish = authorize(&who.actor(), Action::Publish).is_ok();
    writing_page(state, status_of(&form.error), move || {
        let (staff, form) = (who.0.clone(), form.clone());
        view! { <DeskNotice staff form done may_publish/> }.into_any()
    })
    .await
}

/// An empty form that starts now.
pub async fn new_notice(State(state): State<AppState>, who: SignedIn) -> Response {
    let form = NoticeForm {
        starts_at: state.clock.now().local(),
        severity: Severity::Info.as_str().to_owned(),
        ..NoticeForm::default()
    };
    form_page(&state, who, form, None).await
}

/// The form with what is stored.
pub async fn edit_notice(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<NoticeId>,
    Query(done): Query<Done>,
) -> Response {
    let (row, body) = match load_notice(&state.db, id).await {
        Ok(Some(found)) => found,
        Ok(None) => return error_page(&state, AppError::NotFound).await,
        Err(fault) => return error_page(&state, fault.into()).await,
    };
    let form = NoticeForm {
        id: Some(id),
        base: row.version,
        published: row.state == "published",
        title: row.title,
        body,
        severity: row.severity,
        starts_at: Stamp(row.starts_at).local(),
        ends_at: row.ends_at.map(|end| Stamp(end).local()).unwrap_or_default(),
        error: None,
    };
    form_page(&state, who, form, done.words()).await
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    base: i64,
    then: Option<String>,
    title: String,
    body: String,
    severity: String,
    starts_at: String,
    ends_at: String,
}

fn parse(form: &NoticeForm) -> Result<NoticeInput, AppError> {
    let time = |field, text: &str| Stamp::parse_local(text).ok_or(AppError::field(field, Problem::Malformed));
    Ok(NoticeInput {
        title: form.title.clone(),
        body: form.body.clone(),
        severity: Severity::parse(&form.severity).ok_or(AppError::field("severity", Problem::Malformed))?,
        starts_at: time("starts_at", &form.starts_at)?,
        ends_at: if form.ends_at.is_empty() { None } else { Some(time("ends_at", &form.ends_at)?) },
    })
}

/// Saves, and publishes when asked.
pub async fn save_notice(
    State(state): State<AppState>,
    who: SignedIn,
    id: Option<Path<NoticeId>>,
    Form(sent): Form<Sent>,
) -> Response {
    let and_publish = sent.then.as_deref() == Some("publish");
    let mut form = NoticeForm {
        id: id.map(|Path(id)| id),
        base: sent.base,
        published: false,
        title: sent.title,
        body: sent.body.replace("\r\n", "\n"),
        severity: sent.severity,
        starts_at: sent.starts_at,
        ends_at: sent.ends_at,
        error: None,
    };
    match save(&state, &who, &form, and_publish).await {
        Ok(id) => to(&format!("/bien-tap/thong-bao/{id}"), if and_publish { "published" } else { "saved" }),
        Err(error) => {
            form.error = Some(error);
            form_page(&state, who, form, None).await
        }
    }
}

async fn save(state: &AppState, who: &SignedIn, form: &NoticeForm, and_publish: bool) -> Result<NoticeId, AppError> {
    let guard = editor(&who.actor())?;
    let publishing = if and_publish { Some(publisher(&who.actor())?) } else { None };
    let target = form.id.map(|id| (id, form.base));
    let id = store(&state.db, guard, target, parse(form)?, state.clock.now()).await?;
    if let Some(publishing) = publishing {
        set_notice_state(&state.db, publishing, id, true, state.clock.now()).await?;
    }
    Ok(id)
}

/// Takes a notice away from readers.
pub async fn unpublish_notice(State(state): State<AppState>, who: SignedIn, Path(id): Path<NoticeId>) -> Response {
    let outcome = match publisher(&who.actor()) {
        Ok(guard) => set_notice_state(&state.db, guard, id, false, state.clock.now()).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => to(&format!("/bien-tap/thong-bao/{id}"), "taken-down"),
        Err(error) => error_page(&state, error).await,
    }
}
