//! One walk in reading order, for everything that only looks.

use crate::{Block, Document, Inline, MAX_DEPTH, Node};

impl Document {
    /// Whether anything was kept that this version does not understand; such a body is not published.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        let mut found = false;
        blocks(&self.blocks, &mut |block| {
            found |= matches!(block.node, Node::Unknown(_))
                || content(block).iter().any(|inline| matches!(inline, Inline::Unknown(_)));
        });
        found
    }

    /// Whether a reader would see nothing: no text, figure, file, rule or unknown node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let mut empty = true;
        blocks(&self.blocks, &mut |block| {
            let shows = match &block.node {
                Node::Figure(_) | Node::Attachment(_) | Node::Unknown(_) | Node::Rule => true,
                _ => content(block).iter().any(|inline| match inline {
                    Inline::Text(run) => !run.text.trim().is_empty(),
                    Inline::HardBreak => false,
                    Inline::Unknown(_) => true,
                }),
            };
            empty &= !shows;
        });
        empty
    }
}

/// The inline content of a block itself; none for a container.
pub(crate) fn content(block: &Block) -> &[Inline] {
    match &block.node {
        Node::Paragraph(content) | Node::Heading(_, content) => content,
        Node::Figure(figure) => &figure.caption,
        _ => &[],
    }
}

/// Visits every block in reading order, outer before inner, down to [`MAX_DEPTH`] containers;
/// a document that was read holds nothing deeper.
pub(crate) fn blocks<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    descend(blocks, 0, visit);
}

fn descend<'a>(blocks: &'a [Block], depth: usize, visit: &mut dyn FnMut(&'a Block)) {
    if depth > MAX_DEPTH {
        return;
    }
    for block in blocks {
        visit(block);
        match &block.node {
            Node::BulletList(items) | Node::OrderedList { items, .. } => {
                items.iter().for_each(|item| descend(&item.blocks, depth + 1, visit));
            }
            Node::Blockquote(children) | Node::Callout(_, children) => descend(children, depth + 1, visit),
            Node::Table(rows) => {
                rows.iter().flat_map(|row| &row.cells).for_each(|cell| descend(&cell.blocks, depth + 1, visit));
            }
            Node::Paragraph(_) | Node::Heading(..) | Node::Figure(_) => {}
            Node::Rule | Node::Attachment(_) | Node::Unknown(_) => {}
        }
    }
}
