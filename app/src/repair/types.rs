//! What the form of the tool sends, and what is found in what is stored.

use serde::Deserialize;
use vietnamese::repair::Change;

use crate::ids::ArticleId;

/// The longest text that is taken, in bytes.
pub const LONGEST: usize = 1024 * 1024;

/// A text that somebody pasted.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Posted {
    /// The text as it was pasted.
    #[serde(default)]
    pub text: String,
    /// The name of its encoding, where the person knows it; anything else has it found out.
    #[serde(default)]
    pub encoding: String,
}

/// An article with damaged words.
#[derive(Clone, Debug)]
pub struct Damaged {
    /// The article.
    pub id: ArticleId,
    /// The version that was read.
    pub version: i64,
    /// Its title, as it is.
    pub title: String,
    /// The words, in reading order.
    pub places: Vec<Place>,
}

/// A damaged word in its surroundings.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where it stands.
    pub field: Field,
    /// What stands before it.
    pub left: String,
    /// What stands after it.
    pub right: String,
    /// What it would become, and why.
    pub change: Change,
}

/// A part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// The lead.
    Lead,
    /// Writer and office.
    Byline,
    /// Words about the lead picture.
    Picture,
    /// The body.
    Body,
}

impl Field {
    /// The name for the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Byline => "byline",
            Self::Picture => "picture",
            Self::Body => "body",
        }
    }
}
