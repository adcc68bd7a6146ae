//! UTF-8 that was read as windows-1252 or ISO 8859-1, once or more often, also where a byte was lost.
//!
//! Its groups of bytes are seldom anything else, so they are read first and on their own. Lost are a no-break space
//! that became a space, and the controls and the soft hyphen that programs drop; then a letter is put
//! in only where exactly one makes a syllable.

use std::ops::Range;
use std::rc::Rc;

use super::scan::{self, odd_byte};
use super::unit::Unit;
use super::{Confidence, Rule};
use crate::encoding::latin::byte_of_1252;
use crate::syllable::is_syllable;

/// The bytes that do not outlive a copy: the five holes of windows-1252, the soft hyphen, the no-break space.
const LOST: [u8; 7] = [0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xAD, 0xA0];
/// How often a text may have been read wrongly.
const MAX_TIMES: u32 = 4;

/// A run that holds groups of UTF-8.
pub(super) struct Reading {
    /// What it meant, in NFC.
    text: String,
    /// How often it was read wrongly.
    times: u32,
    /// Whether it proves the damage by itself.
    is_proof: bool,
}

/// Reads a run that has the first byte of a group and a group.
pub(super) fn read_lead(run: &str) -> Option<Reading> {
    if has_lead(run) { read(run) } else { None }
}

/// Whether a run can hold a group: the first byte of one that Vietnamese text needs.
fn has_lead(run: &str) -> bool {
    run.chars().any(|c| matches!(odd_byte(c), Some(0xC2..=0xCC | 0xE1 | 0xE2)))
}

/// Reads a run whose groups are whole; `None` when it has none.
fn read(run: &str) -> Option<Reading> {
    let (mut text, mut groups) = once(run)?;
    let mut times = 1;
    while times < MAX_TIMES
        && let Some((again, more)) = once(&text)
    {
        (text, groups, times) = (again, more, times + 1);
    }
    let text = if text.chars().any(scan::is_mark) { crate::nfc(&text) } else { text };
    // Of the quotation marks and dashes only the closing quote has a last byte that gets lost.
    let text = text.strip_suffix("â€").map_or_else(|| text.clone(), |head| format!("{head}”"));
    let words = text.split(|c: char| !scan::is_alphabetic(c)).filter(|word| !word.is_ascii());
    let (good, bad) =
        words.fold((0, 0), |(good, bad), word| if is_syllable(word) { (good + 1, bad) } else { (good, bad + 1) });
    let is_proof = bad == 0 && (good > 0 || groups.long > 0) || groups.long + groups.all > 2;
    Some(Reading { text, times, is_proof })
}

/// How many groups were read, and how many of them of three bytes.
#[derive(Default)]
struct Groups {
    all: usize,
    long: usize,
}

