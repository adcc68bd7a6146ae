//! Who votes: a random token in a cookie that only voting sets, and the network it came from.

use http::{HeaderValue, header};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;

use super::PollId;
use crate::error::{AppError, Problem};
use crate::ids::{hex, random_hex};
use crate::state::AppState;
use crate::visits::{Visitor, keyed_hash, network};

/// The cookie of a voter's token.
pub const VOTER_COOKIE: &str = "__Host-dinh-voter";

/// Ten years: the rule is one ballot per browser for as long as a poll may run.
const COOKIE_AGE: u32 = 10 * 365 * 24 * 3600;

/// A browser that votes, or may.
#[derive(Clone, Debug)]
pub struct Voter {
    /// The random token of its cookie.
    pub token: String,
}

impl Voter {
    /// The voter whose cookie has this value; none when it was not made by [`Voter::new`].
    pub fn from_cookie(value: &str) -> Option<Self> {
        let made_here = value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        made_here.then(|| Self { token: value.to_owned() })
    }

    /// A voter that no poll knows.
    pub fn new() -> Self {
        Self { token: random_hex::<16>() }
    }

    /// The `Set-Cookie` value that makes the browser remember this voter.
    pub fn cookie(&self) -> String {
        format!("{VOTER_COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={COOKIE_AGE}", self.token)
    }

    /// The key under which this voter's ballot in this poll is stored. Keys of two polls cannot be matched.
    pub fn key(&self, state: &AppState, poll: PollId) -> String {
        hex(&keyed_hash(state.poll_secret.as_bytes(), &["voter", &poll.to_string(), &self.token]))
    }
}

impl Default for Voter {
    fn default() -> Self {
        Self::new()
    }
}

/// The voter whose cookie this request carries.
pub fn current_voter() -> Option<Voter> {
    use_context::<Voter>()
}

/// The voter of this request, made now and sent as a cookie when the request carries none.
pub fn voter_with_cookie() -> Result<Voter, AppError> {
    if let Some(voter) = current_voter() {
        return Ok(voter);
    }
    let voter = Voter::new();
    let cookie = HeaderValue::from_str(&voter.cookie()).map_err(|_| AppError::Internal { trace: "cookie".into() })?;
    expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, cookie);
    Ok(voter)
}

/// A ballot that may be stored.
#[derive(Clone, Debug)]
pub struct Ballot {
    pub(super) poll: PollId,
    pub(super) choice: i64,
    pub(super) id: String,
    pub(super) voter_key: String,
    pub(super) network_key: String,
}

impl Ballot {
    /// A ballot from what a form sent.
    ///
    /// # Errors
    /// An id that is not 32 hexadecimal digits, or a request without an address.
    pub fn new(state: &AppState, poll: PollId, choice: i64, id: &str, voter: &Voter) -> Result<Self, AppError> {
        let visitor = use_context::<Visitor>().ok_or(AppError::Internal { trace: "no-visitor".into() })?;
        Self::from_visitor(state, poll, choice, id, voter, &visitor)
    }

    /// As [`Ballot::new`], for handlers outside of Leptos.
    ///
    /// # Errors
    /// An id that is not 32 hexadecimal digits.
    pub fn from_visitor(
        state: &AppState,
        poll: PollId,
        choice: i64,
        id: &str,
        voter: &Voter,
        visitor: &Visitor,
    ) -> Result<Self, AppError> {
        if id.len() != 32 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(AppError::field("ballot_id", Problem::Malformed));
        }
        let day = state.clock.now().day().0.to_string();
        let parts = ["network", &poll.to_string(), &day, &network(visitor.address)];
        let network_key = hex(&keyed_hash(state.poll_secret.as_bytes(), &parts));
        Ok(Self { poll, choice, id: id.to_lowercase(), voter_key: voter.key(state, poll), network_key })
    }
}
