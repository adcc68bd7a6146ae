//! `/chuyen-muc/{slug}`: a section's articles, page by page.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::server::get_section;
use crate::articles::CardList;
use crate::text::labels;
use crate::ui::{Breadcrumb, PageTitle, Pager, loaded};

/// The page of a section.
#[component]
pub fn SectionPage() -> impl IntoView {
    let text = labels();
    let params = use_params_map();
    let query = use_query_map();
    let wanted = move || {
        let slug = params.read().get("slug").unwrap_or_default();
        let page = query.read().get("trang").map_or(Some(1), |page| page.parse().ok()).unwrap_or(0);
        (slug, page)
    };
    let section = Resource::new_blocking(wanted, |(slug, page): (String, i64)| get_section(slug, page));
    loaded(section, move |view| {
        let address = view.section.url();
        let first = view.articles.number == 1;
        let title = if first {
            view.section.name.clone()
        } else {
            format!("{} – {} {}", view.section.name, text.page, view.articles.number)
        };
        let (number, last) = (view.articles.number, view.articles.last);
        view! {
            <PageTitle title description=view.section.description.clone()/>
            <Breadcrumb trail=vec![]/>
            <header class="page__head">
                <h1 class="page__title">{view.section.name}</h1>
                <p class="page__lead">{view.section.description}</p>
            </header>
            <CardList cards=view.articles.items/>
            <Pager address number last/>
        }
        .into_any()
    })
}