fn once(run: &str) -> Option<(String, Groups)> {
    // Most runs hold no group, and need no copy.
    let (first, _) =
        run.char_indices().find(|(at, c)| *c > '\u{c1}' && run.get(*at..).is_some_and(|rest| group(rest).is_some()))?;
    let (head, mut rest) = run.split_at(first);
    let mut text = String::with_capacity(run.len());
    text.push_str(head);
    let mut groups = Groups::default();
    while let Some(c) = rest.chars().next() {
        if let Some((meant, length)) = group(rest) {
            text.push(meant);
            groups.all += 1;
            groups.long += usize::from(meant > '\u{7ff}');
            rest = rest.get(length..).unwrap_or_default();
        } else {
            text.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    Some((text, groups))
}

/// The character of the group that a text begins with, and the length of the group as shown.
fn group(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0u8; 4];
    let mut taken = 0;
    let mut wanted = 1;
    let mut length = 0;
    for (slot, c) in bytes.iter_mut().zip(text.chars()) {
        let byte = byte_of_1252(c)?;
        if taken == 0 {
            wanted = match byte {
                0xC2..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF4 => 4,
                _ => return None,
            };
        } else if !(0x80..=0xBF).contains(&byte) {
            return None;
        }
        *slot = byte;
        taken += 1;
        length += c.len_utf8();
        if taken == wanted {
            break;
        }
    }
    let meant = std::str::from_utf8(bytes.get(..wanted).filter(|_| taken == wanted)?).ok()?.chars().next()?;
    // A group that means a control is a chance neighbourhood.
    (!meant.is_control() || byte_of_1252(meant).is_some_and(|byte| byte >= 0x80)).then_some((meant, length))
}

/// Reads a run that lost one or two bytes; `None` unless exactly one reading is a syllable.
fn read_lost(run: &str) -> Option<String> {
    if run.ends_with("â€") {
        let whole = format!("{run}\u{9d}");
        return once(&whole).map(|(text, _)| text);
    }
    let mut found = None;
    for text in fillings(run, 2) {
        let word = crate::nfc(&text);
        if scan::is_steady_syllable(&word) && found.as_ref() != Some(&word) && found.replace(word).is_some() {
            return None;
        }
    }
    found
}

/// The readings of a run with a byte put in after each group that lacks its last one.
fn fillings(run: &str, depth: usize) -> Vec<String> {
    let Some((at, _)) = run.char_indices().find(|(at, _)| lacks_last(run.get(*at..).unwrap_or_default()).is_some())
    else {
        return vec![once(run).map_or_else(|| run.to_owned(), |(text, _)| text)];
    };
    let Some(rest) = depth.checked_sub(1) else { return Vec::new() };
    let gap = at + lacks_last(run.get(at..).unwrap_or_default()).unwrap_or(0);
    let (head, tail) = run.split_at(gap);
    LOST.iter().flat_map(|byte| fillings(&format!("{head}{}{tail}", char::from(*byte)), rest)).collect()
}

/// The length of a group without its last byte that a text begins with.
fn lacks_last(text: &str) -> Option<usize> {
    if group(text).is_some() {
        return None;
    }
    let mut chars = text.chars();
    let first = chars.next()?;
    match byte_of_1252(first)? {
        0xC3..=0xC6 => Some(first.len_utf8()),
        0xE1 => {
            let second = chars.next()?;
            matches!(byte_of_1252(second)?, 0xBA | 0xBB).then_some(first.len_utf8() + second.len_utf8())
        }
        _ => None,
    }
}

/// Whether a run ends where a no-break space was, so that the space behind it may be part of a letter.
fn ends_open(run: &str) -> bool {
    run.char_indices().rev().take(2).any(|(at, _)| {
        let tail = run.get(at..).unwrap_or_default();
        lacks_last(tail) == Some(tail.len())
    })
}

/// Reads what was UTF-8.
pub(super) fn read_units(
    line: &str,
    units: &mut [Unit<'_>],
    emit: &mut impl FnMut(Range<usize>, String, Rule, Confidence),
) {
    // A group has a byte below C0 after its first one, which hardly any sound text has there.
    if !units.iter().any(|unit| unit.is_open() && unit.utf8().is_some()) {
        return;
    }
    let has_proof = units.iter().any(|unit| unit.is_odd && unit.utf8().is_some_and(|reading| reading.is_proof));
    if !has_proof {
        return;
    }
    let mut taken = None;
    for at in 0..units.len() {
        let (head, tail) = units.split_at_mut(at + 1);
        let Some(unit) = head.last_mut() else { break };
        if !unit.is_odd || taken == Some(at) {
            continue;
        }
        let word = Rc::clone(&unit.word);
        let reading = word.utf8();
        // `LÃ` before a small letter is no word in capitals.
        let goes_on = tail.first().is_some_and(|next| next.text.starts_with(char::is_lowercase));
        let whole = if unit.is_sound && !goes_on { None } else { open_end(line, unit, tail.first()) };
        if let Some((range, text, joins)) = whole {
            let confidence = if joins { Confidence::Likely } else { Confidence::Certain };
            taken = (range.end > unit.range.end + 1).then_some(at + 1);
            unit.is_done = true;
            emit(range, text, Rule::Utf8AsWindows1252, confidence);
        } else if let Some(reading) = reading {
            unit.is_done = true;
            let rule = if reading.times > 1 { Rule::Utf8AsWindows1252Twice } else { Rule::Utf8AsWindows1252 };
            let confidence = if reading.is_proof { Confidence::Certain } else { Confidence::Likely };
            emit(unit.range.clone(), reading.text.clone(), rule, confidence);
        } else if let Some(text) = (!unit.is_sound).then(|| read_lost(&unit.text)).flatten() {
            unit.is_done = true;
            emit(unit.range.clone(), text, Rule::Utf8AsWindows1252, Confidence::Likely);
        }
        if let Some(joined) = taken.filter(|joined| *joined == at + 1).and_then(|joined| units.get_mut(joined)) {
            joined.is_done = true;
        }
    }
}

/// A run whose last letter ends in a no-break space that became a space: what it means, alone or with the
/// next run, and whether that could be either.
fn open_end(line: &str, unit: &Unit<'_>, next: Option<&Unit<'_>>) -> Option<(Range<usize>, String, bool)> {
    let end = unit.range.end;
    if !ends_open(&unit.text) || !line.get(end..)?.starts_with(' ') {
        return None;
    }
    let meant = |text: &str| {
        read(text).map(|reading| reading.text).filter(|text| scan::is_steady_syllable(text.trim_matches(scan::is_soft)))
    };
    let open = format!("{}\u{a0}", unit.text);
    let alone = meant(&open);
    let follows = next.filter(|next| next.range.start == end + 1);
    let joined = follows.and_then(|next| Some((next.range.end, meant(&format!("{open}{}", next.text))?)));
    let follower = follows.is_some_and(|next| is_syllable(&next.text) || read(&next.text).is_some());
    match (alone, joined) {
        (Some(_), Some((until, text))) if !follower => Some((unit.range.start..until, text, false)),
        (Some(text), _) => {
            // Of two spaces the first was the letter's.
            let is_double = line.get(end + 1..)?.starts_with(' ');
            Some((unit.range.start..end + usize::from(is_double), text, !is_double))
        }
        (None, Some((until, text))) => Some((unit.range.start..until, text, true)),
        (None, None) => None,
    }
}
