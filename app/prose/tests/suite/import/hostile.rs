//! Markup made to run something: nothing of it survives.

use prose::import::{Dom, Kind, Options, parse, read};
use prose::{Assets, Document, Media, MediaId, html};

/// Vectors in the families of the OWASP and DOMPurify collections, written for this test.
const VECTORS: &str = include_str!("../../data/xss.txt");

struct OneFile;

impl Assets for OneFile {
    fn media(&self, _: MediaId) -> Option<Media> {
        Some(Media { src: "/tep/1".to_owned(), ..Media::default() })
    }
}

fn import(html: &str) -> Document {
    let page = parse(html).unwrap();
    let media = |_: &str| Some(MediaId(1));
    read(&page, &page.root(), &Options { media: &media, ..Options::default() }).document
}

/// What of a page could run: by element, attribute or target.
fn dangers(markup: &str) -> Vec<String> {
    const ELEMENTS: [&str; 24] = [
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "div",
        "figure",
        "figcaption",
        "img",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
        "br",
        "a",
        "html",
        "head",
        "body",
    ];
    const INLINE: [&str; 7] = ["strong", "em", "s", "sub", "sup", "code", "span"];
    let page = parse(markup).unwrap();
    let mut found = Vec::new();
    let mut stack = vec![page.root()];
    while let Some(node) = stack.pop() {
        stack.extend(page.next_sibling(&node));
        stack.extend(page.first_child(&node));
        match page.kind(&node) {
            Kind::Element(name) => {
                if !ELEMENTS.contains(&&*name) && !INLINE.contains(&&*name) {
                    found.push(format!("<{name}>"));
                }
                for (attribute, value) in page.attributes(&node) {
                    let target: String = value
                        .chars()
                        .filter(|c| !c.is_whitespace() && !c.is_control())
                        .collect::<String>()
                        .to_lowercase();
                    let runs = attribute.starts_with("on")
                        || ["style", "srcdoc", "formaction", "action", "background", "xlink:href"].contains(&attribute)
                        || (attribute == "href" && !(target.starts_with(['/', '#']) || target.starts_with("http")));
                    if runs {
                        found.push(format!("{attribute}={value}"));
                    }
                }
            }
            Kind::Comment(text) => found.push(format!("<!--{text}-->")),
            Kind::Text(_) | Kind::Other => {}
        }
    }
    found
}

#[test]
fn no_vector_survives() {
    let mut count = 0;
    for vector in VECTORS.lines().filter(|line| !line.trim().is_empty()) {
        count += 1;
        assert!(!dangers(vector).is_empty(), "no danger to begin with, so nothing is shown: {vector}");
        for wrapped in [
            vector.to_owned(),
            format!("<table><tr><td>{vector}"),
            format!("<p style='mso-list:l0 level1 lfo1'>{vector}"),
        ] {
            let markup = html::render(&import(&wrapped), &OneFile);
            assert_eq!(dangers(&markup), Vec::<String>::new(), "{wrapped}\n{markup}");
            assert_eq!(html::render(&import(&markup), &OneFile), markup, "{wrapped}");
        }
    }
    eprintln!("RAN hostile markup: {count} vectors, none survives");
    assert!(count >= 60);
}
