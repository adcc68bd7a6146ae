//! The runs of a line that can be damaged, and the fast way past lines that cannot.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::encoding::latin::{byte_of_1252, char_of_1252, is_odd_control};
use crate::syllable::{Scan, is_letter};

/// The byte that a character stands for in damaged text: one beyond ASCII, or an odd control.
#[inline]
pub(super) fn odd_byte(c: char) -> Option<u8> {
    byte_of_1252(c).filter(|byte| *byte >= 0x80 || is_odd_control(*byte))
}

/// Signs that stand right beside words in sound text, and inside of damaged ones.
pub(super) fn is_soft(c: char) -> bool {
    is_joint(c)
        || matches!(
            of_1252(c),
            '“' | '”'
                | '„'
                | '«'
                | '»'
                | '®'
                | '©'
                | '™'
                | '§'
                | '°'
                | '·'
                | '€'
                | '£'
                | '²'
                | '³'
                | '¹'
                | 'ª'
                | 'º'
        )
}

/// Signs that part two words without a space.
fn is_joint(c: char) -> bool {
    matches!(of_1252(c), '–' | '—' | '…' | '•' | '’' | '‘' | '\u{a0}' | '\u{ad}')
}

/// The character of windows-1252 where ISO 8859-1 shows a control.
fn of_1252(c: char) -> char {
    match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x80..=0x9F) => char_of_1252(byte),
        _ => c,
    }
}

/// Whether a character is a letter; quick for those of the 8-bit pages.
pub(super) fn is_alphabetic(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{bf}' => matches!(c, 'ª' | 'µ' | 'º'),
        'À'..='ÿ' => !matches!(c, '×' | '÷'),
        _ => is_letter(c) || c.is_alphabetic(),
    }
}

/// Whether a character is a mark that Latin letters are composed with.
pub(super) fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether a character belongs to a run: letters, marks and what bytes of letters look like.
fn is_part(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic() || is_odd_control(c as u8);
    }
    is_letter(c) || odd_byte(c).is_some() || c.is_alphabetic() || is_combining_mark(c)
}

/// The longest runs of parts in a line that are not in an address or in backquotes.
pub(super) fn runs(line: &str) -> impl Iterator<Item = Range<usize>> {
    let kept_out = addresses(line);
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let from = rest + line.get(rest..)?.find(is_part)?;
            let tail = line.get(from..)?;
            rest = from + tail.find(|c| !is_part(c)).unwrap_or(tail.len());
            let run = from..rest;
            if !kept_out.iter().any(|out| out.start < run.end && run.start < out.end) {
                return Some(run);
            }
        }
    })
}

/// The parts of a line that are no prose: e-mail and web addresses, and what stands in backquotes.
fn addresses(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !line.bytes().any(|byte| matches!(byte, b'@' | b'/' | b'`' | b'w')) {
        return found;
    }
    let mut at = 0;
    for chunk in line.split_ascii_whitespace() {
        at += line.get(at..).and_then(|rest| rest.find(chunk)).unwrap_or(0);
        if chunk.contains("://") || chunk.contains("www.") || chunk.trim_matches('@').contains('@') {
            found.push(at..at + chunk.len());
        }
        at += chunk.len();
    }
    let ticks: Vec<usize> = line.match_indices('`').map(|(at, _)| at).collect();
    found.extend(ticks.chunks_exact(2).filter_map(|pair| Some(*pair.first()?..*pair.last()?)));
    found
}

/// Whether a line holds a run that is not sound as it stands. Nothing is allocated.
pub(super) fn is_suspicious(line: &str) -> bool {
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut word = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            at += 1;
        } else if byte.is_ascii() && !is_odd_control(*byte) {
            at += 1;
            word = at;
        } else {
            let end = match sound_word(line, word) {
                Ok(end) => end,
                Err(()) => {
                    let tail = line.get(word..).unwrap_or_default();
                    let end = word + tail.find(|c| !is_part(c)).unwrap_or(tail.len());
                    if !is_sound(line.get(word..end).unwrap_or_default()) {
                        return true;
                    }
                    end
                }
            };
            let next = line.get(end..).and_then(|tail| tail.chars().next()).map_or(1, char::len_utf8);
            at = end + next;
            word = at;
        }
    }
    false
}

/// The end of a word that begins at a byte, when it is a syllable in composed letters and nothing else.
#[inline]
fn sound_word(line: &str, from: usize) -> Result<usize, ()> {
    let tail = line.get(from..).ok_or(())?;
    let mut scan = Scan::default();
    for (at, c) in tail.char_indices() {
        if is_letter(c) {
            scan.push(c);
        } else if c.is_ascii() && !c.is_ascii_alphabetic() && !is_odd_control(c as u8) {
            return if is_word(&scan) { Ok(from + at) } else { Err(()) };
        } else {
            return Err(());
        }
    }
    if is_word(&scan) { Ok(line.len()) } else { Err(()) }
}

#[inline]
fn is_word(scan: &Scan) -> bool {
    scan.is_syllable() && scan.is_steady()
}

/// Whether a word is a syllable in steady letter case; `giÃy` is the damage of another word.
pub(super) fn is_steady_syllable(word: &str) -> bool {
    let mut scan = Scan::default();
    word.chars().for_each(|c| scan.push(c));
    is_word(&scan)
}

/// Whether a run is sound as it stands: ASCII, a composed syllable, or letters that no page of
/// 8 bits has, with nothing but usual signs around.
pub(super) fn is_sound(run: &str) -> bool {
    if is_steady_syllable(run) {
        return !run.chars().any(is_mark);
    }
    // These stand behind a word, if at all: `®ường` is damage.
    let begins = |c: char| is_soft(c) && !matches!(c, '®' | '™' | '²' | '³' | '¹' | 'ª' | 'º');
    let core = run.trim_end_matches(is_soft).trim_start_matches(begins);
    core.split(is_joint).all(|word| {
        word.bytes().all(|byte| byte.is_ascii_alphabetic())
            || word.chars().all(|c| odd_byte(c).is_none() && !is_mark(c))
            || (word.len() < run.len() && is_steady_syllable(word) && !word.chars().any(is_mark))
    })
}
