//! What stands in the document's head about the page: title, description, address.
//!
//! A page says it once, in its view. The server writes it into the document when the page is whole; in the browser one
//! effect keeps it true from page to page. (`leptos_meta` would carry views of each of these to the client, 33 KB of
//! code before compression, and writes titles unescaped.)

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Element;

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct About {
    title: String,
    description: String,
    path: String,
}

/// The head of the document that is being made or shown. Counted by reference, since the server reads it when the
/// arena of the page's signals is gone.
#[derive(Clone)]
pub struct PageHead {
    about: ArcRwSignal<About>,
    site: ArcRwSignal<String>,
    base: Arc<str>,
}

impl PageHead {
    /// A head without content. `base` is the configured address, `https://host`.
    pub fn new(base: Arc<str>) -> Self {
        Self { about: ArcRwSignal::default(), site: ArcRwSignal::default(), base }
    }

    /// Tells titles the site's name.
    pub fn name_site(&self, name: String) {
        self.site.set(name);
    }

    /// The page's title, then the site's name; the site's name alone when the page has no title.
    fn title(&self) -> String {
        let (title, site) = (self.about.with(|about| about.title.clone()), self.site.get());
        match (title.is_empty(), site.is_empty()) {
            (true, _) => site,
            (false, true) => title,
            (false, false) => format!("{title} | {site}"),
        }
    }

    /// The address that search engines shall know the page by; none for a page they shall not keep.
    fn address(&self) -> String {
        let path = self.about.with(|about| about.path.clone());
        if path.is_empty() { path } else { format!("{}{path}", self.base) }
    }

    /// The path that search engines shall know the page by; empty for a page they shall not keep.
    pub fn path(&self) -> String {
        self.about.with_untracked(|about| about.path.clone())
    }

    /// The elements as HTML text, escaped.
    pub fn html(&self) -> String {
        let (about, address) = (self.about.get_untracked(), untrack(|| self.address()));
        let mut html = format!("<title>{}</title>", escaped(&untrack(|| self.title())));
        for (value, before) in
            [(about.description, "<meta name=\"description\" content=\""), (address, "<link rel=\"canonical\" href=\"")]
        {
            if !value.is_empty() {
                html.push_str(&format!("{before}{}\">", escaped(&value)));
            }
        }
        html
    }

    /// Keeps the browser's document as the page says.
    pub fn keep(self) {
        Effect::new(move |_| {
            let (title, address) = (self.title(), self.address());
            let description = self.about.with(|about| about.description.clone());
            // Nothing has spoken yet; what the server wrote stands.
            if !title.is_empty() {
                document().set_title(&title);
                keep_element("meta[name=description]", "meta", ("name", "description"), ("content", &description));
                keep_element("link[rel=canonical]", "link", ("rel", "canonical"), ("href", &address));
            }
        });
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Sets, makes or removes the element that a value stands in.
fn keep_element(selector: &str, tag: &str, name: (&str, &str), value: (&str, &str)) {
    let found = document().query_selector(selector).ok().flatten();
    let element = match (found, value.1.is_empty()) {
        (found, true) => return found.iter().for_each(Element::remove),
        (Some(found), false) => Some(found),
        (None, false) => document().create_element(tag).ok(),
    };
    let Some(element) = element else { return };
    // Failures here would mean that the name of an attribute is malformed.
    let _ = element.set_attribute(name.0, name.1);
    let _ = element.set_attribute(value.0, value.1);
    if !element.is_connected()
        && let Some(head) = document().head()
    {
        let _ = head.append_child(&element);
    }
}

/// Says what the page is called, and more for search engines and previews.
#[component]
pub fn PageTitle(
    /// The page's own title; without one the site's name stands alone.
    #[prop(optional, into)]
    title: String,
    /// One or two sentences.
    #[prop(optional, into)]
    description: String,
    /// The path under which search engines shall know the page.
    #[prop(optional, into)]
    path: String,
) -> AnyView {
    if let Some(head) = use_context::<PageHead>() {
        head.about.set(About { title, description, path });
    }
    ().into_any()
}

/// The configured address, which the server wrote into the document; nothing on the server.
pub fn base_of_document() -> Arc<str> {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-base")).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    //! What the server writes.
    use super::*;

    #[test]
    fn every_part_is_escaped_and_empty_parts_are_left_out() {
        let head = PageHead::new("https://x".into());
        assert_eq!(head.html(), "<title></title>");
        head.name_site("A & B".to_owned());
        assert_eq!(head.html(), "<title>A &amp; B</title>");
        let evil = "</title><script>\"";
        head.about.set(About { title: evil.to_owned(), description: evil.to_owned(), path: "/a".to_owned() });
        assert_eq!(
            head.html(),
            "<title>&lt;/title&gt;&lt;script&gt;&quot; | A &amp; B</title>\
             <meta name=\"description\" content=\"&lt;/title&gt;&lt;script&gt;&quot;\">\
             <link rel=\"canonical\" href=\"https://x/a\">"
        );
    }
}
