//! Whether a word could be a Vietnamese syllable, by its letters alone.
//!
//! The parts are those of the standard orthography: an initial, one to three vowels of which at most one bears a
//! tone, and a final (Đoàn Thiện Thuật, Ngữ âm tiếng Việt). Not every syllable that passes is in use.

/// Each vowel with its five toned forms.
pub(super) const VOWELS: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];

/// Longer ones first.
const INITIALS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "r", "s", "t", "v", "x", "p",
];

const FINALS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether the word, in any case, has the shape of a syllable.
pub(super) fn is_syllable(word: &str) -> bool {
    let word = word.to_lowercase();
    let rest = INITIALS.iter().find_map(|initial| word.strip_prefix(initial)).unwrap_or(&word);
    // In `gì` and `giêng` the vowel is part of the initial's letters.
    is_rhyme(rest) || (word.starts_with('g') && word.strip_prefix('g').is_some_and(is_rhyme))
}

fn is_rhyme(rhyme: &str) -> bool {
    let end = rhyme.char_indices().find(|(_, c)| vowel(*c).is_none()).map_or(rhyme.len(), |(at, _)| at);
    let (vowels, last) = rhyme.split_at(end);
    let count = vowels.chars().count();
    let tones = vowels.chars().filter(|c| vowel(*c).is_some_and(|(_, tone)| tone > 0)).count();
    let pairs = vowels.chars().zip(vowels.chars().skip(1));
    let doubled = pairs.filter(|pair| matches!(pair, ('a', 'a') | ('e', 'e' | 'a') | ('i', 'i'))).count();
    (1..=3).contains(&count) && tones <= 1 && doubled == 0 && FINALS.contains(&last)
}

/// The vowel's place in the alphabet of vowels, and its tone from 0 to 5.
pub(super) fn vowel(c: char) -> Option<(usize, usize)> {
    VOWELS.iter().enumerate().find_map(|(index, forms)| Some((index, forms.chars().position(|form| form == c)?)))
}

/// Whether a letter of the word is found in Vietnamese and seldom elsewhere: `đ` or a vowel outside Latin-1.
pub(super) fn has_own_letter(word: &str) -> bool {
    word.to_lowercase().chars().any(|c| c == 'đ' || (vowel(c).is_some() && u32::from(c) > 0xff))
}
