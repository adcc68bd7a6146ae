//! Other articles of the same section.

use leptos::prelude::*;

use super::ArticleCard;
use crate::text::labels;
use crate::ui::Day;

/// The list of other articles; nothing when there are none.
#[component]
pub fn Related(
    /// The articles.
    cards: Vec<ArticleCard>,
) -> AnyView {
    let text = labels();
    (!cards.is_empty())
        .then(|| {
            view! {
                <section class="related" aria-labelledby="related-title">
                    <h2 class="related__title" id="related-title">{text.related}</h2>
                    <ul class="related__list">
                        {cards.into_iter().map(|card| {
                            let href = card.url();
                            view! { <li><a href=href>{card.title}</a> <Day stamp=card.published_at/></li> }
                        }).collect_view()}
                    </ul>
                </section>
            }
        })
        .into_any()
}
