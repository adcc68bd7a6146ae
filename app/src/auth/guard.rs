//! The one place that grants anything, and the values that prove it did.

use leptos::prelude::use_context;

use super::{Action, Actor, Role, Staff};
use crate::error::AppError;
use crate::ids::AccountId;

/// Says whether `actor` may do `action`.
///
/// # Errors
/// [`AppError::SignIn`] for somebody unknown, [`AppError::Denied`] for somebody known whose role does not allow it.
pub fn authorize(actor: &Actor, action: Action) -> Result<(), AppError> {
    let least = match action {
        Action::Read => return Ok(()),
        Action::OpenDesk | Action::Edit => Role::Contributor,
        Action::Publish => Role::Publisher,
    };
    match actor {
        Actor::Anonymous => Err(AppError::SignIn),
        Actor::Staff(staff) if staff.role >= least => Ok(()),
        Actor::Staff(_) => Err(AppError::Denied),
    }
}

/// Proof that its holder may save drafts and files.
#[derive(Clone, Debug)]
pub struct Editor {
    account: Option<AccountId>,
}

/// Proof that its holder may change what the public sees.
#[derive(Clone, Debug)]
pub struct Publisher {
    account: Option<AccountId>,
}

impl Editor {
    /// The account to write beside the change; none for a command run on the machine itself.
    pub fn account(&self) -> Option<AccountId> {
        self.account
    }
}

impl Publisher {
    /// A publisher may also edit.
    pub fn as_editor(&self) -> Editor {
        Editor { account: self.account }
    }
}

fn account(actor: &Actor) -> Option<AccountId> {
    match actor {
        Actor::Anonymous => None,
        Actor::Staff(Staff { id, .. }) => Some(*id),
    }
}

/// The guard for every write that readers do not see yet.
///
/// # Errors
/// As [`authorize`].
pub fn editor(actor: &Actor) -> Result<Editor, AppError> {
    authorize(actor, Action::Edit)?;
    Ok(Editor { account: account(actor) })
}

/// The guard for every write that readers see.
///
/// # Errors
/// As [`authorize`].
pub fn publisher(actor: &Actor) -> Result<Publisher, AppError> {
    authorize(actor, Action::Publish)?;
    Ok(Publisher { account: account(actor) })
}

/// The guard of commands typed on the machine: whoever can run the binary on the data folder can do anything to it.
pub fn this_machine() -> Publisher {
    Publisher { account: None }
}

/// Who sent the request that is being served; nobody when the request carries no session.
pub fn current_actor() -> Actor {
    use_context::<Actor>().unwrap_or(Actor::Anonymous)
}

#[cfg(test)]
mod tests {
    //! The table of rights, written out.
    use super::*;

    #[test]
    fn only_the_table_grants() {
        let staff = |role| Actor::Staff(Staff { id: AccountId(1), name: String::new(), role });
        for role in Role::ALL {
            let desk = role >= Role::Contributor;
            let publish = role >= Role::Publisher;
            assert_eq!(authorize(&staff(role), Action::Read), Ok(()));
            assert_eq!(authorize(&staff(role), Action::OpenDesk).is_ok(), desk, "{role:?}");
            assert_eq!(authorize(&staff(role), Action::Edit).is_ok(), desk, "{role:?}");
            assert_eq!(authorize(&staff(role), Action::Publish).is_ok(), publish, "{role:?}");
        }
        for action in [Action::OpenDesk, Action::Edit, Action::Publish] {
            assert_eq!(authorize(&Actor::Anonymous, action), Err(AppError::SignIn));
        }
    }
}
