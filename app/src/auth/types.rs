//! People and roles, as both sides name them.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, SectionId};

/// What an account may do, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads what the public reads.
    Reader,
    /// Writes drafts.
    Contributor,
    /// Writes and edits drafts of others.
    Editor,
    /// Publishes.
    Publisher,
    /// Does everything, people and settings included.
    Administrator,
}

impl Role {
    /// Every role, from least to most.
    pub const ALL: [Self; 5] = [Self::Reader, Self::Contributor, Self::Editor, Self::Publisher, Self::Administrator];

    /// The word stored and typed for this role.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Contributor => "contributor",
            Self::Editor => "editor",
            Self::Publisher => "publisher",
            Self::Administrator => "administrator",
        }
    }

    /// Reads the word stored for a role.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// What somebody may want to do. `authorize` denies whatever its table does not grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Read what is published.
    Read,
    /// Open the desk.
    OpenDesk,
    /// Write drafts of one's own and upload files.
    Write,
    /// Change what others wrote, and judge it.
    Edit,
    /// Put something before the public, or take it away.
    Publish,
    /// Change people and settings, read the log.
    Administer,
}

/// Where somebody may want to do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In any section, or for the whole site: whether there is a place at all.
    Anywhere,
    /// The whole site, such as a notice or a poll.
    Site,
    /// One section.
    Section(SectionId),
}

/// A signed-in member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// The account.
    pub id: AccountId,
    /// The name shown on the desk.
    pub name: String,
    /// The role the account has now, for the whole site.
    pub role: Role,
    /// Roles in single sections, besides.
    pub grants: Vec<(SectionId, Role)>,
    /// They sign in with a second step.
    pub has_second_step: bool,
}

impl Staff {
    /// The role that counts at a place: the one for the whole site or the one for the section, whichever is more.
    pub fn role_at(&self, place: Place) -> Role {
        let granted = self.grants.iter().filter(|(section, _)| match place {
            Place::Anywhere => true,
            Place::Site => false,
            Place::Section(wanted) => *section == wanted,
        });
        granted.map(|(_, role)| *role).fold(self.role, Role::max)
    }
}

/// Who sent a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody the site knows.
    Anonymous,
    /// A signed-in member of staff.
    Staff(Staff),
}
