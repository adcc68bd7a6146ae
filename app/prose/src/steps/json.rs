//! Nodes and slices from and to ProseMirror's JSON.

use serde_json::{Map, Value};

use super::StepError;
use super::fragment::Fragment;
use super::marks::{self, Mark, given, malformed};
use super::node::Node;
use super::slice::Slice;
use crate::schema::compiled::{complete, schema};
use crate::{MAX_DEPTH, MAX_NODES};

/// What reading may still use up.
pub(super) struct Budget {
    nodes: usize,
    depth: usize,
}

impl Budget {
    /// As much as one document may hold, besides the document node itself.
    pub(super) fn new() -> Self {
        Self { nodes: MAX_NODES + 1, depth: MAX_DEPTH }
    }

    pub(super) fn node(&mut self, json: &Value) -> Result<Node, StepError> {
        self.nodes = self.nodes.checked_sub(1).ok_or(StepError::TooManyNodes)?;
        let json = json.as_object().ok_or_else(|| malformed("a node is not an object"))?;
        let name = json.get("type").and_then(Value::as_str).unwrap_or_default();
        let kind = schema().node(name).ok_or_else(|| malformed("a node is of an unknown type"))?;
        let marks = marks::from_json(json.get("marks"))?;
        if kind.is_text() {
            let text = json.get("text").and_then(Value::as_str).filter(|text| !text.is_empty());
            return Ok(Node::text_of(kind, text.ok_or_else(|| malformed("a text has no characters"))?, marks));
        }
        let content = self.fragment(json.get("content"))?;
        if kind.is_leaf() && !content.nodes().is_empty() {
            return Err(malformed("a leaf has content"));
        }
        Ok(Node::new(kind, complete(kind.spec.attrs, given(json.get("attrs"))?)?, content, marks))
    }

    fn fragment(&mut self, json: Option<&Value>) -> Result<Fragment, StepError> {
        let list = match json {
            None | Some(Value::Null) => return Ok(Fragment::default()),
            Some(Value::Array(list)) if list.is_empty() => return Ok(Fragment::default()),
            Some(Value::Array(list)) => list,
            Some(_) => return Err(malformed("content is not a list")),
        };
        self.depth = self.depth.checked_sub(1).ok_or(StepError::TooDeep)?;
        let nodes = list.iter().map(|node| self.node(node)).collect::<Result<Vec<_>, _>>()?;
        self.depth += 1;
        Ok(Fragment::joined(nodes))
    }

    pub(super) fn slice(&mut self, json: Option<&Value>) -> Result<Slice, StepError> {
        let json = match json {
            None | Some(Value::Null) => return Ok(Slice::default()),
            Some(Value::Object(json)) => json,
            Some(_) => return Err(malformed("a slice is not an object")),
        };
        let open = |name: &str| match json.get(name) {
            None | Some(Value::Null) => Ok(0),
            Some(value) => {
                let depth = value.as_u64().and_then(|depth| usize::try_from(depth).ok());
                depth.filter(|depth| *depth <= MAX_DEPTH).ok_or_else(|| malformed("an open depth is not a depth"))
            }
        };
        let slice = Slice {
            content: self.fragment(json.get("content"))?,
            open_start: open("openStart")?,
            open_end: open("openEnd")?,
        };
        if slice.is_open_as_deep_as_said() { Ok(slice) } else { Err(malformed("a slice is open deeper than it is")) }
    }
}

/// A node as JSON, with every attribute.
pub(super) fn node(node: &Node) -> Value {
    let mut json = Map::new();
    json.insert("type".to_owned(), node.kind().spec.name.into());
    if !node.attrs().is_empty() {
        json.insert("attrs".to_owned(), node.attrs().clone().into());
    }
    if !node.content().nodes().is_empty() {
        json.insert("content".to_owned(), fragment(node.content()));
    }
    if !node.marks().is_empty() {
        json.insert("marks".to_owned(), node.marks().iter().map(Mark::to_json).collect());
    }
    if node.is_text() {
        json.insert("text".to_owned(), node.text().into());
    }
    json.into()
}

fn fragment(fragment: &Fragment) -> Value {
    fragment.nodes().iter().map(node).collect()
}

/// A slice as JSON; nothing for one without nodes. One that is all edges takes no positions but joins what it meets.
pub(super) fn slice(slice: &Slice) -> Option<Value> {
    if slice.content.nodes().is_empty() {
        return None;
    }
    let mut json = Map::new();
    json.insert("content".to_owned(), fragment(&slice.content));
    for (name, depth) in [("openStart", slice.open_start), ("openEnd", slice.open_end)] {
        if depth > 0 {
            json.insert(name.to_owned(), depth.into());
        }
    }
    Some(json.into())
}
