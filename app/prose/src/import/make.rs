//! Typed nodes from what the rules found, each in the one form in which reading its rendering gives it again.

use std::borrow::Cow;

use super::style::TextKind;
use crate::{Block, Inline, ListItem, ListKind, Mark, Node, walk};

/// A block of text; `None` for one in which nothing is seen.
pub(super) fn text(content: Vec<Inline>, kind: TextKind) -> Option<Block> {
    if !content.iter().any(walk::shows) {
        return None;
    }
    Some(Block::new(match kind {
        TextKind::Paragraph => Node::Paragraph(content),
        TextKind::Heading(level) => Node::Heading(level, plain_weight(content)),
    }))
}

/// A list; numbered where there is an order.
pub(super) fn list(order: Option<(ListKind, u32)>, items: Vec<ListItem>) -> Block {
    Block::new(match order {
        None => Node::BulletList(items),
        Some((kind, start)) => Node::OrderedList { start, kind, items },
    })
}

/// A heading is heavy by itself: where all of it is strong, the mark says nothing.
fn plain_weight(mut content: Vec<Inline>) -> Vec<Inline> {
    let is_strong = |inline: &Inline| match inline {
        Inline::Text(run) => run.marks.contains(&Mark::Strong) || run.text.trim().is_empty(),
        _ => true,
    };
    if content.iter().all(is_strong) {
        let mut plain = Vec::new();
        for inline in content {
            match inline {
                Inline::Text(mut run) => {
                    run.marks.retain(|mark| *mark != Mark::Strong);
                    crate::builders::push_text(&mut plain, &run.text, &run.marks);
                }
                other => plain.push(other),
            }
        }
        content = plain;
    }
    content
}

/// The inline content of blocks, a line for each text, for places that hold no blocks.
pub(super) fn flatten(blocks: &[Block]) -> Vec<Inline> {
    let mut line = Vec::new();
    walk::parts(blocks, &mut |part| {
        let content = part.content();
        if !content.is_empty() {
            if !line.is_empty() {
                line.push(Inline::hard_break());
            }
            line.extend(content.iter().cloned());
        }
    });
    line
}

/// Words for an attribute: one line, blanks collapsed, nothing invisible.
pub(super) fn line(text: &str) -> String {
    let seen: String = text.chars().filter(|c| c.is_whitespace() || !super::run::is_invisible(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Visits every run of inline content below the blocks, in no order.
pub(super) fn contents(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    let mut stack: Vec<&mut Block> = blocks.iter_mut().collect();
    while let Some(block) = stack.pop() {
        match &mut block.node {
            Node::Paragraph(content) | Node::Heading(_, content) => visit(content),
            Node::Figure(figure) => visit(&mut figure.caption),
            Node::Gallery(pictures) => pictures.iter_mut().for_each(|picture| visit(&mut picture.figure.caption)),
            Node::BulletList(items) | Node::OrderedList { items, .. } => {
                stack.extend(items.iter_mut().flat_map(|item| &mut item.blocks));
            }
            Node::Blockquote { blocks, .. } | Node::Callout(_, blocks) => stack.extend(blocks.iter_mut()),
            Node::Table { rows, .. } => {
                let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
                stack.extend(cells.flat_map(|cell| &mut cell.blocks));
            }
            Node::Rule | Node::Attachment(_) | Node::Embed(_) | Node::Unknown(_) => {}
        }
    }
}

/// Gives every piece of text its last form.
pub(super) fn clean(content: &mut Vec<Inline>, clean: &dyn for<'t> Fn(&'t str) -> Cow<'t, str>) {
    for inline in content.iter_mut() {
        if let Inline::Text(run) = inline
            && let Cow::Owned(text) = clean(&run.text)
        {
            run.text = text;
        }
    }
    content.retain(|inline| !matches!(inline, Inline::Text(run) if run.text.is_empty()));
}
