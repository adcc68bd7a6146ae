//! Positions with their surroundings.

use super::StepError;
use super::node::Node;

/// A position in a document: the nodes around it, outermost first.
pub(super) struct Resolved {
    position: usize,
    path: Vec<Level>,
}

struct Level {
    node: Node,
    /// The child that the position lies in or before.
    index: usize,
    /// Where that child starts, counted from the start of the document.
    child_start: usize,
}

impl Resolved {
    /// A position between 0 and the size of the document's content.
    pub(super) fn new(doc: &Node, position: usize) -> Result<Self, StepError> {
        let mut path = Vec::new();
        let (mut node, mut start) = (doc.clone(), 0);
        loop {
            let (index, child_offset) = node.content().find(position - start)?;
            let child_start = start + child_offset;
            let next = node.content().nodes().get(index).filter(|child| child_start < position && !child.is_text());
            let next = next.cloned();
            path.push(Level { node, index, child_start });
            match next {
                None => return Ok(Self { position, path }),
                Some(child) => (node, start) = (child, child_start + 1),
            }
        }
    }

    pub(super) fn depth(&self) -> usize {
        self.path.len().saturating_sub(1)
    }

    fn level(&self, depth: usize) -> Result<&Level, StepError> {
        self.path.get(depth).ok_or(StepError::Misfit("a position is not as deep as needed"))
    }

    pub(super) fn node(&self, depth: usize) -> Result<&Node, StepError> {
        self.level(depth).map(|level| &level.node)
    }

    pub(super) fn index(&self, depth: usize) -> Result<usize, StepError> {
        self.level(depth).map(|level| level.index)
    }

    /// The index of the next child that starts at or behind the position.
    pub(super) fn index_after(&self, depth: usize) -> Result<usize, StepError> {
        let is_between = depth == self.depth() && self.text_offset() == 0;
        Ok(self.index(depth)? + usize::from(!is_between))
    }

    /// Where the content of the node at a depth starts.
    pub(super) fn start(&self, depth: usize) -> Result<usize, StepError> {
        match depth.checked_sub(1) {
            None => Ok(0),
            Some(above) => Ok(self.level(above)?.child_start + 1),
        }
    }

    /// The offset in the innermost node.
    pub(super) fn parent_offset(&self) -> Result<usize, StepError> {
        Ok(self.position - self.start(self.depth())?)
    }

    /// How far the position is in a text; 0 between nodes.
    pub(super) fn text_offset(&self) -> usize {
        self.path.last().map_or(0, |level| self.position - level.child_start)
    }

    /// The part of a text behind the position.
    pub(super) fn text_after(&self) -> Result<Node, StepError> {
        let child = self.inner_child()?;
        child.cut(self.text_offset(), child.size())
    }

    /// The part of a text before the position.
    pub(super) fn text_before(&self) -> Result<Node, StepError> {
        self.inner_child()?.cut(0, self.text_offset())
    }

    fn inner_child(&self) -> Result<&Node, StepError> {
        let level = self.level(self.depth())?;
        level.node.child(level.index)
    }

    /// The depth of the innermost node around this position and another.
    pub(super) fn shared_depth(&self, other: usize) -> usize {
        let around = |depth: &usize| {
            let (Ok(start), Ok(node)) = (self.start(*depth), self.node(*depth)) else { return false };
            start <= other && other <= start + node.content().size()
        };
        (1..=self.depth()).rev().find(around).unwrap_or(0)
    }
}
