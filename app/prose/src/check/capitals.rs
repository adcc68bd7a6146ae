//! Long runs in capitals, which are slow to read and which some voices spell out.

use std::ops::Range;

use super::line::tokens;
use super::syllable::is_syllable;

/// A shorter run is a name or a short label.
const MIN_WORDS: usize = 6;
const MIN_LETTERS: usize = 20;
/// How long a name may be that [`NAMES`] begins.
const MAX_NAME: usize = 12;

/// What Decree 30/2020/NĐ-CP (appendix I) has set in capitals: the country's name and those of the bodies that issue.
const NAMES: [&str; 8] = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
    "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA",
    "ỦY BAN",
    "UỶ BAN",
    "HỘI ĐỒNG NHÂN DÂN",
    "MẶT TRẬN TỔ QUỐC",
    "ĐẢNG CỘNG SẢN",
    "BAN CHẤP HÀNH",
];

/// The runs, as byte ranges. Abbreviations, numbers and the symbols of documents (`13-NQ/TW`) neither count nor end
/// a run, so that a row of them is none.
pub(super) fn find(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in line.split_inclusive('\n') {
        let ranges = runs(part).into_iter().map(|range| start + range.start..start + range.end);
        found.extend(ranges);
        start += part.len();
    }
    found
}

fn runs(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run = Run::default();
    for (at, token) in tokens(line) {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        if word.chars().any(char::is_lowercase) {
            found.extend(std::mem::take(&mut run).told(line));
        } else if is_word(word) {
            let from = at + token.find(word).unwrap_or_default();
            run.range = Some(run.range.map_or(from, |range| range.start)..from + word.len());
            run.words += 1;
            run.letters += word.chars().count();
        }
    }
    found.extend(run.told(line));
    found
}

#[derive(Default)]
struct Run {
    range: Option<Range<usize>>,
    words: usize,
    letters: usize,
}

impl Run {
    fn told(self, line: &str) -> Option<Range<usize>> {
        let range = self.range.filter(|_| self.words >= MIN_WORDS && self.letters >= MIN_LETTERS)?;
        let text = line.get(range.clone())?;
        let named = self.words <= MAX_NAME && NAMES.iter().any(|name| text.starts_with(name));
        (!named).then_some(range)
    }
}

/// A syllable, or several letters that can be spoken, as those of most abbreviations cannot.
fn is_word(word: &str) -> bool {
    if word.is_empty() || !word.chars().all(char::is_alphabetic) {
        return word.split('-').filter(|part| part.chars().nth(1).is_some()).count() > 1
            && word.split('-').all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic) && is_word(part));
    }
    is_syllable(word) || is_spoken(word)
}

/// A word of another language: four letters or more with a vowel, and never three other letters in a row.
fn is_spoken(word: &str) -> bool {
    let vowels = word.chars().map(|c| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U'));
    let (mut row, mut longest, mut any) = (0, 0, false);
    for vowel in vowels {
        row = if vowel { 0 } else { row + 1 };
        longest = longest.max(row);
        any |= vowel;
    }
    any && longest < 3 && word.chars().nth(3).is_some()
}
