//! `/chuyen-muc/{slug}`: a section's articles, page by page.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::server::get_section;
use crate::articles::CardList;
use crate::text::labels;
use crate::ui::{Breadcrumb, Data, PageTitle, Pager, loaded, page_path};

/// The page of a section.
#[component]
pub fn SectionPage() -> impl IntoView {
    let text = labels();
    let params = use_params_map();
    let query = use_query_map();
    // The address as a key; a slug holds no slash.
    let wanted = move || {
        let slug = params.read().get("slug").unwrap_or_default();
        let page = query.read().get("trang").unwrap_or("1".to_owned());
        format!("{slug}/{page}")
    };
    let section = Data::new(wanted, |wanted| async move {
        let (slug, page) = wanted.split_once('/').unwrap_or_default();
        get_section(slug.to_owned(), page.parse().unwrap_or(0)).await
    });
    loaded(section, move |view| {
        let address = view.section.url();
        let first = view.articles.number == 1;
        let title = if first {
            view.section.name.clone()
        } else {
            format!("{} – {} {}", view.section.name, text.page, view.articles.number)
        };
        let (number, last) = (view.articles.number, view.articles.last);
        let path = page_path(&address, number);
        view! {
            <PageTitle title description=view.section.description.clone() path/>
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
