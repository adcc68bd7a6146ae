//! Changes to the words of a body that know nothing of its structure, as the repair of broken letters.

use std::ops::Range;

use crate::ids::{self, Slot};
use crate::{Document, Inline};

/// Bytes of the text, and what to put in their place.
pub type Edit = (Range<usize>, String);

/// Stands in the text for an inline node that is no text, so that words on its two sides stay two.
const OBJECT: char = '\u{fffc}';

/// Hands every word of the body at once to `changes` (paragraphs, captions, alternative texts, footnotes; a line each)
/// and makes the changes it asks for: byte ranges of that text, in order and without overlap, with what to put in their
/// place. What stands in several runs of marks goes to the first of them. Returns how many were made; one that is out of order,
/// covers the end of a line or cuts a character is left out.
pub fn rewrite(document: &mut Document, changes: &mut dyn FnMut(&str) -> Vec<Edit>) -> usize {
    let mut text = String::new();
    pieces(document, &mut |piece| match piece {
        Piece::Words(words) => text.push_str(words),
        Piece::Gap(gap) => text.push(gap),
    });
    let wanted = fitting(&text, changes(&text));
    if wanted.is_empty() {
        return 0;
    }
    let mut at = 0;
    let mut next = 0;
    let mut emptied = false;
    pieces(document, &mut |piece| match piece {
        Piece::Gap(gap) => at += gap.len_utf8(),
        Piece::Words(words) => {
            let end = at + words.len();
            while wanted.get(next).is_some_and(|(range, _)| range.end <= at) {
                next += 1;
            }
            let here = wanted.get(next..).unwrap_or_default();
            if here.first().is_some_and(|(range, _)| range.start < end) {
                *words = changed(words, at, here);
                emptied |= words.is_empty();
            }
            at = end;
        }
    });
    // The canonical form holds no empty text; reading what was written makes it anew.
    if emptied && let Ok(canonical) = Document::from_value(&document.to_value()) {
        *document = canonical;
    }
    wanted.len()
}

/// A part of the text, in the order of the text.
enum Piece<'a> {
    Words(&'a mut String),
    Gap(char),
}

fn pieces(document: &mut Document, visit: &mut dyn FnMut(Piece<'_>)) {
    ids::slots(&mut document.blocks, &mut |slot| match slot {
        Slot::Content(content) => line(content, visit),
        Slot::Label(label) => {
            visit(Piece::Words(label));
            visit(Piece::Gap('\n'));
        }
        Slot::Id(_) | Slot::Picture(_) | Slot::File(_) => {}
    });
    document.footnotes.values_mut().for_each(|content| line(content, visit));
}

fn line(content: &mut [Inline], visit: &mut dyn FnMut(Piece<'_>)) {
    for inline in content {
        match inline {
            Inline::Text(run) => visit(Piece::Words(&mut run.text)),
            Inline::HardBreak(_) => visit(Piece::Gap('\n')),
            Inline::Footnote(..) | Inline::PageRef(..) | Inline::Unknown(..) => visit(Piece::Gap(OBJECT)),
        }
    }
    visit(Piece::Gap('\n'));
}

/// The changes that can be made.
fn fitting(text: &str, changes: Vec<Edit>) -> Vec<Edit> {
    let mut end = 0;
    let mut fits = |range: &Range<usize>| {
        let fits = range.start >= end
            && text.get(range.clone()).is_some_and(|before| !before.is_empty() && !before.contains(['\n', OBJECT]));
        if fits {
            end = range.end;
        }
        fits
    };
    changes.into_iter().filter(|(range, _)| fits(range)).collect()
}

/// A run that begins at byte `at` of the text, with the changes from the first that reaches it.
fn changed(words: &str, at: usize, changes: &[Edit]) -> String {
    let end = at + words.len();
    let mut out = String::with_capacity(words.len());
    let mut copied = at;
    for (range, put) in changes.iter().take_while(|(range, _)| range.start < end) {
        out.push_str(words.get(copied - at..range.start.max(copied) - at).unwrap_or_default());
        if range.start >= at {
            out.push_str(put);
        }
        copied = range.end.min(end);
    }
    out.push_str(words.get(copied - at..).unwrap_or_default());
    out
}
