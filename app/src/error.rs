//! The one error that crosses from server to browser: a kind the page can explain, never SQL or a path.

use std::fmt;

use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::text::Labels;
use crate::wire::JsonText;

/// Why a request was not served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// Nothing public has this address.
    NotFound,
    /// The caller must sign in first.
    SignIn,
    /// The caller is known and may not do this.
    Denied,
    /// The input cannot be taken; each entry names a field and what is wrong with it.
    Invalid(Vec<FieldError>),
    /// Somebody saved first: the version this change was based on is no longer the newest.
    Stale,
    /// This voter's ballot is already counted.
    AlreadyVoted,
    /// The poll does not take ballots now.
    PollClosed,
    /// Too many requests of this kind; try again later.
    TooMany,
    /// The server has no room left to store anything.
    Full,
    /// What holds the files does not answer; try again later.
    Away,
    /// The server failed; the log has the story under this code.
    Internal {
        /// The code that the page shows and the log repeats.
        trace: String,
    },
    /// The request did not reach the server, or its answer did not come back.
    Network,
}

/// One field that was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was given where something must be.
    Missing,
    /// Longer than the field may be.
    TooLong,
    /// Not of the form the field asks for.
    Malformed,
    /// Larger than the limit for files.
    TooLarge,
    /// A file of a kind that is not taken.
    WrongKind,
    /// Fewer choices than a poll needs.
    TooFew,
    /// The choices cannot change once somebody voted.
    Frozen,
    /// The body holds parts this program does not know, which must go before it can be published.
    UnknownParts,
}

impl AppError {
    /// An error about one field.
    pub fn field(field: &str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field: field.to_owned(), problem }])
    }

    /// The HTTP status that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::SignIn => 401,
            Self::Denied => 403,
            Self::Invalid(_) => 422,
            Self::Stale | Self::AlreadyVoted => 409,
            Self::PollClosed => 410,
            Self::TooMany => 429,
            Self::Internal { .. } => 500,
            Self::Away => 503,
            Self::Full => 507,
            Self::Network => 502,
        }
    }

    /// The sentence a reader sees.
    pub fn message(&self, labels: &Labels) -> String {
        let errors = &labels.errors;
        match self {
            Self::NotFound => errors.not_found.to_owned(),
            Self::SignIn => errors.sign_in.to_owned(),
            Self::Denied => errors.denied.to_owned(),
            Self::Invalid(_) => errors.invalid.to_owned(),
            Self::Stale => errors.stale.to_owned(),
            Self::AlreadyVoted => errors.already_voted.to_owned(),
            Self::PollClosed => errors.poll_closed.to_owned(),
            Self::TooMany => errors.too_many.to_owned(),
            Self::Internal { trace } => format!("{} ({trace})", errors.internal),
            Self::Away => errors.away.to_owned(),
            Self::Full => errors.full.to_owned(),
            Self::Network => errors.network.to_owned(),
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) | ServerFnErrorErr::Response(_) => {
                Self::Network
            }
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::field("request", Problem::Malformed),
            _ => Self::Network,
        }
    }
}
