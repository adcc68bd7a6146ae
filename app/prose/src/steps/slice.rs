//! A piece of a document that may be cut through nodes at both ends.

use super::StepError;
use super::fragment::Fragment;
use super::node::Node;
use super::resolve::Resolved;

/// Content whose outermost `open_start` and `open_end` levels are not whole at that end.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Slice {
    pub(super) content: Fragment,
    pub(super) open_start: usize,
    pub(super) open_end: usize,
}

impl Slice {
    /// A single node, open at the end unless it is a leaf.
    pub(super) fn opening(node: Node) -> Self {
        let open_end = usize::from(!node.kind().is_leaf());
        Self { content: vec![node].into(), open_start: 0, open_end }
    }

    /// What lies between two positions of a document.
    pub(super) fn between(doc: &Node, from: usize, to: usize) -> Result<Self, StepError> {
        if from == to {
            return Ok(Self::default());
        }
        let (start, end) = (Resolved::new(doc, from)?, Resolved::new(doc, to)?);
        let depth = start.shared_depth(to);
        let base = start.start(depth)?;
        let inside = |position: usize| position.checked_sub(base).ok_or(super::OUT_OF_RANGE);
        let content = start.node(depth)?.content().cut(inside(from)?, inside(to)?)?;
        Ok(Self { content, open_start: start.depth() - depth, open_end: end.depth() - depth })
    }

    /// The positions that it adds where it is put.
    pub(super) fn size(&self) -> usize {
        self.content.size().saturating_sub(self.open_start + self.open_end)
    }

    /// Whether there is a node to be open at each level, so that no later walk down the edges falls through.
    pub(super) fn is_open_as_deep_as_said(&self) -> bool {
        edge(&self.content, <[Node]>::first) >= self.open_start && edge(&self.content, <[Node]>::last) >= self.open_end
    }

    /// With content put at an offset; `None` where the node there does not take it.
    pub(super) fn with_inserted(&self, offset: usize, insert: &Fragment) -> Result<Option<Self>, StepError> {
        // The outermost call is at the level above the content, hence one more.
        let open = (self.open_start + 1, self.open_end + 1);
        let content = inserted(&self.content, offset + self.open_start, insert, open, None)?;
        Ok(content.map(|content| Self { content, ..self.clone() }))
    }

    /// Without what lies between two offsets, which must have the same parent.
    pub(super) fn without(&self, from: usize, to: usize) -> Result<Self, StepError> {
        let content = removed(&self.content, from + self.open_start, to + self.open_start)?;
        Ok(Self { content, ..self.clone() })
    }
}

/// How many levels of nodes that can hold content there are along an edge.
fn edge(content: &Fragment, end: fn(&[Node]) -> Option<&Node>) -> usize {
    std::iter::successors(end(content.nodes()), |node| end(node.content().nodes()))
        .take_while(|node| !node.kind().is_leaf())
        .count()
}

fn inserted(
    content: &Fragment,
    offset: usize,
    insert: &Fragment,
    open: (usize, usize),
    parent: Option<&Node>,
) -> Result<Option<Fragment>, StepError> {
    let (index, start) = content.find(offset)?;
    let child = content.nodes().get(index);
    match child {
        Some(child) if start != offset && !child.is_text() => {
            let is_last = index + 1 == content.nodes().len();
            let open_start = if index == 0 { open.0.saturating_sub(1) } else { 0 };
            let inner_open = (open_start, if is_last { open.1.saturating_sub(1) } else { 0 });
            let inner = inserted(child.content(), offset - start - 1, insert, inner_open, Some(child))?;
            Ok(inner.map(|inner| content.with_child(index, child.with_content(inner))))
        }
        _ => {
            let whole = content.cut(0, offset)?.append(insert).append(&content.cut(offset, content.size())?);
            // As ProseMirror, by the children's types around the index: a text is not yet cut there.
            let (before, after) = content.nodes().split_at(index.min(content.nodes().len()));
            let children = before.iter().chain(insert.nodes()).chain(after);
            // An open node need not be whole yet.
            let takes = open != (0, 0) || parent.is_none_or(|parent| parent.takes(children, insert));
            Ok(takes.then_some(whole))
        }
    }
}

impl Node {
    /// Whether these children would be whole content, and the inserted ones bear allowed marks only.
    fn takes<'a>(&self, children: impl Iterator<Item = &'a Self>, insert: &Fragment) -> bool {
        let mut marks = insert.nodes().iter().flat_map(|node| node.marks().iter());
        self.kind().accepts(children.map(Self::kind)) && marks.all(|mark| self.kind().allows_mark(mark.kind))
    }
}

fn removed(content: &Fragment, from: usize, to: usize) -> Result<Fragment, StepError> {
    const NOT_FLAT: StepError = StepError::Misfit("the gap is not a flat range");
    let ((index, start), (last, last_start)) = (content.find(from)?, content.find(to)?);
    let is_text = |index: usize| content.nodes().get(index).is_some_and(Node::is_text);
    if start == from || is_text(index) {
        if last_start != to && !is_text(last) {
            return Err(NOT_FLAT);
        }
        return Ok(content.cut(0, from)?.append(&content.cut(to, content.size())?));
    }
    let child = content.nodes().get(index).filter(|_| index == last).ok_or(NOT_FLAT)?;
    let inside = |offset: usize| offset.checked_sub(start + 1).ok_or(NOT_FLAT);
    Ok(content.with_child(index, child.with_content(removed(child.content(), inside(from)?, inside(to)?)?)))
}
