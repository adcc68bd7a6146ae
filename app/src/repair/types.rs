//! What the form of the tool sends, and what is found in what is stored.

use serde::Deserialize;
use vietnamese::repair::Change;

use crate::ids::{ArticleId, NoticeId, PollId};

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

/// Something stored that has words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// An article, in its newest version.
    Article(ArticleId),
    /// A notice.
    Notice(NoticeId),
    /// A poll.
    Poll(PollId),
}

impl Piece {
    /// Reads the two parts of an address that [`Piece::path`] writes.
    pub fn parse(kind: &str, id: i64) -> Option<Self> {
        match kind {
            "bai-viet" => Some(Self::Article(ArticleId(id))),
            "thong-bao" => Some(Self::Notice(NoticeId(id))),
            "tham-do" => Some(Self::Poll(PollId(id))),
            _ => None,
        }
    }

    /// Where the desk has it, below `/bien-tap/`.
    pub fn path(self) -> String {
        match self {
            Self::Article(id) => format!("bai-viet/{id}"),
            Self::Notice(id) => format!("thong-bao/{id}"),
            Self::Poll(id) => format!("tham-do/{id}"),
        }
    }
}

/// A piece with damaged words.
#[derive(Clone, Debug)]
pub struct Damaged {
    /// The piece.
    pub piece: Piece,
    /// The version that was read.
    pub version: i64,
    /// Its title or question, as it is.
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

/// A part of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title, or the question of a poll.
    Title,
    /// The lead.
    Lead,
    /// Writer and office.
    Byline,
    /// Words about the lead picture.
    Picture,
    /// The body.
    Body,
    /// An answer of a poll.
    Option,
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
            Self::Option => "option",
        }
    }
}
