//! VNI for Windows: a base letter followed, where it has a mark or a tone, by one byte that says which.
//!
//! ơ, ư, đ, the toned i and ỵ have bytes of their own. The pairs are those of the VNI-Win charts; two
//! input methods written independently (Unikey, xvnkb) have the same. All other bytes are those of windows-1252.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::latin;

/// The second byte as a small letter, and the marks it adds to a base letter.
const MARKS: [(u8, &str); 16] = [
    (0xF9, "\u{301}"),
    (0xF8, "\u{300}"),
    (0xFB, "\u{309}"),
    (0xF5, "\u{303}"),
    (0xEF, "\u{323}"),
    (0xE2, "\u{302}"),
    (0xE1, "\u{302}\u{301}"),
    (0xE0, "\u{302}\u{300}"),
    (0xE5, "\u{302}\u{309}"),
    (0xE3, "\u{302}\u{303}"),
    (0xE4, "\u{302}\u{323}"),
    (0xEA, "\u{306}"),
    (0xE9, "\u{306}\u{301}"),
    (0xE8, "\u{306}\u{300}"),
    (0xFA, "\u{306}\u{309}"),
    (0xFC, "\u{306}\u{303}"),
];

/// The remaining mark of the breve: ặ.
const BREVE_NANG: (u8, &str) = (0xEB, "\u{306}\u{323}");

/// Letters with a byte of their own, as small letters. A capital's byte is 20 hex less.
const LETTERS: [(u8, char); 8] =
    [(0xF1, 'đ'), (0xED, 'í'), (0xEC, 'ì'), (0xE6, 'ỉ'), (0xF3, 'ĩ'), (0xF2, 'ị'), (0xF4, 'ơ'), (0xF6, 'ư')];
/// ỵ, whose dot does not fit under the letter.
const Y_NANG: (u8, char) = (0xEE, 'ỵ');

/// The letter for a byte from C0 on that has one of its own.
pub(crate) fn letter(byte: u8) -> Option<char> {
    READY.get(usize::from(byte)).and_then(|ready| ready.letter)
}

/// The marks that a byte adds to a base letter, which is an ASCII vowel, ơ or ư in any case.
pub(crate) fn marks(base: char, byte: u8) -> Option<&'static str> {
    let ready = READY.get(usize::from(byte))?;
    ready.bases.contains(base).then_some(ready.marks)
}

/// What a byte can be.
#[derive(Clone, Copy, Default)]
struct Ready {
    letter: Option<char>,
    marks: &'static str,
    /// The letters that take the marks.
    bases: &'static str,
}

static READY: LazyLock<[Ready; 256]> = LazyLock::new(|| {
    let mut ready = [Ready::default(); 256];
    for (byte, small) in LETTERS.into_iter().chain([Y_NANG]) {
        ready[usize::from(byte)].letter = Some(small);
        ready[usize::from(byte & !0x20)].letter = small.to_uppercase().next();
    }
    for (byte, marks) in MARKS.into_iter().chain([BREVE_NANG]) {
        let bases = match marks.chars().next() {
            Some('\u{306}') => "aA",
            Some('\u{302}') => "aAeEoO",
            Some('\u{323}') => "aAeEoOuUơƠưƯ",
            _ => "aAeEoOuUơƠưƯyY",
        };
        for byte in [byte, byte & !0x20] {
            let slot = &mut ready[usize::from(byte)];
            (slot.marks, slot.bases) = (marks, bases);
        }
    }
    ready
});

/// The text of the bytes, not yet composed.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut base = '\0';
    for byte in bytes {
        if let Some(marks) = marks(base, *byte) {
            text.push_str(marks);
            base = '\0';
            continue;
        }
        let c = match *byte {
            0x81 | 0x8D | 0x8F | 0x90 | 0x9D => char::REPLACEMENT_CHARACTER,
            0x80..=0xBF => latin::char_of_1252(*byte),
            0xC0.. => letter(*byte).unwrap_or(char::REPLACEMENT_CHARACTER),
            ascii => char::from(ascii),
        };
        text.push(c);
        base = c;
    }
    text
}

/// Writes one composed character; `false` when VNI has none.
pub(super) fn encode(wanted: char, bytes: &mut Vec<u8>) -> bool {
    let capital = wanted.is_uppercase();
    let case = |byte: u8| if capital { byte & !0x20 } else { byte };
    let small = wanted.to_lowercase().next().unwrap_or(wanted);
    if let Some((byte, _)) = LETTERS.iter().chain([&Y_NANG]).find(|(_, c)| *c == small) {
        bytes.push(case(*byte));
        return true;
    }
    if let Some(byte) = plain(wanted) {
        bytes.push(byte);
        return true;
    }
    for (byte, marks) in MARKS.iter().chain([&BREVE_NANG]) {
        for base in ['a', 'e', 'o', 'u', 'y', 'ơ', 'ư'] {
            let mut whole = std::iter::once(base).chain(marks.chars()).nfc();
            if self::marks(base, *byte).is_some() && whole.next() == Some(small) && whole.next().is_none() {
                let first = LETTERS.iter().find(|(_, c)| *c == base).map(|(byte, _)| *byte).or(u8::try_from(base).ok());
                bytes.extend(first.map(case).into_iter().chain([case(*byte)]));
                return first.is_some();
            }
        }
    }
    false
}

/// The byte of a character that VNI leaves as windows-1252 has it.
fn plain(c: char) -> Option<u8> {
    let defined = !('\u{80}'..='\u{9f}').contains(&c);
    latin::byte_of_1252(c).filter(|byte| defined && *byte < 0xC0)
}
