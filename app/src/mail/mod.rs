//! Messages by mail: written down in the transaction of the deed that they speak of, sent by a job.
//!
//! Invariants: a deed that was stored has its message stored, and one that was not has none; a message is tried a
//! bounded number of times and then shown as given up; the link in it goes from the database when it is sent, given up
//! or too old.

mod given_up;
mod letter;
mod store;
mod types;

pub use given_up::GivenUp;
pub use letter::{Letter, letter};
pub use store::{
    STATEMENTS, delivered, discard, failed, given_up, next_due, set_work_mail, sweep_given_up, wants_work_mail,
};
pub(crate) use store::{charged_in, forget_in, post_in};
pub(crate) use types::Message;
pub use types::{Kind, Lost, Outgoing};
