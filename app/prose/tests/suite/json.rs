//! The stored form: round trips, what is kept, what is refused.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use prose::{Block, Document, Inline, MAX_BYTES, MAX_NODES, Node, ProseError};
use serde_json::{Value, json};

use super::generate;

fn wrap(content: Value) -> String {
    json!({ "schema_version": 2, "doc": { "type": "doc", "attrs": { "footnotes": {} }, "content": content } })
        .to_string()
}

fn read(content: Value) -> Result<Document, ProseError> {
    Document::from_json(&wrap(content))
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same_document(document in generate::document()) {
        let json = document.to_json();
        let again = Document::from_json(&json).unwrap();
        prop_assert_eq!(&again, &document);
        prop_assert_eq!(again.to_json(), json);
        prop_assert!(document.check().is_ok());
    }

    #[test]
    fn any_json_is_read_or_refused_without_panic(text in "\\PC{0,40}", number in any::<i64>()) {
        for value in [json!(text), json!([number]), json!({ "type": text }), json!({ "type": "heading", "attrs": [text] })] {
            let _ = read(json!([value.clone()]));
            let _ = Document::from_json(&value.to_string());
        }
        let _ = Document::from_json(&text);
    }
}

#[test]
fn writes_what_prosemirror_writes() {
    let paragraph = |id: &str| json!({ "type": "paragraph", "attrs": { "id": id } });
    let figure = |id: &str| {
        json!({ "type": "figure", "attrs": { "id": id, "media_id": 7, "alt": "Trụ sở", "decorative": false,
                "focal": [0.5, 1], "crop": [0, 0.1, 0.3333, 0.9], "size": "wide" } })
    };
    let change = json!({ "type": "modification", "attrs": { "id": "s1", "type": "attr", "attrName": "level",
                         "previousValue": 3, "newValue": 2 } });
    let insertion = json!({ "type": "insertion", "attrs": { "id": 4 } });
    let content = json!([
        { "type": "heading", "attrs": { "id": "h", "level": 2 }, "marks": [change],
          "content": [{ "type": "text", "text": "Mục" }] },
        { "type": "paragraph", "attrs": { "id": "p" }, "content": [
            { "type": "text", "text": "xem ", "marks": [{ "type": "strong" }] },
            { "type": "text", "text": "đây", "marks": [
                { "type": "link", "attrs": { "href": "/x", "page_id": null } }, { "type": "strong" }] },
            { "type": "text", "text": "đó", "marks": [
                { "type": "link", "attrs": { "href": null, "page_id": 9 } },
                { "type": "lang", "attrs": { "tag": "en" } }, insertion] },
            { "type": "hard_break", "marks": [{ "type": "strong" }, insertion] },
            { "type": "footnote", "attrs": { "id": "n1" }, "marks": [{ "type": "em" }] },
            { "type": "page_ref", "attrs": { "page_id": 3 } },
            { "type": "unknown_inline", "attrs": { "original": { "type": "mention" } }, "marks": [{ "type": "em" }] },
        ] },
        { "type": "ordered_list", "attrs": { "id": "o", "start": 3, "kind": "lower_roman" }, "content": [
            { "type": "list_item", "attrs": { "id": "i" }, "marks": [insertion], "content": [paragraph("q")] },
        ] },
        { "type": "blockquote", "attrs": { "id": "bq", "cite": null }, "content": [paragraph("bp")] },
        figure("f"),
        { "type": "gallery", "attrs": { "id": "g" }, "content": [figure("g1"), figure("g2")] },
        { "type": "table", "attrs": { "id": "t", "caption": "Kết quả" }, "content": [
            { "type": "table_row", "attrs": { "id": "r" }, "content": [
                { "type": "table_header",
                  "attrs": { "id": "c", "colspan": 1, "rowspan": 2, "colwidth": [80], "scope": "row" },
                  "content": [paragraph("d")] },
                { "type": "table_cell", "attrs": { "id": "e", "colspan": 1, "rowspan": 1, "colwidth": null },
                  "marks": [{ "type": "deletion", "attrs": { "id": 5 } }], "content": [paragraph("k")] },
            ] }] },
        { "type": "embed", "attrs": { "id": "v", "provider": "youtube", "ref": "dQw4w9WgXcQ", "title": "Lễ hội" } },
        { "type": "attachment", "attrs": { "id": "a", "media_id": 3 } },
        { "type": "rule", "attrs": { "id": "u" } },
    ]);
    let note = json!([{ "type": "text", "text": "Nguồn: " }, { "type": "page_ref", "attrs": { "page_id": 3 } }]);
    let doc = json!({ "type": "doc", "attrs": { "footnotes": { "n1": note } }, "content": content });
    let stored = json!({ "schema_version": 2, "doc": doc });
    let document = Document::from_json(&stored.to_string()).unwrap();
    assert_eq!(document.to_value(), stored);
    assert_eq!(serde_json::from_str::<Value>(&document.to_json()).unwrap(), stored);
}

