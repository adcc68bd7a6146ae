//! The document's title and what else stands in its head.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

/// The site's name, for titles. A signal, since the frame learns it after pages began to render; one that is counted
/// by reference, since the server writes the title when the arena of the page's signals may be gone.
#[derive(Clone)]
pub struct SiteTitle(pub ArcRwSignal<String>);

/// Tells titles the site's name.
#[component]
pub fn SiteName(
    /// The short name.
    name: String,
) -> impl IntoView {
    if let Some(title) = use_context::<SiteTitle>() {
        title.0.set(name);
    }
}

/// `<Title>` of leptos_meta 0.8 writes its text into the page unescaped (its `inject_meta_context` pushes the bare
/// string); in a browser the same text goes to `document.title`, which must stay bare.
fn for_head(text: &str) -> String {
    // Leptos' own `is_server` asks the reactive owner, and a title is written after its owner may be gone: then it
    // answers "browser", and half of the pages went out unescaped.
    if cfg!(target_arch = "wasm32") {
        return text.to_owned();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The page's title and description. Without a title the site's name stands alone.
#[component]
pub fn PageTitle(
    /// The page's own title.
    #[prop(optional, into)]
    title: String,
    /// One or two sentences for search engines and previews.
    #[prop(optional, into)]
    description: String,
) -> AnyView {
    let site = use_context::<SiteTitle>();
    let full = move || {
        let name = site.as_ref().map(|site| site.0.get()).unwrap_or_default();
        for_head(&match (title.is_empty(), name.is_empty()) {
            (true, _) => name,
            (false, true) => title.clone(),
            (false, false) => format!("{title} | {name}"),
        })
    };
    view! {
        <Title text=full/>
        {(!description.is_empty()).then(|| view! { <Meta name="description" content=description/> })}
    }
    .into_any()
}

/// The address under which search engines shall know the page, built from the configured base address.
#[component]
pub fn Canonical(
    /// The page's path.
    path: String,
) -> impl IntoView {
    // Both sides must write the same element, or hydration loses its place in the head.
    let base = match use_context::<BaseUrl>() {
        Some(base) => base.0.to_string(),
        None => document().document_element().and_then(|root| root.get_attribute("data-base")).unwrap_or_default(),
    };
    view! { <Link rel="canonical" href=format!("{base}{path}")/> }
}

/// `https://host` as configured; only the server knows it, and writes it into the document for the client.
#[derive(Clone)]
pub struct BaseUrl(pub std::sync::Arc<str>);
