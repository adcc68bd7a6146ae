//! Syllables taken apart, and words that look Vietnamese but cannot be spelt so.
//!
//! The check knows the rules of the orthography, not a dictionary: `nghành` and `quyêt` break a rule and are found,
//! `thực tiển` and `hổ trợ` are possible syllables and pass. It would rather miss a fault than accuse a good word:
//!
//! * A word is looked at when all its letters are of the Vietnamese alphabet and one of them is of no other common
//!   language (ă, đ, ơ, ư, hook, dot, two marks, or any mark after ng at the start), or when it is one small or
//!   all-capital syllable with a mark, or with ng at its start, beside one that has such a letter and no foreign word.
//! * Abbreviations (a capital after the first letter), words beside an apostrophe, addresses and code are left alone;
//!   so are names of other languages: a capital with a beginning or end that no Vietnamese syllable has (Krông, Đắk).
//!
//! What is proposed is ranked by the sort of slip alone, since nothing here knows how common a word is.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::nfc;
use crate::syllable::is_syllable;
use crate::token::{part_tone, words};
use crate::tone::Tone;

mod suggest;

/// A syllable in its parts, in lower case and NFC.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Parts {
    /// The consonants at the start, `qu` and `gi` whole: `ngh` of `nghiêng`, `gi` of `giếng`; empty in `anh`.
    pub onset: String,
    /// All else without its tone: `iêng` of `nghiêng`, `êng` of `giếng`, `i` of `gì`.
    pub rime: String,
    /// The tone.
    pub tone: Tone,
}

/// A word that breaks the rules of the orthography.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelling {
    /// Where the word stands in the text, in bytes.
    pub range: Range<usize>,
    /// The word as the text has it.
    pub word: String,
    /// Up to five possible syllables close to it, the likeliest first, in the word's letter case; may be empty.
    pub suggestions: Vec<String>,
}

/// The parts of a syllable, `None` for a token that is none. Letter case and normal form do not matter.
#[must_use]
pub fn split(syllable: &str) -> Option<Parts> {
    if !is_syllable(syllable) {
        return None;
    }
    let mut letters = Vec::new();
    let mut tone = Tone::Level;
    for letter in syllable.nfc().flat_map(char::to_lowercase) {
        let (base, mark) = part_tone(letter);
        letters.push(base);
        tone = mark.and_then(Tone::from_mark).unwrap_or(tone);
    }
    let consonants = letters.iter().take_while(|letter| !is_vowel(**letter)).count();
    let onset = match letters.as_slice() {
        ['q', 'u', ..] => 2,
        // In `gì` and `gìn` the i is the vowel.
        ['g', 'i', next, ..] if is_vowel(*next) => 2,
        _ => consonants,
    };
    let rime = letters.split_off(onset.min(letters.len()));
    Some(Parts { onset: letters.into_iter().collect(), rime: rime.into_iter().collect(), tone })
}

/// The misspelt words of a text, from left to right, without overlap.
#[must_use]
pub fn check(text: &str) -> Vec<Misspelling> {
    let words: Vec<(Range<usize>, &str)> = words(text).collect();
    let found = words.iter().enumerate().filter_map(|(index, (range, word))| {
        let beside = |other: Option<usize>| match other.and_then(|other| words.get(other)) {
            Some((at, neighbour)) if is_near(text, range, at) => Side::of(neighbour),
            _ => Side::Edge,
        };
        let has_company = || {
            let sides = [beside(index.checked_sub(1)), beside(index.checked_add(1))];
            sides.contains(&Side::Vietnamese) && !sides.contains(&Side::Foreign)
        };
        if !is_misspelt(word, has_company) || is_by_apostrophe(text, range) {
            return None;
        }
        let suggestions = suggest::suggestions(word);
        Some(Misspelling { range: range.clone(), word: (*word).to_owned(), suggestions })
    });
    found.collect()
}

/// What stands beside a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// A sign, or the end of the text.
    Edge,
    /// A syllable that is of no other language.
    Vietnamese,
    /// A syllable that may be a word of another language.
    Syllable,
    /// No syllable.
    Foreign,
}

impl Side {
    fn of(word: &str) -> Self {
        match is_syllable(word) {
            false => Self::Foreign,
            true if nfc(word).chars().any(is_vietnamese_only) => Self::Vietnamese,
            true => Self::Syllable,
        }
    }
}

