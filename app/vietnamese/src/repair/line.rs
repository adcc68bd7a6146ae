//! The verdict on one line: which damage its runs prove, and what is changed.

use std::borrow::Cow;
use std::ops::Range;

use super::blanket::{self, View};
use super::evidence::{Evidence, Page, strongest};
use super::unit::Unit;
use super::{Change, Confidence, Rule, page1258, scan, utf8};
use crate::encoding::Encoding;
use crate::encoding::latin::char_of_1252;

/// The changes of one line that begins at byte `start` of the text.
pub(super) fn repair(line: &str, start: usize, page: Page, changes: &mut Vec<Change>) {
    let mut units: Vec<Unit<'_>> = scan::runs(line).map(|range| Unit::new(line, range)).collect();
    let first = changes.len();
    let mut emit = |range: Range<usize>, after: String, rule: Rule, confidence: Confidence| {
        let text = line.get(range.clone()).unwrap_or_default().to_owned();
        if text != after {
            changes.push(Change {
                range: start + range.start..start + range.end,
                before: text,
                after,
                rule,
                confidence,
            });
        }
    };
    utf8::read_units(line, &mut units, &mut emit);
    let mut tried = Vec::new();
    loop {
        let best = strongest(&units, &tried, page);
        let proof = page1258::evidence(&units);
        match best {
            Some((encoding, evidence)) if evidence.weight > proof || page.knows(encoding) => {
                tried.push(encoding);
                read_blanket(encoding, evidence, &mut units, &mut emit);
            }
            _ if proof > 0 && tried.is_empty() => {
                page1258::read(&mut units, false, &mut emit);
                break;
            }
            _ => {
                page1258::read(&mut units, true, &mut emit);
                break;
            }
        }
    }
    for unit in units.iter().filter(|unit| !unit.is_done && matches!(unit.text, Cow::Owned(_))) {
        emit(unit.range.clone(), unit.text.to_string(), Rule::Decomposed, Confidence::Certain);
    }
    if let Some(new) = changes.get_mut(first..) {
        new.sort_by_key(|change| change.range.start);
    }
    read_controls(line, start, first, changes);
}

/// Puts the punctuation of windows-1252 in a line that was read as ISO 8859-1, whose controls no text has.
fn read_controls(line: &str, start: usize, first: usize, changes: &mut Vec<Change>) {
    let new = changes.get(first..).unwrap_or_default();
    let Some(rule) = new.first().map(|change| change.rule).filter(|rule| *rule != Rule::Decomposed) else { return };
    let is_changed = |at: usize| new.iter().any(|change| change.range.contains(&(start + at)));
    let found: Vec<_> = line
        .char_indices()
        .filter(|(at, c)| ('\u{80}'..='\u{9f}').contains(c) && !is_changed(*at))
        .filter_map(|(at, c)| {
            let meant = char_of_1252(u8::try_from(u32::from(c)).ok()?);
            let range = start + at..start + at + c.len_utf8();
            let (before, after, confidence) = (c.to_string(), meant.to_string(), Confidence::Likely);
            (meant != c).then_some(Change { range, before, after, rule, confidence })
        })
        .collect();
    changes.extend(found);
    if let Some(new) = changes.get_mut(first..) {
        new.sort_by_key(|change| change.range.start);
    }
}

/// Reads the runs of a line that is damaged as a whole, or in a part of it.
fn read_blanket(
    encoding: Encoding,
    evidence: Evidence,
    units: &mut [Unit<'_>],
    emit: &mut impl FnMut(Range<usize>, String, Rule, Confidence),
) {
    let views: Vec<_> = units
        .iter()
        .map(|unit| {
            if unit.is_done || unit.text.is_ascii() && !unit.is_odd {
                (View::Neutral, 0..0)
            } else {
                blanket::view(encoding, &unit.text)
            }
        })
        .collect();
    // Sound or damaged, whichever stands nearest on each side.
    let telling = |view: &View| matches!(view, View::Damaged | View::Sound);
    let mut left = Vec::with_capacity(views.len());
    let mut last = None;
    for (view, _) in &views {
        left.push(last);
        last = if telling(view) { Some(*view) } else { last };
    }
    let mut right = None;
    for ((unit, (view, core)), left) in units.iter_mut().zip(views).zip(left).rev() {
        let is_beside = left != Some(View::Sound) && right != Some(View::Sound) && left.or(right).is_some();
        right = if telling(&view) { Some(view) } else { right };
        let confidence = match view {
            View::Damaged if evidence.words > 1 => Confidence::Certain,
            View::Damaged => Confidence::Likely,
            View::Double | View::Sign if is_beside => Confidence::Likely,
            View::Foreign if is_beside && (evidence.words > 3 || blanket::is_short(encoding, &unit.text)) => {
                Confidence::Likely
            }
            _ => continue,
        };
        unit.is_done = true;
        read_unit(encoding, unit, &core, confidence, emit);
    }
}

fn read_unit(
    encoding: Encoding,
    unit: &Unit<'_>,
    core: &Range<usize>,
    confidence: Confidence,
    emit: &mut impl FnMut(Range<usize>, String, Rule, Confidence),
) {
    let run = unit.text.get(core.clone()).unwrap_or_default();
    if matches!(unit.text, Cow::Owned(_)) {
        emit(
            unit.range.clone(),
            blanket::meant(encoding, run).unwrap_or_else(|| run.to_owned()),
            encoding.into(),
            confidence,
        );
        return;
    }
    blanket::segments(encoding, run, |segment| {
        let part = core.start + segment.range.start..core.start + segment.range.end;
        if let Some(after) = unit.text.get(part.clone()).and_then(|text| blanket::meant(encoding, text)) {
            emit(unit.place(&part), after, encoding.into(), confidence);
        }
    });
}
