//! Bodies and nodes as they are stored, which is what is compared: no attribute and no unknown node can be forgotten.

use serde_json::{Map, Value, json};

use super::DiffError;
use crate::{Document, SCHEMA_VERSION};

/// What stands for a footnote's words, so that footnotes are compared as blocks are.
pub(super) const NOTE: &str = "note";

/// A body as lists of nodes.
pub(super) struct Body {
    pub blocks: Vec<Value>,
    /// The footnotes in the order of their names, each as a node of its own.
    pub notes: Vec<Value>,
}

impl Body {
    pub(super) fn of(document: &Document) -> Self {
        let stored = document.to_value();
        let doc = stored.get("doc").unwrap_or(&Value::Null);
        let notes = doc.pointer("/attrs/footnotes").and_then(Value::as_object);
        let note = |(name, content): (&String, &Value)| json!({ "type": NOTE, "name": name, "content": content });
        Self { blocks: content(doc).to_vec(), notes: notes.into_iter().flatten().map(note).collect() }
    }

    pub(super) fn into_document(self) -> Result<Document, DiffError> {
        let note = |note: &Value| {
            let name = note.get("name").and_then(Value::as_str).unwrap_or_default();
            (name.to_owned(), Value::from(content(note)))
        };
        let notes: Map<String, Value> = self.notes.iter().map(note).collect();
        let doc = json!({ "type": "doc", "attrs": { "footnotes": notes }, "content": self.blocks });
        Ok(Document::from_value(&json!({ "schema_version": SCHEMA_VERSION, "doc": doc }))?)
    }
}

/// The node's children.
pub(super) fn content(node: &Value) -> &[Value] {
    node.get("content").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn kind(node: &Value) -> &str {
    node.get("type").and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn attr<'a>(node: &'a Value, name: &str) -> &'a Value {
    node.get("attrs").and_then(|attrs| attrs.get(name)).unwrap_or(&Value::Null)
}

/// Whether the node's content is inline.
pub(super) fn holds_words(node: &Value) -> bool {
    matches!(kind(node), "paragraph" | "heading" | "figure" | NOTE)
}

/// Whether the node is running text or stands in it.
pub(super) fn is_inline(node: &Value) -> bool {
    matches!(kind(node), "text" | "hard_break" | "footnote" | "page_ref" | "unknown_inline")
}

/// The node without its content.
pub(super) fn shell(node: &Value) -> Map<String, Value> {
    let mut shell = node.as_object().cloned().unwrap_or_default();
    shell.remove("content");
    shell
}

/// A node of a shell and its content; a node without content has no such key, but for a footnote, whose reader wants one.
pub(super) fn assemble(shell: &Map<String, Value>, content: Vec<Value>) -> Value {
    let mut node = shell.clone();
    let is_note = node.get("type").is_some_and(|kind| kind == NOTE);
    if !content.is_empty() || is_note {
        node.insert("content".to_owned(), content.into());
    }
    node.into()
}

/// What two nodes must share to be one node that was edited: a picture of another file is another picture.
pub(super) fn class(node: &Value) -> (&str, &Value) {
    match kind(node) {
        "paragraph" | "heading" => ("words", &Value::Null),
        "bullet_list" | "ordered_list" => ("list", &Value::Null),
        "table_cell" | "table_header" => ("cell", &Value::Null),
        kind @ ("figure" | "attachment") => (kind, attr(node, "media_id")),
        kind @ "embed" => (kind, attr(node, "ref")),
        kind @ "unknown_block" => (kind, attr(node, "original")),
        kind @ NOTE => (kind, node.get("name").unwrap_or(&Value::Null)),
        kind => (kind, &Value::Null),
    }
}

/// The node as text without the ids of blocks, which tell nothing to a reader.
pub(super) fn bare(node: &Value) -> String {
    let mut bare = node.clone();
    strip(&mut bare);
    bare.to_string()
}

fn strip(node: &mut Value) {
    if is_inline(node) {
        return;
    }
    if let Some(attrs) = node.get_mut("attrs").and_then(Value::as_object_mut) {
        attrs.remove("id");
    }
    node.get_mut("content").and_then(Value::as_array_mut).into_iter().flatten().for_each(strip);
}

/// Hands every piece of the node's text to `visit`: running text and the words in attributes.
pub(super) fn texts<'a>(node: &'a Value, visit: &mut dyn FnMut(&'a str)) {
    if let Some(text) = node.get("text").and_then(Value::as_str) {
        visit(text);
    }
    ["alt", "caption", "title"].iter().filter_map(|name| attr(node, name).as_str()).for_each(&mut *visit);
    content(node).iter().for_each(|child| texts(child, visit));
}
