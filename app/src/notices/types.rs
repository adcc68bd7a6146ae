//! Notices, as both sides name them.

use serde::{Deserialize, Serialize};

use crate::ids::NoticeId;
use crate::time::Stamp;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Concerns most readers.
    Important,
    /// Must be read now.
    Urgent,
}

impl Severity {
    /// Every severity, from least to most.
    pub const ALL: [Self; 3] = [Self::Info, Self::Important, Self::Urgent];

    /// The word stored for it, and its part of the class name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Important => "important",
            Self::Urgent => "urgent",
        }
    }

    /// Reads the word stored for a severity.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.as_str() == text)
    }
}

/// A notice that is only named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeHeading {
    /// The notice.
    pub id: NoticeId,
    /// Its title.
    pub title: String,
    /// How much it matters.
    pub severity: Severity,
    /// When it began to show.
    pub starts_at: Stamp,
}

/// A notice as readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The notice.
    pub id: NoticeId,
    /// Its title.
    pub title: String,
    /// Its body, rendered from its tree.
    pub html: String,
    /// How much it matters.
    pub severity: Severity,
    /// When it began to show.
    pub starts_at: Stamp,
    /// When it stops to show.
    pub ends_at: Option<Stamp>,
}
