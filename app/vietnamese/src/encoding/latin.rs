//! What bytes look like when they are read as windows-1252 or ISO 8859-1, and the bytes again.
//!
//! Browsers read both labels as windows-1252 with the five bytes that Microsoft left out (81, 8D, 8F,
//! 90, 9D) as C1 controls (WHATWG Encoding Standard, index windows-1252); so does this module.

/// The characters of windows-1252 for the bytes 80 to 9F.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text that a reader sees who takes the bytes for windows-1252.
#[must_use]
pub fn shown_as_1252(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char_of_1252(*byte)).collect()
}

/// The text that a reader sees who takes the bytes for ISO 8859-1.
#[must_use]
pub fn shown_as_latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// The bytes of a text that was read as windows-1252 or ISO 8859-1; `None` when it has another character.
#[must_use]
pub fn bytes_of_1252(text: &str) -> Option<Vec<u8>> {
    text.chars().map(byte_of_1252).collect()
}

/// The character that windows-1252 shows for a byte.
#[must_use]
pub fn char_of_1252(byte: u8) -> char {
    byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at)).copied()).unwrap_or(char::from(byte))
}

/// The byte that windows-1252 or ISO 8859-1 shows as a character. The two never disagree: where
/// 1252 has its own character, the C1 control of ISO 8859-1 stands for the same byte.
#[must_use]
pub fn byte_of_1252(shown: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(shown)) {
        return Some(byte);
    }
    // All of them lie between U+0152 and U+2122, and most text holds none.
    if !('\u{152}'..='\u{2122}').contains(&shown) || ('\u{1000}'..'\u{2000}').contains(&shown) {
        return None;
    }
    HIGH.iter().position(|c| *c == shown).and_then(|at| u8::try_from(at + 0x80).ok())
}

/// A C0 control that plain text does not have, but VISCII, VPS and TCVN 5712 do, for capitals.
pub(crate) fn is_odd_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B | 0)
}
