//! Text whose font or label names its encoding: read as a whole, word by word.

use super::{Change, Confidence, Repair, Rule, apply};
use crate::encoding::latin::byte_of_1252;
use crate::encoding::{Encoding, detect::has_steady_case};
use crate::syllable::is_syllable;

/// Reads text in a known encoding that was shown as windows-1252, ISO 8859-1 or, for VIQR, as ASCII.
///
/// Each word is read whole, whether or not it becomes a syllable; one that does in steady letter case is
/// [`Confidence::Certain`]. What has no meaning in the encoding stays as it stands, and so does what no
/// 8-bit page has. With [`Encoding::Tcvn3Capitals`] every letter becomes a capital. In VIQR a sign at
/// the end of a word is read as punctuation where only that leaves a syllable (`gio?i.`).
#[must_use]
pub fn repair_as(text: &str, encoding: Encoding) -> Repair {
    let mut changes = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(is_gap) {
        let core = word.trim_end_matches(is_gap);
        if let Some(after) = meant(core, encoding).filter(|after| after != core) {
            let is_word = after.split(|c: char| !c.is_alphabetic()).all(|part| {
                part.is_empty() || (is_syllable(part) && (encoding == Encoding::Tcvn3 || has_steady_case(part)))
            });
            changes.push(Change {
                range: start..start + core.len(),
                before: core.to_owned(),
                after,
                rule: Rule::from(encoding),
                confidence: if is_word { Confidence::Certain } else { Confidence::Likely },
            });
        }
        start += word.len();
    }
    Repair { text: apply(text, &changes), changes }
}

/// White space, but the no-break space, which is a letter in some encodings.
fn is_gap(c: char) -> bool {
    c != '\u{a0}' && c.is_whitespace()
}

fn meant(word: &str, encoding: Encoding) -> Option<String> {
    if encoding == Encoding::Viqr {
        return viqr(word);
    }
    let mut text = String::with_capacity(word.len());
    let mut bytes = Vec::new();
    for c in word.chars() {
        match byte_of_1252(c) {
            Some(byte) => bytes.push(byte),
            None => {
                flush(&mut bytes, encoding, &mut text);
                text.push(c);
            }
        }
    }
    flush(&mut bytes, encoding, &mut text);
    Some(crate::nfc(&text))
}

/// Reads the bytes so far. Where one has no meaning, all stay as they were shown.
fn flush(bytes: &mut Vec<u8>, encoding: Encoding, text: &mut String) {
    let decoded = encoding.decode(bytes);
    if decoded.unknown == 0 {
        text.push_str(&decoded.text);
    } else {
        text.push_str(&crate::encoding::latin::shown_as_1252(bytes));
    }
    bytes.clear();
}

fn viqr(word: &str) -> Option<String> {
    if !word.is_ascii() {
        return None;
    }
    let whole = Encoding::Viqr.decode(word.as_bytes()).text;
    let is_word = |text: &str| is_syllable(text.trim_matches(|c: char| !c.is_alphabetic()));
    let (head, last) = word.split_at_checked(word.len().checked_sub(1)?)?;
    if !is_word(&whole) && matches!(last, "." | "?" | "'") {
        let shorter = Encoding::Viqr.decode(head.as_bytes()).text;
        if is_word(&shorter) {
            return Some(format!("{shorter}{last}"));
        }
    }
    Some(whole)
}
