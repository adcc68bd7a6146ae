//! Inline content as the checks read it: as long in UTF-16 units as in the editor.

use std::ops::Range;

use crate::{Inline, Mark};

/// Stands for what is no text, and for each unit of literal text, which is not judged.
pub(super) const OBJECT: char = '\u{fffc}';

/// The text with code taken out.
pub(super) fn line(content: &[Inline]) -> String {
    masked(content, |mark| matches!(mark, Mark::Code))
}

/// The text without code and without what says its language.
pub(super) fn unmarked_language(content: &[Inline]) -> String {
    masked(content, |mark| matches!(mark, Mark::Code | Mark::Lang(_)))
}

/// The text with code in it, as a reader hears it.
pub(super) fn spoken(content: &[Inline]) -> String {
    masked(content, |_| false)
}

fn masked(content: &[Inline], hides: impl Fn(&Mark) -> bool) -> String {
    let mut line = String::new();
    for inline in content {
        match inline {
            Inline::Text(run) if run.marks.iter().any(&hides) => {
                line.extend(run.text.encode_utf16().map(|_| OBJECT));
            }
            Inline::Text(run) => line.push_str(&run.text),
            Inline::HardBreak(_) => line.push('\n'),
            Inline::Footnote(..) | Inline::PageRef(..) | Inline::Unknown(..) => line.push(OBJECT),
        }
    }
    line
}

/// How many units an inline takes.
pub(super) fn width(inline: &Inline) -> usize {
    match inline {
        Inline::Text(run) => run.text.encode_utf16().count(),
        _ => 1,
    }
}

/// Whether it is text of blanks or a break, which looks like nothing.
pub(super) fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(run) => run.text.trim().is_empty(),
        Inline::HardBreak(_) => true,
        Inline::Footnote(..) | Inline::PageRef(..) | Inline::Unknown(..) => false,
    }
}

/// Where each byte of a line is in UTF-16 units.
pub(super) struct Units(Vec<usize>);

impl Units {
    pub(super) fn new(line: &str) -> Self {
        let mut units = vec![0; line.len() + 1];
        let mut at = 0;
        for (byte, c) in line.char_indices() {
            if let Some(slot) = units.get_mut(byte) {
                *slot = at;
            }
            at += c.len_utf16();
        }
        if let Some(last) = units.last_mut() {
            *last = at;
        }
        Self(units)
    }

    pub(super) fn range(&self, bytes: &Range<usize>) -> Option<Range<usize>> {
        Some(*self.0.get(bytes.start)?..*self.0.get(bytes.end)?)
    }
}

/// The words between blanks and objects, with the byte where each begins.
pub(super) fn tokens(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    line.split_inclusive(|c: char| c.is_whitespace() || c == OBJECT).filter_map(move |part| {
        let at = start;
        start += part.len();
        let token = part.trim_end_matches(|c: char| c.is_whitespace() || c == OBJECT);
        (!token.is_empty()).then_some((at, token))
    })
}
