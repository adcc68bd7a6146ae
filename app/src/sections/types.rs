//! Sections, as both sides name them.

use serde::{Deserialize, Serialize};

use crate::articles::ArticleCard;
use crate::ids::SectionId;
use crate::paging::Page;

/// A section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The section.
    pub id: SectionId,
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// One sentence about it.
    pub description: String,
}

/// What the page of a section shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionView {
    /// The section.
    pub section: Section,
    /// Its articles, newest first.
    pub articles: Page<ArticleCard>,
}

impl Section {
    /// The section's address.
    pub fn url(&self) -> String {
        format!("/chuyen-muc/{}", self.slug)
    }
}
