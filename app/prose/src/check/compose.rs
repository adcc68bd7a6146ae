//! Vietnamese letters whose marks are typed apart, as some systems and files have them, read as single letters.

use super::syllable::{VOWELS, vowel};

/// Whether the sign is written over or under the letter before it, of which it is a part.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The token without the signs around it, with the byte where it begins.
pub(super) fn bare(token: &str, keeps: impl Fn(char) -> bool) -> (usize, &str) {
    let word = token.trim_start_matches(|c: char| !c.is_alphanumeric() && !keeps(c));
    let start = token.len() - word.len();
    (start, word.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_mark(c) && !keeps(c)))
}

/// The word with each vowel and its marks as one letter; marks that fit no vowel stay.
pub(super) fn compose(word: &str) -> String {
    let mut composed = String::with_capacity(word.len());
    for c in word.chars() {
        let last = composed.chars().next_back().filter(|_| is_mark(c));
        match last.and_then(|letter| with_mark(letter, c)) {
            Some(letter) => {
                composed.pop();
                composed.push(letter);
            }
            None => composed.push(c),
        }
    }
    composed
}

fn with_mark(letter: char, mark: char) -> Option<char> {
    let small = letter.to_lowercase().next()?;
    let (row, tone) = vowel(small)?;
    let (row, tone) = match mark {
        '\u{300}' if tone == 0 => (row, 1),
        '\u{301}' if tone == 0 => (row, 2),
        '\u{309}' if tone == 0 => (row, 3),
        '\u{303}' if tone == 0 => (row, 4),
        '\u{323}' if tone == 0 => (row, 5),
        _ => (shaped(row, mark)?, tone),
    };
    let composed = VOWELS.get(row)?.chars().nth(tone)?;
    if letter.is_uppercase() { composed.to_uppercase().next() } else { Some(composed) }
}

/// The row of [`VOWELS`] of a bare vowel with a breve, a circumflex or a horn.
fn shaped(row: usize, mark: char) -> Option<usize> {
    let bare = VOWELS.get(row)?.chars().next()?;
    let shaped = match (bare, mark) {
        ('a', '\u{306}') => 'ă',
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        _ => return None,
    };
    Some(vowel(shaped)?.0)
}
