//! The head of every page: the body's name and the menu.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::sections::Section;
use crate::site::SiteInfo;
use crate::text::labels;
use crate::ui::{Emblem, TextTools};

/// Name, menu, reading tools.
#[component]
pub fn Header(
    /// The body behind the site.
    site: SiteInfo,
    /// The menu.
    sections: Vec<Section>,
) -> AnyView {
    let text = labels();
    view! {
        <header class="masthead">
            <div class="masthead__row">
                <a class="masthead__home" href="/">
                    <Emblem/>
                    <span class="masthead__names">
                        <span class="masthead__name">{site.name}</span>
                        {(!site.tagline.is_empty()).then(|| view! { <span class="masthead__tagline">{site.tagline}</span> })}
                    </span>
                </a>
                <TextTools/>
            </div>
            <nav class="menu" aria-label=text.menu>
                <ul class="menu__list">
                    <li><A href="/" exact=true>{text.home}</A></li>
                    {sections.into_iter().map(|section| view! {
                        <li><A href=section.url()>{section.name}</A></li>
                    }).collect_view()}
                    <li><A href="/thong-bao">{text.notices}</A></li>
                </ul>
            </nav>
        </header>
    }
    .into_any()
}
