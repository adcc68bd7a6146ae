//! The node and mark set as data: one table from which the editor builds its ProseMirror schema and
//! by which [`crate::steps`] judges content.
//!
//! The order of the tables is the order in which ProseMirror knows the types: the first block that
//! fits is the one that it fills in, and marks nest in the order of [`MARKS`].

use serde_json::{Map, Value, json};

use crate::SCHEMA_VERSION;

pub(crate) mod compiled;
mod expression;
mod table;

pub use table::{MARKS, NODES};

/// A kind of node, in the words of ProseMirror's `NodeSpec`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeSpec {
    /// The stored `type`.
    pub name: &'static str,
    /// The content expression; empty for a leaf. Only names, groups, `|`, `+`, `*`, `?` and brackets occur.
    pub content: &'static str,
    /// The groups that it belongs to, parted by spaces.
    pub group: &'static str,
    /// The marks that its children may bear, parted by spaces; `_` stands for all of them.
    pub marks: &'static str,
    /// Its attributes.
    pub attrs: &'static [AttrSpec],
    /// Whether it stands in running text.
    pub inline: bool,
    /// Whether the editor treats it as a unit, without a caret inside.
    pub atom: bool,
    /// Whether it persists when all its content is replaced.
    pub defining: bool,
    /// Whether its edges stop joining and lifting.
    pub isolating: bool,
}

/// A kind of mark, in the words of ProseMirror's `MarkSpec`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkSpec {
    /// The stored `type`.
    pub name: &'static str,
    /// Its attributes.
    pub attrs: &'static [AttrSpec],
    /// Whether text typed at its end bears it too.
    pub inclusive: bool,
    /// The marks that cannot stand with it, parted by spaces; `None` for its own kind alone.
    pub excludes: Option<&'static str>,
    /// Whether what it marks is code, where the editor makes no typographic changes.
    pub code: bool,
}

/// An attribute of a node or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttrSpec {
    /// Its stored name.
    pub name: &'static str,
    /// What it is when nothing is said.
    pub default: Default,
    /// The JavaScript types allowed, parted by `|`, as ProseMirror's `validate` takes them. A list is an `object`
    /// there too; what is inside is checked when the body is read as a [`crate::Document`].
    pub validate: &'static str,
}

/// What an attribute is when nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// There is no default: a node without it is refused.
    Required,
    /// `null`
    Null,
    /// A whole number.
    Number(u32),
    /// A word.
    Text(&'static str),
    /// `false`
    False,
    /// `{}`
    Empty,
}

impl Default {
    /// The value; `None` where it must be given.
    #[must_use]
    pub fn value(self) -> Option<Value> {
        match self {
            Self::Required => None,
            Self::Null => Some(Value::Null),
            Self::Number(number) => Some(number.into()),
            Self::Text(text) => Some(text.into()),
            Self::False => Some(false.into()),
            Self::Empty => Some(Map::new().into()),
        }
    }
}

impl AttrSpec {
    /// Whether ProseMirror's `validate` lets the value pass.
    #[must_use]
    pub fn allows(&self, value: &Value) -> bool {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) | Value::Object(_) => "object",
        };
        self.validate.split('|').any(|allowed| allowed == kind)
    }
}

/// What the editor needs for `new Schema({ nodes, marks })`:
/// `{"schema_version", "topNode", "nodes": […], "marks": […]}`. Nodes and marks are lists, since their order counts;
/// each has its `name` beside the keys of ProseMirror's spec, and a node says whether it is a `leaf`.
#[must_use]
pub fn editor_json() -> Value {
    json!({
        "schema_version": SCHEMA_VERSION,
        "topNode": "doc",
        "nodes": NODES.iter().map(node_json).collect::<Vec<_>>(),
        "marks": MARKS.iter().map(mark_json).collect::<Vec<_>>(),
    })
}

fn node_json(spec: &NodeSpec) -> Value {
    let mut node = named(spec.name, spec.attrs);
    let texts = [("content", spec.content), ("group", spec.group), ("marks", spec.marks)];
    let told = texts.into_iter().filter(|(_, text)| !text.is_empty());
    node.extend(told.map(|(key, text)| (key.to_owned(), text.into())));
    let flags = [
        ("inline", spec.inline),
        ("atom", spec.atom),
        ("defining", spec.defining),
        ("isolating", spec.isolating),
        ("leaf", spec.content.is_empty()),
    ];
    node.extend(flags.into_iter().filter(|(_, on)| *on).map(|(key, on)| (key.to_owned(), on.into())));
    node.into()
}

fn mark_json(spec: &MarkSpec) -> Value {
    let mut mark = named(spec.name, spec.attrs);
    if let Some(excludes) = spec.excludes {
        mark.insert("excludes".to_owned(), excludes.into());
    }
    if !spec.inclusive {
        mark.insert("inclusive".to_owned(), false.into());
    }
    if spec.code {
        mark.insert("code".to_owned(), true.into());
    }
    mark.into()
}

fn named(name: &str, attrs: &[AttrSpec]) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("name".to_owned(), name.into());
    if !attrs.is_empty() {
        map.insert("attrs".to_owned(), attrs.iter().map(attr_json).collect::<Map<_, _>>().into());
    }
    map
}

fn attr_json(attr: &AttrSpec) -> (String, Value) {
    let mut json = json!({ "validate": attr.validate });
    if let (Some(object), Some(default)) = (json.as_object_mut(), attr.default.value()) {
        object.insert("default".to_owned(), default);
    }
    (attr.name.to_owned(), json)
}
