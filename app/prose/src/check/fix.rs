//! Changes that mend a finding without a question.

use std::ops::Range;

use super::line::{is_blank, line, width};
use crate::ids::{self, Slot};
use crate::model::mark::canonical;
use crate::{Document, Inline, Level, Mark, Place, Text};

mod blocks;

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
    Unlink { range: Range<usize>, target: Mark },
    Link { range: Range<usize>, target: Mark },
    Heading { level: Level, was: String },
    Remove,
    List { ids: Vec<String> },
    Lines { from: usize, was: String },
}

impl Fix {
    pub(super) fn replace(place: Place, range: Range<usize>, was: String, with: String) -> Self {
        Self { place, change: Change::Replace { range, was, with } }
    }

    pub(super) fn drop_alt(place: Place, was: String) -> Self {
        Self { place, change: Change::DropAlt { was } }
    }

    /// Takes the link off blanks.
    pub(super) fn unlink(place: Place, range: Range<usize>, target: Mark) -> Self {
        Self { place, change: Change::Unlink { range, target } }
    }

    /// Puts the link of the neighbours on the blanks between them.
    pub(super) fn link(place: Place, range: Range<usize>, target: Mark) -> Self {
        Self { place, change: Change::Link { range, target } }
    }

    /// Makes a heading of a paragraph in bold.
    pub(super) fn heading(place: Place, level: Level, was: String) -> Self {
        Self { place, change: Change::Heading { level, was } }
    }

    /// Takes an empty paragraph away.
    pub(super) fn remove(place: Place) -> Self {
        Self { place, change: Change::Remove }
    }

    /// Makes a list of the paragraphs `ids`, of which the first is the place.
    pub(super) fn list(place: Place, ids: Vec<String>) -> Self {
        Self { place, change: Change::List { ids } }
    }

    /// Makes a list of a paragraph's lines from the one numbered `from`, counted from 0.
    pub(super) fn lines(place: Place, from: usize, was: String) -> Self {
        Self { place, change: Change::Lines { from, was } }
    }

    /// Makes the change; `false`, and nothing is changed, where the place no longer reads as it did when checked,
    /// or where the body would no longer be within the limits.
    pub fn apply(&self, document: &mut Document) -> bool {
        let mut mended = document.clone();
        if !self.change(&mut mended) {
            return false;
        }
        // The canonical form holds no empty text; reading what was written makes it anew.
        match Document::from_value(&mended.to_value()) {
            Ok(canonical) => {
                *document = canonical;
                true
            }
            Err(_) => false,
        }
    }

    fn change(&self, document: &mut Document) -> bool {
        match &self.place {
            Place::Footnote(id) => document.footnotes.get_mut(id).is_some_and(|content| self.content(content)),
            Place::Node(id) => match &self.change {
                Change::Heading { level, was } => blocks::heading(document, id, *level, was),
                Change::Remove => blocks::remove(document, id),
                Change::List { ids } => blocks::list(document, id, ids),
                Change::Lines { from, was } => blocks::lines(document, id, *from, was),
                Change::Replace { .. } | Change::DropAlt { .. } | Change::Unlink { .. } | Change::Link { .. } => {
                    self.node(document, id)
                }
            },
        }
    }

    fn node(&self, document: &mut Document, id: &str) -> bool {
        let (mut here, mut done) = (false, false);
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
        done
    }

    fn content(&self, content: &mut [Inline]) -> bool {
        match &self.change {
            Change::Replace { range, was, with } => replace(content, range, was, with),
            Change::Unlink { range, target } => relink(content, range, target, false),
            Change::Link { range, target } => relink(content, range, target, true),
            _ => false,
        }
    }
}

fn replace(content: &mut [Inline], range: &Range<usize>, was: &str, with: &str) -> bool {
    let units = line(content).encode_utf16().collect::<Vec<_>>();
    if !units.get(range.clone()).is_some_and(|found| was.encode_utf16().eq(found.iter().copied())) {
        return false;
    }
    let mut at = 0;
    let mut with = Some(with);
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

/// Puts the link on the blanks of a range, or takes it off; `false` where there is something else by now.
fn relink(content: &mut [Inline], range: &Range<usize>, target: &Mark, on: bool) -> bool {
    let mut at = 0;
    let mut end = None;
    let mut inside = Vec::new();
    for inline in content {
        let from = at;
        at += width(inline);
        if from < range.start || at > range.end {
            continue;
        }
        let linked = link_of(inline);
        if !is_blank(inline) || (if on { linked.is_some() } else { linked != Some(target) }) {
            return false;
        }
        if end.unwrap_or(range.start) != from {
            return false;
        }
        end = Some(at);
        inside.extend(marks_mut(inline));
    }
    if end != Some(range.end) {
        return false;
    }
    for marks in inside {
        if on {
            marks.push(target.clone());
            canonical(marks);
        } else {
            marks.retain(|mark| mark != target);
        }
    }
    true
}

/// Where it leads, if anywhere.
pub(super) fn link_of(inline: &Inline) -> Option<&Mark> {
    inline.marks().iter().find(|mark| matches!(mark, Mark::Link(_) | Mark::PageLink(_)))
}

fn marks_mut(inline: &mut Inline) -> Option<&mut Vec<Mark>> {
    match inline {
        Inline::Text(Text { marks, .. }) | Inline::HardBreak(marks) => Some(marks),
        Inline::Footnote(..) | Inline::PageRef(..) | Inline::Unknown(..) => None,
    }
}
