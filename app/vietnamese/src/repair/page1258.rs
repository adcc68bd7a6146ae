//! Windows code page 1258 that was read as 1252: single damaged words among sound ones.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use unicode_normalization::char::is_combining_mark;

use super::unit::Unit;
use super::{Confidence, Rule, doubles, letters, scan};
use crate::nfc;
use crate::syllable::{Scan, is_syllable};

/// How many different words prove a line to be damaged as a whole.
const WHOLE: usize = 2;

/// What a word is by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Nothing to do.
    Healthy,
    /// No syllable as it stands, but one when read as page 1258.
    Damaged { proven: bool },
    /// A syllable but for ð and Ð, which stand for đ.
    OnlyD,
    /// A syllable both ways.
    Double,
    /// A syllable both ways, and the list says that only the repaired form is a word.
    Listed,
    /// An abbreviation in capitals with Ð for Đ, as in `HÐND`.
    Short,
    /// The same for đồng, where it stands after a number.
    Dong,
}

/// A word within a run that is not healthy, or not by any page.
pub(super) struct Part {
    range: Range<usize>,
    verdict: Verdict,
    /// What it means.
    after: String,
}

/// The parts of a run that page 1258 may have damaged.
pub(super) fn parts(run: &str) -> Vec<Part> {
    let judged = words(run).map(|(start, word)| (start, word, judge(word)));
    let parts = judged.filter(|(_, _, verdict)| *verdict != Verdict::Healthy).map(|(start, word, verdict)| {
        let after = match verdict {
            Verdict::OnlyD | Verdict::Short | Verdict::Dong => word.chars().map(letters::meant_d).collect(),
            _ => nfc(&word.chars().map(letters::meant).collect::<String>()),
        };
        Part { range: start..start + word.len(), verdict, after }
    });
    parts.collect()
}

