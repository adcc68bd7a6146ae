//! People: who there is, what they may do, how they come and go.
//!
//! Invariants: only administrators change other people, and each change is in the log; there is always an administrator
//! who can sign in; a link that was sent works once, and only its hash is stored; who is erased loses name and address
//! everywhere, while texts and the log stay.

mod forgot_page;
mod invitations;
mod join_page;
mod list_page;
mod me_page;
mod person_page;
mod store;
mod types;

pub use forgot_page::ForgotPage;
pub use invitations::{
    INVITATION_STATEMENTS, Invitation, Wanted, ask_for_reset, invitation, invite, join, reset_link, setup_link,
};
pub use join_page::JoinPage;
pub use list_page::DeskPeople;
pub use me_page::{DeskMe, Enrolment, Me};
pub use person_page::DeskPerson;
pub use store::{
    STATEMENTS, change_own_password, erase, export, find_person, people, reset_second_step, set_disabled, set_rights,
    sign_out_everywhere,
};
pub use types::{Person, Rights};
