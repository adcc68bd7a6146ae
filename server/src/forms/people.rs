//! The desk's people.

use app::auth::{Administrator, Role, administrator};
use app::error::{AppError, Problem};
use app::ids::{AccountId, SectionId};
use app::mail::given_up;
use app::people::{
    DeskPeople, DeskPerson, Rights, Wanted, erase, export, find_person, invite, people as everybody, reset_link,
    reset_second_step, set_disabled, set_rights, sign_out_everywhere,
};
use app::sections::all_sections;
use app::state::AppState;
use app::text::Language;
use app::time::Stamp;
use axum::body::Bytes;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::header;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::{Done, SignedIn, desk_page, error_page, refused, status_of, to};

/// A link to hand on, with the sentence about it.
type Link = Option<(String, String)>;

fn handed_on(state: &AppState, token: &str, hours: i64) -> Link {
    let until = Stamp(state.clock.now().0 + hours * 3_600_000);
    let until = format!("{} {}", until.clock(), until.day().short());
    let words = Language::Vietnamese.labels();
    let sentence = format!("{} {}", words.people().link.replace("{n}", &until), words.mail().also_sent);
    Some((format!("{}/loi-moi/{token}", state.base_url), sentence))
}

async fn list(
    state: &AppState,
    who: SignedIn,
    wanted: Wanted,
    link: Link,
    done: Option<&'static str>,
    error: Option<AppError>,
) -> Response {
    let found = async {
        let guard = administrator(&who.actor())?;
        Ok::<_, AppError>((everybody(&state.db, &guard).await?, given_up(&state.db, &guard).await?))
    };
    let (people, lost) = match found.await {
        Ok(found) => found,
        Err(error) => return error_page(state, error).await,
    };
    desk_page(state, status_of(&error), move || {
        let (staff, people, wanted) = (who.0.clone(), people.clone(), wanted.clone());
        let (lost, link, error) = (lost.clone(), link.clone(), error.clone());
        view! { <DeskPeople staff people wanted lost link done error/> }.into_any()
    })
    .await
}

fn nobody() -> Wanted {
    Wanted { email: String::new(), name: String::new(), role: Role::Contributor }
}

/// The list.
pub async fn people(State(state): State<AppState>, who: SignedIn, Query(done): Query<Done>) -> Response {
    list(&state, who, nobody(), None, done.words(), None).await
}

/// What the form that invites sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    email: String,
    name: String,
    role: String,
}

/// Makes a link for somebody new. It is shown in the answer itself, since it is stored nowhere.
pub async fn invite_person(State(state): State<AppState>, who: SignedIn, Form(sent): Form<Sent>) -> Response {
    let role = Role::parse(&sent.role);
    let wanted = Wanted { email: sent.email, name: sent.name, role: role.unwrap_or(Role::Contributor) };
    let made = async {
        let guard = administrator(&who.actor())?;
        role.ok_or_else(|| AppError::field("role", Problem::Malformed))?;
        Ok(invite(&state.db, guard, wanted.clone(), state.clock.now()).await?)
    };
    match made.await {
        Ok(token) => {
            let link = handed_on(&state, &token, 7 * 24);
            list(&state, who, nobody(), link, None, None).await
        }
        Err(error) => list(&state, who, wanted, None, None, Some(error)).await,
    }
}

async fn one(
    state: &AppState,
    who: SignedIn,
    id: AccountId,
    link: Link,
    done: Option<&'static str>,
    error: Option<AppError>,
) -> Response {
    let found = async {
        administrator(&who.actor())?;
        let person = find_person(&state.db, id).await?.ok_or(AppError::NotFound)?;
        Ok::<_, AppError>((person, all_sections(&state.db).await?))
    };
    let (person, sections) = match found.await {
        Ok(found) => found,
        Err(error) => return error_page(state, error).await,
    };
    desk_page(state, status_of(&error), move || {
        let (staff, person, sections) = (who.0.clone(), person.clone(), sections.clone());
        let (link, error) = (link.clone(), error.clone());
        view! { <DeskPerson staff person sections link done error/> }.into_any()
    })
    .await
}

/// One person.
pub async fn person(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<AccountId>,
    Query(done): Query<Done>,
) -> Response {
    one(&state, who, id, None, done.words(), None).await
}

async fn after(state: &AppState, who: SignedIn, id: AccountId, outcome: Result<(), AppError>) -> Response {
    match outcome {
        Ok(()) => to(&format!("/bien-tap/nguoi/{id}"), "done"),
        Err(error) => one(state, who, id, None, None, Some(error)).await,
    }
}

