//! Honest counts, in one unit: the visitor-day, one visitor key on one day at Asia/Ho_Chi_Minh.
//!
//! Invariants, for any order of events, restarts and clock steps: online ≤ today ≤ week ≤ all; yesterday ≤ week
//! unless today is Monday; reads of an article ≤ all; the sum of the days is all. No cookie is set; no address and no
//! browser name is written anywhere. Figures of an older site are shown beside ours and never added.

mod beacon;
mod counter;
mod live;
mod server;
mod stats_page;
mod types;

#[cfg(feature = "ssr")]
mod bots;
#[cfg(feature = "ssr")]
mod hub;
#[cfg(feature = "ssr")]
mod key;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod tally;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use beacon::{ReadBeacon, use_view_beacon};
pub use counter::Counter;
pub use live::{Live, use_live};
pub use server::{GetCounts, LeavePage, RecordRead, RecordView, get_counts, leave_page, record_read, record_view};
pub use stats_page::StatsPage;
pub use types::{Baseline, Counts, LiveEvent};

#[cfg(feature = "ssr")]
pub use bots::rule as bot_rule;
#[cfg(feature = "ssr")]
pub use hub::Hub;
#[cfg(feature = "ssr")]
pub use key::{Visitor, keyed_hash, network};
#[cfg(feature = "ssr")]
pub use store::{STATEMENTS, baseline, reads_of, remove_baseline, remove_reads, set_baseline};
#[cfg(feature = "ssr")]
pub use tally::Tally;
