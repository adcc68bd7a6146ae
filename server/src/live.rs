//! `/live`: what changes while a page is open, pushed to it.

use std::convert::Infallible;
use std::time::Duration;

use app::state::AppState;
use app::visits::LiveEvent;
use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream::{self, Stream, StreamExt};
use http::{HeaderName, HeaderValue, header};
use tokio::sync::{broadcast::error::RecvError, watch};

/// Becomes true when the server is asked to stop; open streams end then.
#[derive(Clone)]
pub struct Stopping(pub watch::Receiver<bool>);

fn event(event: &LiveEvent) -> Option<Result<Event, Infallible>> {
    serde_json::to_string(event).ok().map(|text| Ok(Event::default().data(text)))
}

fn events(state: AppState, mut stopping: watch::Receiver<bool>) -> impl Stream<Item = Result<Event, Infallible>> {
    let first = [
        LiveEvent::Build { build: state.assets.build.clone() },
        LiveEvent::Counts(state.hub.counts(state.clock.now())),
    ];
    let inbox = state.hub.listen();
    let hub = state.hub.clone();
    let clock = state.clock.clone();
    let later = stream::unfold(inbox, move |mut inbox| {
        let (hub, clock) = (hub.clone(), clock.clone());
        async move {
            match inbox.recv().await {
                Ok(event) => Some((event, inbox)),
                // A page that fell behind gets the figures as they are now.
                Err(RecvError::Lagged(_)) => Some((LiveEvent::Counts(hub.counts(clock.now())), inbox)),
                Err(RecvError::Closed) => None,
            }
        }
    });
    let stopped = async move {
        let _ = stopping.wait_for(|stopping| *stopping).await;
    };
    stream::iter(first).chain(later).filter_map(|next| async move { event(&next) }).take_until(Box::pin(stopped))
}

/// The stream: the build and the figures at once, then every change; a comment each 15 seconds keeps proxies awake.
pub async fn live(State(state): State<AppState>, Extension(stopping): Extension<Stopping>) -> Response {
    let stream =
        Sse::new(events(state, stopping.0)).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)).text(""));
    let mut response = stream.into_response();
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
