//! The one place where HTML text enters a view. What it takes was made by the `prose` renderer, which escapes
//! everything it did not write itself.

use leptos::prelude::*;

/// A rendered body.
#[component]
pub fn RichText(
    /// HTML made by the `prose` renderer, never anything else.
    html: String,
) -> impl IntoView {
    view! { <div class="prose" inner_html=html></div> }
}
