//! Starts the client: a panic hook, then hydration. Nothing more belongs here.

use app::app::App;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once it is idle.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
}