/// How much the runs on which nothing is decided speak for this damage: different words, proven ones twice.
pub(super) fn evidence(units: &[Unit<'_>]) -> usize {
    let mut seen: Vec<&str> = Vec::new();
    let mut weight = 0;
    for unit in units.iter().filter(|unit| !unit.is_done) {
        for part in unit.parts() {
            let worth = match part.verdict {
                Verdict::Damaged { proven: true } => 2,
                Verdict::Damaged { .. } | Verdict::OnlyD => 1,
                _ => continue,
            };
            let word = unit.text.get(part.range.clone()).unwrap_or_default();
            if seen.len() < 64 && !seen.contains(&word) {
                seen.push(word);
                weight += worth;
            }
        }
    }
    weight
}

/// Whether every run on which nothing is decided has such a word, so that no other damage can explain more.
pub(super) fn explains_all(units: &[Unit<'_>]) -> bool {
    units
        .iter()
        .filter(|unit| unit.is_open())
        .all(|unit| unit.parts().iter().any(|part| part.verdict == Verdict::Damaged { proven: true }))
}

/// Changes the damaged words; only proven ones, and what they prove, when `needs_proof`.
pub(super) fn read(
    units: &mut [Unit<'_>],
    needs_proof: bool,
    emit: &mut impl FnMut(Range<usize>, String, Rule, Confidence),
) {
    let proven = Verdict::Damaged { proven: true };
    let is_whole = is_wholly_damaged(units);
    let has_proof =
        units.iter().filter(|unit| !unit.is_done).flat_map(|unit| unit.parts()).any(|part| part.verdict == proven);
    for unit in units.iter_mut().filter(|unit| !unit.is_done) {
        let is_after_digit = unit.is_after_digit;
        let confidence = |part: &Part| match part.verdict {
            Verdict::Damaged { proven } if proven || has_proof => Some(Confidence::Certain),
            Verdict::OnlyD if has_proof => Some(Confidence::Certain),
            Verdict::Damaged { .. } | Verdict::OnlyD if !needs_proof => Some(Confidence::Likely),
            Verdict::Listed | Verdict::Short if has_proof => Some(Confidence::Likely),
            Verdict::Dong if has_proof && is_after_digit => Some(Confidence::Likely),
            Verdict::Double if is_whole => Some(Confidence::Likely),
            _ => None,
        };
        let word = Rc::clone(&unit.word);
        let chosen = word.parts().iter().filter_map(|part| Some((part, confidence(part)?)));
        if matches!(unit.text, Cow::Owned(_)) {
            let chosen: Vec<_> = chosen.collect();
            if !chosen.is_empty() {
                unit.is_done = true;
                let (after, confidence) = rewritten(&word.text, &chosen);
                emit(unit.range.clone(), after, Rule::Windows1258AsWindows1252, confidence);
            }
            continue;
        }
        for (part, confidence) in chosen {
            unit.is_done = true;
            emit(unit.place(&part.range), part.after.clone(), Rule::Windows1258AsWindows1252, confidence);
        }
    }
}

/// A run that was composed first and so changes as a whole, with its parts as they were meant.
fn rewritten(run: &str, parts: &[(&Part, Confidence)]) -> (String, Confidence) {
    let mut text = String::with_capacity(run.len());
    let mut copied = 0;
    for (part, _) in parts {
        text.push_str(run.get(copied..part.range.start).unwrap_or_default());
        text.push_str(&part.after);
        copied = part.range.end;
    }
    text.push_str(run.get(copied..).unwrap_or_default());
    let is_certain = parts.iter().all(|(_, confidence)| *confidence == Confidence::Certain);
    (text, if is_certain { Confidence::Certain } else { Confidence::Likely })
}

/// Whether a line is damaged as a whole: different words prove it, and no word has a letter that the damage
/// cannot have left. Where tones were kept apart (`vaÌ`), that is also a letter with its tone (`và`).
fn is_wholly_damaged(units: &[Unit<'_>]) -> bool {
    let mut proven: Vec<&str> = Vec::new();
    let mut parts_tones = false;
    for unit in units.iter().filter(|unit| !unit.is_done) {
        for part in unit.parts().iter().filter(|part| part.verdict == Verdict::Damaged { proven: true }) {
            let word = unit.text.get(part.range.clone()).unwrap_or_default();
            parts_tones |= letters::parts_tone(word);
            if proven.len() < WHOLE && !proven.contains(&word) {
                proven.push(word);
            }
        }
    }
    let mut left = units.iter().filter(|unit| !unit.text.is_ascii()).map(|unit| unit.letters());
    proven.len() >= WHOLE && !left.any(|letters| letters.beyond_1252 || (parts_tones && letters.toned))
}

/// Whether page 1258 has a byte for this letter with its tone.
pub(super) fn is_composed(c: char) -> bool {
    matches!(c, 'à' | 'á' | 'è' | 'é' | 'í' | 'ó' | 'ù' | 'ú' | 'À' | 'Á' | 'È' | 'É' | 'Í' | 'Ó' | 'Ù' | 'Ú')
}

/// The words of a run, which signs may part.
fn words(run: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| scan::is_alphabetic(c) || is_combining_mark(c);
    // Most runs hold none of the letters and need no splitting.
    let run = if run.chars().any(letters::is_suspect) { run } else { "" };
    run.split(move |c| !is_part(c))
        .filter(|word| word.chars().any(letters::is_suspect))
        .map(|word| (word.as_ptr() as usize - run.as_ptr() as usize, word))
}

fn judge(word: &str) -> Verdict {
    let read = |meant: fn(char) -> char| {
        let mut scan = Scan::default();
        word.chars().for_each(|c| scan.push(meant(c)));
        scan.is_syllable()
    };
    let is_whole = read(letters::meant);
    if is_syllable(word) {
        return match is_whole && word.chars().any(|c| letters::meant(c) != c) {
            false => Verdict::Healthy,
            true if doubles::is_listed(word) => Verdict::Listed,
            true => Verdict::Double,
        };
    }
    if is_whole {
        return Verdict::Damaged { proven: letters::has_tone_after_vowel(word) };
    }
    if read(letters::meant_d) {
        return Verdict::OnlyD;
    }
    if word == "ð" {
        return Verdict::Dong;
    }
    if word.chars().all(|c| c == 'Ð' || c.is_ascii_uppercase()) {
        return Verdict::Short;
    }
    Verdict::Healthy
}
