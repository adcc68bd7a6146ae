//! Attributes of a node: those we know, and whether there are others.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::{Fault, Read, Reader};
use crate::{ProseError, ids};

/// How deep an unknown node's own JSON may be. Twice [`crate::MAX_DEPTH`] for the nodes around it and
/// this together stay under serde_json's recursion limit of 128, so what is written can be read again.
const MAX_UNKNOWN_DEPTH: usize = 64;

/// Types that mean something to this version, so that one in the wrong place is an error.
pub(super) const KNOWN_KINDS: &[&str] = &[
    "doc",
    "paragraph",
    "heading",
    "bullet_list",
    "ordered_list",
    "list_item",
    "blockquote",
    "callout",
    "figure",
    "gallery",
    "table",
    "table_row",
    "table_cell",
    "table_header",
    "rule",
    "attachment",
    "embed",
    "unknown_block",
    "text",
    "hard_break",
    "footnote",
    "page_ref",
    "unknown_inline",
];

/// A node's attributes; an attribute that is null counts as absent.
pub(super) struct Attrs<'a>(Option<&'a Map<String, Value>>);

impl<'a> Attrs<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.and_then(|map| map.get(name)).filter(|value| !value.is_null())
    }

    pub(super) fn string(&self, name: &str) -> Option<&'a str> {
        self.get(name).and_then(Value::as_str)
    }

    /// Text where there is any; an error for anything else.
    pub(super) fn text(&self, name: &str) -> Result<Option<&'a str>, ()> {
        self.get(name).map(|value| value.as_str().ok_or(())).transpose()
    }

    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        self.get(name).and_then(Value::as_i64)
    }

    /// A whole number within `range`, `default` when absent; `None` when it is anything else.
    pub(super) fn bounded(&self, name: &str, default: u32, range: RangeInclusive<u32>) -> Option<u32> {
        let Some(value) = self.get(name) else {
            return Some(default);
        };
        value.as_u64().and_then(|number| u32::try_from(number).ok()).filter(|number| range.contains(number))
    }
}

impl Reader {
    /// The attributes of a block or a part of one, of which `id` and `known` are ours.
    pub(super) fn own<'a>(&self, node: &'a Value, known: &[&str]) -> Read<Attrs<'a>> {
        let attrs = self.listed(node, &["type", "attrs", "content", "marks"], known)?;
        match attrs.get("id") {
            None | Some(Value::String(_)) => Ok(attrs),
            Some(_) => self.invalid("an id is not a string"),
        }
    }

    /// The attributes of any object of the schema, once its keys and attributes are all known.
    pub(super) fn listed<'a>(&self, node: &'a Value, keys: &[&str], known: &[&str]) -> Read<Attrs<'a>> {
        let Some(object) = node.as_object() else {
            return self.invalid("a node is not an object");
        };
        let is_foreign = |(key, value): (&String, &Value)| !keys.contains(&key.as_str()) && !is_blank(value);
        if object.iter().any(is_foreign) {
            return Err(Fault::Foreign);
        }
        let attrs = match object.get("attrs") {
            None | Some(Value::Null) => None,
            Some(Value::Object(attrs)) => Some(attrs),
            Some(_) => return self.invalid("attrs is not an object"),
        };
        let is_other =
            |(name, value): (&String, &Value)| name != "id" && !known.contains(&name.as_str()) && !value.is_null();
        if attrs.is_some_and(|attrs| attrs.iter().any(is_other)) {
            return Err(Fault::Foreign);
        }
        Ok(Attrs(attrs))
    }
}

/// Whether a key says nothing, as the empty list of marks that some writers leave.
fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// The node's id where it has a fit one, else nothing; assignment fills it later.
pub(super) fn id_of(node: &Value) -> String {
    let id = node.get("attrs").and_then(|attrs| attrs.get("id")).and_then(Value::as_str).unwrap_or_default();
    if ids::is_valid(id) { id.to_owned() } else { String::new() }
}

/// A copy of an unknown node, within [`MAX_UNKNOWN_DEPTH`].
pub(super) fn kept(original: &Value) -> Result<Value, ProseError> {
    // The value came through serde_json's own limit of 128 levels, or from our own code, so
    // an explicit stack is a matter of form; it keeps this function total.
    let mut stack = vec![(original, 0)];
    while let Some((value, depth)) = stack.pop() {
        if depth > MAX_UNKNOWN_DEPTH {
            return Err(ProseError::TooDeep);
        }
        match value {
            Value::Array(items) => stack.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(map) => stack.extend(map.values().map(|item| (item, depth + 1))),
            _ => {}
        }
    }
    Ok(original.clone())
}
