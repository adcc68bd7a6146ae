//! Where imported content came from, and how to take it back.
//!
//! Invariants: every imported article has a record with its source, the digest that tells a second run, and the text
//! before any repair; records belong to a run; undoing a run takes back what it made, unless somebody has worked on it
//! since or uses it elsewhere.

mod store;
mod types;
mod undo;

pub use store::{STATEMENTS, add_made, add_record, begin_run, end_run, find_record, find_run, runs};
pub use types::{Known, Made, Record, Run, RunId, Undone};
pub use undo::undo;
