//! The reader's app: what the browser hydrates.

use leptos::prelude::*;

use crate::routes::Pages;
use crate::text::Language;
use crate::ui::{PageHead, base_of_document};

/// Everything inside `<body>` of a public page.
#[component]
pub fn App() -> impl IntoView {
    provide_context(Language::Vietnamese);
    // The server provides one that it can read when the page is whole.
    if use_context::<PageHead>().is_none() && cfg!(target_arch = "wasm32") {
        let head = PageHead::new(base_of_document());
        head.clone().keep();
        provide_context(head);
    }
    view! { <Pages/> }
}
