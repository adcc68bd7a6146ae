//! Which parts of two sequences belong together.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most elements on both sides together that are compared in every order; the worst case grows with the square.
const MAX_COMPARED: usize = 12_000;

/// A stretch of both sequences, either of it alike throughout or of nothing alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub is_alike: bool,
    pub before: Range<usize>,
    pub after: Range<usize>,
}

/// Numbers elements so that like ones have like numbers, which makes comparing them cheap.
pub(super) fn numbered<T: std::hash::Hash + Eq>(before: Vec<T>, after: Vec<T>) -> (Vec<u32>, Vec<u32>) {
    let mut known = HashMap::new();
    let mut number = |key: T| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *known.entry(key).or_insert(next)
    };
    let before = before.into_iter().map(&mut number).collect();
    (before, after.into_iter().map(number).collect())
}

/// The stretches of two sequences, in order, without gaps.
pub(super) fn align(before: &[u32], after: &[u32]) -> Vec<Stretch> {
    let shorter = before.len().min(after.len());
    let head = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let backwards = before.iter().rev().zip(after.iter().rev());
    let tail = backwards.take(shorter - head).take_while(|(one, other)| one == other).count();
    let (end, other_end) = (before.len() - tail, after.len() - tail);
    let mut stretches = Stretches::default();
    stretches.push(true, head, head);
    let (middle, other) = (before.get(head..end).unwrap_or_default(), after.get(head..other_end).unwrap_or_default());
    if middle.len() + other.len() <= MAX_COMPARED {
        for op in capture_diff_slices(Algorithm::Myers, middle, other) {
            match op {
                DiffOp::Equal { len, .. } => stretches.push(true, len, len),
                DiffOp::Delete { old_len, .. } => stretches.push(false, old_len, 0),
                DiffOp::Insert { new_len, .. } => stretches.push(false, 0, new_len),
                DiffOp::Replace { old_len, new_len, .. } => stretches.push(false, old_len, new_len),
            }
        }
    } else {
        stretches.push(false, middle.len(), other.len());
    }
    stretches.push(true, tail, tail);
    stretches.done
}

/// Neighbours of one sort are one stretch.
#[derive(Default)]
pub(super) struct Stretches {
    pub done: Vec<Stretch>,
}

impl Stretches {
    pub(super) fn push(&mut self, is_alike: bool, before: usize, after: usize) {
        if before + after == 0 {
            return;
        }
        match self.done.last_mut() {
            Some(last) if last.is_alike == is_alike => {
                last.before.end += before;
                last.after.end += after;
            }
            last => {
                let (start, other) = last.map_or((0, 0), |last| (last.before.end, last.after.end));
                self.done.push(Stretch { is_alike, before: start..start + before, after: other..other + after });
            }
        }
    }
}
