//! The figures, as both sides name them.

use serde::{Deserialize, Serialize};

use crate::polls::PollTally;
use crate::time::Day;

/// The five public figures at one moment, in visitor-days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Visitors with a page open and looked at in the last five minutes.
    pub online: i64,
    /// Visitors since local midnight.
    pub today: i64,
    /// Visitors of the day before.
    pub yesterday: i64,
    /// Visitor-days since Monday.
    pub week: i64,
    /// Visitor-days since counting began.
    pub all: i64,
}

/// A figure of an older site: shown apart, never added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// The figure.
    pub value: i64,
    /// Where it was printed.
    pub source: String,
    /// The day it was printed.
    pub as_of: Day,
}

/// What is pushed to open pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveEvent {
    /// The counts changed.
    Counts(Counts),
    /// A poll's result changed.
    Poll(PollTally),
    /// The server is of this build; a page of another is loaded whole at its next step.
    Build {
        /// The build's name.
        build: String,
    },
}
