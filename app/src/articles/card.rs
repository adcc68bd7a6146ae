//! An article in a list.

use leptos::prelude::*;

use super::ArticleCard;
use crate::ui::{Day, PictureImage};

/// A card: picture, title, lead, date. The title is the only link, so a keyboard stops once.
#[component]
pub fn Card(
    /// The article.
    card: ArticleCard,
    /// Show the lead.
    #[prop(optional)]
    with_lead: bool,
    /// The card stands right under the page's heading, not under one of a group.
    #[prop(optional)]
    top: bool,
    /// The card is the first thing on the page: its picture is fetched at once.
    #[prop(optional)]
    first: bool,
) -> AnyView {
    let href = card.url();
    let class = if first { "card card--lead" } else { "card" };
    let picture = card.picture.clone();
    view! {
        <article class=class>
            {picture.map(|picture| view! { <div class="card__picture"><PictureImage picture eager=first/></div> })}
            <div class="card__text">
                {if top {
                    view! { <h2 class="card__title"><a href=href>{card.title}</a></h2> }.into_any()
                } else {
                    view! { <h3 class="card__title"><a href=href>{card.title}</a></h3> }.into_any()
                }}
                {with_lead.then(|| view! { <p class="card__lead">{card.lead}</p> })}
                <p class="card__meta"><span class="card__section">{card.section}</span> <Day stamp=card.published_at/></p>
            </div>
        </article>
    }
    .into_any()
}

/// A list of cards with leads.
#[component]
pub fn CardList(
    /// The articles.
    cards: Vec<ArticleCard>,
) -> AnyView {
    view! {
        <ul class="cards">
            {cards.into_iter().map(|card| view! { <li><Card card with_lead=true top=true/></li> }).collect_view()}
        </ul>
    }
    .into_any()
}
