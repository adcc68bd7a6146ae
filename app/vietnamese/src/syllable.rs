//! Whether a token is a possible Vietnamese syllable, by the rules of the orthography.
//!
//! A syllable is onset + rime + tone. Onsets and rimes are tables; a few rules say which go
//! together (k, gh, ngh before e ê i y; c, g, ng elsewhere; stop codas with sắc or nặng only) and
//! on which vowel the tone stands. Variants in daily use are taken: `i` beside `y` (kĩ, kỹ) and both
//! tone placements in oa, oe, uy (hòa, hoà). The set is wider than a dictionary, since names and
//! loans use syllables that no dictionary lists; place names of other languages (Kạn, Plei) are not in it.
//!
//! The tables were written by hand after the usual description of the orthography and are tested on
//! sample words and on a real page, not against a published list of syllables.

use unicode_normalization::UnicodeNormalization;

mod table;

pub(crate) use table::{Scan, is_capital, is_letter};

/// A tone, as a combining character in Unicode; the level tone has none.
pub(crate) const TONES: [char; 5] = [HUYEN, SAC, HOI, NGA, NANG];
const HUYEN: char = '\u{300}';
const SAC: char = '\u{301}';
const HOI: char = '\u{309}';
const NGA: char = '\u{303}';
const NANG: char = '\u{323}';

/// Onsets, longer ones before those that they begin with; the empty onset last.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rimes that begin with their main vowel, spelt with any onset but `qu` and `gi`.
const PLAIN_RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", //
    "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", //
    "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", //
    "e", "ec", "em", "en", "eng", "eo", "ep", "et", //
    "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", //
    "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", //
    "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", //
    "o", "oc", "oi", "om", "on", "ong", "op", "ot", //
    "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", //
    "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", //
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", //
    "uôc", "uôi", "uôm", "uôn", "uông", "uôt", //
    "ư", "ưa", "ưc", "ưi", "ưm", "ưng", "ưt", "ưu", //
    "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", //
];

/// Rimes with a rounded glide before the main vowel; the onset /k/ before them is written `qu`.
const GLIDE_RIMES: &[&str] = &[
    "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", //
    "oăc", "oăm", "oăn", "oăng", "oăt", //
    "oe", "oem", "oen", "oeo", "oet", //
    "uân", "uâng", "uât", "uây", //
    "uê", "uêch", "uên", "uênh", "uêt", "uêu", "uơ", //
    "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt",
];

/// Rimes after `qu`, whose u is the glide.
const QU_RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", //
    "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ân", "âng", "âp", "ât", "âu", "ây", //
    "e", "en", "eo", "et", "ê", "êch", "ên", "ênh", "êt", "êu", //
    "i", "ia", "ich", "in", "inh", "it", "iu", "y", "ych", "yn", "ynh", "yt", "yên", "yêt", //
    "ôc", "ôi", "ơ", "ơi", "ơn", "ơt",
];

/// Rimes after `gi`, whose i belongs to the onset; `giêng` and `giết` are written with one i.
const GI_RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", //
    "ăc", "ăm", "ăn", "ăng", "ăt", "âc", "âm", "ân", "âp", "ât", "âu", "ây", //
    "e", "em", "en", "eo", "ep", "ê", "êc", "êm", "ên", "êng", "êt", "êu", //
    "o", "oc", "oi", "om", "on", "ong", "op", "ot", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", //
    "ơ", "ơi", "ơn", "ơt", "u", "uc", "ui", "um", "un", "ung", "up", "ut", "ua", "uôc", "uôi", "uôn", "uông", //
    "ư", "ưa", "ưng", "ưt", "ươm", "ương", "ươc", "ươi", "ươt",
];

/// Rimes of a syllable that begins with y.
const Y_RIMES: &[&str] = &["y", "yêm", "yên", "yêng", "yêt", "yêu"];

/// Onsets that are found before a lone y, in words (kỹ, lý) or names (Thy, Ny).
const ONSETS_BEFORE_Y: &[&str] = &["h", "k", "l", "m", "n", "s", "t", "th", "v"];

/// Onsets found with the long o of loans: boong, xoong, goòng, moóc, hoóc.
const ONSETS_BEFORE_OONG: &[&str] = &["b", "c", "ch", "đ", "g", "l", "m", "r", "s", "t", "v", "x"];
const ONSETS_BEFORE_OOC: &[&str] = &["b", "c", "h", "l", "m", "r", "s", "t", "v"];

