//! Why a step or a batch of steps is refused.

use std::fmt;

use crate::ProseError;
use crate::schema::compiled::BadAttr;

/// Why steps were not taken. Nothing is ever taken in part.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StepError {
    /// The JSON is not that of a step, a node or a mark of this schema.
    Malformed(String),
    /// The step does not fit this document. ProseMirror refuses it as well, or would have had to guess.
    Misfit(&'static str),
    /// A position lies between the two halves of a character beyond the Basic Multilingual Plane.
    SplitsCharacter,
    /// The batch holds more steps than [`super::MAX_STEPS`].
    TooManySteps(usize),
    /// The batch or the result is longer than [`crate::MAX_BYTES`] as JSON.
    TooLarge,
    /// Nodes would be nested deeper than [`crate::MAX_DEPTH`].
    TooDeep,
    /// There would be more nodes than [`crate::MAX_NODES`].
    TooManyNodes,
    /// The result is not a body that can be stored.
    Document(ProseError),
}

impl fmt::Display for StepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(reason) => write!(f, "not a step of this schema: {reason}"),
            Self::Misfit(reason) => write!(f, "the step does not fit: {reason}"),
            Self::SplitsCharacter => write!(f, "a position splits a character"),
            Self::TooManySteps(count) => write!(f, "{count} steps are more than {} at once", super::MAX_STEPS),
            Self::TooLarge => write!(f, "more than {} bytes of JSON", crate::MAX_BYTES),
            Self::TooDeep => write!(f, "nested deeper than {}", crate::MAX_DEPTH),
            Self::TooManyNodes => write!(f, "more than {} nodes", crate::MAX_NODES),
            Self::Document(error) => write!(f, "the result cannot be stored: {error}"),
        }
    }
}

impl std::error::Error for StepError {}

impl From<ProseError> for StepError {
    fn from(error: ProseError) -> Self {
        Self::Document(error)
    }
}

impl From<BadAttr> for StepError {
    fn from(BadAttr(name): BadAttr) -> Self {
        Self::Malformed(format!("the attribute {name} is missing or of a wrong type"))
    }
}
