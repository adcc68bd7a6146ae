//! The desk's articles.

use app::articles::{
    ArticleForm, ArticleInput, DeskArticle, DeskArticles, Saved, body_to_markdown, desk_list, load_draft,
    media_in_address, publish_in, save_draft_in, unpublish,
};
use app::auth::{Action, authorize, editor, publisher};
use app::error::{AppError, Problem};
use app::history::compare_with;
use app::ids::{ArticleId, MediaId, random_hex};
use app::sections::all_sections;
use app::state::AppState;
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::{Done, SignedIn, desk_page, error_page, status_of, to, writing_page};

/// The list of articles.
pub async fn articles(State(state): State<AppState>, who: SignedIn, Query(done): Query<Done>) -> Response {
    let rows = match desk_list(&state.db).await {
        Ok(rows) => rows,
        Err(fault) => return error_page(&state, fault.into()).await,
    };
    desk_page(&state, http::StatusCode::OK, move || {
        let (staff, rows, done) = (who.0.clone(), rows.clone(), done.words());
        view! { <DeskArticles staff rows done/> }.into_any()
    })
    .await
}

async fn form_page(state: &AppState, who: SignedIn, form: ArticleForm, done: Option<&'static str>) -> Response {
    let sections = match all_sections(&state.db).await {
        Ok(sections) => sections,
        Err(fault) => return error_page(state, fault.into()).await,
    };
    let may_publish = authorize(&who.actor(), Action::Publish).is_ok();
    writing_page(state, status_of(&form.error), move || {
        let (staff, form, sections) = (who.0.clone(), form.clone(), sections.clone());
        view! { <DeskArticle staff form sections done may_publish/> }.into_any()
    })
    .await
}

/// An empty form.
pub async fn new_article(State(state): State<AppState>, who: SignedIn) -> Response {
    let form = ArticleForm { save_key: random_hex::<16>(), ..ArticleForm::default() };
    form_page(&state, who, form, None).await
}

async fn stored(state: &AppState, id: ArticleId) -> Result<ArticleForm, AppError> {
    let (draft, attachments) = load_draft(&state.db, id).await?.ok_or(AppError::NotFound)?;
    let document = prose::Document::from_json(&draft.body).map_err(|_| AppError::field("body", Problem::Malformed))?;
    Ok(ArticleForm {
        id: Some(id),
        base: draft.head_version,
        live: draft.live_version,
        slug: draft.slug,
        input: ArticleInput {
            section: draft.section,
            title: draft.title,
            lead: draft.lead,
            body: body_to_markdown(&document),
            byline_name: draft.byline_name,
            byline_office: draft.byline_office,
            picture: draft.picture_id.map(MediaId),
            picture_alt: draft.picture_alt,
            picture_caption: draft.picture_caption,
            attachments,
        },
        error: None,
        save_key: random_hex::<16>(),
        conflict: None,
    })
}

/// The form with the newest version.
pub async fn edit_article(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<ArticleId>,
    Query(done): Query<Done>,
) -> Response {
    match stored(&state, id).await {
        Ok(form) => form_page(&state, who, form, done.words()).await,
        Err(error) => error_page(&state, error).await,
    }
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    base: i64,
    save_key: String,
    then: Option<String>,
    title: String,
    section: String,
    lead: String,
    body: String,
    byline_name: String,
    byline_office: String,
    picture: String,
    picture_alt: String,
    picture_caption: String,
    attachments: String,
}

impl Sent {
    /// The form as it was typed, and which button was pressed.
    fn parse(self, id: Option<ArticleId>) -> (ArticleForm, Option<String>) {
        let number = |text: &str| text.trim().parse::<MediaId>().ok();
        let picture = number(&self.picture);
        let listed: Vec<&str> = self.attachments.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
        let attachments: Vec<MediaId> = listed.iter().filter_map(|one| number(one)).collect();
        let mut error = None;
        if picture.is_none() && !self.picture.trim().is_empty() {
            error = Some(AppError::field("picture", Problem::Malformed));
        } else if attachments.len() != listed.len() {
            error = Some(AppError::field("attachments", Problem::Malformed));
        }
        let input = ArticleInput {
            section: self.section,
            title: self.title,
            lead: self.lead,
            body: self.body.replace("\r\n", "\n"),
            byline_name: self.byline_name,
            byline_office: self.byline_office,
            picture,
            picture_alt: self.picture_alt,
            picture_caption: self.picture_caption,
            attachments,
        };
        let form = ArticleForm { id, base: self.base, input, error, save_key: self.save_key, ..ArticleForm::default() };
        (form, self.then)
    }
}

/// Saves, and publishes when asked. Both happen in one transaction, or neither.
pub async fn save_article(
    State(state): State<AppState>,
    who: SignedIn,
    id: Option<Path<ArticleId>>,
    Form(sent): Form<Sent>,
) -> Response {
    let (mut form, then) = sent.parse(id.map(|Path(id)| id));
    let and_publish = then.as_deref() == Some("publish");
    let outcome = match form.error.take() {
        Some(error) => Err(error),
        None => save(&state, &who, &form, and_publish).await,
    };
    match outcome {
        Ok(saved) => {
            let done = if and_publish { "published" } else { "saved" };
            to(&format!("/bien-tap/bai-viet/{}", saved.id), done)
        }
        Err(error) => {
            if let Some(id) = form.id
                && let Ok(stored) = stored(&state, id).await
            {
                (form.live, form.slug) = (stored.live, stored.slug);
                if error == AppError::Stale {
                    form = on_newest(&state, id, form, stored.base).await;
                }
            }
            form.error = Some(error);
            form_page(&state, who, form, None).await
        }
    }
}

/// The form on the newest version, with what it would change there. Saving it again is then a decision, and both
/// versions stay.
async fn on_newest(state: &AppState, id: ArticleId, mut form: ArticleForm, newest: i64) -> ArticleForm {
    if let Ok(text) = form.input.clone().check(&media_in_address) {
        form.conflict = compare_with(&state.db, id, newest, &text).await.ok().flatten();
    }
    // Without the comparison nobody could decide, so the next save is refused as well.
    if form.conflict.is_some() {
        form.base = newest;
        form.save_key = random_hex::<16>();
    }
    form
}

async fn save(state: &AppState, who: &SignedIn, form: &ArticleForm, and_publish: bool) -> Result<Saved, AppError> {
    let guard = editor(&who.actor())?;
    let publishing = if and_publish { Some(publisher(&who.actor())?) } else { None };
    let text = form.input.clone().check(&media_in_address)?;
    let target = form.id.map(|id| (id, form.base));
    let key = (form.save_key.len() == 32).then(|| form.save_key.clone());
    let now = state.clock.now();
    let saved = state.db.write(move |tx| {
        Box::pin(async move {
            let saved = save_draft_in(tx, &guard, target, &text, key, now).await?;
            if let Some(publishing) = publishing {
                publish_in(tx, &publishing, saved.id, saved.version, now).await?;
            }
            Ok(saved)
        })
    });
    Ok(saved.await?)
}

/// Takes an article away from readers.
pub async fn unpublish_article(State(state): State<AppState>, who: SignedIn, Path(id): Path<ArticleId>) -> Response {
    let outcome = match publisher(&who.actor()) {
        Ok(guard) => unpublish(&state.db, guard, id, state.clock.now()).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => to(&format!("/bien-tap/bai-viet/{id}"), "taken-down"),
        Err(error) => error_page(&state, error).await,
    }
}
