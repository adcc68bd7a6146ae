//! Changes made to a list of nodes.

use serde_json::Value;

use super::DiffError;
use super::change::{Change, Content, Edit, Run};
use super::node::{assemble, content, shell};
use super::words::joined;

/// Takes the next so many nodes off the list.
pub(super) fn take<'a>(rest: &mut &'a [Value], count: usize) -> Result<&'a [Value], DiffError> {
    let (taken, left) = rest.split_at_checked(count).ok_or(DiffError::OtherBody)?;
    *rest = left;
    Ok(taken)
}

/// Takes the node that an edit starts from.
pub(super) fn take_edited<'a>(rest: &mut &'a [Value], edit: &Edit) -> Result<&'a Value, DiffError> {
    let node = take(rest, 1)?.first().ok_or(DiffError::OtherBody)?;
    if shell(node) == edit.before { Ok(node) } else { Err(DiffError::OtherBody) }
}

/// The runs of an edited node, once it is sure that they start from its words.
pub(super) fn checked<'a>(runs: &'a [Run], node: &Value) -> Result<&'a [Run], DiffError> {
    let before: Vec<Value> = runs.iter().flat_map(Run::before).cloned().collect();
    if joined(&before) == content(node) { Ok(runs) } else { Err(DiffError::OtherBody) }
}

pub(super) fn changes(changes: &[Change], before: &[Value]) -> Result<Vec<Value>, DiffError> {
    let mut rest = before;
    let mut after = Vec::new();
    for change in changes {
        match change {
            Change::Keep(count) => after.extend_from_slice(take(&mut rest, *count)?),
            Change::Add(nodes) => after.extend_from_slice(nodes),
            Change::Remove(nodes) => {
                if take(&mut rest, nodes.len())? != nodes.as_slice() {
                    return Err(DiffError::OtherBody);
                }
            }
            Change::Edit(edit) => after.push(edited(edit, take_edited(&mut rest, edit)?)?),
        }
    }
    if rest.is_empty() { Ok(after) } else { Err(DiffError::OtherBody) }
}

fn edited(edit: &Edit, node: &Value) -> Result<Value, DiffError> {
    let inner = match &edit.content {
        Content::Nodes(inner) => changes(inner, content(node))?,
        Content::Words(runs) => {
            let after: Vec<Value> = checked(runs, node)?.iter().flat_map(Run::after).cloned().collect();
            joined(&after)
        }
    };
    Ok(assemble(&edit.after, inner))
}
