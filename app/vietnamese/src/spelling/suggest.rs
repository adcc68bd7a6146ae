//! Possible syllables one slip away from a misspelt word.

use unicode_normalization::UnicodeNormalization;

use super::is_vowel;
use crate::nfc;
use crate::syllable::is_syllable;
use crate::token::part_tone;
use crate::tone::Tone;

/// No more than these help a person to choose.
const MAX: usize = 5;
/// Longer words are no slip away from a syllable, which has 7 letters at most.
const MAX_LETTERS: usize = 9;

/// Onsets that are mixed up, each way: by the rule before e, ê, i (ngh, gh, k), and by ear.
const ONSETS: [(&str, &str); 11] = [
    ("ng", "ngh"),
    ("g", "gh"),
    ("c", "k"),
    ("k", "q"),
    ("c", "q"),
    ("tr", "ch"),
    ("s", "x"),
    ("d", "gi"),
    ("r", "d"),
    ("l", "n"),
    ("đ", "d"),
];
/// Letters that differ by a mark.
const VARIANTS: [&str; 6] = ["aăâ", "eê", "oôơ", "uư", "dđ", "iy"];
/// Coarse words, which the site of a public body does not propose to anyone.
const COARSE: [&str; 6] = ["buồi", "cặc", "đéo", "địt", "đụ", "lồn"];
const CONSONANTS: &str = "bcdđghklmnpqrstvx";
const VOWELS: &str = "aăâeêioôơuưy";

/// Up to five syllables, the likeliest slip first: a misplaced tone, a mixed-up onset, swapped letters,
/// a missing mark, a letter too many, one too few, a wrong one.
pub(super) fn suggestions(word: &str) -> Vec<String> {
    let mut letters = Vec::new();
    let mut tones = Vec::new();
    for letter in nfc(word).chars().flat_map(char::to_lowercase) {
        let (base, mark) = part_tone(letter);
        letters.push(base);
        tones.extend(mark.and_then(Tone::from_mark));
    }
    if letters.len() > MAX_LETTERS {
        return Vec::new();
    }
    tones.dedup();
    let written = if tones.is_empty() { vec![Tone::Level] } else { tones };
    let slips = [
        onsets(&letters),
        swaps(&letters),
        variants(&letters),
        losses(&letters),
        additions(&letters),
        changes(&letters),
    ];
    let mut found = Vec::new();
    gather(std::slice::from_ref(&letters), &written, &mut found);
    for (index, slip) in slips.iter().enumerate() {
        gather(slip, &written, &mut found);
        // A missing or wrong tone is likelier than a lost or added letter.
        if index == 0 {
            gather(std::slice::from_ref(&letters), &Tone::ALL, &mut found);
        }
        if index == 2 {
            gather(slip, &Tone::ALL, &mut found);
        }
    }
    found.truncate(MAX);
    found.into_iter().map(|lower| in_case_of(&lower, word)).collect()
}

/// Adds the syllables that the spellings give with these tones, wherever the tone may stand.
fn gather(spellings: &[Vec<char>], tones: &[Tone], found: &mut Vec<String>) {
    for letters in spellings {
        for tone in tones {
            if found.len() >= MAX {
                return;
            }
            if let Some(syllable) = toned(letters, *tone)
                .filter(|syllable| !found.contains(syllable) && !COARSE.contains(&syllable.as_str()))
            {
                found.push(syllable);
            }
        }
    }
}

/// The letters with the tone at the first place where the orthography takes it.
fn toned(letters: &[char], tone: Tone) -> Option<String> {
    let Some(mark) = tone.mark() else {
        return Some(letters.iter().collect::<String>()).filter(|syllable| is_syllable(syllable));
    };
    let places = letters.iter().enumerate().filter(|(_, letter)| is_vowel(**letter)).map(|(index, _)| index);
    places
        .map(|place| {
            let with_tone = letters
                .iter()
                .enumerate()
                .flat_map(|(index, letter)| std::iter::once(*letter).chain((index == place).then_some(mark)));
            with_tone.nfc().collect::<String>()
        })
        .find(|syllable| is_syllable(syllable))
}

fn onsets(letters: &[char]) -> Vec<Vec<char>> {
    let count = letters.iter().take_while(|letter| !is_vowel(**letter)).count();
    let Some((onset, rest)) = letters.split_at_checked(count) else { return Vec::new() };
    let onset: String = onset.iter().collect();
    let mut spellings = Vec::new();
    for (one, other) in ONSETS {
        for (from, to) in [(one, other), (other, one)] {
            if from == onset {
                spellings.push(to.chars().chain(rest.iter().copied()).collect());
            }
        }
    }
    spellings
}

fn swaps(letters: &[char]) -> Vec<Vec<char>> {
    (1..letters.len())
        .map(|index| {
            let mut swapped = letters.to_vec();
            swapped.swap(index - 1, index);
            swapped
        })
        .collect()
}

fn variants(letters: &[char]) -> Vec<Vec<char>> {
    replaced(letters, |letter| {
        VARIANTS.iter().filter(|group| group.contains(letter)).flat_map(|group| group.chars()).collect()
    })
}

fn changes(letters: &[char]) -> Vec<Vec<char>> {
    replaced(letters, |letter| if is_vowel(letter) { VOWELS.chars().collect() } else { CONSONANTS.chars().collect() })
}

fn replaced(letters: &[char], by: impl Fn(char) -> Vec<char>) -> Vec<Vec<char>> {
    let at = |(index, letter): (usize, &char)| {
        let other = by(*letter).into_iter().filter(|other| other != letter);
        other
            .map(|other| letters.iter().enumerate().map(|(i, l)| if i == index { other } else { *l }).collect())
            .collect::<Vec<_>>()
    };
    letters.iter().enumerate().flat_map(at).collect()
}

fn losses(letters: &[char]) -> Vec<Vec<char>> {
    let without = |index| letters.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, letter)| *letter).collect();
    (0..letters.len()).map(without).collect()
}

fn additions(letters: &[char]) -> Vec<Vec<char>> {
    let mut spellings = Vec::new();
    for index in (0..=letters.len()).rev() {
        for added in CONSONANTS.chars().chain(VOWELS.chars()) {
            let mut longer = letters.to_vec();
            longer.insert(index, added);
            spellings.push(longer);
        }
    }
    spellings
}

/// All capitals, a capital first, or small, as the word is.
fn in_case_of(lower: &str, word: &str) -> String {
    let mut capitals = word.chars().map(char::is_uppercase);
    match (capitals.next(), capitals.next()) {
        (Some(true), Some(true)) => lower.to_uppercase(),
        (Some(true), _) => {
            let mut letters = lower.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
        }
        _ => lower.to_owned(),
    }
}
