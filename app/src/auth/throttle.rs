//! Delays that grow with each wrong password, in memory: per account and network together, per network, per account,
//! and per known device by itself.
//!
//! Somebody on a device from which they signed in before is counted on that device alone, so whoever guesses elsewhere
//! cannot lock them out (OWASP, "device cookies").

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::time::Stamp;

/// How many keys are remembered before quiet ones are dropped.
const KEYS: usize = 10_000;
/// After so long without a failure everything is forgotten.
const QUIET: i64 = 3_600_000;
/// Nobody waits longer than this for the next try.
const LONGEST: i64 = 15 * 60_000;

/// What is counted together: failures that cost nothing, and the first delay after them. Each delay is twice the last.
#[derive(Clone, Copy, Debug)]
struct Measure {
    free: u32,
    first: i64,
}

/// Typing errors of one person.
const OWN: Measure = Measure { free: 10, first: 30_000 };
/// Typing errors of a whole office behind one address.
const NETWORK: Measure = Measure { free: 40, first: 10_000 };
/// Failures at one account from anywhere; those with a known device do not feel it.
const ACCOUNT: Measure = Measure { free: 20, first: 10_000 };

#[derive(Clone, Copy, Debug)]
struct Strikes {
    count: u32,
    last: i64,
}

/// Who tries to sign in.
#[derive(Clone, Debug)]
pub struct Trier {
    keys: Vec<(String, Measure)>,
}

impl Trier {
    /// Somebody on a device that this account was never used from.
    pub fn stranger(email: &str, network: &str) -> Self {
        let keys = vec![
            (format!("pair {email} {network}"), OWN),
            (format!("network {network}"), NETWORK),
            (format!("account {email}"), ACCOUNT),
        ];
        Self { keys }
    }

    /// Somebody on a device that they signed in from before.
    pub fn on_device(device: &str) -> Self {
        Self { keys: vec![(format!("device {device}"), OWN)] }
    }
}

/// The counters.
#[derive(Default)]
pub struct Throttle {
    seen: Mutex<HashMap<String, Strikes>>,
}

fn wait(strikes: Strikes, measure: Measure, now: Stamp) -> i64 {
    let Some(over) = strikes.count.checked_sub(measure.free) else { return 0 };
    let doubled = 1_i64.checked_shl(over).and_then(|times| measure.first.checked_mul(times));
    let delay = doubled.filter(|delay| (1..LONGEST).contains(delay)).unwrap_or(LONGEST);
    (strikes.last + delay - now.0).max(0)
}

impl Throttle {
    /// Counts a try as failed before it is made, so that many at once are counted, too; [`Throttle::forgive`] takes it
    /// back.
    ///
    /// # Errors
    /// How many milliseconds the next try has to wait; nothing is counted then.
    pub fn begin(&self, trier: &Trier, now: Stamp) -> Result<(), i64> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= KEYS {
            seen.retain(|_, strikes| now.0 - strikes.last < QUIET);
        }
        let live = |seen: &HashMap<String, Strikes>, key: &str| {
            seen.get(key).copied().filter(|strikes| now.0 - strikes.last < QUIET)
        };
        let longest = trier
            .keys
            .iter()
            .filter_map(|(key, measure)| live(&seen, key).map(|strikes| wait(strikes, *measure, now)))
            .max();
        if let Some(longest) = longest.filter(|longest| *longest > 0) {
            return Err(longest);
        }
        for (key, _) in &trier.keys {
            let count = live(&seen, key).map_or(0, |strikes| strikes.count);
            seen.insert(key.clone(), Strikes { count: count.saturating_add(1), last: now.0 });
        }
        Ok(())
    }

    /// The try did not fail.
    pub fn forgive(&self, trier: &Trier) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, _) in &trier.keys {
            if let Some(strikes) = seen.get_mut(key) {
                strikes.count = strikes.count.saturating_sub(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    //! Delays.
    use super::{LONGEST, QUIET, Throttle, Trier};
    use crate::time::Stamp;

    #[test]
    fn delays_grow_for_strangers_and_spare_a_known_device() {
        let throttle = Throttle::default();
        let network = |number: i64| Trier::stranger("a@b.vn", &number.to_string());
        for number in 0..20 {
            assert_eq!(throttle.begin(&network(number), Stamp(0)), Ok(()));
        }
        assert_eq!(throttle.begin(&network(20), Stamp(0)), Err(10_000));
        assert_eq!(throttle.begin(&Trier::stranger("c@b.vn", "20"), Stamp(0)), Ok(()), "others are not kept");
        assert_eq!(throttle.begin(&Trier::on_device("x"), Stamp(0)), Ok(()));
        let mut now = 0;
        for delay in [10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000, LONGEST, LONGEST] {
            assert_eq!(throttle.begin(&network(99), Stamp(now)), Err(delay));
            now += delay;
            assert_eq!(throttle.begin(&network(now), Stamp(now)), Ok(()));
        }
        assert_eq!(throttle.begin(&network(0), Stamp(now + QUIET)), Ok(()), "it is forgotten");
        assert_eq!(throttle.begin(&network(1), Stamp(now + QUIET)), Ok(()));
    }

    #[test]
    fn a_success_costs_nothing() {
        let throttle = Throttle::default();
        let device = Trier::on_device("x");
        for _ in 0..100 {
            assert_eq!(throttle.begin(&device, Stamp(0)), Ok(()));
            throttle.forgive(&device);
        }
        for _ in 0..10 {
            assert_eq!(throttle.begin(&device, Stamp(0)), Ok(()));
        }
        assert_eq!(throttle.begin(&device, Stamp(0)), Err(30_000), "a stolen device is no way around");
    }
}
