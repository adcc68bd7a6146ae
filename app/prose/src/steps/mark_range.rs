//! Marks put on or taken from the inline content of a range.

use super::StepError;
use super::fragment::Fragment;
use super::marks::{Mark, Marks};
use super::node::Node;
use super::replace::replace;
use super::resolve::Resolved;
use super::slice::Slice;
use super::step::MarkRange;
use crate::MAX_NODES;

/// How many nodes a set of mark steps may touch in all: every node of the largest document, once for each mark that
/// stands on it and some more. Beyond that nothing is undone, but time is taken.
const MAX_TOUCHED: usize = 16 * MAX_NODES;

/// The document after several changes of marks, one after the other.
pub(super) fn apply_all(ranges: &[MarkRange], doc: &Node) -> Result<Node, StepError> {
    let mut room = MAX_TOUCHED;
    ranges.iter().try_fold(doc.clone(), |doc, range| {
        // One for the step itself, which takes time with nothing in its range as well.
        let touched = 1 + Slice::between(&doc, range.from, range.to)?.content.count();
        room = room.checked_sub(touched).ok_or(StepError::Misfit("a set of mark steps touches too much"))?;
        range.apply(&doc)
    })
}

impl MarkRange {
    pub(super) fn apply(&self, doc: &Node) -> Result<Node, StepError> {
        let slice = Slice::between(doc, self.from, self.to)?;
        let start = Resolved::new(doc, self.from)?;
        let parent = start.node(start.shared_depth(self.to))?;
        let content = self.on(&slice.content, parent);
        replace(doc, self.from, self.to, &Slice { content, ..slice })
    }

    /// The content with the change made to every inline node.
    fn on(&self, content: &Fragment, parent: &Node) -> Fragment {
        let one = |child: &Node| {
            if child.kind().spec.inline {
                child.with_marks(self.changed(child, parent))
            } else if child.child_count() > 0 {
                child.with_content(self.on(child.content(), child))
            } else {
                child.clone()
            }
        };
        Fragment::joined(content.nodes().iter().map(one).collect())
    }

    fn changed(&self, node: &Node, parent: &Node) -> Marks {
        if !self.adds {
            self.mark.removed_from(node.marks())
        } else if is_unit(node) && parent.kind().allows_mark(self.mark.kind) {
            self.mark.added_to(node.marks())
        } else {
            node.marks().clone()
        }
    }

    /// What leads back from this change of a document: the opposite, but only where something was changed,
    /// and the marks that were displaced.
    pub(super) fn invert(&self, doc: &Node) -> Vec<Self> {
        let mut back = Vec::new();
        self.invert_in(doc.content(), 0, &mut back);
        back
    }

    fn invert_in(&self, content: &Fragment, start: usize, back: &mut Vec<Self>) {
        let mut start = start;
        for node in content.nodes() {
            let end = start + node.size();
            if start >= self.to {
                break;
            }
            if end > self.from {
                if node.kind().spec.inline && is_unit(node) {
                    self.invert_at(node, self.from.max(start), self.to.min(end), back);
                }
                self.invert_in(node.content(), start + 1, back);
            }
            start = end;
        }
    }

    fn invert_at(&self, node: &Node, from: usize, to: usize, back: &mut Vec<Self>) {
        let mut push = |adds: bool, mark: &Mark| match back.last_mut() {
            Some(last) if last.adds == adds && last.to == from && last.mark == *mark => last.to = to,
            _ => back.push(Self { adds, from, to, mark: mark.clone() }),
        };
        if !self.adds {
            if node.marks().contains(&self.mark) {
                push(true, &self.mark);
            }
            return;
        }
        let added = self.mark.added_to(node.marks());
        if added != *node.marks() {
            push(false, &self.mark);
            node.marks().iter().filter(|mark| !added.contains(mark)).for_each(|mark| push(true, mark));
        }
    }
}

/// Whether a node is marked as a whole: text, a leaf, or what the editor treats as one.
fn is_unit(node: &Node) -> bool {
    node.kind().is_leaf() || node.kind().spec.atom
}