/// Whether `token` is a possible Vietnamese syllable; letter case and normal form do not matter.
///
/// `hòa`, `hoà`, `NGHIÊNG` and `đã` are; `HTX`, `list`, `hòá` (two tones) and `cat` (no tone on a stop) are not.
#[must_use]
pub fn is_syllable(token: &str) -> bool {
    // The longest syllable, nghiêng, has 7 letters, decomposed 9 characters of at most 3 bytes.
    if token.len() > 27 {
        return false;
    }
    let mut scan = Scan::default();
    token.chars().for_each(|c| scan.push(c));
    scan.is_syllable()
}

/// Whether an onset and a rime are written together.
fn combines(onset: &str, rime: &str) -> bool {
    let is_front = rime.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "qu" => QU_RIMES.contains(&rime),
        "gi" => GI_RIMES.contains(&rime),
        "k" | "gh" | "ngh" => is_front && (PLAIN_RIMES.contains(&rime) || (onset == "k" && rime == "y")),
        // `gì` and `gìn` are the words where g itself stands before i.
        "g" if matches!(rime, "i" | "in") => true,
        "c" | "g" | "ng" if is_front => false,
        "c" if GLIDE_RIMES.contains(&rime) => false,
        "" if Y_RIMES.contains(&rime) => true,
        // Without an onset, iê is written yê.
        "" if rime.starts_with("iê") => false,
        _ => match rime {
            "y" => ONSETS_BEFORE_Y.contains(&onset),
            "oong" => ONSETS_BEFORE_OONG.contains(&onset),
            "ooc" => ONSETS_BEFORE_OOC.contains(&onset),
            _ => PLAIN_RIMES.contains(&rime) || GLIDE_RIMES.contains(&rime),
        },
    }
}

/// Whether the rime may have the tone, and have it on that letter (counted within the rime).
fn tone_fits(rime: &str, tone: Option<(char, usize)>) -> bool {
    let is_stopped = is_stopped(rime);
    match tone {
        None => !is_stopped,
        Some((mark, at)) => (!is_stopped || matches!(mark, SAC | NANG)) && is_tone_place(rime, at),
    }
}

/// Whether a rime ends in p, t, c or ch.
fn is_stopped(rime: &str) -> bool {
    rime.ends_with(['p', 't', 'c']) || rime.ends_with("ch")
}

/// Every rime, each once.
fn all_rimes() -> impl Iterator<Item = &'static str> {
    let rimes: std::collections::BTreeSet<&str> = [PLAIN_RIMES, GLIDE_RIMES, QU_RIMES, GI_RIMES, Y_RIMES]
        .into_iter()
        .flatten()
        .copied()
        .chain(["oong", "ooc"])
        .collect();
    rimes.into_iter()
}

/// The letter of a rime that carries the tone. In oa, oe and uy at the end of a word both places
/// are in use (hòa, hoà).
fn is_tone_place(rime: &str, at: usize) -> bool {
    let letters: Vec<char> = rime.chars().collect();
    let vowels = letters.iter().take_while(|letter| is_vowel(**letter)).count();
    let marked = letters.iter().take(vowels).rposition(|letter| matches!(letter, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'));
    match (marked, vowels) {
        (Some(place), _) => at == place,
        (None, 2) if matches!(rime, "oa" | "oe" | "uy") => at < 2,
        // Open ai, ia, ua: the first; closed oan, uyt: the second; oai, uya: the middle one.
        (None, 2) => at == usize::from(letters.len() > 2),
        (None, 3) => at == 1,
        _ => at == 0,
    }
}

pub(crate) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

/// Every spelling of every possible syllable in lower case and NFC, for tests and spelling aids;
/// a few tens of thousands.
pub fn inventory() -> impl Iterator<Item = String> {
    let pairs = ONSETS.iter().flat_map(|onset| all_rimes().map(move |rime| (*onset, rime)));
    pairs.filter(|(onset, rime)| combines(onset, rime)).flat_map(|(onset, rime)| {
        let toned = TONES.into_iter().flat_map(move |mark| {
            (0..3).filter(move |at| tone_fits(rime, Some((mark, *at)))).map(move |at| {
                let end = rime.char_indices().nth(at + 1).map_or(rime.len(), |(index, _)| index);
                format!("{onset}{}{mark}{}", &rime[..end], &rime[end..]).nfc().collect::<String>()
            })
        });
        let level = tone_fits(rime, None).then(|| format!("{onset}{rime}"));
        level.into_iter().chain(toned)
    })
}
