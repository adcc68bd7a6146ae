//! Ids of blocks, items, rows, cells and pictures: shape, uniqueness, assignment.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::{Block, Document, FootnoteId, Inline, MediaId, Node, walk};

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
    number(blocks, &taken);
}

/// Fills empty ids with `b1`, `b2`, … without those in `taken`.
fn number(blocks: &mut [Block], taken: &HashSet<String>) {
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

/// Fresh ids and footnote names throughout, used neither in the document so far nor in `host`.
pub(crate) fn reissue(document: &mut Document, host: &Document) {
    let mut taken = HashSet::new();
    for blocks in [&document.blocks, &host.blocks] {
        walk::parts(blocks, &mut |part| {
            taken.insert(part.id().to_owned());
        });
    }
    clear(&mut document.blocks);
    number(&mut document.blocks, &taken);

    let mut used: BTreeSet<FootnoteId> = host.footnotes.keys().chain(document.footnotes.keys()).cloned().collect();
    for blocks in [&document.blocks, &host.blocks] {
        walk::parts(blocks, &mut |part| used.extend(part.references().cloned()));
    }
    let mut renamed: BTreeMap<FootnoteId, FootnoteId> = BTreeMap::new();
    let mut counter = 0;
    let mut rename = |old: &FootnoteId| {
        let fresh = || loop {
            counter += 1;
            let candidate = FootnoteId::numbered(counter);
            if !used.contains(&candidate) {
                return candidate;
            }
        };
        renamed.entry(old.clone()).or_insert_with(fresh).clone()
    };
    slots(&mut document.blocks, &mut |slot| {
        let Slot::Content(content) = slot else { return };
        for inline in content {
            if let Inline::Footnote(id, _) = inline {
                *id = rename(id);
            }
        }
    });
    let notes = std::mem::take(&mut document.footnotes);
    document.footnotes = notes.into_iter().map(|(id, content)| (rename(&id), content)).collect();
}

fn for_each(blocks: &mut [Block], visit: &mut dyn FnMut(&mut String)) {
    slots(blocks, &mut |slot| {
        if let Slot::Id(id) = slot {
            visit(id);
        }
    });
}

/// What can be replaced in a node.
pub(crate) enum Slot<'a> {
    Id(&'a mut String),
    Content(&'a mut [Inline]),
    Picture(&'a mut Option<MediaId>),
    File(&'a mut MediaId),
    Label(&'a mut String),
}

/// Visits every id, every run of inline content, every stored file and every label of words, outer before inner. An explicit stack, so that
/// depth costs no call frames.
pub(crate) fn slots(blocks: &mut [Block], visit: &mut dyn FnMut(Slot<'_>)) {
    let mut stack: Vec<&mut Block> = blocks.iter_mut().rev().collect();
    while let Some(block) = stack.pop() {
        visit(Slot::Id(&mut block.id));
        match &mut block.node {
            Node::BulletList(items) | Node::OrderedList { items, .. } => {
                for item in items.iter_mut() {
                    visit(Slot::Id(&mut item.id));
                }
                stack.extend(items.iter_mut().rev().flat_map(|item| item.blocks.iter_mut().rev()));
            }
            Node::Blockquote { blocks, .. } | Node::Callout(_, blocks) => stack.extend(blocks.iter_mut().rev()),
            Node::Table { caption, rows } => {
                visit(Slot::Label(caption));
                for row in rows.iter_mut() {
                    visit(Slot::Id(&mut row.id));
                    for cell in &mut row.cells {
                        visit(Slot::Id(&mut cell.id));
                    }
                }
                let cells = rows.iter_mut().rev().flat_map(|row| row.cells.iter_mut().rev());
                stack.extend(cells.flat_map(|cell| cell.blocks.iter_mut().rev()));
            }
            Node::Gallery(pictures) => {
                for picture in pictures {
                    visit(Slot::Id(&mut picture.id));
                    visit(Slot::Picture(&mut picture.figure.media_id));
                    visit(Slot::Label(&mut picture.figure.alt));
                    visit(Slot::Content(&mut picture.figure.caption));
                }
            }
            Node::Paragraph(content) | Node::Heading(_, content) => visit(Slot::Content(content)),
            Node::Figure(figure) => {
                visit(Slot::Picture(&mut figure.media_id));
                visit(Slot::Label(&mut figure.alt));
                visit(Slot::Content(&mut figure.caption));
            }
            Node::Attachment(file) => visit(Slot::File(file)),
            Node::Rule | Node::Embed(_) | Node::Unknown(_) => {}
        }
    }
}
