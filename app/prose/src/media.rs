//! The stored files that a body shows.

use std::collections::HashSet;

use crate::ids::{self, Slot};
use crate::{Document, MediaId, walk};

/// Every stored file that the body shows or offers, in reading order, each once.
#[must_use]
pub fn media(document: &Document) -> Vec<MediaId> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    walk::parts(&document.blocks, &mut |part| found.extend(part.media().filter(|id| seen.insert(*id))));
    found
}

/// Gives the files of a body other keys, as an import does once its files are stored. A picture for which `key`
/// knows none waits for one from then on; an attachment stays as it is.
pub fn rename_media(document: &mut Document, key: &dyn Fn(MediaId) -> Option<MediaId>) {
    ids::slots(&mut document.blocks, &mut |slot| match slot {
        Slot::Picture(picture) => *picture = picture.and_then(key),
        Slot::File(file) => *file = key(*file).unwrap_or(*file),
        Slot::Id(_) | Slot::Content(_) | Slot::Label(_) => {}
    });
}
