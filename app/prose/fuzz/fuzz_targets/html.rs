//! HTML of any kind is read, and what was read is a fixed point: shown and read again it is the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use prose::import::Options;
use prose::{Document, html};
use prose_fuzz::{Store, assert_stored};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let store = Store::default();
    if let Ok(document) = store.read(&text) {
        check(&store, &document);
    }
    let media = |address: &str| Some(store.number(address));
    let options = Options {
        media: &media,
        rewrite: &|address| address.strip_prefix("/").map(|path| format!("https://cu.vn/{path}")),
        decode_font: &|font, letters| font.starts_with(".Vn").then(|| letters.to_uppercase()),
        clean_text: &|letters| letters.replace('\u{ad}', "").into(),
        promote_numbered_headings: true,
        dash_lists: true,
        caption_after_image: true,
    };
    if let Ok(document) = store.read_with(&text, &options) {
        check(&store, &document);
    }
});

fn check(store: &Store, first: &Document) {
    // Text is escaped, so that a bracket can only be one of the renderer's. Addresses of files are not the document's,
    // and a store that knows none leaves them out.
    let bare = html::render(first, &Store::default());
    for danger in ["<script", "<style", "<iframe", "<svg", "<math", "<object", "=\"javascript:", "<!--"] {
        assert!(!bare.contains(danger), "{danger} in {bare}");
    }
    if first.check().is_err() {
        return;
    }
    assert_stored(first);
    let markup = html::render(first, store);
    let Ok(second) = store.read(&markup) else { return };
    assert_eq!(&second, first, "{markup}");
    assert_eq!(html::render(&second, store), markup);
}
