//! The stored files that a body shows.

use crate::{Document, MediaId, Node, walk};

/// Every stored file that the body shows or offers, in reading order, each once.
#[must_use]
pub fn media(document: &Document) -> Vec<MediaId> {
    let mut found = Vec::new();
    walk::blocks(&document.blocks, &mut |block| {
        let id = match &block.node {
            Node::Figure(figure) => figure.media_id,
            Node::Attachment(id) => Some(*id),
            _ => None,
        };
        if let Some(id) = id.filter(|id| !found.contains(id)) {
            found.push(id);
        }
    });
    found
}
