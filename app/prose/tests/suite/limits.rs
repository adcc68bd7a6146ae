//! What the second schema refuses, and that its limits hold for all that it added.

use proptest::prelude::*;
use prose::{Document, MAX_BYTES, MAX_NODES, Node, ProseError};
use serde_json::{Value, json};

use super::generate;

fn wrap(content: Value, footnotes: Value) -> String {
    json!({ "schema_version": 2, "doc": { "type": "doc", "attrs": { "footnotes": footnotes }, "content": content } })
        .to_string()
}

fn read(block: Value) -> Result<Document, ProseError> {
    Document::from_json(&wrap(json!([block]), json!({})))
}

fn marked(mark: Value) -> Value {
    json!({ "type": "paragraph", "content": [{ "type": "text", "text": "x", "marks": [mark] }] })
}

fn figure(name: &str, value: Value) -> Value {
    json!({ "type": "figure", "attrs": { name: value } })
}

#[test]
fn refuses_what_can_never_be_right() {
    let inline = |node: Value| json!({ "type": "paragraph", "content": [node] });
    let wrong = [
        json!({ "type": "ordered_list", "attrs": { "kind": 1 } }),
        json!({ "type": "blockquote", "attrs": { "cite": 1 } }),
        figure("focal", json!([0.5])),
        figure("focal", json!([0.5, 0.5, 0.5])),
        figure("focal", json!([0.5, 1.1])),
        figure("focal", json!([0.5, -0.1])),
        figure("focal", json!([0.5, 0.123_456])),
        figure("focal", json!("0.5 0.5")),
        figure("crop", json!([0.5, 0, 0.6, 1])),
        figure("crop", json!([0, 0, 0, 1])),
        figure("decorative", json!("yes")),
        figure("alt", json!(["x"])),
        figure("media_id", json!(9_007_199_254_740_992_i64)),
        figure("media_id", json!(1.5)),
        json!({ "type": "gallery", "content": [{ "type": "paragraph" }] }),
        json!({ "type": "table", "attrs": { "caption": {} } }),
        json!({ "type": "embed" }),
        json!({ "type": "embed", "attrs": { "provider": "youtube" } }),
        json!({ "type": "rule", "content": [{ "type": "text", "text": "x" }] }),
        inline(json!({ "type": "footnote" })),
        inline(json!({ "type": "page_ref", "attrs": { "page_id": "1" } })),
        inline(json!({ "type": "embed" })),
        marked(json!({ "type": "link", "attrs": { "href": "/a", "page_id": 1 } })),
        marked(json!({ "type": "link", "attrs": { "href": null, "page_id": null } })),
        marked(json!({ "type": "insertion" })),
        marked(json!({ "type": "insertion", "attrs": { "id": "" } })),
        marked(json!({ "type": "deletion", "attrs": { "id": 1.5 } })),
        marked(json!({ "type": "deletion", "attrs": { "id": "x".repeat(65) } })),
        marked(json!({ "type": "modification", "attrs": { "id": 1 } })),
        marked(json!({ "type": "modification", "attrs": { "id": 1, "type": "attr", "attrName": 1 } })),
        json!({ "type": "paragraph", "marks": [{ "type": "strong" }] }),
        json!({ "type": "paragraph", "marks": {} }),
    ];
    for block in wrong {
        assert!(matches!(read(block.clone()), Err(ProseError::Invalid { .. })), "{block}");
    }
    let bad_cite = json!({ "type": "blockquote", "attrs": { "cite": "javascript:alert(1)" } });
    assert!(matches!(read(bad_cite), Err(ProseError::BadHref(_))));
    let bad_embed = json!({ "type": "embed", "attrs": { "provider": "vimeo", "ref": "javascript:alert(1)" } });
    assert!(matches!(read(bad_embed), Err(ProseError::BadEmbed(_))));
    let bad_note = inline(json!({ "type": "footnote", "attrs": { "id": "\"><script>" } }));
    assert!(matches!(read(bad_note), Err(ProseError::BadFootnoteId(_))));
}

#[test]
fn keeps_values_that_a_later_version_may_have_added() {
    let later = [
        json!({ "type": "ordered_list", "attrs": { "kind": "greek" }, "content": [] }),
        json!({ "type": "figure", "attrs": { "size": "huge" } }),
        json!({ "type": "embed", "attrs": { "provider": "peertube", "ref": "x" } }),
        json!({ "type": "gallery", "content": [{ "type": "film" }] }),
        json!({ "type": "table", "content": [{ "type": "table_row", "content": [
            { "type": "table_cell", "attrs": { "scope": "col" } }] }] }),
        json!({ "type": "paragraph", "marks": [{ "type": "comment", "attrs": { "id": 1 } }] }),
    ];
    for block in later {
        let document = read(block.clone()).unwrap();
        assert_eq!(document.blocks.first().map(|read| &read.node), Some(&Node::Unknown(block)));
        assert!(document.publishable().is_err());
    }
}

