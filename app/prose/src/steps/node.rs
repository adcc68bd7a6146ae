//! Nodes of any type: immutable, shared, and measured in ProseMirror's positions.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::fragment::Fragment;
use super::marks::{Mark, Marks};
use super::{StepError, json, marks};
use crate::schema::compiled::NodeType;

/// A node; a copy shares everything.
#[derive(Clone)]
pub(super) struct Node(Arc<Inner>);

struct Inner {
    kind: &'static NodeType,
    attrs: Arc<Map<String, Value>>,
    marks: Marks,
    content: Fragment,
    /// The characters of a text node; empty for any other.
    text: Arc<str>,
    /// The positions that the node takes: for text its UTF-16 code units, 1 for a leaf, else its content and 2.
    size: usize,
}

/// As JSON: the types' tables in every node would bury it.
impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&json::node(self), f)
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.has_markup_of(other) && self.0.text == other.0.text && self.0.content == other.0.content)
    }
}

impl Node {
    pub(super) fn new(kind: &'static NodeType, attrs: Map<String, Value>, content: Fragment, marks: Marks) -> Self {
        Self::made(kind, Arc::new(attrs), content, marks)
    }

    fn made(kind: &'static NodeType, attrs: Arc<Map<String, Value>>, content: Fragment, marks: Marks) -> Self {
        let size = if kind.is_leaf() { 1 } else { content.size() + 2 };
        Self(Arc::new(Inner { kind, attrs, marks, content, text: Arc::default(), size }))
    }

    /// A text node; `kind` is the type `text`, and `text` is not empty.
    pub(super) fn text_of(kind: &'static NodeType, text: &str, marks: Marks) -> Self {
        let size = text.chars().map(char::len_utf16).sum();
        Self(Arc::new(Inner {
            kind,
            attrs: Arc::default(),
            marks,
            content: Fragment::default(),
            text: text.into(),
            size,
        }))
    }

    pub(super) fn kind(&self) -> &'static NodeType {
        self.0.kind
    }

    pub(super) fn attrs(&self) -> &Map<String, Value> {
        &self.0.attrs
    }

    pub(super) fn marks(&self) -> &Marks {
        &self.0.marks
    }

    pub(super) fn content(&self) -> &Fragment {
        &self.0.content
    }

    pub(super) fn text(&self) -> &str {
        &self.0.text
    }

    pub(super) fn is_text(&self) -> bool {
        self.0.kind.is_text()
    }

    pub(super) fn size(&self) -> usize {
        self.0.size
    }

    pub(super) fn child_count(&self) -> usize {
        self.0.content.nodes().len()
    }

    pub(super) fn child(&self, index: usize) -> Result<&Self, StepError> {
        self.0.content.nodes().get(index).ok_or(StepError::Misfit("there is no node at a position"))
    }

    /// Whether type, attributes and marks are the same, so that two texts are one.
    pub(super) fn has_markup_of(&self, other: &Self) -> bool {
        let (one, two) = (&*self.0, &*other.0);
        one.kind == two.kind
            && (Arc::ptr_eq(&one.attrs, &two.attrs) || one.attrs == two.attrs)
            && (Arc::ptr_eq(&one.marks, &two.marks) || one.marks == two.marks)
    }

    pub(super) fn with_content(&self, content: Fragment) -> Self {
        Self::made(self.0.kind, self.0.attrs.clone(), content, self.0.marks.clone())
    }

    pub(super) fn with_text(&self, text: &str) -> Self {
        Self::text_of(self.0.kind, text, self.0.marks.clone())
    }

    pub(super) fn with_marks(&self, marks: Marks) -> Self {
        if Arc::ptr_eq(&marks, &self.0.marks) {
            return self.clone();
        }
        let Inner { kind, attrs, content, text, size, .. } = &*self.0;
        let (attrs, content, text) = (attrs.clone(), content.clone(), text.clone());
        Self(Arc::new(Inner { kind, attrs, marks, content, text, size: *size }))
    }

    /// The part between two offsets: of the text's UTF-16 code units, or of the content.
    pub(super) fn cut(&self, from: usize, to: usize) -> Result<Self, StepError> {
        if !self.is_text() {
            return Ok(self.with_content(self.0.content.cut(from, to)?));
        }
        let (start, end) = (byte_at(&self.0.text, from)?, byte_at(&self.0.text, to)?);
        let part = self.0.text.get(start..end).filter(|part| !part.is_empty());
        part.map(|part| self.with_text(part)).ok_or(StepError::Misfit("a text would be empty"))
    }

    /// Whether the content is whole and bears only marks that may stand in this type.
    pub(super) fn accepts(&self, content: &Fragment) -> bool {
        let allows = |mark: &Mark| self.0.kind.allows_mark(mark.kind);
        self.0.kind.accepts(content.nodes().iter().map(Self::kind))
            && content.nodes().iter().all(|child| child.marks().iter().all(allows))
    }

    /// As ProseMirror's `check`: content and marks all the way down. Attributes are checked wherever a node is made.
    pub(super) fn check(&self) -> Result<(), StepError> {
        if !self.accepts(&self.0.content) {
            return Err(StepError::Misfit("content is not what its node allows"));
        }
        if !marks::is_set(&self.0.marks) {
            return Err(StepError::Misfit("marks exclude each other"));
        }
        self.0.content.nodes().iter().try_for_each(Self::check)
    }
}

/// Where in the bytes a UTF-16 offset lies.
fn byte_at(text: &str, offset: usize) -> Result<usize, StepError> {
    let mut units = 0;
    for (byte, character) in text.char_indices() {
        if units >= offset {
            break;
        }
        units += character.len_utf16();
        if units == offset {
            return Ok(byte + character.len_utf8());
        }
    }
    if units == offset { Ok(0) } else { Err(StepError::SplitsCharacter) }
}
