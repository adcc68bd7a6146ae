//! Other articles of the same section.

use leptos::prelude::*;

use super::{ArticleLink, article_url};
use crate::text::labels;
use crate::ui::Day;

/// The list of other articles; nothing when there are none.
#[component]
pub fn Related(
    /// The articles.
    articles: Vec<ArticleLink>,
) -> AnyView {
    let text = labels();
    (!articles.is_empty())
        .then(|| {
            view! {
                <section class="related" aria-labelledby="related-title">
                    <h2 class="related__title" id="related-title">{text.related}</h2>
                    <ul class="related__list">
                        {articles.into_iter().map(|article| {
                            let href = article_url(article.id, &article.slug);
                            view! { <li><a href=href>{article.title}</a> <Day stamp=article.published_at/></li> }
                        }).collect_view()}
                    </ul>
                </section>
            }
        })
        .into_any()
}
