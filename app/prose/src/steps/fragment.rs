//! The children of a node, with what is known about all of them together.

use std::fmt;
use std::sync::Arc;

use super::StepError;
use super::node::Node;

/// A list of siblings in which no two neighbours are texts with the same marks.
#[derive(Clone, Default)]
pub(super) struct Fragment {
    nodes: Arc<[Node]>,
    size: usize,
    count: usize,
    height: usize,
}

impl fmt::Debug for Fragment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.nodes.fmt(f)
    }
}

impl PartialEq for Fragment {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.nodes, &other.nodes) || (self.size == other.size && self.nodes == other.nodes)
    }
}

impl From<Vec<Node>> for Fragment {
    fn from(nodes: Vec<Node>) -> Self {
        let size = nodes.iter().map(Node::size).sum();
        let count = nodes.iter().map(|node| 1 + node.content().count).sum();
        let height = nodes.iter().map(|node| 1 + node.content().height).max().unwrap_or(0);
        Self { nodes: nodes.into(), size, count, height }
    }
}

impl Fragment {
    /// Joins neighbouring texts with the same marks, in linear time however many there are.
    pub(super) fn joined(nodes: Vec<Node>) -> Self {
        let mut joined: Vec<Node> = Vec::with_capacity(nodes.len());
        let mut run: Option<String> = None;
        for node in nodes {
            let same = node.is_text() && joined.last().is_some_and(|last| last.has_markup_of(&node));
            if same {
                let before = joined.last().map(Node::text).unwrap_or_default();
                run.get_or_insert_with(|| before.to_owned()).push_str(node.text());
            } else {
                close_run(&mut joined, run.take());
                joined.push(node);
            }
        }
        close_run(&mut joined, run);
        joined.into()
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The positions that all take together.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// How many nodes there are, at any depth.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// How deep they are nested; 0 for none.
    pub(super) fn height(&self) -> usize {
        self.height
    }

    pub(super) fn append(&self, other: &Self) -> Self {
        if other.nodes.is_empty() {
            return self.clone();
        }
        let mut nodes = self.nodes.to_vec();
        nodes.reserve(other.nodes.len());
        other.nodes.iter().for_each(|node| push(&mut nodes, node.clone()));
        nodes.into()
    }

    /// The part between two offsets; nodes that are cut through stay, with what is left of them.
    pub(super) fn cut(&self, from: usize, to: usize) -> Result<Self, StepError> {
        if from == 0 && to == self.size {
            return Ok(self.clone());
        }
        let mut nodes = Vec::new();
        let mut start = 0;
        for node in self.nodes.iter() {
            if start >= to || from >= to {
                break;
            }
            let end = start + node.size();
            if end > from {
                let edge = usize::from(!node.is_text());
                let last = if node.is_text() { node.size() } else { node.content().size() };
                if start < from || end > to {
                    let first = from.saturating_sub(start + edge);
                    nodes.push(node.cut(first, to.saturating_sub(start + edge).min(last))?);
                } else {
                    nodes.push(node.clone());
                }
            }
            start = end;
        }
        Ok(nodes.into())
    }

    pub(super) fn with_child(&self, index: usize, node: Node) -> Self {
        let replaced = |(at, old): (usize, &Node)| if at == index { node.clone() } else { old.clone() };
        self.nodes.iter().enumerate().map(replaced).collect::<Vec<_>>().into()
    }

    /// The child that an offset lies in or before, and where that child starts.
    pub(super) fn find(&self, offset: usize) -> Result<(usize, usize), StepError> {
        let mut start = 0;
        for (index, node) in self.nodes.iter().enumerate() {
            if start + node.size() > offset {
                return Ok((index, start));
            }
            start += node.size();
        }
        if start == offset { Ok((self.nodes.len(), start)) } else { Err(super::OUT_OF_RANGE) }
    }
}

fn close_run(nodes: &mut [Node], run: Option<String>) {
    if let (Some(last), Some(run)) = (nodes.last_mut(), run) {
        *last = last.with_text(&run);
    }
}

/// Adds a node, joined to the last one where both are texts with the same marks.
pub(super) fn push(nodes: &mut Vec<Node>, node: Node) {
    match nodes.last_mut() {
        Some(last) if node.is_text() && last.has_markup_of(&node) => {
            *last = last.with_text(&format!("{}{}", last.text(), node.text()));
        }
        _ => nodes.push(node),
    }
}
