//! How a text gets to its readers: written, edited, reviewed, published, and who has it now.
//!
//! Invariants: where a text stands says nothing about what readers see: a live article keeps serving while its next
//! version is on its way. A step is taken from the stage that the person saw, or refused as stale. A save brings the text
//! back to the last stage that the person who saved may vouch for, so nobody publishes words that nobody judged. What is
//! scheduled is one version, and that version goes out whatever was saved since.

mod bulk;
mod events;
mod panel;
mod people;
mod queue;
mod queue_page;
mod report;
mod report_page;
mod schedule;
mod steps;
mod store;
mod thinning;
mod tombstone_page;
mod types;

pub use bulk::{BULK_STATEMENTS, BulkDone, BulkWork, bulk, undo_bulk};
pub use events::{EVENT_STATEMENTS, EventRow, comment, events_of};
pub use panel::{Panel, WorkForm};
pub use people::{PEOPLE_STATEMENTS, everybody, people_at};
pub use queue::{Filter, QUEUE_STATEMENTS, Queue, QueueCounts, QueuePage, QueueRow, queue, queue_counts};
pub use queue_page::{Click, DeskList, DeskQueue, queue_url};
pub use report::{REPORT_STATEMENTS, ReportRow, as_csv, report};
pub use report_page::{DeskReport, report_cells};
pub use schedule::{
    SCHEDULE_STATEMENTS, Times, Tombstone, due_work, readdress, set_times, take_down, take_down_in, tombstone,
};
pub use steps::{Charge, STEP_STATEMENTS, charge, step_after_save_in, step_in, take_step};
pub use store::{
    Access, STATEMENTS, Work, access, choices, fill_in, load_work, may_change_in, may_open, published_in, saved_in,
    saving_in,
};
pub use thinning::{THINNING_STATEMENTS, thin};
pub use tombstone_page::TombstonePage;
pub use types::{EventKind, Stage, Step};
