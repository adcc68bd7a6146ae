//! Who is asking, and what they may do.
//!
//! Invariants: an unknown action or role is denied; a write takes a guard value that only [`guard`] makes, so it
//! cannot be reached without the check; a session's token is stored only as its hash; signing in always makes a new
//! session and ends the one that was sent along.

mod types;

#[cfg(feature = "ssr")]
mod device;
#[cfg(feature = "ssr")]
mod guard;
#[cfg(feature = "ssr")]
mod limit;
#[cfg(feature = "ssr")]
mod login_page;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
mod second_step;
#[cfg(feature = "ssr")]
mod sessions;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod throttle;

pub use types::{Action, Actor, Place, Role, Staff};

#[cfg(feature = "ssr")]
pub use device::{DEVICE_COOKIE, DEVICE_SECONDS, device_cookie, known_device};
#[cfg(feature = "ssr")]
pub use guard::{
    Administrator, Editor, Publisher, administrator, authorize, authorize_at, current_actor, editor,
    machine_administrator, publisher, this_machine,
};
#[cfg(feature = "ssr")]
pub use limit::Limiter;
#[cfg(feature = "ssr")]
pub use login_page::{CodePage, LoginPage};
#[cfg(feature = "ssr")]
pub(crate) use password::hash as hash_password;
#[cfg(feature = "ssr")]
pub(crate) use second_step::drop_in as drop_second_step_in;
#[cfg(feature = "ssr")]
pub use second_step::{
    SECOND_STATEMENTS, asks_for_code, codes_left, finish_sign_in, knows_password, new_secret, shown_secret, turn_off,
    turn_on,
};
#[cfg(feature = "ssr")]
pub use sessions::{
    HALF_COOKIE, SESSION_COOKIE, SESSION_STATEMENTS, Session, SignIn, actor_of, address_of, browser_family,
    end_session, end_sessions, find_actor, open_session_in, peek_actor, sessions_of, sign_in, sweep_sessions,
};
#[cfg(feature = "ssr")]
pub(crate) use sessions::{end_sessions_in, token_hash};
#[cfg(feature = "ssr")]
pub use store::{NewAccount, STATEMENTS, add_account, grant, reset_password};
#[cfg(feature = "ssr")]
pub(crate) use store::{clean_email, clean_password};
#[cfg(feature = "ssr")]
pub use throttle::{Throttle, Trier};
