//! What the pages of versions show.

use crate::articles::article_url;
use crate::ids::ArticleId;
use crate::media::{Attachment, Picture};
use crate::time::Stamp;

crate::db::row! {
    /// A version in the list.
    #[derive(Clone, Debug)]
    pub struct VersionRow {
        version: i64, title: String, saved_at: i64, saved_by: Option<String>, name: Option<String>,
        published_at: Option<i64>,
    }
}

/// The versions of an article, newest first.
#[derive(Clone, Debug)]
pub struct History {
    /// The article.
    pub id: ArticleId,
    /// The address's last part.
    pub slug: String,
    /// The newest version.
    pub head: i64,
    /// The one that readers see.
    pub live: Option<i64>,
    /// The versions.
    pub rows: Vec<VersionRow>,
}

/// A version that readers saw.
#[derive(Clone, Debug)]
pub struct Published {
    /// The article.
    pub id: ArticleId,
    /// The version.
    pub version: i64,
    /// The article's address's last part, as it is now.
    pub slug: String,
    /// Readers see it now.
    pub is_live: bool,
    /// When it was first published.
    pub published_at: Stamp,
    /// Its SHA-256 in hexadecimal.
    pub digest: String,
    /// The body, rendered from its tree.
    pub html: String,
    /// The title.
    pub title: String,
    /// The lead.
    pub lead: String,
    /// Its picture.
    pub picture: Option<Picture>,
    /// What is said below the picture.
    pub picture_caption: String,
    /// Files to download.
    pub attachments: Vec<Attachment>,
    /// Who wrote it.
    pub byline_name: String,
    /// The office they held.
    pub byline_office: String,
}

/// The permanent address of a published version.
pub fn version_url(id: ArticleId, slug: &str, version: i64) -> String {
    format!("{}/ban/{version}", article_url(id, slug))
}

/// What changed between two versions.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The article.
    pub id: ArticleId,
    /// The version on the left.
    pub from: i64,
    /// The version on the right; none for a text that is not saved.
    pub to: Option<i64>,
    /// The title on the right.
    pub title: String,
    /// Fields that differ, in the order of the form.
    pub fields: Vec<FieldChange>,
    /// The body with both sides in it, as HTML of the prose renderer; none where it is the same on both.
    pub body: Option<String>,
    /// Words that are new and words that are gone, in body and fields.
    pub words: (usize, usize),
}

impl Comparison {
    /// Whether the two are the same.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.body.is_none()
    }
}

/// A field that differs.
#[derive(Clone, Debug)]
pub struct FieldChange {
    /// Its name on the desk.
    pub label: &'static str,
    /// Both sides in one, as HTML of the prose renderer.
    pub html: String,
}
