//! Both sides in one body, the differences as suggestions.

use serde_json::{Map, Value, json};

use super::DiffError;
use super::apply::{checked, take, take_edited};
use super::change::{Change, Content, Edit, Run};
use super::node::{NOTE, assemble, content, kind};

/// The name of every suggestion that stands for a difference.
const ID: &str = "diff";

pub(super) fn changes(changes: &[Change], before: &[Value]) -> Result<Vec<Value>, DiffError> {
    let mut rest = before;
    let mut merged = Vec::new();
    for change in changes {
        match change {
            Change::Keep(count) => merged.extend_from_slice(take(&mut rest, *count)?),
            Change::Add(nodes) => merged.extend(marked(nodes, "insertion")),
            Change::Remove(nodes) => merged.extend(marked(take(&mut rest, nodes.len())?, "deletion")),
            Change::Edit(edit) => merged.push(edited(edit, take_edited(&mut rest, edit)?)?),
        }
    }
    if rest.is_empty() { Ok(merged) } else { Err(DiffError::OtherBody) }
}

fn edited(edit: &Edit, node: &Value) -> Result<Value, DiffError> {
    let inner = match &edit.content {
        Content::Nodes(inner) => changes(inner, content(node))?,
        Content::Words(runs) => {
            let one = |run: &Run| match run {
                Run::Keep(nodes) => nodes.clone(),
                Run::Remove(nodes) => marked(nodes, "deletion"),
                Run::Add(nodes) => marked(nodes, "insertion"),
            };
            checked(runs, node)?.iter().flat_map(one).collect()
        }
    };
    let mut shell = edit.after.clone();
    let modifications = modifications(&edit.before, &edit.after);
    if !modifications.is_empty() {
        shell.insert("marks".to_owned(), modifications.into());
    }
    Ok(assemble(&shell, inner))
}

/// What changed in a node besides its content and its id.
fn modifications(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<Value> {
    let mark = |kind: &str, name: Option<&str>, from: &Value, to: &Value| {
        json!({ "type": "modification",
            "attrs": { "id": ID, "type": kind, "attrName": name, "previousValue": from, "newValue": to } })
    };
    let get = |shell: &Map<String, Value>, key: &str| shell.get(key).cloned().unwrap_or_default();
    let mut marks = Vec::new();
    let (old, new) = (get(before, "type"), get(after, "type"));
    let is_same = old == new;
    if !is_same {
        marks.push(mark("nodeType", None, &old, &new));
    }
    let (old, new) = (get(before, "attrs"), get(after, "attrs"));
    let attrs = new.as_object().into_iter().flatten().filter(|(name, _)| *name != "id");
    for (name, value) in attrs {
        // An attribute that only the new type has is told by the type.
        if let Some(previous) = old.get(name).filter(|previous| *previous != value) {
            marks.push(mark("attr", Some(name), previous, value));
        }
    }
    let (old, new) = (get(before, "marks"), get(after, "marks"));
    if old != new && marks.is_empty() {
        marks.push(mark("mark", None, &old, &new));
    }
    marks
}

/// The nodes with one suggestion, which displaces others.
fn marked(nodes: &[Value], suggestion: &str) -> Vec<Value> {
    let is_other = |mark: &Value| {
        let kind = mark.get("type").and_then(Value::as_str);
        !matches!(kind, Some("insertion" | "deletion" | "modification"))
    };
    let with = |node: &Value| {
        let marks = node.get("marks").and_then(Value::as_array);
        let mut marks: Vec<Value> = marks.into_iter().flatten().filter(|mark| is_other(mark)).cloned().collect();
        marks.push(json!({ "type": suggestion, "attrs": { "id": ID } }));
        let mut node = node.clone();
        if kind(&node) == NOTE {
            let words = marked(content(&node), suggestion);
            node["content"] = words.into();
        } else if let Some(node) = node.as_object_mut() {
            node.insert("marks".to_owned(), marks.into());
        }
        node
    };
    nodes.iter().map(with).collect()
}
