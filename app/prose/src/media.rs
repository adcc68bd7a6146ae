//! The stored files that a body shows.

use std::collections::HashSet;

use crate::ids::{self, Slot};
use crate::{Crop, Document, Href, Inline, Mark, MediaId, walk};

/// Every stored file that the body shows or offers, in reading order, each once.
#[must_use]
pub fn media(document: &Document) -> Vec<MediaId> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    walk::parts(&document.blocks, &mut |part| found.extend(part.media().filter(|id| seen.insert(*id))));
    found
}

/// Every part of a stored picture that the body shows in place of the whole, in reading order, each once.
#[must_use]
pub fn crops(document: &Document) -> Vec<(MediaId, Crop)> {
    let mut found = Vec::new();
    walk::parts(&document.blocks, &mut |part| {
        let cut = part.figure().and_then(|figure| figure.media_id.zip(figure.crop));
        if let Some(cut) = cut.filter(|cut| !found.contains(cut)) {
            found.push(cut);
        }
    });
    found
}

/// Gives links other addresses, in the body and its footnotes; one for which `address` knows none stays as it is.
pub fn rename_links(document: &mut Document, address: &dyn Fn(&str) -> Option<Href>) {
    let rename = |content: &mut [Inline]| {
        let runs = content.iter_mut().filter_map(|inline| match inline {
            Inline::Text(run) => Some(&mut run.marks),
            Inline::HardBreak(marks) => Some(marks),
            Inline::Footnote(..) | Inline::PageRef(..) | Inline::Unknown(..) => None,
        });
        for mark in runs.flatten() {
            if let Mark::Link(href) = mark
                && let Some(renamed) = address(href.as_str())
            {
                *href = renamed;
            }
        }
    };
    ids::slots(&mut document.blocks, &mut |slot| {
        if let Slot::Content(content) = slot {
            rename(content);
        }
    });
    document.footnotes.values_mut().for_each(|content| rename(content));
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
