//! The stored files that a body shows.

use std::collections::HashSet;

use crate::{Document, MediaId, walk};

/// Every stored file that the body shows or offers, in reading order, each once.
#[must_use]
pub fn media(document: &Document) -> Vec<MediaId> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    walk::parts(&document.blocks, &mut |part| found.extend(part.media().filter(|id| seen.insert(*id))));
    found
}
