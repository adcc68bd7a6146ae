//! Passkeys (WebAuthn): signing in with a key that a device holds, unlocked by its owner's finger, face or PIN.
//!
//! Invariants: a challenge is made here, answered once and within five minutes; a key counts only with the user
//! verified and for this site's own address; whoever signs in by password alone can neither add nor remove a key of an
//! account that has one; an account that the site wants a second step of keeps one.

mod ceremony;
mod own_keys;
mod store;
mod types;

pub use own_keys::OwnPasskeys;
pub use store::{
    STATEMENTS, begin_adding, begin_sign_in, finish_adding, finish_sign_in, passkeys_of, remove, sweep_challenges,
};
pub(crate) use store::{drop_all_in, may_change_steps_in};
pub use types::{Entered, Passkey, RelyingParty};
