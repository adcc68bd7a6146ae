//! The six tones, and the two customs of writing them in open syllables that end in oa, oe or uy.
//!
//! Before 1984 all wrote `hòa`, `khỏe`, `thủy`: the tone on the first of the two letters. The school spelling of
//! that year puts it on the main vowel: `hoà`, `khoẻ`, `thuỷ`. Both are in use, and a body chooses one for its own
//! texts; so this is a rule of style, offered and never forced. Where a consonant follows (`hoàn`, `thuyền`)
//! or the u belongs to the onset (`quý`, `quà`), there is one custom only, and nothing is changed.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::nfc;
use crate::syllable::is_syllable;
use crate::token::{part_tone, words};

/// The tone of a syllable, in the order of Vietnamese dictionaries (Hoàng Phê, Từ điển tiếng Việt; so in the CLDR).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// No mark: ma.
    Level,
    /// Huyền, the grave accent: mà.
    Huyen,
    /// Hỏi, the hook above: mả.
    Hoi,
    /// Ngã, the tilde: mã.
    Nga,
    /// Sắc, the acute accent: má.
    Sac,
    /// Nặng, the dot below: mạ.
    Nang,
}

impl Tone {
    /// All tones in dictionary order.
    pub const ALL: [Self; 6] = [Self::Level, Self::Huyen, Self::Hoi, Self::Nga, Self::Sac, Self::Nang];

    /// The combining character that writes the tone; the level tone has none.
    #[must_use]
    pub fn mark(self) -> Option<char> {
        match self {
            Self::Level => None,
            Self::Huyen => Some('\u{300}'),
            Self::Hoi => Some('\u{309}'),
            Self::Nga => Some('\u{303}'),
            Self::Sac => Some('\u{301}'),
            Self::Nang => Some('\u{323}'),
        }
    }

    /// The tone that a combining character writes.
    #[must_use]
    pub fn from_mark(mark: char) -> Option<Self> {
        Self::ALL.into_iter().find(|tone| tone.mark() == Some(mark))
    }

    /// The name for people, in Vietnamese.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Level => "thanh ngang",
            Self::Huyen => "thanh huyền",
            Self::Hoi => "thanh hỏi",
            Self::Nga => "thanh ngã",
            Self::Sac => "thanh sắc",
            Self::Nang => "thanh nặng",
        }
    }
}

/// Where the tone stands in open oa, oe and uy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// On the first letter: hòa, khỏe, thủy.
    Traditional,
    /// On the second letter: hoà, khoẻ, thuỷ.
    Modern,
}

/// A word whose tone stands elsewhere in the chosen style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Where the word stands in the text, in bytes.
    pub range: Range<usize>,
    /// The word in the chosen style, in NFC and in its own letter case.
    pub after: String,
}

/// The text with every tone where the style wants it. Only words that change are normalised; words that are no
/// Vietnamese syllable, and addresses and code, stay byte for byte.
#[must_use]
pub fn normalise(text: &str, style: Style) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for Placement { range, after } in changes(text, style) {
        out.push_str(text.get(copied..range.start).unwrap_or_default());
        out.push_str(&after);
        copied = range.end;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// What [`normalise`] would change, from left to right, without overlap.
#[must_use]
pub fn changes(text: &str, style: Style) -> Vec<Placement> {
    words(text).filter_map(|(range, word)| Some(Placement { range, after: placed(word, style)? })).collect()
}

/// The word in the style, when that differs.
fn placed(word: &str, style: Style) -> Option<String> {
    // Most words are told by their last two letters; the tables are asked only about the rest.
    let composed = nfc(word);
    let mut letters: Vec<char> = composed.chars().collect();
    let (last, first) = (letters.pop()?, letters.pop()?);
    let ((first, first_tone), (last, last_tone)) = (part_tone(first), part_tone(last));
    if !matches!((lower(first), lower(last)), ('o', 'a' | 'e') | ('u', 'y')) {
        return None;
    }
    if lower(first) == 'u' && letters.last().is_some_and(|letter| lower(*letter) == 'q') {
        return None;
    }
    let (from, tone) = match (first_tone, last_tone) {
        (Some(tone), None) => (Style::Traditional, tone),
        (None, Some(tone)) => (Style::Modern, tone),
        _ => return None,
    };
    if from == style || !is_syllable(&composed) {
        return None;
    }
    let mut after: String = letters.into_iter().collect();
    match style {
        Style::Traditional => after.extend([first, tone, last]),
        Style::Modern => after.extend([first, last, tone]),
    }
    Some(after.nfc().collect())
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}
