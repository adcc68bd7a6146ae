//! What is known of imports.

use crate::ids::{ArticleId, MediaId, PollId, SectionId};
use crate::time::Stamp;

/// One import of one source, through all its stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub i64);

/// A run as the command line lists it.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its number.
    pub id: RunId,
    /// The importer.
    pub kind: String,
    /// The file or folder, as it was named.
    pub source: String,
    /// When it began.
    pub started_at: Stamp,
    /// When it ended; a run without an end was stopped and goes on when it is started again.
    pub ended_at: Option<Stamp>,
    /// When it was taken back.
    pub undone_at: Option<Stamp>,
    /// How many articles of it are there now.
    pub articles: i64,
}

/// What an earlier import left.
#[derive(Clone, Debug)]
pub struct Known {
    /// The digest of the text it was made from.
    pub digest: String,
    /// The article it made.
    pub article: ArticleId,
}

/// What an import leaves.
#[derive(Clone, Debug)]
pub struct Record {
    /// The importer.
    pub source: &'static str,
    /// What names the entry within its source.
    pub key: String,
    /// The digest of the text.
    pub digest: String,
    /// The article made from it.
    pub article: ArticleId,
    /// The poll made from it.
    pub poll: Option<PollId>,
    /// The text before any repair.
    pub original: String,
    /// What was reported.
    pub report: String,
}

/// What a run made besides articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// A section.
    Section(SectionId),
    /// A file.
    Media(MediaId),
    /// A draft of a poll.
    Poll(PollId),
    /// The old site's reads of an article.
    Reads(ArticleId),
    /// The old site's visits.
    Visits,
}

/// What undoing a run took away and what it left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// How many articles were removed.
    pub articles: usize,
    /// Articles that stay, because somebody saved them since.
    pub kept: Vec<ArticleId>,
    /// How many files were removed.
    pub files: usize,
    /// How many sections were removed.
    pub sections: usize,
    /// How many polls were removed.
    pub polls: usize,
}

impl Made {
    /// The stored form: the kind's name and the subject's id.
    pub(super) fn stored(self) -> (&'static str, i64) {
        match self {
            Self::Section(SectionId(id)) => ("section", id),
            Self::Media(MediaId(id)) => ("media", id),
            Self::Poll(PollId(id)) => ("poll", id),
            Self::Reads(ArticleId(id)) => ("reads", id),
            Self::Visits => ("visits", 0),
        }
    }

    /// The inverse of [`Made::stored`].
    pub(super) fn read(kind: &str, id: i64) -> Option<Self> {
        match kind {
            "section" => Some(Self::Section(SectionId(id))),
            "media" => Some(Self::Media(MediaId(id))),
            "poll" => Some(Self::Poll(PollId(id))),
            "reads" => Some(Self::Reads(ArticleId(id))),
            "visits" => Some(Self::Visits),
            _ => None,
        }
    }
}
