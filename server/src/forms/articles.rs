//! The desk's articles.

use app::articles::{
    ArticleForm, ArticleInput, DeskArticle, MayDo, Saved, body_to_markdown, load_draft, media_in_address, publish_in,
    save_draft_in,
};
use app::auth::{Action, Place, authorize, authorize_at, editor, publisher};
use app::editing::checkpoint_open;
use app::error::{AppError, Problem};
use app::history::compare_with;
use app::ids::{ArticleId, MediaId, random_hex};
use app::sections::all_sections;
use app::state::AppState;
use app::workflow::{Step, WorkForm, choices, events_of, load_work, may_open, people_at, step_after_save_in};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::{Done, SignedIn, error_page, status_of, to, writing_page};

async fn form_page(state: &AppState, who: SignedIn, form: ArticleForm, done: Option<&'static str>) -> Response {
    let sections = match all_sections(&state.db).await {
        Ok(sections) => sections,
        Err(fault) => return error_page(state, fault.into()).await,
    };
    let form = match with_work(state, &who, form).await {
        Ok(form) => form,
        Err(error) => return error_page(state, error).await,
    };
    writing_page(state, status_of(&form.error), move || {
        let (staff, form, sections) = (who.0.clone(), form.clone(), sections.clone());
        view! { <DeskArticle staff form sections done/> }.into_any()
    })
    .await
}

/// The form with where its text stands, and with what the person may do.
async fn with_work(state: &AppState, who: &SignedIn, mut form: ArticleForm) -> Result<ArticleForm, AppError> {
    let actor = who.actor();
    let Some(id) = form.id else {
        let may = |action| authorize(&actor, action).is_ok();
        let steps = if may(Action::Edit) { vec![Step::Submit, Step::Forward] } else { vec![Step::Submit] };
        form.may = MayDo { save: true, steps, publish: may(Action::Publish) };
        return Ok(form);
    };
    let work = load_work(&state.db, id).await?.ok_or(AppError::NotFound)?;
    may_open(&actor, &work.access)?;
    let may = |action| authorize_at(&actor, action, Place::Section(work.access.section)).is_ok();
    let steps = choices(&actor, &work.access);
    form.may =
        MayDo { save: work.access.may_save(Some(who.0.id), may), steps: steps.clone(), publish: may(Action::Publish) };
    let people = people_at(&state.db, Action::Write, work.access.section).await?;
    form.live = work.live;
    form.work = Some(WorkForm {
        id,
        head: newest(state, id).await?,
        slug: form.slug.clone(),
        events: events_of(&state.db, id).await?,
        people,
        steps,
        may_charge: may(Action::Edit),
        may_publish: may(Action::Publish),
        error: form.error.clone(),
        work,
    });
    Ok(form)
}

async fn newest(state: &AppState, id: ArticleId) -> Result<i64, AppError> {
    let (draft, _) = load_draft(&state.db, id).await?.ok_or(AppError::NotFound)?;
    Ok(draft.head_version)
}

/// The form with the newest version and what was wrong with something else that the person sent about it.
pub async fn form_with_error(state: &AppState, who: SignedIn, id: ArticleId, error: AppError) -> Response {
    match stored(state, id).await {
        Ok(form) => form_page(state, who, ArticleForm { error: Some(error), ..form }, None).await,
        Err(error) => error_page(state, error).await,
    }
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
        save_key: random_hex::<16>(),
        ..ArticleForm::default()
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
    let then = Then::parse(then.as_deref());
    let outcome = match form.error.take() {
        Some(error) => Err(error),
        None => save(&state, &who, &form, then).await,
    };
    match outcome {
        Ok(saved) => {
            if matches!(then, Then::Editor) {
                return Redirect::to(&format!("/bien-tap/bai-viet/{}/soan", saved.id)).into_response();
            }
            let done = match then {
                Then::Publish => "published",
                Then::Step(_) => "step",
                Then::Nothing | Then::Editor => "saved",
            };
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

/// What follows the save.
#[derive(Clone, Copy)]
enum Then {
    Nothing,
    Editor,
    Publish,
    Step(Step),
}

impl Then {
    fn parse(word: Option<&str>) -> Self {
        match word {
            Some("publish") => Self::Publish,
            Some("editor") => Self::Editor,
            Some(word) => Step::parse(word).map_or(Self::Nothing, Self::Step),
            None => Self::Nothing,
        }
    }
}

async fn save(state: &AppState, who: &SignedIn, form: &ArticleForm, then: Then) -> Result<Saved, AppError> {
    let guard = editor(&who.actor())?;
    let publishing = if matches!(then, Then::Publish) { Some(publisher(&who.actor())?) } else { None };
    let text = form.input.clone().check(&media_in_address)?;
    if let Some(id) = form.id {
        checkpoint_open(&state.db, &state.sessions, id, state.clock.now()).await?;
    }
    let target = form.id.map(|id| (id, form.base));
    let key = (form.save_key.len() == 32).then(|| form.save_key.clone());
    let now = state.clock.now();
    let saved = state.db.write(move |tx| {
        Box::pin(async move {
            let saved = save_draft_in(tx, &guard, target, &text, key, now).await?;
            if let Some(publishing) = publishing {
                publish_in(tx, &publishing, saved.id, saved.version, now).await?;
            }
            if let Then::Step(step) = then {
                step_after_save_in(tx, &guard, saved, step, now).await?;
            }
            Ok(saved)
        })
    });
    Ok(saved.await?)
}
