//! A stored body is refused or read whole, and all that is derived from it can be had.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use prose::steps::Tree;
use prose::{Document, MediaId, html, markdown, text};
use prose_fuzz::{Store, address, assert_stored, file, mutate, without_ids};
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let Ok(json) = std::str::from_utf8(data) else { return };
    let Ok(document) = Document::from_json(json) else { return };
    assert_stored(&document);
    derive(&document);
    if let Ok(told) = told(&document) {
        let again = markdown::read(&markdown::write(&document, &address), &file);
        assert_eq!(self::told(&again), Ok(told));
    }
    let tree = Tree::from_document(&document).map(|tree| tree.to_document());
    assert_eq!(tree, Ok(Ok(document)));
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed) });

fn derive(document: &Document) {
    let store = Store::default();
    store.number("/tep/1");
    let options = html::Options { block_ids: true, base: Some("https://a.vn/tin/1") };
    let page = html::render(document, &store);
    for markup in [page, html::render_with(document, &store, &options)] {
        assert!(!markup.contains("<script") && !markup.contains("=\"javascript:"), "{markup}");
        if let Ok(read) = store.read(&markup) {
            assert_eq!(read.check().is_ok(), Document::from_json(&read.to_json()).is_ok());
        }
    }
    let summary = text::summary(document);
    assert_eq!(summary.outline, prose::outline(document));
    assert_eq!(summary.text, text::plain(document));
    assert_eq!(summary.links, prose::links(document));
    assert_eq!(summary.pages, prose::pages(document));
    if document.publishable().is_ok() {
        assert!(!document.has_unknown() && !document.has_suggestions());
    }
    let _ = document.is_empty();
    let mut renamed = document.clone();
    prose::rename_media(&mut renamed, &|id| (id.0 > 1).then_some(MediaId(7)));
    assert!(renamed.check().is_ok());
    renamed.reissue(document);
    // Fresh names may be longer than those before.
    let _ = renamed.check();
}

/// The document as far as Markdown tells it: without ids, and without the marks of line breaks, which show nothing.
fn told(document: &Document) -> Result<Document, prose::ProseError> {
    fn strip(value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(strip),
            Value::Object(map) => {
                if map.get("type") == Some(&"hard_break".into()) {
                    map.remove("marks");
                }
                map.values_mut().for_each(strip);
            }
            _ => {}
        }
    }
    let mut value = document.to_value();
    strip(&mut value);
    Ok(without_ids(&Document::from_value(&value)?))
}
