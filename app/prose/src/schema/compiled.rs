//! The tables made ready for use, once per process.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::expression::Automaton;
use super::{AttrSpec, MARKS, MarkSpec, NODES, NodeSpec};

/// A node type.
#[derive(Debug)]
pub(crate) struct NodeType {
    pub(crate) spec: &'static NodeSpec,
    /// Its place in [`NODES`].
    index: usize,
    content: Automaton,
    /// Which marks its children may bear, by their rank.
    marks: Vec<bool>,
}

/// A mark type.
#[derive(Debug)]
pub(crate) struct MarkType {
    pub(crate) spec: &'static MarkSpec,
    /// Its place in [`MARKS`].
    pub(crate) rank: usize,
    excludes: Vec<bool>,
}

/// All types, by name.
#[derive(Debug)]
pub(crate) struct Schema {
    nodes: HashMap<&'static str, NodeType>,
    marks: HashMap<&'static str, MarkType>,
}

/// The one schema.
pub(crate) fn schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let node = |(index, spec): (usize, &'static NodeSpec)| {
            let content = Automaton::compile(spec.content);
            (spec.name, NodeType { spec, index, content, marks: named(spec.marks) })
        };
        let mark = |(rank, spec): (usize, &'static MarkSpec)| {
            (spec.name, MarkType { spec, rank, excludes: named(spec.excludes.unwrap_or(spec.name)) })
        };
        Schema {
            nodes: NODES.iter().enumerate().map(node).collect(),
            marks: MARKS.iter().enumerate().map(mark).collect(),
        }
    })
}

/// For each mark by its rank, whether the list names it.
fn named(list: &str) -> Vec<bool> {
    MARKS.iter().map(|mark| list == "_" || list.split(' ').any(|name| name == mark.name)).collect()
}

impl Schema {
    pub(crate) fn node(&self, name: &str) -> Option<&NodeType> {
        self.nodes.get(name)
    }

    pub(crate) fn mark(&self, name: &str) -> Option<&MarkType> {
        self.marks.get(name)
    }
}

impl PartialEq for NodeType {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl PartialEq for MarkType {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}

impl NodeType {
    pub(crate) fn is_text(&self) -> bool {
        self.spec.name == "text"
    }

    pub(crate) fn is_leaf(&self) -> bool {
        self.spec.content.is_empty()
    }

    /// Whether content made for one may be joined onto the other, as ProseMirror's `compatibleContent`.
    pub(crate) fn takes_content_of(&self, other: &Self) -> bool {
        self == other || self.content.is_compatible(&other.content)
    }

    pub(crate) fn allows_mark(&self, mark: &MarkType) -> bool {
        self.marks.get(mark.rank).copied().unwrap_or(false)
    }

    /// Whether children of these types, in this order, are whole content.
    pub(crate) fn accepts<'a>(&self, children: impl IntoIterator<Item = &'a Self>) -> bool {
        let after = children.into_iter().try_fold(0, |state, child| self.content.step(state, child.index));
        after.is_some_and(|state| self.content.is_end(state))
    }
}

impl MarkType {
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        self.excludes.get(other.rank).copied().unwrap_or(false)
    }
}

/// Why attributes are not those of the type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadAttr(pub(crate) &'static str);

/// All attributes of a type: those given, where it knows them, and defaults for the others.
pub(crate) fn complete(
    specs: &'static [AttrSpec],
    given: Option<&Map<String, Value>>,
) -> Result<Map<String, Value>, BadAttr> {
    let one = |spec: &'static AttrSpec| {
        let value = given.and_then(|map| map.get(spec.name)).cloned().or_else(|| spec.default.value());
        let value = value.filter(|value| spec.allows(value)).ok_or(BadAttr(spec.name))?;
        Ok((spec.name.to_owned(), value))
    };
    specs.iter().map(one).collect()
}
