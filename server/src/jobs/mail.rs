//! Messages on their way.

use std::sync::Arc;

use app::state::AppState;
use tokio::sync::watch;

use crate::mail::Mailer;

/// Sends what is due. A message that is half sent when the server is asked to stop is tried again after the start.
pub async fn send(mailer: Arc<Mailer>, state: AppState, mut stopping: watch::Receiver<bool>) {
    let outcome = tokio::select! {
        outcome = mailer.send_due(&state) => outcome,
        _ = stopping.wait_for(|stopping| *stopping) => return,
    };
    if let Err(fault) = outcome {
        tracing::warn!(%fault, "messages by mail wait");
    }
}
