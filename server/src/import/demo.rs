//! The demo site: one small co-operative alliance, written for this project, built into the binary.

use std::collections::HashMap;

use app::articles::{ArticleInput, publish_in, save_draft_in};
use app::auth::{NewAccount, Publisher, Role, add_account, machine_administrator, this_machine};
use app::db::DbFault;
use app::ids::{MediaId, random_hex};
use app::links::{LinkedSite, add_link};
use app::media::add_upload;
use app::notices::{NoticeInput, Severity, save_notice, set_notice_state};
use app::polls::{PollInput, PollState, save_poll, set_poll_state};
use app::sections::{add_section, all_sections};
use app::site::{SiteInfo, save_site};
use app::state::AppState;
use app::time::Stamp;
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::ImportError;

static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/demo");

#[derive(Deserialize)]
struct Site {
    site: SiteInfo,
    section: Vec<Section>,
    link: Vec<LinkedSite>,
    notice: Vec<Notice>,
    poll: Vec<Poll>,
    editor: Vec<Editor>,
}

#[derive(Deserialize)]
struct Section {
    slug: String,
    name: String,
    description: String,
}

#[derive(Deserialize)]
struct Notice {
    title: String,
    body: String,
    severity: Severity,
    starts: String,
    ends: Option<String>,
}

#[derive(Deserialize)]
struct Poll {
    question: String,
    options: Vec<String>,
}

#[derive(Deserialize)]
struct Editor {
    name: String,
    email: String,
    role: Role,
}

#[derive(Deserialize)]
struct Front {
    section: String,
    title: String,
    lead: String,
    published: String,
    byline: String,
    office: String,
    picture: Option<String>,
    #[serde(default)]
    picture_alt: String,
    #[serde(default)]
    picture_caption: String,
    #[serde(default)]
    attachments: Vec<String>,
}

/// Whom the demo lets in.
pub struct SignIn {
    pub email: String,
    pub password: String,
}

fn broken(what: impl std::fmt::Display) -> ImportError {
    ImportError::page(format!("demo content: {what}"))
}

fn stored(fault: DbFault) -> ImportError {
    ImportError::page(format!("the demo site could not be stored: {fault}"))
}

fn text(path: &str) -> Result<&'static str, ImportError> {
    CONTENT.get_file(path).and_then(|file| file.contents_utf8()).ok_or_else(|| broken(format!("{path} is missing")))
}

/// A moment of the demo; what the file dates after now is moved to now, so that nothing is from the future.
fn moment(written: &str, now: Stamp) -> Result<Stamp, ImportError> {
    let stamp = Stamp::parse_local(written).ok_or_else(|| broken(format!("{written} is no time")))?;
    Ok(stamp.min(now))
}

/// Loads the demo site into an empty database.
///
/// # Errors
/// A database that has sections already: the demo never mixes with a real site.
pub async fn load(state: &AppState) -> Result<Vec<SignIn>, ImportError> {
    if !all_sections(&state.db).await.map_err(stored)?.is_empty() {
        return Err(ImportError::page("this database has content already; the demo site is for an empty one"));
    }
    let site: Site = toml::from_str(text("site.toml")?).map_err(broken)?;
    let guard = this_machine();
    let sign_ins = people(state, site.editor).await?;
    surroundings(state, &guard, site.site, site.section, site.link).await?;
    public(state, &guard, site.notice, site.poll).await?;
    let files = upload(state, &guard).await?;
    articles(state, &guard, &files).await?;
    Ok(sign_ins)
}

async fn people(state: &AppState, editors: Vec<Editor>) -> Result<Vec<SignIn>, ImportError> {
    let mut sign_ins = Vec::new();
    for Editor { name, email, role } in editors {
        let password = random_hex::<8>();
        let account = NewAccount { email: email.clone(), name, role, password: password.clone() };
        add_account(&state.db, machine_administrator(), account, state.clock.now()).await.map_err(stored)?;
        sign_ins.push(SignIn { email, password });
    }
    Ok(sign_ins)
}

