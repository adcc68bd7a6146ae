//! Changes that mend a finding without a question.

use std::ops::Range;

use crate::ids::{self, Slot};
use crate::{Document, Inline, Mark, Place};

/// Stands for what is no text, and for each unit of literal text, which is not judged.
const OBJECT: char = '\u{fffc}';

/// A change that is always right where it still fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    place: Place,
    change: Change,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    Replace { range: Range<usize>, was: String, with: String },
    DropAlt { was: String },
}

impl Fix {
    pub(super) fn replace(place: Place, range: Range<usize>, was: String, with: String) -> Self {
        Self { place, change: Change::Replace { range, was, with } }
    }

    pub(super) fn drop_alt(place: Place, was: String) -> Self {
        Self { place, change: Change::DropAlt { was } }
    }

    /// Makes the change; `false`, and nothing is changed, where the place no longer reads as it did when checked.
    pub fn apply(&self, document: &mut Document) -> bool {
        let mut done = false;
        match &self.place {
            Place::Footnote(id) => {
                done = document.footnotes.get_mut(id).is_some_and(|content| self.content(content));
            }
            Place::Node(id) => {
                let mut here = false;
                ids::slots(&mut document.blocks, &mut |slot| match slot {
                    Slot::Id(found) => here = found == id,
                    Slot::Content(content) if here && !done => done = self.content(content),
                    Slot::Label(label) if here && !done => {
                        if matches!(&self.change, Change::DropAlt { was } if was == label) {
                            label.clear();
                            done = true;
                        }
                    }
                    _ => {}
                });
            }
        }
        // The canonical form holds no empty text; reading what was written makes it anew.
        if done && let Ok(canonical) = Document::from_value(&document.to_value()) {
            *document = canonical;
        }
        done
    }

    fn content(&self, content: &mut [Inline]) -> bool {
        let Change::Replace { range, was, with } = &self.change else { return false };
        let units = line(content).encode_utf16().collect::<Vec<_>>();
        if !units.get(range.clone()).is_some_and(|found| was.encode_utf16().eq(found.iter().copied())) {
            return false;
        }
        let mut at = 0;
        let mut with = Some(with.as_str());
        for inline in content {
            let Inline::Text(run) = inline else {
                at += 1;
                continue;
            };
            let mut changed = String::new();
            for c in run.text.chars() {
                if range.contains(&at) {
                    changed.push_str(with.take().unwrap_or_default());
                } else {
                    changed.push(c);
                }
                at += c.len_utf16();
            }
            run.text = changed;
        }
        true
    }
}

/// Inline content as the checks read it: as long in UTF-16 units as in the editor.
pub(super) fn line(content: &[Inline]) -> String {
    let mut line = String::new();
    for inline in content {
        match inline {
            Inline::Text(run) if run.marks.contains(&Mark::Code) => {
                line.extend(run.text.encode_utf16().map(|_| OBJECT));
            }
            Inline::Text(run) => line.push_str(&run.text),
            Inline::HardBreak(_) => line.push('\n'),
            Inline::Footnote(..) | Inline::PageRef(..) | Inline::Unknown(..) => line.push(OBJECT),
        }
    }
    line
}
