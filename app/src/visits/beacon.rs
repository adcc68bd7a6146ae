//! What a page tells the server about being looked at. Nothing is kept in the browser.

use std::time::Duration;

use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use web_sys::VisibilityState;

use super::server::{record_read, record_view};
use crate::ids::ArticleId;

/// How long a page must be visible before it counts as seen.
const SEEN: Duration = Duration::from_secs(1);
/// How often a page that is looked at says so.
const HEARTBEAT: Duration = Duration::from_secs(60);
/// How long an article must be visible before it counts as read.
const READ: u32 = 10_000;

fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}

fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

/// A number that names this open page until it is closed.
fn tab() -> u64 {
    thread_local!(static TAB: u64 = (js_sys::Math::random() * 9e15) as u64);
    TAB.with(|tab| *tab)
}

fn send_view() {
    if is_visible() {
        spawn_local(async {
            // A lost beacon is made up by the next heartbeat.
            let _ = record_view(tab()).await;
        });
    }
}

fn send_goodbye() {
    let Ok(form) = web_sys::UrlSearchParams::new() else {
        return;
    };
    form.append("tab", &tab().to_string());
    let _ = window().navigator().send_beacon_with_opt_url_search_params("/_fn/leave_page", Some(&form));
}

/// Sends a view a second after every page change, a heartbeat while the page is looked at, and a goodbye.
/// Call once, in the frame that stays through page changes.
pub fn use_view_beacon() {
    let location = use_location();
    Effect::new(move |_| {
        location.pathname.track();
        let timer = StoredValue::new_local(Some(Timeout::new(millis(SEEN), send_view)));
        on_cleanup(move || timer.dispose());
    });
    Effect::new(move |_| {
        let heartbeat = Interval::new(millis(HEARTBEAT), send_view);
        let shown = EventListener::new(&document(), "visibilitychange", |_| send_view());
        let hidden = EventListener::new(&window(), "pagehide", |_| send_goodbye());
        let back = EventListener::new(&window(), "pageshow", |_| send_view());
        let kept = StoredValue::new_local((heartbeat, shown, hidden, back));
        on_cleanup(move || kept.dispose());
    });
}

fn is_half_scrolled() -> bool {
    let Some(root) = document().document_element() else {
        return false;
    };
    let seen = f64::from(root.scroll_top()) + f64::from(root.client_height());
    seen * 2.0 >= f64::from(root.scroll_height())
}

/// Reports the article as read after ten visible seconds or half of it scrolled, once per showing.
#[component]
pub fn ReadBeacon(
    /// The article on the page.
    article: ArticleId,
) -> impl IntoView {
    let sent = StoredValue::new(false);
    let send = move || {
        if is_visible() && !sent.get_value() {
            sent.set_value(true);
            spawn_local(async move {
                let _ = record_read(article, tab()).await;
            });
        }
    };
    Effect::new(move |_| {
        let timer = Interval::new(READ, send);
        // A page that shows half of itself without scrolling must still be scrolled once to count early.
        let scrolled = EventListener::new(&window(), "scroll", move |_| {
            if is_half_scrolled() {
                send();
            }
        });
        let kept = StoredValue::new_local((timer, scrolled));
        on_cleanup(move || kept.dispose());
    });
}
