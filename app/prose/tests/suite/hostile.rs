//! Steps from somebody who means harm, and the laws that hold for all others.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use prose::Document;
use prose::steps::{Mapping, Side, Step, StepMap, Tree, apply_all, rebase};
use serde_json::{Value, json};

use super::generate;

const ATTEMPTS: usize = 52_000;

/// A position that is often in the tree, at times at its edge or far out.
fn position(size: usize) -> impl Strategy<Value = i64> {
    let size = i64::try_from(size).unwrap();
    prop_oneof![20 => 0..=size, 1 => size..size + 3, 1 => Just(-1_i64), 1 => any::<i64>()]
}

fn marks() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!({ "type": "em" }),
        json!({ "type": "code" }),
        json!({ "type": "link", "attrs": { "href": "/a", "page_id": null } }),
        json!({ "type": "insertion", "attrs": { "id": 1 } }),
        json!({ "type": "deletion", "attrs": { "id": "x" } }),
        json!({ "type": "modification", "attrs": { "id": 2, "type": "attr" } }),
    ])
}

/// Parts of the document itself and some that fit nowhere.
fn content(tree: &Value) -> impl Strategy<Value = Value> + Clone + use<> {
    let mut parts = vec![
        json!([]),
        json!([{ "type": "text", "text": "ệ😀" }]),
        json!([{ "type": "paragraph" }]),
        json!([{ "type": "list_item", "content": [{ "type": "paragraph" }] }]),
        json!([{ "type": "paragraph" }, { "type": "paragraph", "content": [{ "type": "hard_break" }] }]),
        json!([{ "type": "blockquote", "content": [{ "type": "paragraph" }] }]),
        json!([{ "type": "table_row", "content": [{ "type": "table_cell" }] }]),
        json!([{ "type": "heading", "attrs": { "level": 9 }, "content": [{ "type": "heading" }] }]),
    ];
    parts.extend(tree["content"].as_array().into_iter().flatten().map(|block| json!([block])));
    prop::sample::select(parts)
}

/// A step whose fields have the right names.
fn plain(tree: &Tree) -> impl Strategy<Value = Value> + use<> {
    let at = || position(tree.size());
    let slice = (content(&tree.to_json()), 0..4_u8, 0..4_u8)
        .prop_map(|(content, start, end)| json!({ "content": content, "openStart": start, "openEnd": end }));
    let marked = prop::sample::select(vec!["addMark", "removeMark"]);
    let on_node = prop::sample::select(vec!["addNodeMark", "removeNodeMark"]);
    let attr =
        prop::sample::select(vec!["id", "level", "kind", "alt", "footnotes", "media_id", "toString", "__proto__"]);
    let value = prop::sample::select(vec![json!(2), json!("x"), json!(null), json!(true), json!({}), json!([1])]);
    prop_oneof![
        4 => (at(), at(), slice.clone(), any::<bool>()).prop_map(|(a, b, slice, structure)| {
            json!({ "stepType": "replace", "from": a.min(b), "to": a.max(b), "slice": slice, "structure": structure })
        }),
        1 => (at(), at()).prop_map(|(a, b)| json!({ "stepType": "replace", "from": a.min(b), "to": a.max(b) })),
        4 => ([at(), at(), at(), at()], slice, 0..4_u8, any::<bool>()).prop_map(|(mut at, slice, insert, structure)| {
            at.sort_unstable();
            json!({ "stepType": "replaceAround", "from": at[0], "gapFrom": at[1], "gapTo": at[2], "to": at[3],
                "slice": slice, "insert": insert, "structure": structure })
        }),
        3 => (marked, at(), at(), marks()).prop_map(|(kind, a, b, mark)| {
            json!({ "stepType": kind, "from": a.min(b), "to": a.max(b), "mark": mark })
        }),
        2 => (on_node, at(), marks()).prop_map(|(kind, at, mark)| json!({ "stepType": kind, "pos": at, "mark": mark })),
        2 => (at(), attr, value.clone()).prop_map(|(at, attr, value)| {
            json!({ "stepType": "attr", "pos": at, "attr": attr, "value": value })
        }),
        1 => value.prop_map(|value| json!({ "stepType": "docAttr", "attr": "footnotes", "value": value })),
    ]
}

