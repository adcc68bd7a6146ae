//! Ids of blocks, items, rows and cells: shape, uniqueness, assignment.

use std::collections::HashSet;

use crate::{Block, Node};

/// The longest id kept, in bytes; ids end up in URLs and in comment anchors.
const MAX_ID: usize = 64;

/// Whether an id may stand in a document.
pub(crate) fn is_valid(id: &str) -> bool {
    (1..=MAX_ID).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Fills missing ids and replaces malformed and repeated ones; the first holder keeps its own.
pub(crate) fn assign(blocks: &mut [Block]) {
    let mut taken = HashSet::new();
    for_each(blocks, &mut |id| {
        if !is_valid(id) || !taken.insert(id.clone()) {
            id.clear();
        }
    });
    let mut counter = 0_u64;
    for_each(blocks, &mut |id| {
        if id.is_empty() {
            *id = loop {
                counter += 1;
                let candidate = format!("b{counter}");
                if !taken.contains(&candidate) {
                    break candidate;
                }
            };
        }
    });
}

/// Empties every id.
pub(crate) fn clear(blocks: &mut [Block]) {
    for_each(blocks, &mut String::clear);
}

/// Visits every id, outer before inner. An explicit stack, so that depth costs no call frames.
fn for_each(blocks: &mut [Block], visit: &mut dyn FnMut(&mut String)) {
    let mut stack: Vec<&mut Block> = blocks.iter_mut().rev().collect();
    while let Some(block) = stack.pop() {
        visit(&mut block.id);
        match &mut block.node {
            Node::BulletList(items) | Node::OrderedList { items, .. } => {
                for item in items.iter_mut() {
                    visit(&mut item.id);
                }
                stack.extend(items.iter_mut().rev().flat_map(|item| item.blocks.iter_mut().rev()));
            }
            Node::Blockquote(children) | Node::Callout(_, children) => stack.extend(children.iter_mut().rev()),
            Node::Table(rows) => {
                for row in rows.iter_mut() {
                    visit(&mut row.id);
                    for cell in &mut row.cells {
                        visit(&mut cell.id);
                    }
                }
                let cells = rows.iter_mut().rev().flat_map(|row| row.cells.iter_mut().rev());
                stack.extend(cells.flat_map(|cell| cell.blocks.iter_mut().rev()));
            }
            Node::Paragraph(_) | Node::Heading(..) | Node::Figure(_) => {}
            Node::Rule | Node::Attachment(_) | Node::Unknown(_) => {}
        }
    }
}
