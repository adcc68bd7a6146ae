//! The 14 bytes whose character differs between Windows code pages 1252 and 1258 and that occur
//! in Vietnamese text (Unicode Consortium, VENDORS/MICSFT/WINDOWS/CP1252.TXT and CP1258.TXT).

use unicode_normalization::UnicodeNormalization;

/// The character as page 1252 shows it, and as page 1258 meant it.
const LETTERS: [(char, char); 14] = [
    ('ð', 'đ'),
    ('Ð', 'Đ'),
    ('Ì', '\u{300}'),
    ('ì', '\u{301}'),
    ('Ò', '\u{309}'),
    ('Þ', '\u{303}'),
    ('ò', '\u{323}'),
    ('ý', 'ư'),
    ('Ý', 'Ư'),
    ('õ', 'ơ'),
    ('Õ', 'Ơ'),
    ('ã', 'ă'),
    ('Ã', 'Ă'),
    // The đồng sign is no letter, so no token that holds it becomes a syllable.
    ('þ', '₫'),
];

/// Whether a character of a token, composed or not, can be one of the 14.
pub(super) fn is_suspect(c: char) -> bool {
    // Combining grave, acute, tilde: `i` + U+0301 is `í`, but `o` + U+0303 composes to `õ`.
    (is_between(c) && LETTERS.iter().any(|(shown, _)| *shown == c)) || matches!(c, '\u{300}' | '\u{301}' | '\u{303}')
}

/// What page 1258 meant by a character that page 1252 shows.
pub(super) fn meant(shown: char) -> char {
    if !is_between(shown) {
        return shown;
    }
    LETTERS.iter().find(|(letter, _)| *letter == shown).map_or(shown, |(_, meant)| *meant)
}

/// The 14 lie between these; most characters do not, and need no search.
fn is_between(c: char) -> bool {
    ('Ã'..='þ').contains(&c)
}

/// Whether one of the five tone letters stands right after a vowel: the mark of this damage.
pub(super) fn has_tone_after_vowel(token: &str) -> bool {
    let is_tone = |c: char| matches!(c, 'Ì' | 'ì' | 'Ò' | 'Þ' | 'ò');
    token.chars().zip(token.chars().skip(1)).any(|(first, second)| is_tone(second) && is_vowel(first))
}

/// A vowel of any quality and case, also one that stands for ư, ơ or ă.
fn is_vowel(c: char) -> bool {
    let base = std::iter::once(meant(c)).nfd().next().unwrap_or(c);
    matches!(base.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The same for ð and Ð alone.
pub(super) fn meant_d(shown: char) -> char {
    match shown {
        'ð' => 'đ',
        'Ð' => 'Đ',
        other => other,
    }
}

/// Whether a tone was kept apart from a vowel with which it has a byte of its own.
pub(super) fn parts_tone(token: &str) -> bool {
    token.chars().zip(token.chars().skip(1)).any(|(vowel, tone)| match tone {
        'Ì' => matches!(vowel.to_ascii_lowercase(), 'a' | 'e' | 'u'),
        'ì' => matches!(vowel.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u'),
        _ => false,
    })
}