/// What replaces a value somewhere in a step.
fn junk() -> impl Strategy<Value = Value> {
    let deep = (0..100).fold(json!(1), |inner, _| json!({ "type": "blockquote", "content": [inner] }));
    prop::sample::select(vec![
        json!(null),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("text"),
        json!([]),
        json!({}),
        json!([[[]]]),
        json!({ "type": "doc", "content": [] }),
        json!({ "type": "text", "text": "" }),
        json!({ "stepType": "markSet", "steps": [] }),
        json!([{ "type": "__proto__" }]),
        deep,
    ])
}

/// The places in a value, outermost first.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| places(inner, format!("{at}/{key}"), found)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, inner)| places(inner, format!("{at}/{index}"), found))
        }
        _ => {}
    }
    found.push(at);
}

fn damaged(step: &Value, place: Index, junk: &Value) -> Value {
    let mut found = Vec::new();
    places(step, String::new(), &mut found);
    let mut step = step.clone();
    if let Some(target) = step.pointer_mut(place.get::<String>(&found)) {
        *target = junk.clone();
    }
    step
}

#[test]
fn hostile_steps_are_refused_or_give_a_body_that_can_be_stored() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[9; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (mut taken, mut refused) = (0_usize, 0_usize);
    while taken + refused < ATTEMPTS {
        let document = generate::document().new_tree(&mut runner).unwrap().current();
        let tree = Tree::from_document(&document).unwrap();
        if tree.size() > 150 {
            continue;
        }
        let steps = (plain(&tree), prop::collection::vec((any::<Index>(), junk()), 4));
        for _ in 0..100 {
            let (step, damages) = steps.new_tree(&mut runner).unwrap().current();
            let bad = damages.iter().map(|(place, junk)| damaged(&step, *place, junk));
            for step in bad.chain([step.clone()]) {
                match apply_all(&document, std::slice::from_ref(&step)) {
                    Ok(applied) => {
                        taken += 1;
                        let again = Document::from_json(&applied.document.to_json());
                        assert_eq!(again.as_ref(), Ok(&applied.document), "{step}");
                    }
                    Err(_) => refused += 1,
                }
            }
        }
    }
    assert!(taken > 1_000 && refused > 10_000, "{taken} taken, {refused} refused");
    eprintln!("RAN hostile steps: {} without a panic, {taken} taken, {refused} refused", taken + refused);
}

/// A document with some steps that apply to it one after the other, and others that apply to it as well.
fn edits() -> impl Strategy<Value = (Tree, Vec<Step>, Vec<Step>)> {
    generate::document().prop_flat_map(|document| {
        let tree = Tree::from_document(&document).unwrap();
        let many = || prop::collection::vec(plain(&tree), 0..25);
        (Just(tree.clone()), many(), many()).prop_map(|(tree, one, two)| {
            let (one, two) = (fitting(&tree, &one), fitting(&tree, &two));
            (tree, one, two)
        })
    })
}

/// Those that apply, one after the other. Left out is what no editor makes, and what ProseMirror does not undo or carry
/// over either: marks on nothing, structural steps that put in more than structure, steps around nothing, marks on a node that
/// displace several others, and content unsound in itself, which a step carries in unseen and a body then refuses.
fn fitting(tree: &Tree, steps: &[Value]) -> Vec<Step> {
    let mut tree = tree.clone();
    let is_real = |step: &&Value| {
        let is_empty = step["mark"].is_object() && step["from"].is_number() && step["from"] == step["to"];
        let displaces = step["stepType"] == "addNodeMark" && step["mark"]["type"] != "modification";
        let is_structural = step["stepType"] == "replaceAround" && step["structure"] == true;
        let is_around_nothing = step["stepType"] == "replaceAround" && step["gapFrom"] == step["gapTo"];
        !(is_empty || displaces || is_structural || is_around_nothing)
    };
    let steps = steps.iter().filter(is_real).filter_map(|step| Step::from_json(step).ok());
    let mut fits = |step: &Step| {
        let next = step.apply(&tree).ok().filter(|next| next.check().is_ok());
        next.map(|next| tree = next).is_some()
    };
    steps.filter(|step| fits(step)).collect()
}

