//! One walk in reading order, for everything that only looks.

use std::collections::HashSet;

use crate::{
    Block, Cell, Document, Figure, FootnoteId, Inline, ListItem, MAX_DEPTH, MediaId, Node, Picture, Row, Suggestion,
};

/// A node that is not inline.
#[derive(Clone, Copy)]
pub(crate) enum Part<'a> {
    Block(&'a Block),
    Item(&'a ListItem),
    Picture(&'a Picture),
    Row(&'a Row),
    Cell(&'a Cell),
}

impl<'a> Part<'a> {
    pub(crate) fn id(self) -> &'a str {
        match self {
            Self::Block(block) => &block.id,
            Self::Item(item) => &item.id,
            Self::Picture(picture) => &picture.id,
            Self::Row(row) => &row.id,
            Self::Cell(cell) => &cell.id,
        }
    }

    pub(crate) fn suggestions(self) -> &'a [Suggestion] {
        match self {
            Self::Block(block) => &block.suggestions,
            Self::Item(item) => &item.suggestions,
            Self::Picture(picture) => &picture.suggestions,
            Self::Row(row) => &row.suggestions,
            Self::Cell(cell) => &cell.suggestions,
        }
    }

    /// The node's own inline content; none for a container.
    pub(crate) fn content(self) -> &'a [Inline] {
        match self {
            Self::Block(block) => match &block.node {
                Node::Paragraph(content) | Node::Heading(_, content) => content,
                Node::Figure(figure) => &figure.caption,
                _ => &[],
            },
            Self::Picture(picture) => &picture.figure.caption,
            Self::Item(_) | Self::Row(_) | Self::Cell(_) => &[],
        }
    }

    /// The node's own words that are an attribute but shown as text: a table's caption, an embed's title.
    pub(crate) fn caption(self) -> Option<&'a str> {
        match self {
            Self::Block(Block { node: Node::Table { caption, .. }, .. }) => Some(caption),
            Self::Block(Block { node: Node::Embed(embed), .. }) => Some(&embed.title),
            _ => None,
        }
    }

    pub(crate) fn figure(self) -> Option<&'a Figure> {
        match self {
            Self::Block(Block { node: Node::Figure(figure), .. }) => Some(figure),
            Self::Picture(picture) => Some(&picture.figure),
            _ => None,
        }
    }

    pub(crate) fn media(self) -> Option<MediaId> {
        match self {
            Self::Block(Block { node: Node::Figure(figure), .. }) => figure.media_id,
            Self::Block(Block { node: Node::Attachment(id), .. }) => Some(*id),
            Self::Picture(picture) => picture.figure.media_id,
            _ => None,
        }
    }

    /// The footnotes that the node's own content refers to.
    pub(crate) fn references(self) -> impl Iterator<Item = &'a FootnoteId> {
        self.content().iter().filter_map(|inline| match inline {
            Inline::Footnote(id, _) => Some(id),
            _ => None,
        })
    }
}

/// Visits every node that is not inline in reading order, outer before inner, down to [`MAX_DEPTH`]
/// containers; a document that was read holds nothing deeper.
pub(crate) fn parts<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(Part<'a>)) {
    descend(blocks, 0, visit);
}

fn descend<'a>(blocks: &'a [Block], depth: usize, visit: &mut dyn FnMut(Part<'a>)) {
    if depth > MAX_DEPTH {
        return;
    }
    for block in blocks {
        visit(Part::Block(block));
        match &block.node {
            Node::BulletList(items) | Node::OrderedList { items, .. } => {
                for item in items {
                    visit(Part::Item(item));
                    descend(&item.blocks, depth + 1, visit);
                }
            }
            Node::Blockquote { blocks, .. } | Node::Callout(_, blocks) => descend(blocks, depth + 1, visit),
            Node::Table { rows, .. } => {
                for row in rows {
                    visit(Part::Row(row));
                    for cell in &row.cells {
                        visit(Part::Cell(cell));
                        descend(&cell.blocks, depth + 1, visit);
                    }
                }
            }
            Node::Gallery(pictures) => pictures.iter().for_each(|picture| visit(Part::Picture(picture))),
            Node::Paragraph(_) | Node::Heading(..) | Node::Figure(_) => {}
            Node::Rule | Node::Attachment(_) | Node::Embed(_) | Node::Unknown(_) => {}
        }
    }
}

/// The footnotes that are referred to and exist, once each, in the order of their first reference.
pub(crate) fn notes(document: &Document) -> Vec<(&FootnoteId, &[Inline])> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    parts(&document.blocks, &mut |part| {
        for id in part.references() {
            if let Some((id, content)) = document.footnotes.get_key_value(id)
                && seen.insert(id)
            {
                found.push((id, content.as_slice()));
            }
        }
    });
    found
}

impl Document {
    /// Whether anything was kept that this version does not understand; such a body is not published.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        let is_unknown = |inline: &Inline| matches!(inline, Inline::Unknown(..));
        let mut found = self.footnotes.values().flatten().any(is_unknown);
        parts(&self.blocks, &mut |part| {
            found |= matches!(part, Part::Block(Block { node: Node::Unknown(_), .. }))
                || part.content().iter().any(is_unknown);
        });
        found
    }

    /// Whether a reader would see nothing: no text, figure, file, thing of another site, rule or unknown node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let mut empty = true;
        parts(&self.blocks, &mut |part| {
            let shows = match part {
                Part::Block(block) => match &block.node {
                    Node::Figure(_) | Node::Attachment(_) | Node::Embed(_) | Node::Unknown(_) | Node::Rule => true,
                    _ => part.content().iter().any(shows) || part.caption().is_some_and(|text| !text.trim().is_empty()),
                },
                Part::Picture(_) => true,
                Part::Item(_) | Part::Row(_) | Part::Cell(_) => false,
            };
            empty &= !shows;
        });
        empty
    }
}

/// Whether a piece of running text is seen.
pub(crate) fn shows(inline: &Inline) -> bool {
    match inline {
        Inline::Text(run) => !run.text.trim().is_empty(),
        Inline::HardBreak(_) => false,
        Inline::Footnote(..) | Inline::PageRef(..) | Inline::Unknown(..) => true,
    }
}
