//! Blanks, signs and spelling in one run of inline content.

use std::ops::Range;

use super::line::{self, Units};
use super::{Finding, FindingKind, Fix, Options, capitals, colour, language};
use crate::{Inline, Place};

/// Before a full stop that may touch a name: titles and kinds of place.
const ABBREVIATIONS: [&str; 14] =
    ["TP", "Tp", "TX", "TT", "ThS", "TS", "GS", "PGS", "BS", "KS", "CN", "Mr", "Mrs", "Dr"];

pub(super) fn check(
    content: &[Inline],
    place: &Place,
    is_heading: bool,
    options: &Options<'_>,
    found: &mut Vec<Finding>,
) {
    let line = line::line(content);
    if line.trim().is_empty() {
        return;
    }
    let units = Units::new(&line);
    for (kind, bytes, with) in blanks(&line).into_iter().chain(signs(&line)) {
        let (Some(range), Some(was)) = (units.range(&bytes), line.get(bytes.clone())) else { continue };
        let fix = Some(Fix::replace(place.clone(), range.clone(), was.to_owned(), with));
        found.push(Finding { kind, place: place.clone(), range: Some(range), fix });
    }
    // What is taken out is longer in bytes than it was, so that this line has its own measure.
    let unmarked = line::unmarked_language(content);
    let unmarked_units = Units::new(&unmarked);
    let told = [
        (FindingKind::Capitals, &units, capitals::find(&line, is_heading)),
        (FindingKind::ColourAlone, &units, colour::find(&line)),
        (FindingKind::LanguageUnmarked, &unmarked_units, language::find(&unmarked, options.language)),
    ];
    for (kind, units, ranges) in told {
        let findings = ranges.iter().filter_map(|bytes| Some((kind, units.range(bytes)?)));
        found.extend(findings.map(|(kind, range)| Finding {
            kind,
            place: place.clone(),
            range: Some(range),
            fix: None,
        }));
    }
    for bytes in (options.spelling)(&line) {
        let fits = bytes.start < bytes.end && line.get(bytes.clone()).is_some();
        let Some(range) = units.range(&bytes).filter(|_| fits) else { continue };
        let kind = FindingKind::Spelling;
        found.push(Finding { kind, place: place.clone(), range: Some(range), fix: None });
    }
}

type Wrong = (FindingKind, Range<usize>, String);

fn blanks(line: &str) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices() {
        if c == ' ' {
            start.get_or_insert(at);
            continue;
        }
        let Some(from) = start.take() else { continue };
        let mut after = line.get(at..).unwrap_or_default().chars();
        after.next();
        let closes = matches!(c, ',' | '.' | ';' | ':' | '!' | '?') && after.next().is_none_or(char::is_whitespace);
        if closes && line.get(..from).is_some_and(|before| before.ends_with(char::is_alphanumeric)) {
            wrong.push((FindingKind::SpaceBeforePunctuation, from..at, String::new()));
        } else if at - from > 1 {
            wrong.push((FindingKind::DoubleSpace, from..at, " ".to_owned()));
        }
    }
    wrong
}

fn signs(line: &str) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let mut start = 0;
    for token in line.split_inclusive(char::is_whitespace) {
        if !token.contains(['/', '@', '_', '=', '\\']) && !token.starts_with("www.") {
            wrong
                .extend(touching(token).map(|(at, c)| {
                    (FindingKind::MissingSpace, start + at..start + at + c.len_utf8(), format!("{c} "))
                }));
        }
        start += token.len();
    }
    wrong
}

/// The signs between two words. A full stop counts only before a capital and a small letter and not after an
/// abbreviation, so that TP.HCM, TP.Huế and names of sites pass.
fn touching(token: &str) -> impl Iterator<Item = (usize, char)> {
    let chars: Vec<(usize, char)> = token.char_indices().collect();
    let mut word = 0;
    let mut found = Vec::new();
    for (index, &(at, c)) in chars.iter().enumerate() {
        if c.is_alphanumeric() {
            continue;
        }
        let before = token.get(word..at).unwrap_or_default();
        word = at + c.len_utf8();
        let next = |step: usize| chars.get(index + step).map(|(_, c)| *c);
        let letter = next(1).is_some_and(char::is_alphabetic);
        let sentence = next(1).is_some_and(char::is_uppercase) && next(2).is_some_and(char::is_lowercase);
        let touches = match c {
            ',' | ';' | '!' | '?' => letter && !before.is_empty(),
            '.' => sentence && before.chars().nth(1).is_some() && !ABBREVIATIONS.contains(&before),
            _ => false,
        };
        if touches {
            found.push((at, c));
        }
    }
    found.into_iter()
}
