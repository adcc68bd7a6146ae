//! Sentences in another language than the page's that nothing marks, so that a voice reads them by the wrong rules.
//!
//! The languages told apart are Vietnamese, English and French, and whatever is not written in Latin letters.

use std::ops::Range;

use super::Language;
use super::compose::{bare, compose, is_mark};
use super::line::{OBJECT, tokens};
use super::syllable::{has_own_letter, is_syllable};

/// A shorter run is a name, a title or a short quotation.
const MIN_WORDS: usize = 8;
/// Names are written with capitals; sentences are not.
const MIN_SMALL: usize = 5;
const MIN_COMMON: usize = 3;
/// Small words of a run that are not among the frequent ones, which names hold too: `Save the Children`.
const MIN_OWN: usize = 2;
/// More hyphens join the name of a file or site.
const MAX_HYPHENS: usize = 3;
/// The fewest letters of a run in signs of which each is a syllable, and in other letters.
const MIN_SIGNS: usize = 10;
const MIN_LETTERS: usize = 20;

/// Frequent words of English and French that are no Vietnamese syllables in use.
const COMMON: [&str; 72] = [
    "the", "of", "and", "is", "are", "was", "were", "with", "for", "that", "this", "these", "have", "has", "had",
    "from", "by", "which", "be", "been", "will", "shall", "should", "you", "your", "their", "they", "our", "its",
    "not", "or", "as", "at", "it", "we", "all", "there", "les", "des", "une", "est", "dans", "pour", "avec", "sur",
    "nous", "vous", "sont", "leur", "mais", "cette", "aux", "ses", "et", "ou", "je", "il", "elle", "ces", "être",
    "son", "par", "avant", "votre", "vos", "notre", "jamais", "puis", "encore", "très", "même", "aussi",
];

/// The runs, as byte ranges, in a line where what says its language is taken out.
pub(super) fn find(line: &str, page: Language) -> Vec<Range<usize>> {
    let mut found = other_letters(line);
    // What says its language ends a run, as the other language does.
    let mut start = 0;
    for part in line.split_inclusive(OBJECT) {
        let runs = match page {
            Language::Vietnamese => runs(part, is_western, is_vietnamese),
            Language::English => runs(part, is_vietnamese_word, is_english),
        };
        found.extend(runs.into_iter().map(|range| start + range.start..start + range.end));
        start += part.len();
    }
    found.sort_by_key(|range| range.start);
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// Speaks for the other language.
    Common,
    /// May be of it.
    May,
    /// May be of both.
    Either,
    /// Ends a run.
    Not,
}

fn is_western(word: &str) -> Word {
    let small = word.to_lowercase();
    if COMMON.contains(&small.as_str()) {
        Word::Common
    } else if has_own_letter(&small) || (!small.is_ascii() && is_syllable(&small)) {
        Word::Not
    } else if is_syllable(&small) {
        Word::Either
    } else {
        Word::May
    }
}

fn is_vietnamese_word(word: &str) -> Word {
    match (is_syllable(word), has_own_letter(word)) {
        (true, true) => Word::Common,
        (true, false) => Word::Either,
        _ => Word::Not,
    }
}

/// Of the other words of a run, enough must be no Vietnamese syllables.
fn is_vietnamese(run: &Run) -> bool {
    run.common >= MIN_COMMON && run.own >= MIN_OWN && (run.common + run.may) * 3 >= run.words
}

fn is_english(run: &Run) -> bool {
    run.common * 3 >= run.words
}

#[derive(Clone, Default)]
struct Run {
    range: Option<Range<usize>>,
    words: usize,
    small: usize,
    common: usize,
    may: usize,
    own: usize,
}

fn runs(line: &str, judge: impl Fn(&str) -> Word, is_other: impl Fn(&Run) -> bool) -> Vec<Range<usize>> {
    let told = |run: Run| {
        let long = run.words >= MIN_WORDS && run.small >= MIN_SMALL;
        (long && is_other(&run)).then_some(run.range).flatten()
    };
    let mut found = Vec::new();
    // The run up to its last word that is of the other language for sure, and with what follows.
    let (mut sure, mut open) = (Run::default(), Run::default());
    for (at, token) in tokens(line) {
        if is_address(token) {
            continue;
        }
        for (from, word) in parts(token) {
            let judged = judge(&compose(word));
            if judged == Word::Not {
                found.extend(told(std::mem::take(&mut sure)));
                open = Run::default();
                continue;
            }
            if judged == Word::Either && sure.words == 0 {
                continue;
            }
            let from = at + from;
            open.range = Some(open.range.map_or(from, |range| range.start)..from + word.len());
            open.words += 1;
            let is_small = word.chars().next().is_some_and(char::is_lowercase);
            open.small += usize::from(is_small);
            open.own += usize::from(is_small && judged != Word::Common);
            open.common += usize::from(judged == Word::Common);
            open.may += usize::from(judged == Word::May);
            if judged != Word::Either {
                sure = open.clone();
            }
        }
    }
    found.extend(told(sure));
    found
}

/// Whether it is, or looks like, an address, a path or the name of a file: `to-khai.docx`.
fn is_address(token: &str) -> bool {
    let mut dots = token.split('.').skip(1);
    token.contains(['@', '/', '_', '\\', '='])
        || token.starts_with("www.")
        || token.matches('-').count() > MAX_HYPHENS
        || dots.any(|part| part.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

/// The words of a token, which a hyphen or a sign may join; numbers and names with digits are none.
fn parts(token: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    token.split_inclusive(|c: char| !c.is_alphanumeric() && !is_mark(c) && !matches!(c, '\'' | '’')).filter_map(
        move |part| {
            let at = start;
            start += part.len();
            let (from, word) = bare(part, |_| false);
            let words = !word.is_empty() && !word.chars().any(char::is_numeric) && word.chars().all(is_latin);
            words.then(|| (at + from, word))
        },
    )
}

/// Latin letters, also those of phonetics and the dressed ones of mathematics and wide type, in which people write
/// what should stand out.
fn is_latin(c: char) -> bool {
    !c.is_alphabetic()
        || matches!(
            u32::from(c),
            0..=0x2ff | 0x1d00..=0x1dbf | 0x1e00..=0x1eff | 0x2071..=0x209c | 0x2100..=0x218f | 0x24b6..=0x24e9
                | 0x2c60..=0x2c7f | 0xa720..=0xa7ff | 0xab30..=0xab6f | 0xff21..=0xff5a | 0x1d400..=0x1d7ff
                | 0x1f130..=0x1f189
        )
}

/// Runs in letters that are not Latin; blanks and signs do not end them, Latin letters and marked text do.
fn other_letters(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Option<Range<usize>> = None;
    let (mut signs, mut letters) = (0, 0);
    for (at, c) in line.char_indices().chain([(line.len(), OBJECT)]) {
        if c == OBJECT || (c.is_alphabetic() && is_latin(c)) {
            let range = run.take().filter(|_| signs >= MIN_SIGNS || letters >= MIN_LETTERS);
            found.extend(range);
            (signs, letters) = (0, 0);
        } else if c.is_alphabetic() {
            run = Some(run.map_or(at, |range| range.start)..at + c.len_utf8());
            signs += usize::from(is_sign(c));
            letters += 1;
        }
    }
    found
}

/// Han characters, kana and hangul, of which one is a syllable.
fn is_sign(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7a3 | 0x20000..=0x3134f)
}
