//! Work that goes on beside requests: pushing counts, storing them, turning the day, sweeping sessions.

use std::time::Duration;

use app::auth::sweep_sessions;
use app::library::empty_trash;
use app::state::AppState;
use app::workflow::{due_work, thin};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::task::TaskTracker;

/// At most this much counting is lost when the process is killed.
const FLUSH: Duration = Duration::from_millis(500);
const PUSH: Duration = Duration::from_secs(1);
const TURN: Duration = Duration::from_secs(10 * 60);
/// How late something may go out that has a time.
const DUE: Duration = Duration::from_secs(5);
const THIN: Duration = Duration::from_secs(24 * 3600);

/// Works once each period, and ends between two pieces of work when the server is asked to stop.
async fn every(period: Duration, mut stopping: watch::Receiver<bool>, mut work: impl AsyncFnMut()) {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
        work().await;
    }
}

/// Starts the work. The tracker knows when all of it has ended.
pub fn start(state: &AppState, tracker: &TaskTracker, stopping: &watch::Receiver<bool>) {
    let pushing = state.clone();
    tracker.spawn(every(PUSH, stopping.clone(), async move || pushing.hub.tick(pushing.clock.now())));
    let flushing = state.clone();
    tracker.spawn(every(FLUSH, stopping.clone(), async move || {
        if let Err(fault) = flushing.hub.flush(&flushing.db).await {
            tracing::warn!(%fault, "counts are not stored yet");
        }
    }));
    let working = state.clone();
    tracker.spawn(every(DUE, stopping.clone(), async move || match due_work(&working.db, working.clock.now()).await {
        Ok(faults) => {
            for fault in faults {
                tracing::error!(fault, "something was due and could not be done");
            }
        }
        Err(fault) => tracing::warn!(%fault, "what is due is not known"),
    }));
    let thinning = state.clone();
    tracker.spawn(every(THIN, stopping.clone(), async move || match thin(&thinning.db, thinning.clock.now()).await {
        Ok(count) => tracing::info!(count, "versions thinned"),
        Err(fault) => tracing::warn!(%fault, "versions could not be thinned"),
    }));
    let turning = state.clone();
    tracker.spawn(every(TURN, stopping.clone(), async move || {
        let now = turning.clock.now();
        if let Err(fault) = turning.hub.turn_day(&turning.db, now).await {
            tracing::warn!(%fault, "the day could not be turned");
        }
        match empty_trash(&turning.db, &turning.files, now).await {
            Ok((0, 0)) => {}
            Ok((rows, bytes)) => tracing::info!(rows, bytes, "files removed"),
            Err(fault) => tracing::warn!(%fault, "the trash could not be emptied"),
        }
        if let Err(fault) = sweep_sessions(&turning.db, now).await {
            tracing::warn!(%fault, "old sessions could not be swept");
        }
    }));
}
