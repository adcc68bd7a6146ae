//! Sort keys in the order of Vietnamese dictionaries.
//!
//! The alphabet is a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, with f, j, w and z at their Latin places.
//! The tones follow as level, huyền, hỏi, ngã, sắc, nặng (Hoàng Phê, Từ điển tiếng Việt; the Unicode CLDR has the
//! same order for `vi`). Texts are compared word by word, as dictionaries and lists of names do: the letters of
//! the first word, its tones, then the second word; so `ba mươi` stands before `bà ba`. In this alone the order differs
//! from the CLDR, which compares the letters of the whole text before any tone. Where all words are equal, small
//! letters stand before capitals.
//!
//! As in the CLDR, spaces stand before signs, signs before digits (each by itself, not as numbers), digits before
//! letters, and other scripts last, by code point. Marks of other languages (ç, ñ) count after the tones,
//! and ø, ł, ð, þ, ß, æ, œ stand with o, l, d, th, ss, ae, oe.

use std::cmp::Ordering;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::tone::Tone;

/// The letters in order, in lower case.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// Signs of ASCII in the order of the CLDR; all others follow by code point.
const SIGNS: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// Ends a word's letters, a word's tones and the whole of the words; below all weights.
const END: u8 = 0x01;
const SPACE: u8 = 0x02;
/// The first weights of signs, digits and letters; a sign of the table takes one byte of the range before the next.
const SIGN: u8 = 0x03;
const OTHER_SIGN: u8 = 0x3f;
const DIGIT: u8 = 0x40;
const LETTER: u8 = 0x50;
const OTHER_LETTER: u8 = 0xf0;
/// The first weight of tones, and the one before other marks.
const TONE: u8 = 0x02;
const OTHER_MARK: u8 = 0x10;

/// The bytes by which texts sort: `sort_key(a) < sort_key(b)` when `a` stands before `b`. Equal for texts that differ
/// in normal form only. Without a zero byte.
#[must_use]
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Key::default();
    for letter in text.nfc() {
        key.push(letter);
    }
    key.finish()
}

/// [`sort_key`] as text of 0 to 9 and a to f, which databases order in the same way under the collations `BINARY`
/// (SQLite) and `"C"` (PostgreSQL). Twice as long as the bytes.
#[must_use]
pub fn sort_key_text(text: &str) -> String {
    let key = sort_key(text);
    let mut hex = String::with_capacity(key.len() * 2);
    for byte in key {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Which of two texts stands first.
#[must_use]
pub fn compare(a: &str, b: &str) -> Ordering {
    sort_key(a).cmp(&sort_key(b))
}

/// A key in the making.
#[derive(Default)]
struct Key {
    /// Finished words and what stands between them.
    bytes: Vec<u8>,
    /// The tones and marks of the word at hand; the level tone adds nothing.
    marks: Vec<u8>,
    in_word: bool,
    /// The least difference: capitals, places of tones, sorts of white space.
    least: Vec<u8>,
}

impl Key {
    fn push(&mut self, letter: char) {
        let is_capital = letter.is_uppercase();
        let mut parts: Vec<char> = letter.to_lowercase().collect::<String>().nfd().collect();
        if parts.first().is_some_and(|base| !base.is_ascii()) && !is_combining_mark(letter) {
            // Only Latin letters are taken apart; 각 and й are letters of their own.
            parts = expansion(letter).map_or_else(|| letter.to_lowercase().collect(), |latin| latin.chars().collect());
        }
        let had_mark = self.push_parts(&parts, letter);
        self.least.push(TONE + u8::from(is_capital) + 2 * u8::from(had_mark));
        if letter.is_whitespace() && letter != ' ' {
            self.least.extend(spread(letter));
        }
    }

    /// Adds a letter's parts; gives whether one of them was a tone or mark.
    fn push_parts(&mut self, parts: &[char], letter: char) -> bool {
        let shape = parts.iter().find(|part| matches!(part, '\u{302}' | '\u{306}' | '\u{31b}')).copied();
        let shaped = |base: char| {
            let composed = shape.and_then(|mark| unicode_normalization::char::compose(base, mark)).unwrap_or(base);
            ALPHABET.contains(composed).then_some(composed)
        };
        let mut had_mark = expansion(letter).is_some();
        if had_mark {
            self.mark(letter);
        }
        let mut is_shaped = false;
        for part in parts.iter().copied() {
            if !is_combining_mark(part) {
                let whole = shaped(part).filter(|composed| *composed != part);
                is_shaped |= whole.is_some();
                self.base(whole.unwrap_or(part));
            } else if !(is_shaped && Some(part) == shape) {
                self.mark(part);
                had_mark = true;
            }
        }
        had_mark
    }

    /// A tone of Vietnamese or a mark of another language, of the word at hand.
    fn mark(&mut self, mark: char) {
        self.in_word = true;
        match Tone::from_mark(mark).and_then(|tone| Tone::ALL.iter().position(|known| *known == tone)) {
            Some(index) => self.marks.push(TONE.saturating_add(u8::try_from(index).unwrap_or(0))),
            None => {
                self.marks.push(OTHER_MARK);
                self.marks.extend(spread(mark));
            }
        }
    }

    fn base(&mut self, base: char) {
        if let Some(digit) = base.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) {
            self.in_word = true;
            self.bytes.push(DIGIT + digit);
        } else if let Some(index) = place(ALPHABET, base) {
            self.in_word = true;
            self.bytes.push(LETTER + index);
        } else if base.is_alphanumeric() {
            self.in_word = true;
            self.bytes.push(OTHER_LETTER);
            self.bytes.extend(spread(base));
        } else {
            self.end_word();
            if base.is_whitespace() {
                self.bytes.push(SPACE);
            } else if let Some(index) = place(SIGNS, base) {
                self.bytes.push(SIGN + index);
            } else {
                self.bytes.push(OTHER_SIGN);
                self.bytes.extend(spread(base));
            }
        }
    }

    fn end_word(&mut self) {
        if self.in_word {
            self.bytes.push(END);
            self.bytes.append(&mut self.marks);
            self.bytes.push(END);
            self.in_word = false;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.end_word();
        self.bytes.push(END);
        while self.least.last() == Some(&TONE) {
            self.least.pop();
        }
        self.bytes.append(&mut self.least);
        self.bytes
    }
}

/// The Latin letters that stand for one without a decomposition.
fn expansion(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        _ => return None,
    })
}

fn place(table: &str, letter: char) -> Option<u8> {
    table.chars().position(|known| known == letter).and_then(|index| u8::try_from(index).ok())
}

/// A code point as three bytes above 0x7f, in the same order.
fn spread(letter: char) -> [u8; 3] {
    let code = u32::from(letter);
    [14, 7, 0].map(|shift| 0x80 | u8::try_from((code >> shift) & 0x7f).unwrap_or(0))
}
