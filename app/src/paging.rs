//! Pages of a list: which one, how many, and what stands on it.

use serde::{Deserialize, Serialize};

/// How many entries a page of a section holds.
pub const PAGE_SIZE: i64 = 12;

/// One page of a list with what a pager needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// What stands on this page.
    pub items: Vec<T>,
    /// This page's number, from 1.
    pub number: i64,
    /// The last page's number, at least 1.
    pub last: i64,
}

impl<T> Page<T> {
    /// A page cut from a list of `total` entries.
    pub fn new(items: Vec<T>, number: i64, total: i64) -> Self {
        Self { items, number, last: ((total + PAGE_SIZE - 1) / PAGE_SIZE).max(1) }
    }
}

/// How many entries come before page `number`; pages out of range begin at 0 or beyond the end, never before it.
pub fn offset(number: i64) -> i64 {
    (number.max(1) - 1).saturating_mul(PAGE_SIZE)
}
