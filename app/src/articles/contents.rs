//! The table of contents of a long article.

use leptos::prelude::*;

use super::OutlineEntry;
use crate::text::labels;

/// How many headings make a table of contents worth its room.
const LEAST: usize = 3;

/// The table of contents; nothing for an article with fewer than three headings.
#[component]
pub fn Contents(
    /// The headings of the body.
    outline: Vec<OutlineEntry>,
) -> AnyView {
    let text = labels();
    (outline.len() >= LEAST)
        .then(|| {
            view! {
                <nav class="contents" aria-labelledby="contents-title">
                    <h2 class="contents__title" id="contents-title">{text.contents}</h2>
                    <ol class="contents__list">
                        {outline.into_iter().map(|entry| view! {
                            <li class=format!("contents__item contents__item--{}", entry.level)>
                                <a href=format!("#{}", entry.anchor)>{entry.text}</a>
                            </li>
                        }).collect_view()}
                    </ol>
                </nav>
            }
        })
        .into_any()
}
