//! Stages of long work, each announced and then closed with its time.

use std::time::{Duration, Instant, UNIX_EPOCH};

use crate::paths::{Result, STARTED};

/// Does `work` between an opening line and a line with the time it took.
pub fn stage<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {name} …");
    let start = Instant::now();
    let result = work();
    let outcome = if result.is_ok() { "" } else { " (failed)" };
    eprintln!("▸ {name} … {}{outcome}", seconds(start.elapsed()));
    result
}

/// The time since the command was given, the building of these tools included.
pub fn since_command() -> Duration {
    let started = std::env::var(STARTED).ok().and_then(|text| text.parse().ok());
    started
        .map(|millis| UNIX_EPOCH + Duration::from_millis(millis))
        .and_then(|time| time.elapsed().ok())
        .unwrap_or_default()
}

/// `12.3 s`.
pub fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_one_decimal() {
        assert_eq!(seconds(Duration::from_millis(12_340)), "12.3 s");
    }
}
