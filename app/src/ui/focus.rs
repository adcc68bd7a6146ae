//! Where the keyboard is after a page change.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;

/// After a page change inside the app, puts the focus on the page's content, as loading a document would: the next
/// Tab is the page's first link, and a screen reader begins to read. Call once, in the frame.
pub fn use_page_focus() {
    let location = use_location();
    Effect::new(move |last: Option<String>| {
        let path = location.pathname.get();
        if last.is_some_and(|last| last != path)
            && let Some(main) = document().get_element_by_id("noi-dung")
            && let Some(main) = main.dyn_ref::<web_sys::HtmlElement>()
        {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = main.focus_with_options(&options);
        }
        path
    });
}
