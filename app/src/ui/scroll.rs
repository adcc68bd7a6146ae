//! Where the reader was: going back shows a page at the place it was left.
//!
//! A browser restores the place at once, while the page that is being left still stands, so it would be cut to that
//! page's length. Here the place is taken back as soon as the page is long enough again.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use gloo_events::EventListener;
use leptos::prelude::*;
use web_sys::ScrollRestoration;

/// Frames to wait for a page to stand: two seconds at sixty a second.
const PATIENCE: u32 = 120;

fn address() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

fn let_browser(restore: ScrollRestoration) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(restore);
    }
}

/// Tries to be at `place`, each frame anew, until the page has stood there for a while or the reader scrolls.
fn take_back(place: f64, left: u32, stopped: Rc<Cell<bool>>) {
    if left == 0 || stopped.get() {
        return;
    }
    request_animation_frame(move || {
        let root = document().document_element();
        let longest = root.map_or(0, |root| root.scroll_height() - root.client_height());
        let here = window().scroll_y().unwrap_or(0.0);
        if f64::from(longest) + 1.0 >= place && (here - place).abs() > 1.0 {
            window().scroll_to_with_x_and_y(0.0, place);
        }
        take_back(place, left - 1, stopped);
    });
}

/// Remembers where each page was left and goes back there with the browser's back and forward buttons. Call once, in
/// the frame.
pub fn use_scroll_memory() {
    Effect::new(move |_| {
        let places = Rc::new(RefCell::new(HashMap::<String, f64>::new()));
        let stopped = Rc::new(Cell::new(true));
        let_browser(ScrollRestoration::Manual);
        let scrolled = {
            let (places, stopped) = (places.clone(), stopped.clone());
            EventListener::new(&window(), "scroll", move |_| {
                if stopped.get() {
                    places.borrow_mut().insert(address(), window().scroll_y().unwrap_or(0.0));
                }
            })
        };
        let back = {
            let (places, stopped) = (places.clone(), stopped.clone());
            EventListener::new(&window(), "popstate", move |_| {
                let place = places.borrow().get(&address()).copied().unwrap_or(0.0);
                let going = Rc::new(Cell::new(false));
                stopped.set(false);
                take_back(place, PATIENCE, going.clone());
                let stopped = stopped.clone();
                set_timeout(
                    move || {
                        going.set(true);
                        stopped.set(true);
                    },
                    std::time::Duration::from_secs(2),
                );
            })
        };
        // A reload or a visit elsewhere is the browser's to restore.
        let leaving = EventListener::new(&window(), "pagehide", |_| let_browser(ScrollRestoration::Auto));
        let kept = StoredValue::new_local((scrolled, back, leaving));
        on_cleanup(move || kept.dispose());
    });
}