/// The rights in the form: `role`, and `section_N` for each section.
fn rights(body: &[u8]) -> Result<Rights, AppError> {
    let malformed = || AppError::field("role", Problem::Malformed);
    let mut rights = Rights { role: Role::Reader, sections: Vec::new() };
    let mut known = false;
    for (name, value) in form_urlencoded::parse(body) {
        if name == "role" {
            rights.role = Role::parse(&value).ok_or_else(malformed)?;
            known = true;
        } else if let Some(section) = name.strip_prefix("section_").filter(|_| !value.is_empty()) {
            let section: SectionId = section.parse().map_err(|_| malformed())?;
            rights.sections.push((section, Role::parse(&value).ok_or_else(malformed)?));
        }
    }
    if known { Ok(rights) } else { Err(malformed()) }
}

/// Sets what somebody may do.
pub async fn set_person_rights(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<AccountId>,
    body: Bytes,
) -> Response {
    let outcome = async {
        let guard = administrator(&who.actor())?;
        Ok(set_rights(&state.db, guard, id, rights(&body)?, state.clock.now()).await?)
    };
    let outcome = outcome.await;
    after(&state, who, id, outcome).await
}

async fn simple<F>(
    state: AppState,
    who: SignedIn,
    id: AccountId,
    work: impl FnOnce(AppState, Administrator) -> F,
) -> Response
where
    F: Future<Output = Result<(), AppError>>,
{
    let outcome = match administrator(&who.actor()) {
        Ok(guard) => work(state.clone(), guard).await,
        Err(error) => Err(error),
    };
    after(&state, who, id, outcome).await
}

/// Keeps somebody from signing in.
pub async fn disable_person(State(state): State<AppState>, who: SignedIn, Path(id): Path<AccountId>) -> Response {
    simple(state, who, id, async move |state: AppState, guard| {
        Ok(set_disabled(&state.db, guard, id, true, state.clock.now()).await?)
    })
    .await
}

/// Lets somebody sign in again.
pub async fn enable_person(State(state): State<AppState>, who: SignedIn, Path(id): Path<AccountId>) -> Response {
    simple(state, who, id, async move |state: AppState, guard| {
        Ok(set_disabled(&state.db, guard, id, false, state.clock.now()).await?)
    })
    .await
}

/// Ends every session of somebody.
pub async fn sign_person_out(State(state): State<AppState>, who: SignedIn, Path(id): Path<AccountId>) -> Response {
    simple(state, who, id, async move |state: AppState, guard| {
        Ok(sign_out_everywhere(&state.db, guard, id, state.clock.now()).await?)
    })
    .await
}

/// Takes the second step from somebody.
pub async fn reset_person_step(State(state): State<AppState>, who: SignedIn, Path(id): Path<AccountId>) -> Response {
    simple(state, who, id, async move |state: AppState, guard| {
        Ok(reset_second_step(&state.db, guard, id, state.clock.now()).await?)
    })
    .await
}

/// Makes a link for a new password.
pub async fn reset_person(State(state): State<AppState>, who: SignedIn, Path(id): Path<AccountId>) -> Response {
    let made = async {
        let guard = administrator(&who.actor())?;
        Ok(reset_link(&state.db, guard, id, state.clock.now()).await?)
    };
    match made.await {
        Ok(token) => {
            let link = handed_on(&state, &token, 1);
            one(&state, who, id, link, None, None).await
        }
        Err(error) => one(&state, who, id, None, None, Some(error)).await,
    }
}

/// Hands out what the site holds about somebody. It is asked for by POST, since the log remembers it.
pub async fn export_person(State(state): State<AppState>, who: SignedIn, Path(id): Path<AccountId>) -> Response {
    let made = async {
        let guard = administrator(&who.actor())?;
        export(&state.db, &guard, id, state.clock.now()).await?.ok_or(AppError::NotFound)
    };
    match made.await {
        Ok(json) => {
            let place = format!("attachment; filename=\"nguoi-{id}.json\"");
            ([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, place)], json)
                .into_response()
        }
        Err(error) => refused(&http::Method::POST, &error),
    }
}

/// What the form that erases sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    confirm: String,
}

/// Erases somebody, when the address that was typed is theirs.
pub async fn erase_person(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<AccountId>,
    Form(sent): Form<Confirmed>,
) -> Response {
    simple(state, who, id, async move |state: AppState, guard| {
        let person = find_person(&state.db, id).await?.ok_or(AppError::NotFound)?;
        if sent.confirm.trim().to_lowercase() != person.email {
            return Err(AppError::field("confirm", Problem::Malformed));
        }
        Ok(erase(&state.db, guard, id, state.clock.now()).await?)
    })
    .await
}
