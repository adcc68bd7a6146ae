//! The product's mark: the curved roof of a đình over its step.

use leptos::prelude::*;

/// The mark, as decoration beside a name.
#[component]
pub fn Emblem() -> impl IntoView {
    view! {
        <svg class="emblem" viewBox="0 0 48 48" width="44" height="44" aria-hidden="true" focusable="false">
            <path d="M3 22c6 0 12-4 16-9l5-6 5 6c4 5 10 9 16 9-2 3-6 4-9 4H12c-3 0-7-1-9-4z" fill="currentColor"/>
            <path d="M13 29h3v10h-3zM22.5 29h3v10h-3zM32 29h3v10h-3z" fill="currentColor"/>
            <path d="M8 41h32v3H8z" fill="currentColor"/>
        </svg>
    }
}
