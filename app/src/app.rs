//! The reader's app: what the browser hydrates.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;

use crate::routes::Pages;
use crate::text::Language;
use crate::ui::SiteTitle;

/// Everything inside `<body>` of a public page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Language::Vietnamese);
    provide_context(SiteTitle(ArcRwSignal::new(String::new())));
    view! { <Pages/> }
}
