//! What goes over the wire between the editor and the server.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::articles::{ArticleInput, ArticleText};
use crate::db::DbFault;
use crate::error::AppError;
use crate::ids::{AccountId, MediaId};
use crate::text::Language;

/// The longest text of a field, in bytes. The form's own limits are asked for when a version is made.
const LONGEST_FIELD: usize = 10_000;
/// The most attachments of an article.
const MOST_ATTACHMENTS: usize = 100;
/// The longest name of a client or batch.
const LONGEST_NAME: usize = 64;

/// What an article has beside its body, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// The title.
    pub title: String,
    /// The lead.
    pub lead: String,
    /// The section's slug.
    pub section: String,
    /// Who wrote it.
    pub byline_name: String,
    /// Their office.
    pub byline_office: String,
    /// The picture.
    pub picture: Option<MediaId>,
    /// What it shows.
    pub picture_alt: String,
    /// Its caption.
    pub picture_caption: String,
    /// Files to download.
    pub attachments: Vec<MediaId>,
}

impl From<&ArticleText> for Fields {
    fn from(text: &ArticleText) -> Self {
        Self {
            title: text.title.clone(),
            lead: text.lead.clone(),
            section: text.section.clone(),
            byline_name: text.byline_name.clone(),
            byline_office: text.byline_office.clone(),
            picture: text.picture,
            picture_alt: text.picture_alt.clone(),
            picture_caption: text.picture_caption.clone(),
            attachments: text.attachments.clone(),
        }
    }
}

impl Fields {
    /// The fields after a change; none where the change names another field, or gives one a value of another type or size.
    pub fn with(&self, change: &Map<String, Value>) -> Option<Self> {
        let Value::Object(mut all) = serde_json::to_value(self).ok()? else { return None };
        for (name, value) in change {
            *all.get_mut(name)? = value.clone();
        }
        let fields: Self = serde_json::from_value(Value::Object(all)).ok()?;
        let texts = [
            &fields.title,
            &fields.lead,
            &fields.section,
            &fields.byline_name,
            &fields.byline_office,
            &fields.picture_alt,
            &fields.picture_caption,
        ];
        let fits = texts.iter().all(|text| text.len() <= LONGEST_FIELD) && fields.attachments.len() <= MOST_ATTACHMENTS;
        fits.then_some(fields)
    }

    /// The same as the desk's form sends it, without a body.
    pub fn to_input(&self) -> ArticleInput {
        ArticleInput {
            section: self.section.clone(),
            title: self.title.clone(),
            lead: self.lead.clone(),
            body: String::new(),
            byline_name: self.byline_name.clone(),
            byline_office: self.byline_office.clone(),
            picture: self.picture,
            picture_alt: self.picture_alt.clone(),
            picture_caption: self.picture_caption.clone(),
            attachments: self.attachments.clone(),
        }
    }
}

/// Changes that one editor sends at once: all of them are stored, or none.
#[derive(Clone, Debug, Deserialize)]
pub struct Batch {
    /// The page that sends it.
    pub client: String,
    /// Its name, by which it is stored once however often it comes.
    pub batch: String,
    /// The version that it was made on.
    pub version: i64,
    /// How often it was refused as stale.
    #[serde(default)]
    pub attempt: u32,
    /// ProseMirror's steps.
    #[serde(default)]
    pub steps: Vec<Value>,
    /// Fields that changed.
    #[serde(default)]
    pub fields: Option<Map<String, Value>>,
}

impl Batch {
    /// Whether its names may be stored.
    pub fn is_named(&self) -> bool {
        let fits = |name: &str| {
            (1..=LONGEST_NAME).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        fits(&self.client) && fits(&self.batch)
    }
}

/// A batch that is stored.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Commit {
    /// How many there are with it.
    pub version: i64,
    /// The page that sent it.
    pub client: String,
    /// Its name.
    pub batch: String,
    /// Who wrote it; none for the machine, and for somebody who was erased.
    pub account: Option<AccountId>,
    /// Their name.
    pub name: String,
    /// When, in unix milliseconds.
    pub at: i64,
    /// The steps as they were stored, carried over what came before them.
    pub steps: Vec<Value>,
    /// Fields that changed.
    pub fields: Option<Map<String, Value>>,
    /// The checksum of the body after it.
    pub checksum: String,
}

/// Why a batch was not stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// A word for the program.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
    /// The HTTP status that says the same.
    #[serde(skip)]
    pub status: u16,
}

impl Refusal {
    fn new(code: &'static str, error: &AppError) -> Self {
        Self { code, message: error.message(Language::Vietnamese.labels()), status: error.status() }
    }

    /// For steps that do not fit, and for values that no field takes.
    pub fn invalid() -> Self {
        Self::new("invalid", &AppError::Invalid(Vec::new()))
    }

    /// For what is larger than an article may be.
    pub fn too_large() -> Self {
        let message = Language::Vietnamese.labels().co_editing().too_large.to_owned();
        Self { code: "too_large", message, status: 413 }
    }
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        let code = match &error {
            AppError::SignIn => "signed_out",
            AppError::Denied => "denied",
            AppError::NotFound => "gone",
            AppError::Full => "full",
            AppError::Invalid(_) => "invalid",
            _ => "away",
        };
        Self::new(code, &error)
    }
}

impl From<DbFault> for Refusal {
    fn from(fault: DbFault) -> Self {
        AppError::from(fault).into()
    }
}

impl From<prose::steps::StepError> for Refusal {
    fn from(error: prose::steps::StepError) -> Self {
        use prose::steps::StepError::{TooDeep, TooLarge, TooManyNodes, TooManySteps};
        match error {
            TooDeep | TooLarge | TooManyNodes | TooManySteps(_) => Self::too_large(),
            _ => Self::invalid(),
        }
    }
}
