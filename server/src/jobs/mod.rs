//! Work that goes on beside requests: pushing counts, storing them, turning the day, sweeping sessions.

use std::time::Duration;

use app::auth::sweep_sessions;
use app::state::AppState;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::task::TaskTracker;

/// At most this much counting is lost when the process is killed.
const FLUSH: Duration = Duration::from_millis(500);
const PUSH: Duration = Duration::from_secs(1);
const TURN: Duration = Duration::from_secs(10 * 60);

async fn every(period: Duration, mut work: impl AsyncFnMut()) {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        work().await;
    }
}

/// Starts the work. It ends when the tracker's tasks are aborted with the runtime.
pub fn start(state: &AppState, tracker: &TaskTracker) {
    let pushing = state.clone();
    tracker.spawn(every(PUSH, async move || pushing.hub.tick(pushing.clock.now())));
    let flushing = state.clone();
    tracker.spawn(every(FLUSH, async move || {
        if let Err(fault) = flushing.hub.flush(&flushing.db).await {
            tracing::warn!(%fault, "counts are not stored yet");
        }
    }));
    let turning = state.clone();
    tracker.spawn(every(TURN, async move || {
        let now = turning.clock.now();
        if let Err(fault) = turning.hub.turn_day(&turning.db, now).await {
            tracing::warn!(%fault, "the day could not be turned");
        }
        if let Err(fault) = sweep_sessions(&turning.db, now).await {
            tracing::warn!(%fault, "old sessions could not be swept");
        }
    }));
}
