//! Who wrote an article, and from which office.

use leptos::prelude::*;

/// The byline; nothing when nobody is named.
#[component]
pub fn Byline(
    /// The person.
    name: String,
    /// The office they held when they wrote it.
    office: String,
) -> AnyView {
    (!name.is_empty())
        .then(|| {
            view! {
                <p class="byline">
                    <span class="byline__name">{name}</span>
                    {(!office.is_empty()).then(|| view! { <span class="byline__office">{office}</span> })}
                </p>
            }
        })
        .into_any()
}