#[test]
fn fills_missing_and_repeated_ids_and_keeps_the_others() {
    let paragraph = |id: Value| json!({ "type": "paragraph", "attrs": { "id": id } });
    let document =
        read(json!([paragraph(json!("b1")), paragraph(Value::Null), paragraph(json!("b1")), paragraph(json!("a b"))]));
    let ids: Vec<String> = document.unwrap().blocks.into_iter().map(|block| block.id).collect();
    assert_eq!(ids, ["b1", "b2", "b3", "b4"]);
}

#[test]
fn keeps_unknown_nodes_attributes_and_marks_as_they_came() {
    let text = json!({ "type": "text", "text": "x" });
    let blocks = [
        json!({ "type": "poll", "attrs": { "id": "n1", "deep": [[1, { "a": null }], "é"] }, "content": [7] }),
        json!({ "type": "paragraph", "attrs": { "id": "n2", "align": "center" }, "content": [text] }),
        json!({ "type": "bullet_list", "content": [{ "type": "task_item", "attrs": { "done": true } }] }),
        json!({ "type": "callout", "attrs": { "kind": "brand-new" }, "content": [] }),
        json!({ "type": "paragraph", "later": 1 }),
    ];
    for block in blocks {
        let document = read(json!([block.clone()])).unwrap();
        assert_eq!(document.blocks.first().map(|read| &read.node), Some(&Node::Unknown(block.clone())));
        assert!(document.has_unknown());
        assert_eq!(Document::from_json(&document.to_json()).unwrap(), document);
    }
    let marked = json!({ "type": "text", "text": "x", "marks": [{ "type": "highlight", "attrs": { "by": 3 } }] });
    let document = read(json!([{ "type": "paragraph", "content": [marked.clone(), text] }])).unwrap();
    let Some(Block { node: Node::Paragraph(content), .. }) = document.blocks.first() else { panic!("no paragraph") };
    assert_eq!(content.as_slice(), [Inline::Unknown(marked, Vec::new()), Inline::text("x")]);
    assert!(document.has_unknown());
}

#[test]
fn refuses_what_can_never_be_right() {
    let text =
        |marks: Value| json!({ "type": "paragraph", "content": [{ "type": "text", "text": "x", "marks": marks }] });
    let wrong = [
        json!({ "type": "heading", "attrs": { "level": 1 } }),
        json!({ "type": "heading", "attrs": { "level": "2" } }),
        json!({ "type": "text", "text": "x" }),
        json!({ "type": "list_item" }),
        json!({ "type": "paragraph", "content": [{ "type": "paragraph" }] }),
        json!({ "type": "paragraph", "content": "x" }),
        json!({ "type": "bullet_list", "content": [{ "type": "paragraph" }] }),
        json!({ "type": "attachment" }),
        json!({ "type": "figure", "attrs": { "media_id": "1" } }),
        json!({ "type": "ordered_list", "attrs": { "start": -1 } }),
        json!({ "type": "paragraph", "attrs": { "id": 5 } }),
        json!({ "attrs": {} }),
        json!("x"),
        text(json!([{ "type": "link" }])),
        text(json!("strong")),
    ];
    for block in wrong {
        assert!(matches!(read(json!([block.clone()])), Err(ProseError::Invalid { .. })), "{block}");
    }
    let bad_link = text(json!([{ "type": "link", "attrs": { "href": "javascript:alert(1)" } }]));
    assert!(matches!(read(json!([bad_link])), Err(ProseError::BadHref(_))));
    let bad_tag = text(json!([{ "type": "lang", "attrs": { "tag": "\"><script>" } }]));
    assert!(matches!(read(json!([bad_tag])), Err(ProseError::BadLanguageTag(_))));
}

#[test]
fn an_error_says_where_it_is() {
    let ok = json!({ "type": "paragraph" });
    let quote = json!({ "type": "blockquote", "content": [ok, { "type": "heading", "attrs": { "level": 9 } }] });
    let error = read(json!([ok, quote])).unwrap_err();
    assert_eq!(error.to_string(), "a heading's level is 2, 3 or 4 at doc/1/1");
}