/// A heading in a heading gets in as a whole, and is refused when the outer one alone is taken away, put back, or stored.
#[test]
fn unsound_content_is_refused_at_the_latest_by_the_body() {
    let document = Document::from_json(
        r#"{"schema_version":2,"doc":{"type":"doc","content":[{"type":"paragraph","attrs":{"id":"b1"}}]}}"#,
    )
    .unwrap();
    let nested = json!([{ "type": "heading", "content": [{ "type": "heading" }] }]);
    let step = json!({ "stepType": "replace", "from": 0, "to": 2, "slice": { "content": nested } });
    let tree = Tree::from_document(&document).unwrap();
    let after = Step::from_json(&step).unwrap().apply(&tree).unwrap();
    assert!(after.check().is_err());
    assert!(apply_all(&document, &[step]).is_err());
}

/// What adds no position still opens nodes; ProseMirror writes such a step without it, and reads it back as another.
#[test]
fn a_slice_that_is_all_edges_is_written() {
    let item = json!([{ "type": "list_item", "content": [{ "type": "paragraph" }] }]);
    let step = json!({ "stepType": "replace", "from": 6, "to": 8,
        "slice": { "content": item, "openStart": 2, "openEnd": 2 } });
    let step = Step::from_json(&step).unwrap();
    assert_eq!(Step::from_json(&step.to_json()).unwrap(), step);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn undoing_gives_the_tree_before((tree, steps, _) in edits()) {
        let mut before = tree;
        for step in steps {
            let after = step.apply(&before).unwrap();
            let back = step.invert(&before).unwrap().apply(&after).unwrap();
            prop_assert_eq!(back.to_json(), before.to_json(), "{}", step.to_json());
            let again = Step::from_json(&step.to_json()).unwrap();
            prop_assert_eq!(again.apply(&before).unwrap().to_json(), after.to_json());
            before = after;
        }
    }

    #[test]
    fn positions_keep_their_order_and_find_back((tree, steps, _) in edits()) {
        let maps: Vec<StepMap> = steps.iter().map(Step::step_map).collect();
        let end = steps.iter().try_fold(tree.clone(), |tree, step| step.apply(&tree)).unwrap();
        let there = Mapping::from(maps.clone());
        let mut undone = Mapping::from(maps.clone());
        for (index, map) in maps.iter().enumerate().rev() {
            undone.push(map.inverted(), Some(index));
        }
        let mut last = 0;
        for position in 0..=tree.size() {
            let (before, after) = (there.map(position, Side::Before), there.map(position, Side::After));
            prop_assert!(last <= before && before <= after && after <= end.size());
            prop_assert_eq!(undone.map(position, Side::Before), position);
            prop_assert_eq!(undone.map(position, Side::After), position);
            last = before;
        }
    }

    #[test]
    fn a_rebase_over_nothing_changes_nothing_and_every_rebase_is_valid((tree, mine, others) in edits()) {
        let alone = rebase(&mine, &[], &tree).unwrap();
        prop_assert_eq!(&alone.steps, &mine);
        let head = others.iter().try_fold(tree, |tree, step| step.apply(&tree)).unwrap();
        let rebased = rebase(&mine, &others, &head).unwrap();
        prop_assert_eq!(rebased.kept.iter().filter(|kept| **kept).count(), rebased.steps.len());
        let replayed = rebased.steps.iter().try_fold(head, |tree, step| step.apply(&tree)).unwrap();
        prop_assert_eq!(replayed.to_json(), rebased.tree.to_json());
    }
}
