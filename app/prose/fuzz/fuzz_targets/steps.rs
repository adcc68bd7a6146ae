//! Steps from anywhere, on a body from anywhere: taken whole or refused, undone to the letter, carried over others.
//!
//! The input is a JSON list of a stored body, a list of steps and a second list, of steps that others made meanwhile.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use prose::Document;
use prose::steps::{Mapping, Side, Step, Tree, apply_all, rebase};
use prose_fuzz::{assert_stored, mutate};
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let Ok((body, mine, others)) = serde_json::from_slice::<(Value, Vec<Value>, Vec<Value>)>(data) else { return };
    let Ok(document) = Document::from_value(&body) else { return };
    let Ok(start) = Tree::from_document(&document) else { return };
    if let Ok(applied) = apply_all(&document, &mine) {
        assert_stored(&applied.document);
        assert_eq!(applied.maps.len(), mine.len());
        if applied.is_exact {
            assert_eq!(Tree::from_document(&applied.document).map(|tree| tree.size()), Ok(moved(&start, applied.maps)));
        }
    }
    let (mine, _) = follow(&start, &mine);
    let (others, head) = follow(&start, &others);
    let Ok(rebased) = rebase(&mine, &others, &head) else { return };
    assert_eq!(rebased.kept.len(), mine.len());
    let again = rebased.steps.iter().try_fold(head, |tree, step| step.apply(&tree));
    assert_eq!(again, Ok(rebased.tree));
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed) });

/// Applies what can be applied, one step after the other, each held against its own inverse.
fn follow(start: &Tree, steps: &[Value]) -> (Vec<Step>, Tree) {
    let mut taken = Vec::new();
    let mut tree = start.clone();
    for json in steps {
        let Ok(step) = Step::from_json(json) else { continue };
        assert_eq!(Step::from_json(&step.to_json()).as_ref(), Ok(&step));
        let Ok(after) = step.apply(&tree) else { continue };
        check(&step, &tree, &after);
        taken.push(step);
        tree = after;
    }
    (taken, tree)
}

fn check(step: &Step, before: &Tree, after: &Tree) {
    let map = step.step_map();
    assert_eq!(moved(before, vec![map.clone()]), after.size());
    for position in 0..=before.size() {
        for side in [Side::Before, Side::After] {
            assert!(map.map(position, side) <= after.size(), "{position}");
        }
    }
    let Ok(inverse) = step.invert(before) else { return };
    assert_eq!(inverse.step_map(), map.inverted());
    // Taking a mark back takes it also from where it stood before, as in ProseMirror.
    let is_exact = step.to_json().get("stepType").and_then(Value::as_str).is_some_and(|kind| !kind.ends_with("Mark"));
    if let Ok(back) = inverse.apply(after)
        && is_exact
    {
        assert_eq!(&back, before);
    }
}

/// The size that the tree has after steps with these maps.
fn moved(before: &Tree, maps: Vec<prose::steps::StepMap>) -> usize {
    Mapping::from(maps).map(before.size(), Side::After)
}
