//! Typed nodes from what the rules found, each in the one form in which reading its rendering gives it again.

use std::borrow::Cow;

use super::marker::Numbering;
use super::style::TextKind;
use crate::{Block, Inline, ListItem, Mark, Node};

/// A block of text; `None` for one in which nothing is seen.
pub(super) fn text(content: Vec<Inline>, kind: TextKind) -> Option<Block> {
    if crate::text::inline_text(&content).trim().is_empty() {
        return None;
    }
    Some(Block::new(match kind {
        TextKind::Paragraph => Node::Paragraph(content),
        TextKind::Heading(level) => Node::Heading(level, plain_weight(content)),
    }))
}

/// A list; numbered where there is an order.
pub(super) fn list(order: Option<(Numbering, u32)>, items: Vec<ListItem>) -> Block {
    Block::new(match order {
        None => Node::BulletList(items),
        Some((_, start)) => Node::OrderedList { start, items },
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
    crate::walk::blocks(blocks, &mut |block| {
        let content = crate::walk::content(block);
        if !content.is_empty() {
            if !line.is_empty() {
                line.push(Inline::HardBreak);
            }
            line.extend(content.iter().cloned());
        }
    });
    line
}

/// Gives every piece of text its last form.
pub(super) fn clean(blocks: &mut [Block], clean: &dyn for<'t> Fn(&'t str) -> Cow<'t, str>) {
    let mut stack: Vec<&mut Block> = blocks.iter_mut().collect();
    while let Some(block) = stack.pop() {
        match &mut block.node {
            Node::Paragraph(content) | Node::Heading(_, content) => inlines(content, clean),
            Node::Figure(figure) => inlines(&mut figure.caption, clean),
            Node::BulletList(items) | Node::OrderedList { items, .. } => {
                stack.extend(items.iter_mut().flat_map(|item| &mut item.blocks));
            }
            Node::Blockquote(inner) | Node::Callout(_, inner) => stack.extend(inner.iter_mut()),
            Node::Table(rows) => {
                let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
                stack.extend(cells.flat_map(|cell| &mut cell.blocks));
            }
            Node::Rule | Node::Attachment(_) | Node::Unknown(_) => {}
        }
    }
}

fn inlines(content: &mut Vec<Inline>, clean: &dyn for<'t> Fn(&'t str) -> Cow<'t, str>) {
    for inline in content.iter_mut() {
        if let Inline::Text(run) = inline
            && let Cow::Owned(text) = clean(&run.text)
        {
            run.text = text;
        }
    }
    content.retain(|inline| !matches!(inline, Inline::Text(run) if run.text.is_empty()));
}