#[test]
fn footnotes_hold_running_text_alone() {
    let notes = |footnotes: Value| Document::from_json(&wrap(json!([]), footnotes));
    let within =
        notes(json!({ "n1": [{ "type": "text", "text": "x" }, { "type": "footnote", "attrs": { "id": "n2" } }] }));
    assert_eq!(within.unwrap_err().to_string(), "a footnote cannot hold a footnote at doc/footnotes/n1/1");
    for wrong in [json!([]), json!("x"), json!({ "n1": {} }), json!({ "n1": [{ "type": "paragraph" }] })] {
        assert!(matches!(notes(wrong.clone()), Err(ProseError::Invalid { .. })), "{wrong}");
    }
    assert!(matches!(notes(json!({ "a b": [] })), Err(ProseError::BadFootnoteId(_))));
    assert!(notes(json!({ "n1": [{ "type": "mention" }] })).unwrap().has_unknown());
}

#[test]
fn limits_count_what_stands_in_footnotes_and_galleries() {
    let breaks = |count: usize| json!(vec![json!({ "type": "hard_break" }); count]);
    let rules = |count: usize| json!(vec![json!({ "type": "rule" }); count]);
    assert!(Document::from_json(&wrap(rules(MAX_NODES / 2), json!({ "n": breaks(MAX_NODES / 2) }))).is_ok());
    let over = Document::from_json(&wrap(rules(MAX_NODES / 2 + 1), json!({ "n": breaks(MAX_NODES / 2) })));
    assert_eq!(over, Err(ProseError::TooManyNodes));

    // Eighteen quotes, a gallery and a figure are twenty levels; a caption is one too many.
    let nested = |figure: Value| {
        let gallery = json!({ "type": "gallery", "content": [figure] });
        read((0..18).fold(gallery, |inner, _| json!({ "type": "blockquote", "content": [inner] })))
    };
    assert!(nested(json!({ "type": "figure" })).is_ok());
    let caption = json!({ "type": "figure", "content": [{ "type": "text", "text": "x" }] });
    assert_eq!(nested(caption), Err(ProseError::TooDeep));

    let mark = |id: usize| json!({ "type": "modification", "attrs": { "id": id, "type": "attr" } });
    let with = |count: usize| {
        let marks: Vec<Value> = (0..count).map(mark).collect();
        read(json!({ "type": "paragraph", "marks": marks }))
    };
    assert_eq!(with(64).map(|document| document.blocks[0].suggestions.len()), Ok(64));
    assert!(matches!(with(65), Err(ProseError::Invalid { .. })));
}

/// Writing adds attributes that were left out; what would then be too long is refused at once, so that
/// nothing is stored that cannot be read again.
#[test]
fn what_is_accepted_can_be_read_again() {
    let figures = |count: usize| wrap(json!(vec![json!({ "type": "figure" }); count]), json!({}));
    let links = |count: usize| {
        let link = json!({ "type": "link", "attrs": { "href": "/" } });
        wrap(
            json!([{ "type": "paragraph", "content": vec![
            json!({ "type": "hard_break", "marks": [link] }); count] }]),
            json!({}),
        )
    };
    let numbers = |count: usize| {
        let long = serde_json::from_str::<Value>("1e15").unwrap();
        wrap(json!([{ "type": "poll", "n": vec![long; count] }]), json!({})).replace("1000000000000000.0", "1e15")
    };
    let mut accepted = 0;
    let tried = [
        figures(100),
        figures(MAX_NODES),
        links(MAX_NODES - 1),
        numbers(50_000),
        numbers(400_000),
        format!("{}{}", figures(1_000), " ".repeat(MAX_BYTES - 30_000)),
    ];
    for json in &tried {
        assert!(json.len() <= MAX_BYTES);
        match Document::from_json(json) {
            Ok(document) => {
                accepted += 1;
                assert!(document.to_json().len() <= MAX_BYTES);
                assert_eq!(document.check(), Ok(()));
            }
            Err(error) => assert!(matches!(error, ProseError::TooLarge { .. }), "{error}"),
        }
    }
    assert!((2..tried.len()).contains(&accepted), "{accepted}");
}

/// One value somewhere in a stored form becomes another.
fn damage(value: &mut Value, mut place: usize, with: &Value) {
    let mut stack = vec![value];
    while let Some(next) = stack.pop() {
        if place == 0 {
            *next = with.clone();
            return;
        }
        place -= 1;
        match next {
            Value::Array(items) => stack.extend(items),
            Value::Object(map) => stack.extend(map.values_mut()),
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn a_damaged_body_is_refused_or_read_whole(
        document in generate::document(),
        place in 0_usize..200,
        with in prop::sample::select(vec![
            json!(null), json!("x"), json!(-1), json!(0.5), json!([]), json!({}), json!([[]]), json!("strong"),
            json!("figure"), json!({ "type": "text", "text": "x" }), json!({ "type": "paragraph" }), json!(u64::MAX),
        ]),
    ) {
        let mut value = document.to_value();
        damage(&mut value, place, &with);
        if let Ok(read) = Document::from_value(&value) {
            let json = read.to_json();
            prop_assert_eq!(Document::from_json(&json).map(|again| again.to_json()), Ok(json));
            super::html::assert_well_formed(&prose::html::render(&read, &super::html::Files));
        }
    }
}