fn is_misspelt(word: &str, has_company: impl Fn() -> bool) -> bool {
    // Plain ASCII is most of other languages and cannot be judged; but for ng.
    let begins_ng = || word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("ng"));
    if word.is_ascii() && !begins_ng() {
        return false;
    }
    if is_syllable(word) {
        return false;
    }
    let composed = nfc(word);
    let letters: Vec<char> = composed.chars().collect();
    let parted = || letters.iter().flat_map(|letter| letter.to_lowercase()).map(part_tone);
    let is_whole = parted().all(|(base, tone)| is_of_alphabet(base) && (tone.is_none() || is_vowel(base)));
    let is_abbreviation = letters.iter().skip(1).any(|letter| letter.is_uppercase()) && !is_toned_capitals(&letters);
    // A word of one letter, a unit or a label, and no vowel at all, an abbreviation.
    let has_vowel = parted().any(|(base, _)| is_vowel(base));
    if !is_whole || is_abbreviation || !has_vowel || letters.len() < 2 || is_foreign_name(&letters) {
        return false;
    }
    if letters.iter().any(|letter| is_vietnamese_only(*letter)) || (begins_ng() && !word.is_ascii()) {
        return true;
    }
    // A name (Genève) and a word of more than one syllable (pâté) are of another language.
    let sounds: Vec<bool> = parted().map(|(base, _)| is_vowel(base)).collect();
    let vowel_groups = sounds.chunk_by(|a, b| a == b).filter(|group| group.first() == Some(&true)).count();
    let is_name = letters.first().is_some_and(|first| first.is_uppercase()) && letters.iter().any(|l| l.is_lowercase());
    !is_name && vowel_groups == 1 && !has_foreign_shape(&letters) && has_company()
}

/// Whether a word in capitals has a tone, as abbreviations have not: `NGHÀNH`, but not `HĐND`.
fn is_toned_capitals(letters: &[char]) -> bool {
    letters.iter().all(|letter| letter.is_uppercase()) && letters.iter().any(|letter| part_tone(*letter).1.is_some())
}

/// Names of places that have the shape of a syllable, without their tone: Bắc Kạn, with k before a.
const PLACES: [&str; 1] = ["kan"];

/// A capital with a shape outside the language.
fn is_foreign_name(letters: &[char]) -> bool {
    let bare = || {
        letters.iter().flat_map(|letter| letter.to_lowercase()).map(|letter| part_tone(letter).0).collect::<String>()
    };
    let is_capital = letters.first().is_some_and(|first| first.is_uppercase());
    is_capital && (has_foreign_shape(letters) || PLACES.contains(&bare().as_str()))
}

/// A beginning or an end that no Vietnamese syllable has.
fn has_foreign_shape(letters: &[char]) -> bool {
    const ONSETS: [&str; 27] = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q", "r",
        "s", "t", "th", "tr", "v", "x",
    ];
    const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let lower: Vec<char> =
        letters.iter().flat_map(|letter| letter.to_lowercase()).map(|letter| part_tone(letter).0).collect();
    let is_consonant = |letter: &&char| !is_vowel(**letter);
    let onset: String = lower.iter().take_while(is_consonant).collect();
    let coda = lower.iter().rev().take_while(is_consonant).count();
    let coda: String = lower.iter().skip(lower.len().saturating_sub(coda)).collect();
    !ONSETS.contains(&onset.as_str()) || !CODAS.contains(&coda.as_str())
}

/// Whether two words have nothing but spaces between them.
fn is_near(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    let between = if one.start < other.start { one.end..other.start } else { other.end..one.start };
    text.get(between).is_some_and(|gap| gap.chars().all(|c| c == ' '))
}

/// Names such as `K'Ho` and foreign elisions (`l'été`) are parts of a longer word.
fn is_by_apostrophe(text: &str, range: &Range<usize>) -> bool {
    let is_apostrophe = |c: char| matches!(c, '\'' | '’' | 'ʼ');
    let before = text.get(..range.start).and_then(|head| head.chars().next_back());
    let after = text.get(range.end..).and_then(|tail| tail.chars().next());
    before.is_some_and(is_apostrophe) || after.is_some_and(is_apostrophe)
}

fn is_vietnamese_only(letter: char) -> bool {
    let letter = letter.to_lowercase().next().unwrap_or(letter);
    // Latin Extended Additional holds hook, dot and double marks; ĩ and ũ are left out, being of other languages too.
    matches!(letter, 'ă' | 'đ' | 'ơ' | 'ư' | '\u{1ea0}'..='\u{1ef9}')
}

fn is_of_alphabet(letter: char) -> bool {
    matches!(letter, 'ă' | 'â' | 'đ' | 'ê' | 'ô' | 'ơ' | 'ư' | 'a'..='z') && !matches!(letter, 'f' | 'j' | 'w' | 'z')
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}
