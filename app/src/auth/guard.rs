//! The one place that grants anything, and the values that prove it did.

use leptos::prelude::use_context;

use super::{Action, Actor, Place, Role, Staff};
use crate::error::AppError;
use crate::ids::AccountId;

/// Says whether `actor` may do `action` anywhere at all. What it is done to is asked again where it is known, with
/// [`authorize_at`].
///
/// # Errors
/// As [`authorize_at`].
pub fn authorize(actor: &Actor, action: Action) -> Result<(), AppError> {
    authorize_at(actor, action, Place::Anywhere)
}

/// Says whether `actor` may do `action` at `place`.
///
/// # Errors
/// [`AppError::SignIn`] for somebody unknown, [`AppError::Denied`] for somebody known whose role there does not allow it.
pub fn authorize_at(actor: &Actor, action: Action, place: Place) -> Result<(), AppError> {
    let least = match action {
        Action::Read => return Ok(()),
        Action::OpenDesk | Action::Write => Role::Contributor,
        Action::Edit => Role::Editor,
        Action::Publish => Role::Publisher,
        Action::Administer => Role::Administrator,
    };
    match actor {
        Actor::Anonymous => Err(AppError::SignIn),
        Actor::Staff(staff) if staff.role_at(place) >= least => Ok(()),
        Actor::Staff(_) => Err(AppError::Denied),
    }
}

/// Who stands behind a guard.
#[derive(Clone, Debug)]
enum Holder {
    Machine,
    Staff(Staff),
}

impl Holder {
    fn of(actor: &Actor) -> Result<Self, AppError> {
        match actor {
            Actor::Anonymous => Err(AppError::SignIn),
            Actor::Staff(staff) => Ok(Self::Staff(staff.clone())),
        }
    }

    fn account(&self) -> Option<AccountId> {
        match self {
            Self::Machine => None,
            Self::Staff(staff) => Some(staff.id),
        }
    }

    fn may(&self, action: Action, place: Place) -> Result<(), AppError> {
        match self {
            Self::Machine => Ok(()),
            Self::Staff(staff) => authorize_at(&Actor::Staff(staff.clone()), action, place),
        }
    }
}

/// Proof that its holder may write somewhere: drafts and files.
#[derive(Clone, Debug)]
pub struct Editor(Holder);

/// Proof that its holder may change what the public sees somewhere.
#[derive(Clone, Debug)]
pub struct Publisher(Holder);

/// Proof that its holder may change people and settings.
#[derive(Clone, Debug)]
pub struct Administrator(Holder);

impl Editor {
    /// The account to write beside the change; none for a command run on the machine itself.
    pub fn account(&self) -> Option<AccountId> {
        self.0.account()
    }

    /// Says whether the holder may also do `action` at `place`.
    ///
    /// # Errors
    /// [`AppError::Denied`] when not.
    pub fn may(&self, action: Action, place: Place) -> Result<(), AppError> {
        self.0.may(action, place)
    }
}

impl Publisher {
    /// A publisher may also write.
    pub fn as_editor(&self) -> Editor {
        Editor(self.0.clone())
    }

    /// As [`Editor::account`].
    pub fn account(&self) -> Option<AccountId> {
        self.0.account()
    }

    /// Says whether the holder may publish at `place`.
    ///
    /// # Errors
    /// [`AppError::Denied`] when not.
    pub fn may_publish(&self, place: Place) -> Result<(), AppError> {
        self.0.may(Action::Publish, place)
    }
}

impl Administrator {
    /// As [`Editor::account`].
    pub fn account(&self) -> Option<AccountId> {
        self.0.account()
    }
}

/// The guard for every write that readers do not see yet.
///
/// # Errors
/// As [`authorize`].
pub fn editor(actor: &Actor) -> Result<Editor, AppError> {
    authorize(actor, Action::Write)?;
    Holder::of(actor).map(Editor)
}

/// The guard for every write that readers see.
///
/// # Errors
/// As [`authorize`].
pub fn publisher(actor: &Actor) -> Result<Publisher, AppError> {
    authorize(actor, Action::Publish)?;
    Holder::of(actor).map(Publisher)
}

/// The guard for people, settings and the log.
///
/// # Errors
/// As [`authorize_at`].
pub fn administrator(actor: &Actor) -> Result<Administrator, AppError> {
    authorize_at(actor, Action::Administer, Place::Site)?;
    Holder::of(actor).map(Administrator)
}

/// The guard of commands typed on the machine: whoever can run the binary on the data folder can do anything to it.
pub fn this_machine() -> Publisher {
    Publisher(Holder::Machine)
}

/// As [`this_machine`], for people and settings.
pub fn machine_administrator() -> Administrator {
    Administrator(Holder::Machine)
}

/// Who sent the request that is being served; nobody when the request carries no session.
pub fn current_actor() -> Actor {
    use_context::<Actor>().unwrap_or(Actor::Anonymous)
}

#[cfg(test)]
mod tests {
    //! The table of rights, written out.
    use super::*;
    use crate::ids::SectionId;

    fn staff(role: Role, grants: &[(i64, Role)]) -> Actor {
        let grants = grants.iter().map(|(section, role)| (SectionId(*section), *role)).collect();
        Actor::Staff(Staff { id: AccountId(1), name: String::new(), role, grants, has_second_step: true })
    }

    #[test]
    fn only_the_table_grants() {
        let places = [Place::Anywhere, Place::Site, Place::Section(SectionId(1))];
        for (role, place) in Role::ALL.into_iter().flat_map(|role| places.map(|place| (role, place))) {
            let may = |action| authorize_at(&staff(role, &[]), action, place).is_ok();
            assert!(may(Action::Read));
            assert_eq!(may(Action::OpenDesk), role >= Role::Contributor, "{role:?}");
            assert_eq!(may(Action::Write), role >= Role::Contributor, "{role:?}");
            assert_eq!(may(Action::Edit), role >= Role::Editor, "{role:?}");
            assert_eq!(may(Action::Publish), role >= Role::Publisher, "{role:?}");
            assert_eq!(may(Action::Administer), role == Role::Administrator, "{role:?}");
        }
        for action in [Action::OpenDesk, Action::Write, Action::Edit, Action::Publish, Action::Administer] {
            assert_eq!(authorize(&Actor::Anonymous, action), Err(AppError::SignIn));
        }
    }

    #[test]
    fn a_grant_holds_in_its_section_alone() {
        let actor = staff(Role::Contributor, &[(2, Role::Publisher), (3, Role::Contributor)]);
        let may = |action, place| authorize_at(&actor, action, place).is_ok();
        assert!(may(Action::Publish, Place::Section(SectionId(2))));
        assert!(!may(Action::Publish, Place::Section(SectionId(3))));
        assert!(!may(Action::Publish, Place::Site));
        assert!(may(Action::Publish, Place::Anywhere), "so that the desk lets in whom a section may need");
        assert!(may(Action::Write, Place::Section(SectionId(9))), "the role for the whole site holds everywhere");
        assert!(publisher(&actor).is_ok_and(|guard| guard.may_publish(Place::Site).is_err()));
        let nobody = staff(Role::Reader, &[(2, Role::Contributor)]);
        assert!(editor(&nobody).is_ok_and(|guard| guard.may(Action::Write, Place::Section(SectionId(1))).is_err()));
    }
}
