//! People as the desk shows them.

use crate::auth::Role;
use crate::ids::{AccountId, SectionId};
use crate::time::Stamp;

/// Somebody with an account.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account.
    pub id: AccountId,
    /// The address to sign in with.
    pub email: String,
    /// The name shown on the desk.
    pub name: String,
    /// What they may do.
    pub rights: Rights,
    /// Since when they cannot sign in.
    pub disabled: Option<Stamp>,
    /// When they last used the desk, as far as a session still knows.
    pub seen: Option<Stamp>,
    /// They sign in with a second step.
    pub has_second_step: bool,
}

/// What somebody may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    /// For the whole site.
    pub role: Role,
    /// In single sections, besides.
    pub sections: Vec<(SectionId, Role)>,
}
