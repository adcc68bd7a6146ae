//! Long runs in capitals, which are slow to read and which some voices spell out.

use std::ops::Range;

use super::compose::{bare, compose, is_mark};
use super::line::tokens;
use super::syllable::is_syllable;

/// A shorter run is a name or a short label.
const MIN_WORDS: usize = 6;
const MIN_LETTERS: usize = 20;
/// How long a heading may be, which Decree 30/2020/NĐ-CP has set in capitals in reports and decisions.
const MAX_HEADING: usize = 12;
/// How long a name may be that [`NAMES`] begins; that of the country with its motto is the longest.
const MAX_NAME: usize = 14;

/// What Decree 30/2020/NĐ-CP (appendix I) has set in capitals: the country's name and those of the bodies that issue.
const NAMES: [&str; 20] = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
    "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA",
    "ỦY BAN",
    "UỶ BAN",
    "HỘI ĐỒNG NHÂN DÂN",
    "MẶT TRẬN TỔ QUỐC",
    "ĐẢNG CỘNG SẢN",
    "BAN CHẤP HÀNH",
    "BAN QUẢN LÝ",
    "SỞ ",
    "VĂN PHÒNG",
    "TRUNG TÂM",
    "TRƯỜNG MẦM NON",
    "TRƯỜNG TIỂU HỌC",
    "TRƯỜNG TRUNG HỌC",
    "CÔNG TY",
    "LIÊN MINH HỢP TÁC XÃ",
    "HỢP TÁC XÃ NÔNG NGHIỆP",
    "HỘI LIÊN HIỆP PHỤ NỮ",
    "ĐOÀN THANH NIÊN CỘNG SẢN",
];

/// Before the number of a part of a document.
const PARTS: [&str; 4] = ["PHẦN", "CHƯƠNG", "MỤC", "PHỤ LỤC"];

/// The runs, as byte ranges; in a heading only what is longer than headings are. Abbreviations, numbers and the
/// symbols of documents (`13-NQ/TW`) neither count nor end a run, so that a row of them is none.
pub(super) fn find(line: &str, is_heading: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in line.split_inclusive('\n') {
        let least = if is_heading || is_part(part) { MAX_HEADING + 1 } else { MIN_WORDS };
        found.extend(runs(part, least).into_iter().map(|range| start + range.start..start + range.end));
        start += part.len();
    }
    found
}

/// Whether the line begins as a part of a document does: `II.`, `B.`, `CHƯƠNG III`; `1.` may be a point of a list.
fn is_part(line: &str) -> bool {
    let line = compose(line);
    let first = line.split_whitespace().next().and_then(|first| first.strip_suffix(['.', ')', '/', ':']));
    let is_letter = |count: &str| count.len() == 1 && count.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_numbered = |part: &&str| {
        let rest = line.trim_start().strip_prefix(*part).filter(|rest| rest.starts_with(char::is_whitespace));
        rest.and_then(|rest| rest.split_whitespace().next()).is_some_and(|word| {
            let (_, number) = bare(word, |_| false);
            is_roman(number) || (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    first.is_some_and(|count| is_letter(count) || is_roman(count)) || PARTS.iter().any(is_numbered)
}

fn runs(line: &str, least: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run = Run::default();
    for (at, token) in tokens(line) {
        let (start, word) = bare(token, |_| false);
        let listed = token.len() > start + word.len();
        if word.chars().any(char::is_lowercase) {
            found.extend(std::mem::take(&mut run).told(line, least));
        } else if is_word(&compose(word), listed) {
            let from = at + start;
            run.range = Some(run.range.map_or(from, |range| range.start)..from + word.len());
            run.words += 1;
            run.letters += word.chars().filter(|c| !is_mark(*c)).count();
        }
    }
    found.extend(run.told(line, least));
    found
}

#[derive(Default)]
struct Run {
    range: Option<Range<usize>>,
    words: usize,
    letters: usize,
}

impl Run {
    fn told(self, line: &str, least: usize) -> Option<Range<usize>> {
        let range = self.range.filter(|_| self.words >= least && self.letters >= MIN_LETTERS)?;
        let text = compose(line.get(range.clone())?);
        let named = self.words <= MAX_NAME && NAMES.iter().any(|name| text.starts_with(name));
        (!named).then_some(range)
    }
}

/// A syllable, or several letters that can be spoken, as those of most abbreviations cannot. What can be spoken and
/// stands in a row with signs between, as in `UNESCO, ASEAN`, is an abbreviation too.
fn is_word(word: &str, listed: bool) -> bool {
    if word.is_empty() || !word.chars().all(char::is_alphabetic) {
        let letters = |part: &str| !part.is_empty() && part.chars().all(char::is_alphabetic);
        return word.split('-').filter(|part| part.chars().nth(1).is_some()).count() > 1
            && word.split('-').all(|part| letters(part) && is_word(part, listed));
    }
    !is_number(word) && (is_syllable(word) || (!listed && is_spoken(word)))
}

/// A Roman number; of two letters they may be a word, as in `VI PHẠM`.
fn is_number(word: &str) -> bool {
    word.len() != 2 && is_roman(word)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
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
