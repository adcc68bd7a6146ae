//! `/`: the lead story, what is new, and each section's latest.

use leptos::prelude::*;

use super::card::Card;
use super::server::get_home;
use super::{ArticleCard, HomeView, SectionDigest};
use crate::text::labels;
use crate::ui::{Data, PageTitle, loaded};

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let text = labels();
    let home = Data::once(get_home);
    view! {
        <PageTitle path="/"/>
        <h1 class="visually-hidden">{text.home}</h1>
        {loaded(home, move |home: HomeView| match home.lead {
            None => view! { <p class="empty">{text.nothing_published}</p> }.into_any(),
            Some(lead) => view! {
                <section class="top" aria-label=text.top_stories>
                    <Card card=lead with_lead=true first=true top=true/>
                    <Latest cards=home.latest/>
                </section>
                <div class="digests">
                    {home.sections.into_iter().map(|digest| view! { <Digest digest/> }).collect_view()}
                </div>
            }
            .into_any(),
        })}
    }
}

#[component]
fn Latest(cards: Vec<ArticleCard>) -> AnyView {
    view! {
        <ul class="top__latest">
            {cards.into_iter().map(|card| view! { <li><Card card top=true/></li> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn Digest(digest: SectionDigest) -> AnyView {
    let href = digest.section.url();
    view! {
        <section class="digest">
            <h2 class="digest__title"><a href=href>{digest.section.name}</a></h2>
            <ul class="digest__list">
                {digest.cards.into_iter().map(|card| view! { <li><Card card/></li> }).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}
