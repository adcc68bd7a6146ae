//! Articles, as both sides name them.

use serde::{Deserialize, Serialize};

use crate::ids::ArticleId;
use crate::media::{Attachment, Picture};
use crate::sections::Section;
use crate::time::Stamp;
use crate::visits::Baseline;

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleCard {
    /// The article.
    pub id: ArticleId,
    /// Its part of the address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its lead.
    pub lead: String,
    /// When it was first published.
    pub published_at: Stamp,
    /// The name of its section.
    pub section: String,
    /// Its picture.
    pub picture: Option<Picture>,
}

/// An article that is only named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleLink {
    /// The article.
    pub id: ArticleId,
    /// Its part of the address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// When it was first published.
    pub published_at: Stamp,
}

/// The address of an article.
pub fn article_url(id: ArticleId, slug: &str) -> String {
    format!("/bai-viet/{id}/{slug}")
}

impl ArticleCard {
    /// The article's address.
    pub fn url(&self) -> String {
        article_url(self.id, &self.slug)
    }
}

/// A heading of the body, for the table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineEntry {
    /// 2 to 4.
    pub level: u8,
    /// The id of the heading in the page.
    pub anchor: String,
    /// Its text.
    pub text: String,
}

/// Everything the page of an article shows. The body comes as HTML: the client needs no tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleView {
    /// Title, lead, picture and address.
    pub card: ArticleCard,
    /// The section it stands in.
    pub section: Section,
    /// The caption of its picture.
    pub picture_caption: String,
    /// When the live text last changed after it was published.
    pub changed_at: Option<Stamp>,
    /// The body, rendered from its tree.
    pub html: String,
    /// The headings of the body.
    pub outline: Vec<OutlineEntry>,
    /// Minutes to read it.
    pub minutes: u32,
    /// Who wrote it.
    pub byline_name: String,
    /// The office they held when they wrote it.
    pub byline_office: String,
    /// Files to download.
    pub attachments: Vec<Attachment>,
    /// How often it was read, in visitor-days.
    pub reads: i64,
    /// What an older site counted.
    pub baseline: Option<Baseline>,
    /// Other articles of the section.
    pub related: Vec<ArticleLink>,
}

/// The newest articles of a section, for the home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionDigest {
    /// The section.
    pub section: Section,
    /// Its newest articles, without those above.
    pub cards: Vec<ArticleCard>,
}

/// What the home page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// The newest article with a picture, or the newest.
    pub lead: Option<ArticleCard>,
    /// The next newest.
    pub latest: Vec<ArticleCard>,
    /// Each section that has more.
    pub sections: Vec<SectionDigest>,
}