async fn surroundings(
    state: &AppState,
    guard: &Publisher,
    site: SiteInfo,
    sections: Vec<Section>,
    links: Vec<LinkedSite>,
) -> Result<(), ImportError> {
    save_site(&state.db, guard, &site).await.map_err(stored)?;
    for Section { slug, name, description } in sections {
        add_section(&state.db, &guard.as_editor(), slug, name, description).await.map_err(stored)?;
    }
    for link in links {
        add_link(&state.db, guard, link).await.map_err(stored)?;
    }
    Ok(())
}

async fn public(
    state: &AppState,
    guard: &Publisher,
    notices: Vec<Notice>,
    polls: Vec<Poll>,
) -> Result<(), ImportError> {
    let now = state.clock.now();
    for notice in notices {
        let ends_at = notice.ends.as_deref().map(|end| Stamp::parse_local(end).ok_or_else(|| broken(end)));
        let input = NoticeInput {
            title: notice.title,
            body: notice.body,
            severity: notice.severity,
            starts_at: moment(&notice.starts, now)?,
            ends_at: ends_at.transpose()?,
        };
        let id = save_notice(&state.db, guard.as_editor(), None, input, now).await.map_err(stored)?;
        set_notice_state(&state.db, guard.clone(), id, true, now).await.map_err(stored)?;
    }
    for poll in polls {
        let input = PollInput { question: poll.question, options: poll.options, closes_at: None };
        let id = save_poll(&state.db, guard.as_editor(), None, input, now).await.map_err(stored)?;
        set_poll_state(&state.db, guard.clone(), id, PollState::Open, now).await.map_err(stored)?;
    }
    Ok(())
}

type Uploaded = HashMap<String, MediaId>;

/// Takes the files through the same door as any upload.
async fn upload(state: &AppState, guard: &Publisher) -> Result<Uploaded, ImportError> {
    let mut uploaded = Uploaded::new();
    let folders = ["pictures", "files"].iter().filter_map(|name| CONTENT.get_dir(name));
    for file in folders.flat_map(|folder| folder.files()) {
        let name = file.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = file.contents().to_vec();
        let now = state.clock.now();
        let added = add_upload(&state.db, &state.files, &guard.as_editor(), &name, bytes, now).await;
        uploaded.insert(name, MediaId(added.map_err(stored)?.id));
    }
    Ok(uploaded)
}

async fn articles(state: &AppState, guard: &Publisher, files: &Uploaded) -> Result<(), ImportError> {
    let folder = CONTENT.get_dir("articles").ok_or_else(|| broken("articles are missing"))?;
    for file in folder.files() {
        let name = file.path().display();
        let text = file.contents_utf8().ok_or_else(|| broken(format!("{name} is no text")))?;
        article(state, guard, files, text).await.map_err(|error| broken(format!("{name}: {error}")))?;
    }
    Ok(())
}

async fn article(state: &AppState, guard: &Publisher, files: &Uploaded, text: &str) -> Result<(), ImportError> {
    let mut parts = text.splitn(3, "+++\n").skip(1);
    let (front, body) = parts.next().zip(parts.next()).ok_or_else(|| broken("no front matter"))?;
    let front: Front = toml::from_str(front).map_err(broken)?;
    let now = state.clock.now();
    let published = moment(&front.published, now)?;
    let named = |name: &str| files.get(name.rsplit('/').next().unwrap_or(name)).copied();
    let missing = |name: &String| broken(format!("{name} is missing"));
    let attachments =
        front.attachments.iter().map(|name| named(name).ok_or_else(|| missing(name))).collect::<Result<_, _>>()?;
    let picture = match &front.picture {
        Some(name) => Some(named(name).ok_or_else(|| missing(name))?),
        None => None,
    };
    let input = ArticleInput {
        section: front.section,
        title: front.title,
        lead: front.lead,
        body: body.to_owned(),
        byline_name: front.byline,
        byline_office: front.office,
        picture,
        picture_alt: front.picture_alt,
        picture_caption: front.picture_caption,
        attachments,
    };
    let text = input.check(&named).map_err(broken)?;
    let guard = guard.clone();
    let write = state.db.write(move |tx| {
        Box::pin(async move {
            let saved = save_draft_in(tx, &guard.as_editor(), None, &text, None, published).await?;
            publish_in(tx, &guard, saved.id, saved.version, published).await
        })
    });
    write.await.map_err(stored)
}
