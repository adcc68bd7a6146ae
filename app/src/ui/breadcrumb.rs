//! The way from the home page to this one.

use leptos::prelude::*;

use crate::text::labels;

/// Home and the places between, each a name and an address; the page itself is its heading.
#[component]
pub fn Breadcrumb(
    /// The places between home and this page.
    trail: Vec<(String, String)>,
) -> AnyView {
    let text = labels();
    view! {
        <nav class="breadcrumb" aria-label=text.breadcrumb>
            <ol>
                <li><a href="/">{text.home}</a></li>
                {trail.into_iter().map(|(name, address)| view! { <li><a href=address>{name}</a></li> }).collect_view()}
            </ol>
        </nav>
    }
    .into_any()
}
