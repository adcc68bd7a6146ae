//! Messages as the program passes them on.

use crate::ids::AccountId;
use crate::time::Stamp;

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody is invited.
    Invite,
    /// Somebody may choose a new password.
    Reset,
    /// A text was put in somebody's charge.
    Charge,
}

impl Kind {
    /// The word stored for this kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Reset => "reset",
            Self::Charge => "charge",
        }
    }

    /// Reads the word stored for a kind.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Invite, Self::Reset, Self::Charge].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A message to be stored.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// What it is for.
    pub kind: Kind,
    /// Whose account it belongs to; none for somebody who has none yet.
    pub account: Option<AccountId>,
    /// Where it goes.
    pub recipient: String,
    /// A name, or the title of a text.
    pub about: String,
    /// Where its link leads, from the site's address on.
    pub path: String,
    /// When it is too late for it.
    pub until: Stamp,
}

/// A message whose turn it is.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Its number.
    pub id: i64,
    /// What it is for.
    pub kind: Kind,
    /// Where it goes.
    pub recipient: String,
    /// A name, or the title of a text.
    pub about: String,
    /// Where its link leads, from the site's address on.
    pub path: String,
    /// When it was written.
    pub created: Stamp,
    /// When it is too late for it.
    pub until: Stamp,
    /// How often it was tried, this time included.
    pub tries: i64,
}

/// A message that was given up.
#[derive(Clone, Debug)]
pub struct Lost {
    /// Its number.
    pub id: i64,
    /// What it was for; none for a kind that a newer program wrote.
    pub kind: Option<Kind>,
    /// Where it should have gone.
    pub recipient: String,
    /// When it was given up.
    pub at: Stamp,
    /// What the server for mail said.
    pub fault: String,
}
