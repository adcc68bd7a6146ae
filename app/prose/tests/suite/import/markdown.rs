//! Clipboards as Markdown. The journeys of the browser hold the same outcomes against the tree of its own parser, so that
//! both sides are known to read alike.

use std::fs;
use std::path::Path;

use prose::import::{Dom, Options, parse, read};
use prose::markdown;

/// With `DINH_WRITE_FIXTURES=1` the outcomes are written anew, to be looked at before they are committed.
#[test]
fn clipboards_become_the_markdown_that_stands_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/clipboard");
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let page = parse(&fs::read_to_string(&path).unwrap()).unwrap();
        let imported = read(&page, &page.root(), &Options { caption_after_image: true, ..Options::default() });
        let outcome = markdown::write(&imported.document, &|id| format!("/tep/{}/tep", id.0));
        let beside = path.with_extension("md");
        if std::env::var_os("DINH_WRITE_FIXTURES").is_some() {
            fs::write(&beside, &outcome).unwrap();
        }
        assert_eq!(outcome, fs::read_to_string(&beside).unwrap_or_default(), "{}", beside.display());
        count += 1;
    }
    assert!(count > 20, "{count} clipboards");
}
