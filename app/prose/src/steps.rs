//! The editor's changes: steps that are applied, undone, carried over each other and kept as a log.
//!
//! A step is read from ProseMirror's JSON and does what it does there, to the same JSON; the kinds are `replace`,
//! `replaceAround`, `addMark`, `removeMark`, `markSet` (several of these two, as undoing one may take), `addNodeMark`,
//! `removeNodeMark`, `attr` and `docAttr`. The results are those of prosemirror-transform 1.12.6.
//! Positions count UTF-16 code units of text, 1 for a leaf and 1 for each edge of any other node.
//!
//! # Where this is stricter
//!
//! ProseMirror trusts the editor that made a step; a server cannot. Refused here and taken there are:
//!
//! * positions that are negative, no whole numbers, beyond [`MAX_POSITION`] or out of order, and an open depth
//!   that the slice does not have;
//! * a cut between the two halves of a surrogate pair;
//! * an attribute step for an attribute that no node has, or with a value of another type than the schema's;
//! * a set of mark steps that goes over the same nodes again and again;
//! * a tree deeper or larger than a document may be, after each single step.
//!
//! What a slice holds inside its whole nodes is checked, as in ProseMirror, not by the step but at the end:
//! [`Tree::check`], which [`Tree::to_document`] and [`apply_all`] call.
//!
//! # Cost
//!
//! Trees share what did not change. A step costs time in the number of siblings along its path and in the size of
//! what it marks or puts in, not in the size of the document; reading and checking a whole document is linear.

mod apply;
mod batch;
mod carry;
mod error;
mod fragment;
mod invert;
mod json;
mod map;
mod mark_range;
mod marks;
mod node;
mod rebase;
mod replace;
mod resolve;
mod slice;
mod step;
mod tree;

pub use batch::{Applied, apply_all, apply_steps, read};
pub use error::StepError;
pub use map::{Mapped, Mapping, Side, StepMap};
pub use rebase::{Rebased, rebase};
pub use step::Step;
pub use tree::Tree;

/// The most steps taken at once.
pub const MAX_STEPS: usize = 1_000;
/// The most steps that others are carried over; behind that, an editor reloads.
pub const MAX_OVER: usize = 10_000;
/// The highest position that can be named. No document within [`crate::MAX_BYTES`] comes near it, and sums of a few of
/// them fit the machine's words, also in 32 bits.
pub const MAX_POSITION: usize = 1 << 28;

const OUT_OF_RANGE: StepError = StepError::Misfit("a position is out of range");
