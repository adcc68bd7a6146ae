//! Two repairs, one after the other, as one repair of the first text.

use std::ops::Range;

use super::{Change, Confidence, Repair};

/// Changes that touch each other, on the text between the two repairs.
struct Group<'a> {
    range: Range<usize>,
    old: Vec<&'a Change>,
    new: Vec<&'a Change>,
}

/// Repair `first` of `text`, followed by repair `second` of its result.
pub(super) fn merged(text: &str, first: &Repair, second: Repair) -> Repair {
    let mut shift = 0isize;
    let mut changes = Vec::with_capacity(first.changes.len());
    for group in groups(first, &second) {
        let start = group.range.start.saturating_add_signed(-shift);
        shift += group.old.iter().map(|change| growth(change)).sum::<isize>();
        let end = group.range.end.saturating_add_signed(-shift);
        let both = || group.new.iter().chain(&group.old);
        let Some(last) = both().next() else { continue };
        let before = text.get(start..end).unwrap_or_default().to_owned();
        let mut after = String::new();
        let mut copied = group.range.start;
        for change in &group.new {
            after.push_str(first.text.get(copied..change.range.start).unwrap_or_default());
            after.push_str(&change.after);
            copied = change.range.end;
        }
        after.push_str(first.text.get(copied..group.range.end).unwrap_or_default());
        if before == after {
            continue;
        }
        let is_certain = both().all(|change| change.confidence == Confidence::Certain);
        let confidence = if is_certain { Confidence::Certain } else { Confidence::Likely };
        changes.push(Change { range: start..end, before, after, rule: last.rule, confidence });
    }
    Repair { text: second.text, changes }
}

/// The changes of both repairs in order, those that overlap together.
fn groups<'a>(first: &'a Repair, second: &'a Repair) -> Vec<Group<'a>> {
    let mut shift = 0isize;
    let old = first.changes.iter().map(|change| {
        let start = change.range.start.saturating_add_signed(shift);
        shift += growth(change);
        (start..start + change.after.len(), change, true)
    });
    let mut all: Vec<_> = old.collect();
    all.extend(second.changes.iter().map(|change| (change.range.clone(), change, false)));
    all.sort_by_key(|(range, _, _)| (range.start, range.end));
    let mut groups: Vec<Group<'_>> = Vec::with_capacity(all.len());
    for (range, change, is_old) in all {
        let joins = groups.last().is_some_and(|group| range.start < group.range.end);
        if !joins {
            groups.push(Group { range: range.clone(), old: Vec::new(), new: Vec::new() });
        }
        let Some(group) = groups.last_mut() else { break };
        group.range.end = group.range.end.max(range.end);
        if is_old { group.old.push(change) } else { group.new.push(change) }
    }
    groups
}

/// How many bytes a change adds to its text.
fn growth(change: &Change) -> isize {
    change.after.len().cast_signed() - change.range.len().cast_signed()
}
