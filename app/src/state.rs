//! What a request handler can reach: made once in `main`, handed down, never global.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use leptos::prelude::use_context;

use crate::auth::{Limiter, Throttle};
use crate::db::Db;
use crate::editing::Sessions;
use crate::error::AppError;
use crate::media::{Arrivals, Downloads, Files};
use crate::passkeys::RelyingParty;
use crate::time::Stamp;
use crate::visits::Hub;

/// The server's state; cloning it shares everything.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// Where the bytes of files are.
    pub files: Files,
    /// Files that arrive in pieces.
    pub arrivals: Arrivals,
    /// Who fetched which file today.
    pub downloads: Arc<Downloads>,
    /// Articles that are open in the editor.
    pub sessions: Arc<Sessions>,
    /// Live counts and who listens to them.
    pub hub: Arc<Hub>,
    /// What the pages need to name the client's files.
    pub assets: Arc<ClientAssets>,
    /// `https://host` without a slash at the end; every absolute link is built from it.
    pub base_url: Arc<str>,
    /// Wrong passwords, which make the next try wait.
    pub throttle: Arc<Throttle>,
    /// The key behind the cookies of known devices.
    pub device_secret: Arc<str>,
    /// Wrong codes per network, and wrong passwords of people who are signed in.
    pub sign_ins: Arc<Limiter>,
    /// Links for a new password that were asked for, per network.
    pub resets: Arc<Limiter>,
    /// The same, per address typed.
    pub mailbox_resets: Arc<Limiter>,
    /// The site as authenticators know it; none where it has no name to bind keys to.
    pub passkeys: Option<Arc<RelyingParty>>,
    /// Questions to authenticators, per network.
    pub challenges: Arc<Limiter>,
    /// Nobody works at the desk before they have a second step of signing in.
    pub needs_second_step: bool,
    /// The key behind voter and network keys.
    pub poll_secret: Arc<str>,
    /// Tells the time; a test may stop or move it.
    pub clock: Clock,
}

/// Names of the client's files, made by the build.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct ClientAssets {
    /// Names the build; a page of another build is loaded whole.
    pub build: String,
    /// The script that starts the client.
    pub js: String,
    /// The client.
    pub wasm: String,
    /// The style sheet.
    pub css: String,
    /// The script of each part that belongs to one page, and its module or, for the editor, its style sheet.
    #[serde(default)]
    pub parts: BTreeMap<String, [String; 2]>,
    /// Fonts that the first paint needs.
    #[serde(default)]
    pub fonts: Vec<String>,
    /// An open page of another build is loaded again at once: somebody is changing the program and looks at it.
    #[serde(skip)]
    pub watched: bool,
}

/// Tells the time.
#[derive(Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that a test moves by hand.
    Fixed(Arc<std::sync::atomic::AtomicI64>),
}

impl Clock {
    /// Now, in unix milliseconds.
    pub fn now(&self) -> Stamp {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Stamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Fixed(time) => Stamp(time.load(std::sync::atomic::Ordering::SeqCst)),
        }
    }
}

/// The state of the server that is handling this request.
///
/// # Errors
/// [`AppError::Internal`] when called outside a request, which is a fault of this program.
pub fn app_state() -> Result<AppState, AppError> {
    use_context::<AppState>().ok_or_else(|| AppError::Internal { trace: "no-state".into() })
}

/// Every registered statement, for the query test.
pub fn all_statements() -> Vec<&'static crate::db::Sql> {
    [
        crate::db::STATEMENTS,
        crate::audit::STATEMENTS,
        crate::articles::STATEMENTS,
        crate::articles::DRAFT_STATEMENTS,
        crate::articles::PUBLISH_STATEMENTS,
        crate::editing::STATEMENTS,
        crate::history::STATEMENTS,
        crate::articles::ASSET_STATEMENTS,
        crate::auth::SECOND_STATEMENTS,
        crate::auth::SESSION_STATEMENTS,
        crate::auth::STATEMENTS,
        crate::library::BULK_STATEMENTS,
        crate::library::REPLACING_STATEMENTS,
        crate::library::STATEMENTS,
        crate::library::TRASH_STATEMENTS,
        crate::library::UPLOAD_STATEMENTS,
        crate::library::USE_STATEMENTS,
        crate::links::STATEMENTS,
        crate::mail::STATEMENTS,
        crate::media::STATEMENTS,
        crate::media::FOCAL_STATEMENTS,
        crate::media::RENDITION_STATEMENTS,
        crate::media::WORK_STATEMENTS,
        crate::media::TEXT_STATEMENTS,
        crate::media::DOWNLOAD_STATEMENTS,
        crate::notices::STATEMENTS,
        crate::passkeys::STATEMENTS,
        crate::people::INVITATION_STATEMENTS,
        crate::people::STATEMENTS,
        crate::polls::STATEMENTS,
        crate::polls::DRAFT_STATEMENTS,
        crate::provenance::STATEMENTS,
        crate::redirects::STATEMENTS,
        crate::sections::STATEMENTS,
        crate::site::STATEMENTS,
        crate::visits::STATEMENTS,
        crate::workflow::BULK_STATEMENTS,
        crate::workflow::EVENT_STATEMENTS,
        crate::workflow::PEOPLE_STATEMENTS,
        crate::workflow::QUEUE_STATEMENTS,
        crate::workflow::REPORT_STATEMENTS,
        crate::workflow::SCHEDULE_STATEMENTS,
        crate::workflow::STATEMENTS,
        crate::workflow::STEP_STATEMENTS,
        crate::workflow::THINNING_STATEMENTS,
    ]
    .concat()
}
