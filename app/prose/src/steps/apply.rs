//! Applying a step.

use serde_json::Value;

use super::fragment::Fragment;
use super::marks::{Mark, Marks};
use super::node::Node;
use super::replace::replace;
use super::resolve::Resolved;
use super::slice::Slice;
use super::step::{Around, Kind, Replace, Setting};
use super::tree::Tree;
use super::{OUT_OF_RANGE, Step, StepError, mark_range};
use crate::schema::compiled::complete;

impl Step {
    /// The tree after this step.
    ///
    /// # Errors
    /// Where ProseMirror's `apply` fails or throws; where the step says what ProseMirror would take without looking:
    /// a value of a wrong type; where a character would be split; and where the
    /// result would exceed the limits of a document.
    pub fn apply(&self, tree: &Tree) -> Result<Tree, StepError> {
        let doc = tree.root();
        let applied = match &self.0 {
            Kind::Replace(step) => step.apply(doc)?,
            Kind::Around(step) => step.apply(doc)?,
            Kind::Mark(range) => range.apply(doc)?,
            Kind::MarkSet(ranges) => mark_range::apply_all(ranges, doc)?,
            Kind::AddNodeMark(at, mark) => with_node(doc, *at, |node| Ok(remade(node, mark.added_to(node.marks()))))?,
            Kind::RemoveNodeMark(at, mark) => {
                with_node(doc, *at, |node| Ok(remade(node, mark.removed_from(node.marks()))))?
            }
            Kind::Attr(at, setting) => with_node(doc, *at, |node| setting.on(node, Fragment::default()))?,
            Kind::DocAttr(setting) => setting.on(doc, doc.content().clone())?,
        };
        Tree::within_limits(applied)
    }
}

impl Replace {
    fn apply(&self, doc: &Node) -> Result<Node, StepError> {
        if self.structure && has_content_between(doc, self.from, self.to)? {
            return Err(StepError::Misfit("a structural replacement would overwrite content"));
        }
        replace(doc, self.from, self.to, &self.slice)
    }
}

impl Around {
    fn apply(&self, doc: &Node) -> Result<Node, StepError> {
        if self.gap_from > self.gap_to {
            return Err(OUT_OF_RANGE);
        }
        if self.structure
            && (has_content_between(doc, self.from, self.gap_from)? || has_content_between(doc, self.gap_to, self.to)?)
        {
            return Err(StepError::Misfit("a structural replacement would overwrite content"));
        }
        let gap = Slice::between(doc, self.gap_from, self.gap_to)?;
        if gap.open_start > 0 || gap.open_end > 0 {
            return Err(StepError::Misfit("the gap is not a flat range"));
        }
        let slice = self.slice.with_inserted(self.insert, &gap.content)?;
        replace(doc, self.from, self.to, &slice.ok_or(StepError::Misfit("the gap's content does not fit"))?)
    }
}

/// Whether more than closing and then opening edges of nodes lies between two positions.
fn has_content_between(doc: &Node, from: usize, to: usize) -> Result<bool, StepError> {
    let start = Resolved::new(doc, from)?;
    let (mut distance, mut depth) = (to.saturating_sub(from), start.depth());
    while distance > 0 && depth > 0 && start.index_after(depth)? == start.node(depth)?.child_count() {
        (depth, distance) = (depth - 1, distance - 1);
    }
    let mut next = start.node(depth)?.content().nodes().get(start.index_after(depth)?);
    while distance > 0 {
        let Some(node) = next.filter(|node| !node.kind().is_leaf()) else { return Ok(true) };
        next = node.content().nodes().first();
        distance -= 1;
    }
    Ok(false)
}

/// The node that starts at a position, or the text around it.
pub(super) fn node_at(doc: &Node, position: usize) -> Result<Option<Node>, StepError> {
    let place = Resolved::new(doc, position)?;
    Ok(place.node(place.depth())?.content().nodes().get(place.index(place.depth())?).cloned())
}

/// Replaces the opening of the node at a position by that of another.
fn with_node(
    doc: &Node,
    position: usize,
    change: impl FnOnce(&Node) -> Result<Node, StepError>,
) -> Result<Node, StepError> {
    let node = node_at(doc, position)?.ok_or(StepError::Misfit("there is no node at the position"))?;
    if node.is_text() {
        return Err(StepError::Misfit("a text has no attributes or marks of a node"));
    }
    replace(doc, position, position + 1, &Slice::opening(change(&node)?))
}

fn remade(node: &Node, marks: Marks) -> Node {
    node.with_content(Fragment::default()).with_marks(marks)
}

impl Setting {
    /// A name that only other types have changes nothing, as in ProseMirror: an edit carried over a change of the
    /// node's type comes to that.
    fn on(&self, node: &Node, content: Fragment) -> Result<Node, StepError> {
        let specs = node.kind().spec.attrs;
        let mut attrs = node.attrs().clone();
        match &self.value {
            Some(value) => attrs.insert(self.name.clone(), value.clone()),
            None => attrs.remove(&self.name),
        };
        Ok(Node::new(node.kind(), complete(specs, Some(&attrs))?, content, node.marks().clone()))
    }
}

/// What an attribute is now; `None` when the node has none of that name.
pub(super) fn value_of(node: &Node, name: &str) -> Option<Value> {
    node.attrs().get(name).cloned()
}

/// The mark in the set that adding another would take away, if any.
pub(super) fn displaced(set: &Marks, by: &Mark) -> Option<Mark> {
    let added = by.added_to(set);
    set.iter().find(|mark| !added.contains(mark)).cloned()
}
