//! Stored bodies of older schema versions, brought up to date one version at a time.

use serde_json::{Map, Value, json};

use crate::{ProseError, SCHEMA_VERSION};

/// What brings the JSON of one version to the next; the first entry reads version 1.
const STEPS: [fn(&mut Value); 1] = [from_1];

/// The types of version 1 that hold others; what stands in an unknown node is left as it came.
const CONTAINERS_1: [&str; 13] = [
    "doc",
    "paragraph",
    "heading",
    "bullet_list",
    "ordered_list",
    "list_item",
    "blockquote",
    "callout",
    "figure",
    "table",
    "table_row",
    "table_cell",
    "table_header",
];

/// The wrapper with its document in the current version.
///
/// # Errors
/// [`ProseError::UnsupportedVersion`] for a version of the future or 0, [`ProseError::Invalid`] for none.
pub(crate) fn to_current(mut wrapper: Value) -> Result<Value, ProseError> {
    let Some(version) = wrapper.get("schema_version").and_then(Value::as_u64) else {
        let reason = "schema_version is missing".to_owned();
        return Err(ProseError::Invalid { path: "doc".to_owned(), reason });
    };
    if version == 0 || version > u64::from(SCHEMA_VERSION) {
        return Err(ProseError::UnsupportedVersion(version));
    }
    let done = usize::try_from(version - 1).unwrap_or(usize::MAX);
    for step in STEPS.iter().skip(done) {
        if let Some(doc) = wrapper.get_mut("doc") {
            step(doc);
        }
    }
    if let Some(wrapper) = wrapper.as_object_mut() {
        wrapper.insert("schema_version".to_owned(), SCHEMA_VERSION.into());
    }
    Ok(wrapper)
}

/// Version 2 added attributes to nodes and marks that version 1 had; each gets the value that shows what it
/// showed before. Version 1 dropped the marks of a line break, so there are none to carry over. What it kept
/// as unknown stays so, since only an editor of another version can tell what was meant.
fn from_1(doc: &mut Value) {
    if let Some(doc) = doc.as_object_mut() {
        fill(doc, &[("footnotes", json!({}))]);
    }
    let mut stack = vec![doc];
    while let Some(node) = stack.pop() {
        let Some(node) = node.as_object_mut() else { continue };
        let kind = node.get("type").and_then(Value::as_str);
        let is_container = kind.is_some_and(|kind| CONTAINERS_1.contains(&kind));
        match kind {
            Some("ordered_list") => fill(node, &[("kind", "decimal".into())]),
            Some("blockquote") => fill(node, &[("cite", Value::Null)]),
            Some("figure") => {
                fill(node, &[("focal", Value::Null), ("crop", Value::Null), ("size", "normal".into())]);
            }
            Some("table") => fill(node, &[("caption", "".into())]),
            Some("hard_break") => {
                node.remove("marks");
            }
            _ => {}
        }
        if let Some(marks) = node.get_mut("marks").and_then(Value::as_array_mut) {
            let links = marks.iter_mut().filter(|mark| mark.get("type").and_then(Value::as_str) == Some("link"));
            links.filter_map(Value::as_object_mut).for_each(|link| fill(link, &[("page_id", Value::Null)]));
        }
        let content = node.get_mut("content").filter(|_| is_container);
        if let Some(content) = content.and_then(Value::as_array_mut) {
            stack.extend(content);
        }
    }
}

/// Adds attributes that are missing.
fn fill(node: &mut Map<String, Value>, defaults: &[(&str, Value)]) {
    let attrs = node.entry("attrs").or_insert_with(|| json!({}));
    if attrs.is_null() {
        *attrs = json!({});
    }
    let Some(attrs) = attrs.as_object_mut() else { return };
    for (name, value) in defaults {
        attrs.entry(*name).or_insert_with(|| value.clone());
    }
}