#[test]
fn refuses_other_wrappers() {
    assert!(matches!(Document::from_json("{"), Err(ProseError::Json(_))));
    assert!(matches!(Document::from_json("{}"), Err(ProseError::Invalid { .. })));
    let later = json!({ "schema_version": 3, "doc": { "type": "doc" } }).to_string();
    assert_eq!(Document::from_json(&later), Err(ProseError::UnsupportedVersion(3)));
    let never = json!({ "schema_version": 0, "doc": { "type": "doc" } }).to_string();
    assert_eq!(Document::from_json(&never), Err(ProseError::UnsupportedVersion(0)));
    let other = json!({ "schema_version": 2, "doc": { "type": "paragraph" } }).to_string();
    assert!(matches!(Document::from_json(&other), Err(ProseError::Invalid { .. })));
}

#[test]
fn limits_are_exact() {
    let nested = |quotes: usize| {
        (0..quotes).fold(
            json!({ "type": "paragraph", "content": [{ "type": "text", "text": "x" }] }),
            |inner, _| json!({ "type": "blockquote", "content": [inner] }),
        )
    };
    // Eighteen quotes, a paragraph and its text are twenty levels.
    assert!(read(json!([nested(18)])).is_ok());
    assert_eq!(read(json!([nested(19)])), Err(ProseError::TooDeep));

    let many = |count: usize| wrap(vec![json!({ "type": "rule" }); count].into());
    assert!(Document::from_json(&many(MAX_NODES)).is_ok());
    assert_eq!(Document::from_json(&many(MAX_NODES + 1)), Err(ProseError::TooManyNodes));

    let padded = |bytes: usize| {
        let json = wrap(json!([]));
        format!("{json}{}", " ".repeat(bytes - json.len()))
    };
    assert!(Document::from_json(&padded(MAX_BYTES)).is_ok());
    assert_eq!(Document::from_json(&padded(MAX_BYTES + 1)), Err(ProseError::TooLarge { bytes: MAX_BYTES + 1 }));
}

#[test]
fn hostile_nesting_is_an_error_and_what_is_accepted_can_be_read_again() {
    let bombs = ["[".repeat(1_000_000), "{\"type\":\"blockquote\",\"content\":[".repeat(60_000)];
    for bomb in bombs {
        assert!(matches!(Document::from_json(&bomb), Err(ProseError::Json(_))));
    }
    // Around the deepest place where a block can stand, where both limits add up.
    let in_quotes = |block: Value| (0..19).fold(block, |inner, _| json!({ "type": "blockquote", "content": [inner] }));
    for depth in [10, 60, 70, 80, 84] {
        let deep = (0..depth).fold(json!(1), |inner, _| json!([inner]));
        let poll = json!({ "type": "poll", "deep": deep });
        match read(json!([in_quotes(poll)])) {
            Ok(document) => {
                assert!(depth <= 60, "{depth} levels are beyond the limit");
                assert_eq!(Document::from_json(&document.to_json()).unwrap(), document);
            }
            Err(error) => assert!(depth > 60 && error == ProseError::TooDeep, "{depth}: {error}"),
        }
    }
}

#[test]
fn one_unknown_node_anywhere_is_found() {
    let poll = json!({ "type": "poll" });
    let plain = json!({ "type": "paragraph", "content": [{ "type": "text", "text": "x" }] });
    let quote = json!({ "type": "blockquote", "content": [plain, poll, plain] });
    assert!(read(json!([quote, plain])).unwrap().has_unknown());
    assert!(!read(json!([plain])).unwrap().has_unknown());
}

/// Other tests rely on it: what is not generated is not tested by chance.
#[test]
fn every_node_and_mark_is_generated() {
    fn gather(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
            Value::Object(map) => {
                found.extend(map.get("type").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| gather(value, found));
            }
            _ => {}
        }
    }
    let mut runner = TestRunner::deterministic();
    let mut found = BTreeSet::new();
    for _ in 0..500 {
        gather(&generate::document().new_tree(&mut runner).unwrap().current().to_value(), &mut found);
    }
    let known = "doc paragraph heading bullet_list ordered_list list_item blockquote callout figure gallery table \
                 table_row table_cell table_header rule attachment embed unknown_block text hard_break footnote \
                 page_ref unknown_inline link strong em strike sub sup code lang insertion deletion modification";
    for kind in known.split_whitespace() {
        assert!(found.contains(kind), "{kind} is missing");
    }
}
