//! Work that goes on beside requests: pushing counts, storing them, turning the day, sweeping sessions.

mod mail;

use std::sync::Arc;
use std::time::Duration;

use app::auth::sweep_sessions;
use app::editing::sweep_commits;
use app::library::empty_trash;
use app::mail::sweep_given_up;
use app::media::{Reader, work_once};
use app::passkeys::sweep_challenges;
use app::state::AppState;
use app::workflow::{due_work, thin};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::task::TaskTracker;

use crate::mail::Mailer;

/// At most this much counting is lost when the process is killed.
const FLUSH: Duration = Duration::from_millis(500);
const PUSH: Duration = Duration::from_secs(1);
const TURN: Duration = Duration::from_secs(10 * 60);
/// How late something may go out that has a time.
const DUE: Duration = Duration::from_secs(5);
/// How often a piece of work on stored files is begun; one follows another at once while there are more.
const MAKE: Duration = Duration::from_secs(2);
/// How long a message may lie before it is sent.
const SEND: Duration = Duration::from_secs(2);
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

/// Documents are read by this very program.
fn reader() -> Reader {
    Reader::new(std::env::current_exe().unwrap_or_else(|error| {
        tracing::warn!(%error, "this program's own file is not known; documents are not read");
        "dinh".into()
    }))
}

/// Starts the work. The tracker knows when all of it has ended.
pub fn start(state: &AppState, mailer: Mailer, tracker: &TaskTracker, stopping: &watch::Receiver<bool>) {
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
    let (sending, mailer, asked) = (state.clone(), Arc::new(mailer), stopping.clone());
    tracker.spawn(every(SEND, stopping.clone(), async move || {
        mail::send(mailer.clone(), sending.clone(), asked.clone()).await;
    }));
    let thinning = state.clone();
    tracker.spawn(every(THIN, stopping.clone(), async move || {
        match thin(&thinning.db, thinning.clock.now()).await {
            Ok(count) => tracing::info!(count, "versions thinned"),
            Err(fault) => tracing::warn!(%fault, "versions could not be thinned"),
        }
        if let Err(fault) = sweep_commits(&thinning.db, thinning.clock.now()).await {
            tracing::warn!(%fault, "old changes could not be swept");
        }
    }));
    let making = state.clone();
    let (asked, reader) = (stopping.clone(), reader());
    tracker.spawn(every(MAKE, stopping.clone(), async move || {
        while !*asked.borrow() {
            match work_once(&making.db, &making.files, &reader, making.clock.now()).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(fault) => return tracing::warn!(%fault, "work on files is not known"),
            }
        }
    }));
    let turning = state.clone();
    tracker.spawn(every(TURN, stopping.clone(), async move || turn(&turning).await));
}

/// What is done every ten minutes: the day is turned when it is over, and what is too old goes.
async fn turn(state: &AppState) {
    let now = state.clock.now();
    if let Err(fault) = state.hub.turn_day(&state.db, now).await {
        tracing::warn!(%fault, "the day could not be turned");
    }
    match empty_trash(&state.db, &state.files, now).await {
        Ok((0, 0)) => {}
        Ok((rows, bytes)) => tracing::info!(rows, bytes, "files removed"),
        Err(fault) => tracing::warn!(%fault, "the trash could not be emptied"),
    }
    if let Err(fault) = sweep_sessions(&state.db, now).await {
        tracing::warn!(%fault, "old sessions could not be swept");
    }
    if let Err(fault) = sweep_challenges(&state.db, now).await {
        tracing::warn!(%fault, "old challenges could not be swept");
    }
    if let Err(fault) = sweep_given_up(&state.db, now).await {
        tracing::warn!(%fault, "old messages could not be swept");
    }
    match state.arrivals.sweep(now).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "unfinished uploads given up"),
        Err(error) => tracing::warn!(%error, "unfinished uploads could not be swept"),
    }
    if let Err(error) = state.files.sweep().await {
        tracing::warn!(%error, "files left half written could not be swept");
    }
}
