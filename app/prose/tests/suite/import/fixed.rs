//! HTML → document → HTML → document: the second document is the first.

use std::cell::RefCell;
use std::collections::HashMap;

use proptest::prelude::*;
use prose::import::{Dom, Options, parse, read};
use prose::{Assets, Document, Media, MediaId, html};

use super::super::generate;

/// Gives every address a number, and the address of every number.
#[derive(Default)]
struct Store {
    numbers: RefCell<HashMap<String, i64>>,
}

impl Store {
    fn number(&self, src: &str) -> MediaId {
        let mut numbers = self.numbers.borrow_mut();
        let next = i64::try_from(numbers.len()).unwrap() + 1;
        MediaId(*numbers.entry(src.to_owned()).or_insert(next))
    }

    fn read(&self, html: &str) -> Document {
        let page = parse(html).unwrap();
        let media = |src: &str| Some(self.number(src));
        read(&page, &page.root(), &Options { media: &media, ..Options::default() }).document
    }
}

impl Assets for Store {
    fn media(&self, id: MediaId) -> Option<Media> {
        let numbers = self.numbers.borrow();
        let (src, _) = numbers.iter().find(|(_, number)| **number == id.0)?;
        Some(Media { src: src.clone(), name: "Tệp".to_owned(), ..Media::default() })
    }
}

/// Pieces of markup, right and wrong, in any order.
fn soup() -> impl Strategy<Value = String> {
    const TAGS: [&str; 48] = [
        "p",
        "div",
        "span",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "code",
        "pre",
        "a",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "caption",
        "figure",
        "figcaption",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h5",
        "q",
        "dl",
        "dt",
        "dd",
        "center",
        "font",
        "section",
        "svg",
        "math",
        "p",
        "li",
        "ul",
        "td",
        "tr",
        "table",
        "template",
        "form",
    ];
    const ATTRIBUTES: [&str; 30] = [
        "",
        "",
        "",
        "",
        "",
        "",
        " style='mso-list:l0 level1 lfo1'",
        " style='mso-list:l0 level2 lfo1'",
        " style='mso-list:l1 level1 lfo2;margin-left:.5in'",
        " style='mso-list:Ignore'",
        " style='margin-left:36pt'",
        " class=MsoListParagraph",
        " style='font-weight:bold'",
        " style='font-weight:normal;font-style:italic'",
        " href=/x",
        " href='https://a.vn/b c'",
        " href='javascript:x'",
        " lang=en",
        " lang=vi",
        " colspan=2",
        " rowspan=3 scope=row",
        " scope=col",
        " start=4",
        " type=a",
        " class='callout callout--note'",
        " class=attachment",
        " role=heading aria-level=2",
        " data-listid=1 data-aria-level=2",
        " class=lst-kix_a-1",
        " style='display:none'",
    ];
    const VOID: [&str; 9] = [
        "<br>",
        "<br><br>",
        "<hr>",
        "<img src=/a.jpg alt='x \"y'>",
        "<img src=b alt=''>",
        "<!--x-->",
        "<![if !supportLists]>",
        "<![endif]>",
        "<img>",
    ];
    const TEXTS: [&str; 16] = [
        "chữ",
        " ",
        "\n ",
        "a  b ",
        "&nbsp;",
        " &nbsp; ",
        "1. ",
        "· ",
        "x\u{301}",
        "&lt;b&gt;",
        "\u{200b}",
        "Điều 1.",
        "c)",
        "\t",
        "- d",
        "&#x1;&#xad;",
    ];
    let open = (prop::sample::select(&TAGS[..]), prop::sample::select(&ATTRIBUTES[..]));
    let piece = prop_oneof![
        5 => open.prop_map(|(tag, attribute)| format!("<{tag}{attribute}>")),
        3 => prop::sample::select(&TAGS[..]).prop_map(|tag| format!("</{tag}>")),
        2 => prop::sample::select(&VOID[..]).prop_map(str::to_owned),
        4 => prop::sample::select(&TEXTS[..]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(store: &Store, first: &Document) -> Result<(), TestCaseError> {
    let html = html::render(first, store);
    let second = store.read(&html);
    prop_assert_eq!(&second, first, "{}", html);
    prop_assert_eq!(html::render(&second, store), html);
    prop_assert_eq!(Document::from_json(&first.to_json()), Ok(first.clone()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn soup_is_a_fixed_point_once_read(html in soup()) {
        let store = Store::default();
        check(&store, &store.read(&html))?;
    }

    #[test]
    fn every_text_is_a_fixed_point_once_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let store = Store::default();
        check(&store, &store.read(&String::from_utf8_lossy(&bytes)))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_we_render_is_a_fixed_point_once_read(document in generate::document()) {
        let store = Store::default();
        for number in 0..9 {
            store.number(&format!("/tep/{number}"));
        }
        check(&store, &store.read(&html::render(&document, &store)))?;
    }
}
