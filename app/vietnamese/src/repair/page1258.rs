//! Windows code page 1258 that was read as 1252: single damaged words among sound ones.

use std::ops::Range;

use super::unit::Unit;
use super::{Confidence, Rule, doubles, letters};
use crate::encoding::latin::byte_of_1252;
use crate::nfc;
use crate::syllable::is_syllable;

/// How many different words prove a line to be damaged as a whole.
const WHOLE: usize = 2;

/// What a word is by itself.
enum Verdict {
    /// Nothing to do.
    Healthy,
    /// No syllable as it stands, but one when read as page 1258.
    Damaged { after: String, proven: bool },
    /// A syllable both ways.
    Double { after: String },
    /// A syllable both ways, and the list says that only the repaired form is a word.
    Listed { after: String },
    /// An abbreviation in capitals with Ð for Đ, as in `HÐND`, or the đồng's đ after a number.
    Short { after: String },
}

/// How much the runs on which nothing is decided speak for this damage: different words, proven ones twice.
pub(super) fn evidence(units: &[Unit<'_>]) -> usize {
    let mut seen: Vec<&str> = Vec::new();
    let mut weight = 0;
    for unit in units.iter().filter(|unit| !unit.is_done) {
        for (_, word) in words(&unit.text) {
            if let Verdict::Damaged { proven, .. } = judge(word, false)
                && !seen.contains(&word)
                && seen.len() < 64
            {
                seen.push(word);
                weight += 1 + usize::from(proven);
            }
        }
    }
    weight
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
        .filter(|(_, _, verdict)| !matches!(verdict, Verdict::Healthy))
        .collect();
    let is_whole = is_wholly_damaged(units, &judged);
    let has_proof = judged.iter().any(|(_, _, verdict)| matches!(verdict, Verdict::Damaged { proven: true, .. }));
    for (at, part, verdict) in judged {
        let (after, confidence) = match verdict {
            Verdict::Damaged { after, proven } if proven || has_proof => (after, Confidence::Certain),
            Verdict::Damaged { after, .. } if !needs_proof => (after, Confidence::Likely),
            Verdict::Listed { after } | Verdict::Short { after } if has_proof => (after, Confidence::Likely),
            Verdict::Double { after } if is_whole => (after, Confidence::Likely),
            _ => continue,
        };
        let Some(unit) = units.get_mut(at) else { continue };
        unit.is_done = true;
        emit(unit.place(&part), after, Rule::Windows1258AsWindows1252, confidence);
    }
}

/// Whether a line is damaged as a whole: different words prove it, and no word has a letter that the damage
/// cannot have left. Where tones were kept apart (`vaÌ`), that is also a letter with its tone (`và`).
fn is_wholly_damaged(units: &[Unit<'_>], judged: &[(usize, Range<usize>, Verdict)]) -> bool {
    let mut proven: Vec<&str> = Vec::new();
    let mut parts_tones = false;
    for (_, _, verdict) in judged {
        if let Verdict::Damaged { after, proven: true } = verdict
            && !proven.contains(&after.as_str())
            && proven.len() < 64
        {
            parts_tones |= after.chars().any(is_composed);
            proven.push(after);
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
    let is_part = |c: char| c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c);
    run.split(move |c| !is_part(c))
        .filter(|word| word.chars().any(letters::is_suspect))
        .map(|word| (word.as_ptr() as usize - run.as_ptr() as usize, word))
}

fn judge(token: &str, is_after_digit: bool) -> Verdict {
    let composed = nfc(token);
    if is_syllable(&composed) {
        if let Some(after) = doubles::repaired(&composed) {
            return Verdict::Listed { after };
        }
        let after = nfc(&composed.chars().map(letters::meant).collect::<String>());
        return if after != composed && is_syllable(&after) { Verdict::Double { after } } else { Verdict::Healthy };
    }
    let whole = nfc(&composed.chars().map(letters::meant).collect::<String>());
    if is_syllable(&whole) {
        return Verdict::Damaged { after: whole, proven: letters::has_tone_after_vowel(&composed) };
    }
    let with_d = composed.replace('ð', "đ").replace('Ð', "Đ");
    if is_syllable(&with_d) {
        return Verdict::Damaged { after: with_d, proven: false };
    }
    if (composed == "ð" && is_after_digit) || composed.chars().all(|c| c == 'Ð' || c.is_ascii_uppercase()) {
        return Verdict::Short { after: with_d };
    }
    Verdict::Healthy
}
