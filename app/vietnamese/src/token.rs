//! Words of a running text, and the stretches that are not prose: addresses, mail addresses and code.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest runs of letters and combining marks outside addresses and code, each with its place in bytes.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    chunks(text).filter(|(_, chunk)| !is_machine_text(chunk)).flat_map(|(start, chunk)| {
        runs(chunk, is_word_part).map(move |(range, word)| (start + range.start..start + range.end, word))
    })
}

/// Stretches between white space.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    runs(text, |c| !c.is_whitespace()).map(|(range, chunk)| (range.start, chunk))
}

fn runs(text: &str, is_part: impl Fn(char) -> bool + Copy) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let from = rest + text.get(rest..)?.find(is_part)?;
        let tail = text.get(from..)?;
        let length = tail.find(|c: char| !is_part(c)).unwrap_or(tail.len());
        rest = from + length;
        Some((from..rest, tail.get(..length)?))
    })
}

pub(crate) fn is_word_part(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// Whether a stretch without white space is an address, a mail address, a path or a piece of code.
/// A lone slash is none of these: people write `nam/nữ`.
fn is_machine_text(chunk: &str) -> bool {
    let has_inner_dot = || {
        let inner = chunk.trim_end_matches(|c: char| !c.is_alphanumeric());
        let labels: Vec<&str> = inner.split('.').collect();
        // `example.vn/a`, not `TP.HCM` and not a missing space after a full stop.
        labels.len() > 1 && chunk.contains('/') && labels.iter().all(|label| !label.is_empty())
    };
    chunk.contains("://")
        || chunk.starts_with("www.")
        || chunk.contains(['@', '\\', '_', '=', '{', '}', '<', '>', '$', '|', '~', '`', '#', '^', '+'])
        || has_inner_dot()
}

/// The letter in NFC without its Vietnamese tone, and that tone as a combining character.
pub(crate) fn part_tone(letter: char) -> (char, Option<char>) {
    let mut tone = None;
    let base: String = std::iter::once(letter)
        .nfd()
        .filter(|part| {
            let is_tone = matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
            if is_tone {
                tone = Some(*part);
            }
            !is_tone
        })
        .nfc()
        .collect();
    let mut letters = base.chars();
    match (letters.next(), letters.next()) {
        (Some(base), None) => (base, tone),
        _ => (letter, None),
    }
}
