//! Where imported articles came from: the source, a digest to tell a second run, and the text before any repair.

mod store;

pub use store::{Known, Record, STATEMENTS, add_record, find_record};
