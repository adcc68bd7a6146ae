//! The linked sites beside every page.

use leptos::prelude::*;

use super::LinkedSite;
use crate::text::labels;

/// The block of linked sites; nothing when there are none.
#[component]
pub fn LinkBlock(
    /// The sites, in order.
    links: Vec<LinkedSite>,
) -> AnyView {
    let text = labels();
    (!links.is_empty())
        .then(|| {
            view! {
                <nav class="block links" aria-labelledby="links-title">
                    <h2 class="block__title" id="links-title">{text.linked_sites}</h2>
                    <ul class="links__list">
                        {links.into_iter().map(|link| view! {
                            <li><a href=link.url rel="noopener external">{link.name}</a></li>
                        }).collect_view()}
                    </ul>
                </nav>
            }
        })
        .into_any()
}
