//! The steps that make one body of another, when it was not an editor that changed it.

use prose::steps::Tree;
use serde_json::{Value, json};

/// Replaces the blocks that differ, all at once, and the footnotes. Carets and comments elsewhere stay where they are.
pub fn replacing(from: &Tree, to: &Tree) -> Vec<Value> {
    let (old, new) = (from.to_json(), to.to_json());
    let mut steps = Vec::new();
    let (before, after) = (blocks(&old), blocks(&new));
    if before != after {
        let same = before.iter().zip(after).take_while(|(one, other)| one == other).count();
        let room = before.len().min(after.len()) - same;
        let tail =
            before.iter().rev().zip(after.iter().rev()).take(room).take_while(|(one, other)| one == other).count();
        let start: usize = before.iter().take(same).map(size).sum();
        let end = from.size() - before.iter().rev().take(tail).map(size).sum::<usize>();
        let content = after.get(same..after.len() - tail).unwrap_or_default();
        let slice = if content.is_empty() { Value::Null } else { json!({ "content": content }) };
        let mut step = json!({ "stepType": "replace", "from": start, "to": end });
        if let (Some(step), false) = (step.as_object_mut(), slice.is_null()) {
            step.insert("slice".to_owned(), slice);
        }
        steps.push(step);
    }
    let notes = |doc: &Value| doc.pointer("/attrs/footnotes").cloned().unwrap_or_default();
    if notes(&old) != notes(&new) {
        steps.push(json!({ "stepType": "docAttr", "attr": "footnotes", "value": notes(&new) }));
    }
    steps
}

fn blocks(doc: &Value) -> &[Value] {
    doc.get("content").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// How many positions a node takes, as ProseMirror counts them: UTF-16 units of text, 1 for a leaf, 2 and its content
/// for any other node.
fn size(node: &Value) -> usize {
    if let Some(text) = node.get("text").and_then(Value::as_str) {
        return text.encode_utf16().count();
    }
    let name = node.get("type").and_then(Value::as_str).unwrap_or_default();
    let is_leaf = prose::schema::NODES.iter().any(|spec| spec.name == name && spec.content.is_empty());
    if is_leaf { 1 } else { 2 + blocks(node).iter().map(size).sum::<usize>() }
}

#[cfg(test)]
mod tests {
    //! Steps that were made here are applied by the engine.
    use prose::markdown::read;
    use prose::steps::{Step, Tree};

    use super::replacing;

    fn tree(text: &str) -> Tree {
        let mut document = read(text, &|_| None);
        document = prose::Document::from_json(&document.to_json()).expect("a body");
        Tree::from_document(&document).expect("a tree")
    }

    #[test]
    fn one_body_becomes_the_other() {
        let texts = [
            "một\n\nhai\n\nba",
            "một\n\nba",
            "",
            "một\n\nhai 😀 chữ\n\n- a\n- b\n\nba",
            "# Đầu\n\n> trích\n\n---\n\ncuối[^1]\n\n[^1]: chú thích",
            "một",
        ];
        for from in texts {
            for to in texts {
                let (from, to) = (tree(from), tree(to));
                let made = replacing(&from, &to)
                    .iter()
                    .try_fold(from.clone(), |tree, step| Step::from_json(step).and_then(|step| step.apply(&tree)));
                assert_eq!(made.expect("steps that fit").to_json(), to.to_json());
            }
        }
    }
}
