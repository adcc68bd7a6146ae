//! Polls, as both sides name them.

use serde::{Deserialize, Serialize};

pub use crate::ids::PollId;
use crate::time::Stamp;

/// Where a poll is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PollState {
    /// Only the desk sees it.
    Draft,
    /// It takes ballots.
    Open,
    /// It shows its result.
    Closed,
}

impl PollState {
    /// The word stored for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// Reads the word stored for a state.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Draft, Self::Open, Self::Closed].into_iter().find(|state| state.as_str() == text)
    }
}

/// One answer that a poll offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollOption {
    /// Its place, from 1; the ballot names it.
    pub position: i64,
    /// Its words.
    pub label: String,
}

/// The votes of a poll at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollTally {
    /// The poll.
    pub poll: PollId,
    /// Votes of each option, in the options' order.
    pub votes: Vec<i64>,
}

impl PollTally {
    /// All ballots.
    pub fn total(&self) -> i64 {
        self.votes.iter().sum()
    }

    /// Whole percentages that add up to 100, by largest remainder (Hamilton's method); all 0 without ballots.
    pub fn percentages(&self) -> Vec<i64> {
        let total = self.total();
        if total == 0 {
            return vec![0; self.votes.len()];
        }
        let mut shares: Vec<i64> = self.votes.iter().map(|votes| votes * 100 / total).collect();
        let mut order: Vec<usize> = (0..self.votes.len()).collect();
        order.sort_by_key(|&place| std::cmp::Reverse(self.votes[place] * 100 % total));
        let missing = usize::try_from(100 - shares.iter().sum::<i64>()).unwrap_or(0);
        for place in order.into_iter().take(missing) {
            shares[place] += 1;
        }
        shares
    }
}

/// A poll as readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollView {
    /// The poll.
    pub id: PollId,
    /// The question.
    pub question: String,
    /// Whether it takes ballots now.
    pub open: bool,
    /// When it opened.
    pub opens_at: Option<Stamp>,
    /// When it closes, or closed.
    pub closes_at: Option<Stamp>,
    /// What can be answered.
    pub options: Vec<PollOption>,
    /// The votes so far.
    pub tally: PollTally,
    /// This browser's ballot is counted.
    pub voted: bool,
    /// Names the ballot that the form on this page would send, so that sending it twice counts once.
    pub ballot_id: String,
}

impl PollView {
    /// The poll's address.
    pub fn url(&self) -> String {
        format!("/tham-do/{}", self.id)
    }
}

#[cfg(test)]
mod tests {
    //! Percentages.
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn percentages_add_up_and_keep_order(votes in proptest::collection::vec(0_i64..100_000, 1..12)) {
            let tally = PollTally { poll: PollId(1), votes: votes.clone() };
            let shares = tally.percentages();
            prop_assert_eq!(shares.iter().sum::<i64>(), if tally.total() == 0 { 0 } else { 100 });
            for (a, first) in votes.iter().enumerate() {
                for (b, second) in votes.iter().enumerate() {
                    prop_assert!(first <= second || shares[a] >= shares[b]);
                }
            }
        }
    }
}
