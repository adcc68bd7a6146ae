//! The verdict on one line: which damage its runs prove, and what is changed.

use std::borrow::Cow;
use std::ops::Range;

use super::blanket::{self, Reading, View};
use super::evidence::{Evidence, Page, strongest};
use super::unit::Unit;
use super::word::Words;
use super::{Change, Confidence, Rule, page1258, scan, utf8};
use crate::encoding::Encoding;
use crate::encoding::latin::char_of_1252;

/// The changes of one line.
pub(super) fn repair<'a>(line: &'a str, page: Page, words: &mut Words<'a>) -> Vec<Change> {
    let mut units: Vec<Unit<'a>> = Vec::with_capacity(line.len() / 4 + 1);
    units.extend(scan::runs(line).map(|range| Unit::new(line, range, words)));
    let mut changes = Vec::with_capacity(units.len());
    let mut emit = |range: Range<usize>, after: String, rule: Rule, confidence: Confidence| {
        let text = line.get(range.clone()).unwrap_or_default().to_owned();
        if text != after {
            changes.push(Change { range, before: text, after, rule, confidence });
        }
    };
    utf8::read_units(line, &mut units, &mut emit);
    let mut tried = Vec::new();
    while units.iter().any(Unit::is_open) {
        let is_1258 = !page.is_known() && page1258::explains_all(&units);
        let best = if is_1258 { None } else { strongest(&units, &tried, page, words) };
        match best {
            Some((encoding, evidence, readings))
                if page.knows(encoding) || evidence.weight > page1258::evidence(&units) =>
            {
                tried.push(encoding);
                read_blanket(encoding, evidence, readings, &mut units, &mut emit);
            }
            _ => {
                page1258::read(&mut units, !tried.is_empty(), &mut emit);
                break;
            }
        }
    }
    for unit in units.iter().filter(|unit| !unit.is_done && matches!(unit.text, Cow::Owned(_))) {
        emit(unit.range.clone(), unit.text.to_string(), Rule::Decomposed, Confidence::Certain);
    }
    read_controls(line, &mut changes);
    changes.sort_by_key(|change| change.range.start);
    changes
}

/// Puts the punctuation of windows-1252 in a line that was read as ISO 8859-1, whose controls no text has.
fn read_controls(line: &str, changes: &mut Vec<Change>) {
    let Some(rule) = changes.first().map(|change| change.rule).filter(|rule| *rule != Rule::Decomposed) else { return };
    let is_changed = |at: usize| changes.iter().any(|change| change.range.contains(&at));
    let found: Vec<_> = line
        .char_indices()
        .filter(|(at, c)| ('\u{80}'..='\u{9f}').contains(c) && !is_changed(*at))
        .filter_map(|(at, c)| {
            let meant = char_of_1252(u8::try_from(u32::from(c)).ok()?);
            let range = at..at + c.len_utf8();
            let (before, after, confidence) = (c.to_string(), meant.to_string(), Confidence::Likely);
            (meant != c).then_some(Change { range, before, after, rule, confidence })
        })
        .collect();
    changes.extend(found);
}

/// Reads the runs of a line that is damaged as a whole, or in a part of it.
fn read_blanket(
    encoding: Encoding,
    evidence: Evidence,
    readings: Vec<Reading>,
    units: &mut [Unit<'_>],
    emit: &mut impl FnMut(Range<usize>, String, Rule, Confidence),
) {
    // Sound or damaged, whichever stands nearest on each side.
    let telling = |view: View| matches!(view, View::Damaged | View::Sound);
    let mut left = Vec::with_capacity(readings.len());
    let mut last = None;
    for Reading { view, .. } in &readings {
        left.push(last);
        last = if telling(*view) { Some(*view) } else { last };
    }
    let mut right = None;
    for ((unit, reading), left) in units.iter_mut().zip(readings).zip(left).rev() {
        let view = reading.view;
        let is_beside = left != Some(View::Sound) && right != Some(View::Sound) && left.or(right).is_some();
        right = if telling(view) { Some(view) } else { right };
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
        read_unit(encoding, unit, &reading, confidence, emit);
    }
}

fn read_unit(
    encoding: Encoding,
    unit: &Unit<'_>,
    reading: &Reading,
    confidence: Confidence,
    emit: &mut impl FnMut(Range<usize>, String, Rule, Confidence),
) {
    let core = &reading.core;
    let run = unit.text.get(core.clone()).unwrap_or_default();
    if matches!(unit.text, Cow::Owned(_)) {
        let [head, tail] =
            [0..core.start, core.end..unit.text.len()].map(|part| unit.text.get(part).unwrap_or_default());
        let after = blanket::meant(encoding, run).unwrap_or_else(|| run.to_owned());
        emit(unit.range.clone(), format!("{head}{after}{tail}"), encoding.into(), confidence);
        return;
    }
    if reading.is_single {
        if let Some(after) = unit.meant(encoding) {
            emit(unit.place(core), after, encoding.into(), confidence);
        }
        return;
    }
    blanket::segments(encoding, run, |segment| {
        let part = core.start + segment.range.start..core.start + segment.range.end;
        if let Some(after) = unit.text.get(part.clone()).and_then(|text| blanket::meant(encoding, text)) {
            emit(unit.place(&part), after, encoding.into(), confidence);
        }
    });
}
