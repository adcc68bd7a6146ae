//! The stream of live events into the page: open while the page is visible, closed while it is not.
//!
//! A browser allows six connections to a host over HTTP/1.1, so hidden tabs hold none: whichever tab is looked at
//! has the stream, which hands it over with every change of tab.

use gloo_events::EventListener;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent, VisibilityState};

use super::{Counts, LiveEvent};
use crate::polls::PollTally;

/// What the stream last said. Kept by the frame, so it outlives page changes.
#[derive(Clone, Copy)]
pub struct Live {
    /// The newest figures, once one arrived.
    pub counts: RwSignal<Option<Counts>>,
    /// The newest poll result, once one arrived.
    pub tally: RwSignal<Option<PollTally>>,
    /// The server now runs another build than this page.
    stale: RwSignal<bool>,
}

struct Stream {
    source: EventSource,
    _listener: EventListener,
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

impl Live {
    fn receive(self, event: LiveEvent) {
        match event {
            LiveEvent::Counts(counts) => self.counts.set(Some(counts)),
            LiveEvent::Poll(tally) => self.tally.set(Some(tally)),
            LiveEvent::Build { build } => {
                let Some(root) = document().document_element() else { return };
                let stale = root.get_attribute("data-build").is_some_and(|own| own != build);
                self.stale.set(stale);
                if stale && root.has_attribute("data-watched") {
                    let _ = window().location().reload();
                }
            }
        }
    }

    fn open(self) -> Option<Stream> {
        let source = EventSource::new("/live").ok()?;
        let listener = EventListener::new(&source, "message", move |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(event) = text.and_then(|text| serde_json::from_str(&text).ok()) {
                self.receive(event);
            }
        });
        Some(Stream { source, _listener: listener })
    }
}

/// Provides [`Live`] to everything below and keeps the stream. Call once, in the frame.
pub fn use_live() -> Live {
    let live = Live { counts: RwSignal::new(None), tally: RwSignal::new(None), stale: RwSignal::new(false) };
    provide_context(live);
    Effect::new(move |_| {
        let stream = StoredValue::new_local(None::<Stream>);
        let follow = move || {
            let visible = document().visibility_state() == VisibilityState::Visible;
            stream.update_value(|stream| match (visible, stream.is_some()) {
                (true, false) => *stream = live.open(),
                (false, true) => *stream = None,
                _ => {}
            });
        };
        follow();
        let shown = EventListener::new(&document(), "visibilitychange", move |_| follow());
        let hidden = EventListener::new(&window(), "pagehide", move |_| stream.update_value(|stream| *stream = None));
        let back = EventListener::new(&window(), "pageshow", move |_| follow());
        let kept = StoredValue::new_local((shown, hidden, back));
        on_cleanup(move || {
            kept.dispose();
            stream.dispose();
        });
    });
    // A page of another build is loaded whole: its functions may have changed under it.
    let location = use_location();
    Effect::new(move |last: Option<String>| {
        let path = location.pathname.get();
        if last.is_some_and(|last| last != path) && live.stale.get_untracked() {
            let _ = window().location().reload();
        }
        path
    });
    live
}
