//! A whole document as steps see it.

use serde_json::{Value, json};

use super::StepError;
use super::json::{self, Budget};
use super::marks::malformed;
use super::node::Node;
use crate::{Document, MAX_DEPTH, MAX_NODES, SCHEMA_VERSION};

/// A document as ProseMirror holds it. It shares what a step leaves alone with the tree before the step,
/// so that keeping many of them is cheap.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree(Node);

impl Tree {
    /// Reads the `doc` of a stored body, as ProseMirror's `Node.fromJSON` does; [`Tree::check`] looks at the rest.
    ///
    /// # Errors
    /// [`StepError::Malformed`] for anything but a `doc` of nodes of this schema; the limits of a document.
    pub fn from_json(doc: &Value) -> Result<Self, StepError> {
        let root = Budget::new().node(doc)?;
        if root.kind().spec.name != "doc" {
            return Err(malformed("the root is not of type doc"));
        }
        Self::within_limits(root)
    }

    /// The tree of a body.
    ///
    /// # Errors
    /// Where the body was made in memory and exceeds the limits.
    pub fn from_document(document: &Document) -> Result<Self, StepError> {
        let stored = document.to_value();
        Self::from_json(stored.get("doc").unwrap_or(&Value::Null))
    }

    /// The `doc` of a stored body, as ProseMirror's `toJSON` gives it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json::node(&self.0)
    }

    /// The body, once content, marks and every value have been checked.
    ///
    /// # Errors
    /// As [`Tree::check`], and those of [`Document::from_value`].
    pub fn to_document(&self) -> Result<Document, StepError> {
        self.check()?;
        Ok(Document::from_value(&json!({ "schema_version": SCHEMA_VERSION, "doc": self.to_json() }))?)
    }

    /// As ProseMirror's `Node.check`: whether every node holds only what its type allows.
    ///
    /// # Errors
    /// [`StepError::Misfit`] where one does not.
    pub fn check(&self) -> Result<(), StepError> {
        self.0.check()
    }

    /// The highest position, at the end of the document.
    #[must_use]
    pub fn size(&self) -> usize {
        self.0.content().size()
    }

    pub(super) fn root(&self) -> &Node {
        &self.0
    }

    /// A tree no deeper and no larger than a document may be.
    pub(super) fn within_limits(root: Node) -> Result<Self, StepError> {
        if root.content().height() > MAX_DEPTH {
            return Err(StepError::TooDeep);
        }
        if root.content().count() > MAX_NODES {
            return Err(StepError::TooManyNodes);
        }
        Ok(Self(root))
    }
}
