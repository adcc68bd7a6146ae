//! VIQR (RFC 1456): marks `^ ( +` and tones `' `` ` `` ? ~ .` after the vowel, `dd` for đ, a backslash before
//! a sign that is meant as itself.
//!
//! By the RFC a full stop or question mark right after a vowel is a tone (`co.` is cọ): who meant the end
//! of a sentence had to write `co\.`. Decoding follows that. Of the RFC's three states only the Vietnamese
//! one is known; the state changes `\V`, `\M` and `\L` read as the plain letters.

use unicode_normalization::UnicodeNormalization;

/// What may still follow a letter that has been written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Open {
    /// Nothing joins it.
    #[default]
    Nothing,
    /// A `d`, which a second one makes đ.
    D,
    /// A vowel without a mark, which takes a mark or a tone.
    Vowel(char),
    /// A vowel with its mark, which takes a tone.
    Marked,
}

/// How a character joins the letter before it.
enum Joined {
    Mark(char, Open),
    Stroke,
}

impl Open {
    fn after(c: char) -> Self {
        match c {
            'd' | 'D' => Self::D,
            _ if matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') => {
                Self::Vowel(c.to_ascii_lowercase())
            }
            _ => Self::Nothing,
        }
    }

    fn joins(self, next: char) -> Option<Joined> {
        let tone = match next {
            '\'' => Some('\u{301}'),
            '`' => Some('\u{300}'),
            '?' => Some('\u{309}'),
            '~' => Some('\u{303}'),
            '.' => Some('\u{323}'),
            _ => None,
        };
        let mark = match (self, next) {
            (Self::D, 'd' | 'D') => return Some(Joined::Stroke),
            (Self::Vowel('a' | 'e' | 'o'), '^') => Some('\u{302}'),
            (Self::Vowel('a'), '(') => Some('\u{306}'),
            (Self::Vowel('o' | 'u'), '+') => Some('\u{31b}'),
            _ => None,
        };
        match (self, mark, tone) {
            (_, Some(mark), _) => Some(Joined::Mark(mark, Self::Marked)),
            (Self::Vowel(_) | Self::Marked, None, Some(tone)) => Some(Joined::Mark(tone, Self::Nothing)),
            _ => None,
        }
    }
}

/// The text of the bytes, not yet composed. A byte from 80 on has no meaning.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut open = Open::default();
    let mut escaped = false;
    for byte in bytes {
        let c = if byte.is_ascii() { char::from(*byte) } else { char::REPLACEMENT_CHARACTER };
        if escaped {
            text.push(c);
            open = Open::after(c);
            escaped = false;
            continue;
        }
        match open.joins(c) {
            _ if c == '\\' => {
                escaped = true;
                open = Open::Nothing;
            }
            Some(Joined::Mark(mark, next)) => {
                text.push(mark);
                open = next;
            }
            Some(Joined::Stroke) => {
                let stroke = if text.pop() == Some('D') { 'Đ' } else { 'đ' };
                text.push(stroke);
                open = Open::Nothing;
            }
            None => {
                text.push(c);
                open = Open::after(c);
            }
        }
    }
    if escaped {
        text.push('\\');
    }
    text
}

/// Writes characters one by one, and knows which of them need a backslash.
#[derive(Default)]
pub(super) struct Encoder {
    open: Open,
}

impl Encoder {
    /// Writes one composed character; `false` when VIQR has none.
    pub(super) fn encode(&mut self, letter: char, bytes: &mut Vec<u8>) -> bool {
        if let Ok(byte) = u8::try_from(u32::from(letter))
            && byte.is_ascii()
        {
            if byte == b'\\' || self.open.joins(letter).is_some() {
                bytes.push(b'\\');
            }
            bytes.push(byte);
            self.open = Open::after(letter);
            return true;
        }
        if matches!(letter, 'đ' | 'Đ') {
            // A d before it would take its first d for its own second one.
            if self.open == Open::D {
                bytes.push(b'\\');
            }
            bytes.extend(if letter == 'đ' { *b"dd" } else { *b"DD" });
            self.open = Open::Nothing;
            return true;
        }
        let mut parts = std::iter::once(letter).nfd();
        let Some(base) = parts.next().filter(char::is_ascii) else { return false };
        let mut written = base.to_string();
        let mut open = Open::after(base);
        let mut rest: Vec<char> = parts.collect();
        // Decomposition puts the dot below before the circumflex, VIQR the other way.
        rest.sort_by_key(|part| crate::syllable::TONES.contains(part));
        for part in rest {
            let signs = ['^', '(', '+', '\'', '`', '?', '~', '.'];
            let joins = |sign: &char| match open.joins(*sign) {
                Some(Joined::Mark(mark, next)) if mark == part => Some((*sign, next)),
                _ => None,
            };
            let Some((sign, next)) = signs.iter().find_map(joins) else { return false };
            written.push(sign);
            open = next;
        }
        bytes.extend(written.as_bytes());
        self.open = open;
        true
    }
}
