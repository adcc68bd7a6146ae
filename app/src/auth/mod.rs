//! Who is asking, and what they may do.
//!
//! Invariants: an unknown action or role is denied; a write takes a guard value that only [`guard`] makes, so it
//! cannot be reached without the check; a session's token is stored only as its hash; signing in always makes a new
//! session and ends the one that was sent along.

mod types;

#[cfg(feature = "ssr")]
mod guard;
#[cfg(feature = "ssr")]
mod limit;
#[cfg(feature = "ssr")]
mod login_page;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
mod store;

pub use types::{Action, Actor, Place, Role, Staff};

#[cfg(feature = "ssr")]
pub use guard::{
    Administrator, Editor, Publisher, administrator, authorize, authorize_at, current_actor, editor,
    machine_administrator, publisher, this_machine,
};
#[cfg(feature = "ssr")]
pub use limit::Limiter;
#[cfg(feature = "ssr")]
pub use login_page::LoginPage;
#[cfg(feature = "ssr")]
pub use store::{
    NewAccount, SESSION_COOKIE, STATEMENTS, add_account, end_session, find_actor, grant, reset_password, sign_in,
    sweep_sessions,
};
