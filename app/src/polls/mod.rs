//! Polls: one ballot per voter key, kept by the database; totals are always a query over ballots.
//!
//! Invariants: a ballot that was answered "counted" is stored; the same ballot sent twice counts once and gets the
//! first answer; closing time is compared inside the transaction; options freeze at the first vote.

mod ballot;
mod block;
mod page;
mod result;
mod server;
mod types;

#[cfg(feature = "ssr")]
mod desk_page;
#[cfg(feature = "ssr")]
mod drafts;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod voter;

pub use block::PollBlock;
pub use page::PollPage;
pub use server::{CastBallot, GetPoll, cast_ballot, get_poll};
pub use types::{PollId, PollOption, PollState, PollTally, PollView};

#[cfg(feature = "ssr")]
pub use desk_page::{DeskPoll, DeskPolls, PollForm};
#[cfg(feature = "ssr")]
pub use drafts::{
    DRAFT_STATEMENTS, PollDraft, PollInput, desk_polls, load_poll, poll_with, polls_after, remove_untouched_in,
    save_poll, save_poll_in, set_poll_state,
};
#[cfg(feature = "ssr")]
pub use store::{STATEMENTS, cast, current_poll, poll_view};
#[cfg(feature = "ssr")]
pub use voter::{Ballot, VOTER_COOKIE, Voter};
