//! Steps: what they do, what is refused, what a hostile client can reach.

use prose::steps::{Mapping, Side, Step, StepError, Tree, apply_all, read, rebase};
use prose::{Block, Document, MAX_BYTES, ProseError};
use serde_json::{Value, json};

fn body() -> Document {
    Document::new(vec![Block::paragraph("Việt 😀 Nam"), Block::paragraph("hai")])
}

fn tree() -> Tree {
    Tree::from_document(&body()).unwrap()
}

fn step(json: Value) -> Step {
    Step::from_json(&json).unwrap()
}

fn insert(at: usize, text: &str) -> Value {
    json!({ "stepType": "replace", "from": at, "to": at, "slice": { "content": [{ "type": "text", "text": text }] } })
}

fn text_of(tree: &Tree) -> String {
    prose::text::plain(&tree.to_document().unwrap())
}

#[test]
fn positions_are_utf_16_and_a_character_is_never_split() {
    // After "Việt " come the two halves of the face.
    let after_face = step(insert(8, "!")).apply(&tree()).unwrap();
    assert_eq!(text_of(&after_face), "Việt 😀! Nam\nhai");
    let cuts = [
        insert(7, "!"),
        json!({ "stepType": "replace", "from": 1, "to": 7 }),
        json!({ "stepType": "addMark", "mark": { "type": "em" }, "from": 7, "to": 9 }),
    ];
    for cut in cuts {
        assert_eq!(step(cut).apply(&tree()), Err(StepError::SplitsCharacter));
    }
}

#[test]
fn a_batch_gives_the_new_body_and_its_maps_or_nothing() {
    let steps = [insert(1, "Ở "), json!({ "stepType": "replace", "from": 3, "to": 8 })];
    let applied = apply_all(&body(), &steps).unwrap();
    assert_eq!(prose::text::plain(&applied.document), "Ở 😀 Nam\nhai");
    assert!(applied.is_exact);
    let mapping = Mapping::from(applied.maps);
    assert_eq!(mapping.map(9, Side::After), 6, "the blank behind the face");
    assert!(mapping.map_result(3, Side::After).deleted);

    let wrong = json!({ "stepType": "replace", "from": 1, "to": 900 });
    assert!(matches!(apply_all(&body(), &[insert(1, "x"), wrong]), Err(StepError::Misfit(_))));
}

#[test]
fn a_split_that_leaves_the_id_twice_is_mended_and_said() {
    let paragraph = |id: &str| json!({ "type": "paragraph", "attrs": { "id": id } });
    let split = |second: &str| {
        json!({ "stepType": "replace", "from": 3, "to": 3, "structure": true,
            "slice": { "content": [paragraph("b1"), paragraph(second)], "openStart": 1, "openEnd": 1 } })
    };
    let twice = apply_all(&body(), &[split("b1")]).unwrap();
    assert!(!twice.is_exact);
    assert_eq!(twice.document.blocks.len(), 3);
    assert!(apply_all(&body(), &[split("fresh")]).unwrap().is_exact);
}

#[test]
fn attributes_must_be_known_and_of_their_type() {
    let attr = |name: &str, value: Value| json!({ "stepType": "attr", "pos": 0, "attr": name, "value": value });
    assert!(step(attr("id", json!("new"))).apply(&tree()).is_ok());
    for value in [json!(5), json!(["b1"]), json!(true), json!({})] {
        assert!(matches!(step(attr("id", value)).apply(&tree()), Err(StepError::Malformed(_))));
    }
    assert!(matches!(Step::from_json(&attr("constructor", json!("x"))), Err(StepError::Malformed(_))));
    let notes = json!({ "stepType": "docAttr", "attr": "footnotes", "value": "x" });
    assert!(step(notes).apply(&tree()).is_err());
    assert_eq!(step(attr("level", json!(3))).apply(&tree()), Ok(tree()), "a heading's, on a paragraph");
    let unset = step(json!({ "stepType": "attr", "pos": 0, "attr": "id" })).apply(&tree()).unwrap();
    assert_eq!(unset.to_json()["content"][0]["attrs"]["id"], Value::Null, "no value is the default");
}

#[test]
fn what_a_slice_hides_inside_is_found_before_it_is_stored() {
    let heading = json!({ "type": "heading", "attrs": { "level": 2 } });
    let hidden = json!({ "type": "paragraph", "content": [heading] });
    let hides = json!({ "stepType": "replace", "from": 0, "to": 0, "slice": { "content": [hidden] } });
    assert!(step(hides.clone()).apply(&tree()).is_ok(), "as in ProseMirror");
    assert!(matches!(apply_all(&body(), &[hides]), Err(StepError::Misfit(_))));
}

#[test]
fn a_step_is_carried_over_what_others_did() {
    let mine = [step(insert(3, "mine")), step(insert(7, "more"))];
    let others = [step(json!({ "stepType": "replace", "from": 1, "to": 2 })), step(insert(1, "theirs"))];
    let head = others.iter().try_fold(tree(), |tree, step| step.apply(&tree)).unwrap();
    let rebased = rebase(&mine, &others, &head).unwrap();
    assert_eq!(rebased.kept, [true, true]);
    assert_eq!(text_of(&rebased.tree), "theirsiminemoreệt 😀 Nam\nhai");

    let gone = step(json!({ "stepType": "replace", "from": 0, "to": 13 }));
    let head = gone.apply(&tree()).unwrap();
    let rebased = rebase(&mine, &[gone], &head).unwrap();
    assert_eq!((rebased.kept, rebased.steps.len()), (vec![false, false], 0));
}

#[test]
fn batches_have_limits() {
    assert_eq!(read(&" ".repeat(MAX_BYTES + 1)), Err(StepError::TooLarge));
    assert!(matches!(read("{}"), Err(StepError::Malformed(_))));
    assert!(matches!(read(r#"["\ud800"]"#), Err(StepError::Malformed(_))), "half a character");
    let many = vec![insert(1, "x"); 1_001];
    assert!(matches!(apply_all(&body(), &many), Err(StepError::TooManySteps(1_001))));
    assert_eq!(apply_all(&body(), &[insert(1, &"x".repeat(MAX_BYTES))]).unwrap_err(), StepError::TooLarge);
    let half = insert(1, &"x".repeat(MAX_BYTES / 2));
    let body = apply_all(&body(), std::slice::from_ref(&half)).unwrap().document;
    let error = apply_all(&body, &[half]).unwrap_err();
    assert!(matches!(error, StepError::Document(ProseError::TooLarge { .. })), "{error}");

    let quotes = |depth: usize| {
        (0..depth).fold(json!({ "type": "rule" }), |inner, _| json!({ "type": "blockquote", "content": [inner] }))
    };
    let put =
        |depth: usize| json!({ "stepType": "replace", "from": 0, "to": 0, "slice": { "content": [quotes(depth)] } });
    assert!(step(put(19)).apply(&tree()).is_ok());
    assert_eq!(Step::from_json(&put(20)), Err(StepError::TooDeep));
    let deep = step(put(19)).apply(&tree()).unwrap();
    let deeper = json!({ "stepType": "replace", "from": 10, "to": 10, "slice": { "content": [quotes(12)] } });
    assert_eq!(step(deeper).apply(&deep), Err(StepError::TooDeep));
}
