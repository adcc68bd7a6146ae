//! Counting failures per key in a sliding window, in memory.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::time::Stamp;

/// How many keys are remembered before the oldest windows are dropped.
const KEYS: usize = 10_000;

/// Allows `most` events per key within `window` milliseconds.
pub struct Limiter {
    most: usize,
    window: i64,
    seen: Mutex<HashMap<String, Vec<i64>>>,
}

impl Limiter {
    /// A limiter that has seen nothing.
    pub fn new(most: usize, window: i64) -> Self {
        Self { most, window, seen: Mutex::new(HashMap::new()) }
    }

    /// Says whether `key` has used up its events.
    pub fn is_spent(&self, key: &str, now: Stamp) -> bool {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(key).is_some_and(|times| times.iter().filter(|time| now.0 - **time < self.window).count() >= self.most)
    }

    /// Counts one event of `key`.
    pub fn count(&self, key: &str, now: Stamp) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= KEYS {
            let window = self.window;
            seen.retain(|_, times| times.last().is_some_and(|time| now.0 - time < window));
        }
        let times = seen.entry(key.to_owned()).or_default();
        times.retain(|time| now.0 - time < self.window);
        times.push(now.0);
    }
}
