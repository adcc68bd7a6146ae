//! `/bai-viet/{id}/{slug}`: one article.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::attachments::Attachments;
use super::byline::Byline;
use super::contents::Contents;
use super::related::Related;
use super::server::get_article;
use super::{ArticleCard, ArticleView};
use crate::error::AppError;
use crate::text::{labels, number};
use crate::time::Stamp;
use crate::ui::{Breadcrumb, Data, Day, PageTitle, PictureImage, RichText, loaded};
use crate::visits::{Baseline, ReadBeacon};

/// The page of an article.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let article = Data::new(id, |id| async move {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        get_article(id).await
    });
    loaded(article, |article| view! { <Article article/> }.into_any())
}

/// An article with all that stands around its text.
#[component]
pub fn Article(
    /// The article.
    article: ArticleView,
) -> AnyView {
    let trail = vec![(article.section.name.clone(), article.section.url())];
    let address = article.card.url();
    view! {
        <PageTitle title=article.card.title.clone() description=article.card.lead.clone() path=address/>
        <Breadcrumb trail/>
        <article class="article" lang="vi">
            <Head card=article.card.clone() changed=article.changed_at minutes=article.minutes/>
            <LeadPicture card=article.card.clone() caption=article.picture_caption/>
            <Contents outline=article.outline/>
            <RichText html=article.html/>
            <Byline name=article.byline_name office=article.byline_office/>
            <Attachments files=article.attachments/>
            <Reads reads=article.reads baseline=article.baseline/>
        </article>
        <Related articles=article.related/>
        <ReadBeacon article=article.card.id/>
    }
    .into_any()
}

#[component]
fn Head(card: ArticleCard, changed: Option<Stamp>, minutes: u32) -> AnyView {
    let text = labels();
    view! {
        <header class="article__head">
            <h1 class="article__title">{card.title}</h1>
            <p class="article__meta">
                <span>{text.published} " " <Day stamp=card.published_at clock=true/></span>
                {changed.map(|stamp| view! { <span>{text.changed} " " <Day stamp clock=true/></span> })}
                <span>{format!("{minutes} {}", text.minutes)}</span>
            </p>
            {(!card.lead.is_empty()).then(|| view! { <p class="article__lead">{card.lead}</p> })}
        </header>
    }
    .into_any()
}

#[component]
fn LeadPicture(card: ArticleCard, caption: String) -> AnyView {
    card.picture
        .map(|picture| {
            view! {
                <figure class="figure article__picture">
                    <PictureImage picture eager=true/>
                    {(!caption.is_empty()).then(|| view! { <figcaption>{caption}</figcaption> })}
                </figure>
            }
        })
        .into_any()
}

#[component]
fn Reads(reads: i64, baseline: Option<Baseline>) -> AnyView {
    let text = labels();
    view! {
        <p class="reads">
            <span class="reads__own">{text.reads} ": " {number(reads)}</span>
            {baseline.map(|old| view! { <span class="reads__old">{text.reads_baseline(&old)}</span> })}
        </p>
    }
    .into_any()
}
