//! Windows code page 1258 that was read as 1252: single damaged words among sound ones.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::unit::Unit;
use super::{Confidence, Rule, doubles, letters, scan};
use crate::encoding::latin::byte_of_1252;
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
    /// An abbreviation in capitals with Ð for Đ, as in `HÐND`, or the đồng's đ after a number.
    Short,
}

/// How much the runs on which nothing is decided speak for this damage: different words, proven ones twice.
pub(super) fn evidence(units: &[Unit<'_>]) -> usize {
    let mut seen: Vec<&str> = Vec::new();
    let mut weight = 0;
    for unit in units.iter().filter(|unit| !unit.is_done) {
        for (_, word) in words(&unit.text) {
            let worth = match judge(word, false) {
                Verdict::Damaged { proven: true } => 2,
                Verdict::Damaged { .. } | Verdict::OnlyD => 1,
                _ => continue,
            };
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
        .all(|unit| words(&unit.text).any(|(_, word)| matches!(judge(word, false), Verdict::Damaged { proven: true })))
}

/// Changes the damaged words; only proven ones, and what they prove, when `needs_proof`.
pub(super) fn read(
    units: &mut [Unit<'_>],
    needs_proof: bool,
    emit: &mut impl FnMut(Range<usize>, String, Rule, Confidence),
) {
    let judged: Vec<_> = units
        .iter()
        .enumerate()
        .filter(|(_, unit)| !unit.is_done)
        .flat_map(|(at, unit)| {
            words(&unit.text)
                .map(move |(start, word)| (at, start..start + word.len(), judge(word, unit.is_after_digit)))
        })
        .filter(|(_, _, verdict)| *verdict != Verdict::Healthy)
        .collect();
    let is_whole = is_wholly_damaged(units, &judged);
    let has_proof = judged.iter().any(|(_, _, verdict)| *verdict == Verdict::Damaged { proven: true });
    for (at, part, verdict) in judged {
        let confidence = match verdict {
            Verdict::Damaged { proven } if proven || has_proof => Confidence::Certain,
            Verdict::OnlyD if has_proof => Confidence::Certain,
            Verdict::Damaged { .. } | Verdict::OnlyD if !needs_proof => Confidence::Likely,
            Verdict::Listed | Verdict::Short if has_proof => Confidence::Likely,
            Verdict::Double if is_whole => Confidence::Likely,
            _ => continue,
        };
        let Some(unit) = units.get_mut(at) else { continue };
        let word = unit.text.get(part.clone()).unwrap_or_default();
        let after = match verdict {
            Verdict::OnlyD | Verdict::Short => word.replace('ð', "đ").replace('Ð', "Đ"),
            _ => nfc(&word.chars().map(letters::meant).collect::<String>()),
        };
        unit.is_done = true;
        emit(unit.place(&part), after, Rule::Windows1258AsWindows1252, confidence);
    }
}

/// Whether a line is damaged as a whole: different words prove it, and no word has a letter that the damage
/// cannot have left. Where tones were kept apart (`vaÌ`), that is also a letter with its tone (`và`).
fn is_wholly_damaged(units: &[Unit<'_>], judged: &[(usize, Range<usize>, Verdict)]) -> bool {
    let mut proven: Vec<&str> = Vec::new();
    let mut parts_tones = false;
    for (at, part, verdict) in judged {
        let word = units.get(*at).and_then(|unit| unit.text.get(part.clone())).unwrap_or_default();
        if *verdict == (Verdict::Damaged { proven: true }) {
            parts_tones |= letters::parts_tone(word);
            if proven.len() < WHOLE && !proven.contains(&word) {
                proven.push(word);
            }
        }
    }
    let mut left = units.iter().filter(|unit| !unit.text.is_ascii()).flat_map(|unit| unit.text.chars());
    proven.len() >= WHOLE && !left.any(|c| byte_of_1252(c).is_none() || (parts_tones && is_composed(c)))
}

/// Whether page 1258 has a byte for this letter with its tone.
fn is_composed(c: char) -> bool {
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

fn judge(word: &str, is_after_digit: bool) -> Verdict {
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
    if (word == "ð" && is_after_digit) || word.chars().all(|c| c == 'Ð' || c.is_ascii_uppercase()) {
        return Verdict::Short;
    }
    Verdict::Healthy
}
