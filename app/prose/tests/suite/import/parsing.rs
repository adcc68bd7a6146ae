//! The parser's tree: what can be found in it, and its bounds.

use proptest::prelude::*;
use prose::import::dom::{find_all, find_by_class, find_by_id, meta, text_of, title};
use prose::import::{Dom, Kind, MAX_INPUT, MAX_PARSED_DEPTH, MAX_PARSED_NODES, ParseError, parse};

const PAGE: &str = "<!DOCTYPE html><title> Tin\n tức </title><meta name=Generator content='Microsoft Word 15'>\
    <div id=a class='x bai-viet'><p>Một<br>hai <b>ba</b></p><p>bốn<script>no()</script></div>";

#[test]
fn finds_by_id_class_and_name_and_reads_the_head() {
    let page = parse(PAGE).unwrap();
    let root = page.root();
    let node = find_by_id(&page, &root, "a").unwrap();
    assert_eq!(find_by_class(&page, &root, "bai-viet"), Some(node));
    assert_eq!(text_of(&page, &node), "Một hai ba bốn");
    assert_eq!(find_all(&page, &node, "p").len(), 2);
    assert_eq!(title(&page), "Tin tức");
    assert_eq!(meta(&page, "generator").as_deref(), Some("Microsoft Word 15"));
    assert!(find_by_id(&page, &root, "b").is_none() && meta(&page, "author").is_none());
    // A node beside the one that was asked for is not searched.
    let first = find_all(&page, &node, "p").first().copied().unwrap();
    assert_eq!(text_of(&page, &first), "Một hai ba");
}

#[test]
fn misnested_tags_come_out_as_browsers_have_them() {
    let page = parse("<table>a<tr><td>b</table><b>c<p>d</b>e</p>").unwrap();
    let names: Vec<String> = find_all(&page, &page.root(), "b").iter().map(|node| text_of(&page, node)).collect();
    assert_eq!(names, ["c", "d"]);
    assert_eq!(text_of(&page, &page.root()), "a b c de");
}

#[test]
fn bounds_hold() {
    assert_eq!(parse(&"x".repeat(MAX_INPUT + 1)).err(), Some(ParseError::TooLarge));
    assert_eq!(parse(&"<hr>".repeat(MAX_PARSED_NODES + 10)).err(), Some(ParseError::TooManyNodes));
    for deep in ["<div>", "<b>", "<svg>"] {
        let html = deep.repeat(20_000);
        assert!(matches!(parse(&html), Err(ParseError::TooDeep | ParseError::TooManyNodes)), "{deep}");
    }
    assert!(parse(&"<div>".repeat(MAX_PARSED_DEPTH - 10)).is_ok());
}

proptest! {
    #[test]
    fn every_text_is_a_tree(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        let page = parse(&text).unwrap();
        prop_assert!(matches!(page.kind(&page.root()), Kind::Other));
        let _ = text_of(&page, &page.root());
    }
}
