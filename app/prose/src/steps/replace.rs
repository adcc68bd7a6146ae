//! Replacing a range by a slice: the one change that all others come down to.
//!
//! The cut nodes on the left are joined to the open nodes of the slice, and those to the cut nodes on the right,
//! level by level; each node that is closed must have content that its type allows.

use super::StepError;
use super::fragment::{Fragment, push};
use super::node::Node;
use super::resolve::Resolved;
use super::slice::Slice;

/// The document with `from..to` replaced.
pub(super) fn replace(doc: &Node, from: usize, to: usize, slice: &Slice) -> Result<Node, StepError> {
    if from > to {
        return Err(super::OUT_OF_RANGE);
    }
    let (from, to) = (Resolved::new(doc, from)?, Resolved::new(doc, to)?);
    if slice.open_start > from.depth() {
        return Err(StepError::Misfit("the slice is open deeper than the place it is put"));
    }
    if to.depth().checked_sub(slice.open_end) != Some(from.depth() - slice.open_start) {
        return Err(StepError::Misfit("the slice's ends are at different depths"));
    }
    outer(&from, &to, slice, 0)
}

fn outer(from: &Resolved, to: &Resolved, slice: &Slice, depth: usize) -> Result<Node, StepError> {
    let (index, node) = (from.index(depth)?, from.node(depth)?);
    if index == to.index(depth)? && depth < from.depth() - slice.open_start {
        let inner = outer(from, to, slice, depth + 1)?;
        return Ok(node.with_content(node.content().with_child(index, inner)));
    }
    if slice.content.size() == 0 {
        return close(node, two_way(from, to, depth)?);
    }
    if slice.open_start == 0 && slice.open_end == 0 && from.depth() == depth && to.depth() == depth {
        let content = node.content();
        let before = content.cut(0, from.parent_offset()?)?;
        let after = content.cut(to.parent_offset()?, content.size())?;
        return close(node, before.append(&slice.content).append(&after));
    }
    let (start, end) = along(slice, from)?;
    close(node, three_way(from, &start, &end, to, depth)?)
}

/// The ends of the slice, once it is wrapped in the nodes around the place where it goes.
fn along(slice: &Slice, place: &Resolved) -> Result<(Resolved, Resolved), StepError> {
    let extra = place.depth() - slice.open_start;
    let mut node = place.node(extra)?.with_content(slice.content.clone());
    for depth in (0..extra).rev() {
        node = place.node(depth)?.with_content(vec![node].into());
    }
    let end = node.content().size().checked_sub(slice.open_end + extra).ok_or(super::OUT_OF_RANGE)?;
    Ok((Resolved::new(&node, slice.open_start + extra)?, Resolved::new(&node, end)?))
}

fn check_join<'a>(main: &'a Node, sub: &Node) -> Result<&'a Node, StepError> {
    if sub.kind().takes_content_of(main.kind()) {
        Ok(main)
    } else {
        Err(StepError::Misfit("nodes of these types cannot be joined"))
    }
}

fn joinable<'a>(before: &'a Resolved, after: &Resolved, depth: usize) -> Result<&'a Node, StepError> {
    check_join(before.node(depth)?, after.node(depth)?)
}

/// Adds the children at a depth that lie between two positions, or between one and the node's edge.
fn add_range(
    start: Option<&Resolved>,
    end: Option<&Resolved>,
    depth: usize,
    target: &mut Vec<Node>,
) -> Result<(), StepError> {
    let Some(around) = end.or(start) else { return Ok(()) };
    let node = around.node(depth)?;
    let mut first = 0;
    if let Some(start) = start {
        first = start.index(depth)?;
        if start.depth() > depth {
            first += 1;
        } else if start.text_offset() > 0 {
            push(target, start.text_after()?);
            first += 1;
        }
    }
    let last = match end {
        Some(end) => end.index(depth)?,
        None => node.child_count(),
    };
    let between = node.content().nodes().get(first..last).unwrap_or_default();
    between.iter().for_each(|child| push(target, child.clone()));
    match end {
        Some(end) if end.depth() == depth && end.text_offset() > 0 => push(target, end.text_before()?),
        _ => {}
    }
    Ok(())
}

fn close(node: &Node, content: Fragment) -> Result<Node, StepError> {
    if node.accepts(&content) {
        Ok(node.with_content(content))
    } else {
        Err(StepError::Misfit("content is not what its node allows"))
    }
}

fn three_way(
    from: &Resolved,
    start: &Resolved,
    end: &Resolved,
    to: &Resolved,
    depth: usize,
) -> Result<Fragment, StepError> {
    let open_start = if from.depth() > depth { Some(joinable(from, start, depth + 1)?) } else { None };
    let open_end = if to.depth() > depth { Some(joinable(end, to, depth + 1)?) } else { None };
    let mut content = Vec::new();
    add_range(None, Some(from), depth, &mut content)?;
    match (open_start, open_end) {
        (Some(first), Some(last)) if start.index(depth)? == end.index(depth)? => {
            check_join(first, last)?;
            push(&mut content, close(first, three_way(from, start, end, to, depth + 1)?)?);
        }
        _ => {
            if let Some(first) = open_start {
                push(&mut content, close(first, two_way(from, start, depth + 1)?)?);
            }
            add_range(Some(start), Some(end), depth, &mut content)?;
            if let Some(last) = open_end {
                push(&mut content, close(last, two_way(end, to, depth + 1)?)?);
            }
        }
    }
    add_range(Some(to), None, depth, &mut content)?;
    Ok(content.into())
}

fn two_way(from: &Resolved, to: &Resolved, depth: usize) -> Result<Fragment, StepError> {
    let mut content = Vec::new();
    add_range(None, Some(from), depth, &mut content)?;
    if from.depth() > depth {
        let node = joinable(from, to, depth + 1)?;
        push(&mut content, close(node, two_way(from, to, depth + 1)?)?);
    }
    add_range(Some(to), None, depth, &mut content)?;
    Ok(content.into())
}
