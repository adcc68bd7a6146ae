//! Why a stored or submitted body is refused.

use std::fmt;

/// Why a document could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProseError {
    /// The JSON text is longer than [`crate::MAX_BYTES`].
    TooLarge {
        /// Length of the text, in bytes.
        bytes: usize,
    },
    /// Nodes are nested deeper than [`crate::MAX_DEPTH`], or an unknown node's JSON is nested too deeply.
    TooDeep,
    /// There are more nodes than [`crate::MAX_NODES`].
    TooManyNodes,
    /// The text is not JSON; holds the parser's message with line and column.
    Json(String),
    /// The wrapper names a schema version of the future, or none that ever was.
    UnsupportedVersion(u64),
    /// A known node holds something that its type forbids.
    Invalid {
        /// Child indexes from the document down, such as `doc/3/0`.
        path: String,
        /// What is wrong, in English, for the log and the developer.
        reason: String,
    },
    /// A link target is not allowed; see [`crate::Href`].
    BadHref(String),
    /// A language tag is not of the BCP 47 shape.
    BadLanguageTag(String),
    /// A footnote's name is not of the allowed shape; see [`crate::FootnoteId`].
    BadFootnoteId(String),
    /// A provider's reference is not of its shape; see [`crate::Provider`].
    BadEmbed(String),
}

impl fmt::Display for ProseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => write!(f, "the body has {bytes} bytes, more than {}", crate::MAX_BYTES),
            Self::TooDeep => write!(f, "the body is nested deeper than {}", crate::MAX_DEPTH),
            Self::TooManyNodes => write!(f, "the body has more than {} nodes", crate::MAX_NODES),
            Self::Json(message) => write!(f, "the body is not JSON: {message}"),
            Self::UnsupportedVersion(version) => {
                write!(f, "schema version {version} is not supported")
            }
            Self::Invalid { path, reason } => write!(f, "{reason} at {path}"),
            Self::BadHref(href) => write!(f, "the link target {href:?} is not allowed"),
            Self::BadLanguageTag(tag) => write!(f, "{tag:?} is not a language tag"),
            Self::BadFootnoteId(id) => write!(f, "{id:?} cannot name a footnote"),
            Self::BadEmbed(reference) => write!(f, "{reference:?} is not a reference of that provider"),
        }
    }
}

impl std::error::Error for ProseError {}
