//! Repair of damaged Vietnamese: text that was stored in one encoding and read in another.
//!
//! Known are windows-1258, TCVN3, VNI, VISCII, VPS, TCVN 5712-1 and UTF-8 (also twice) that were read as
//! windows-1252 or ISO 8859-1, and decomposed letters. Sound and damaged words stand side by side in
//! one sentence, even in one word (`ðộng`), so nothing is reversed as a whole. The rules, for each paragraph (a line):
//!
//! 1. A run of letters and signs that is a syllable, ASCII or free of the characters of an 8-bit page is sound.
//!    So are e-mail and web addresses and what stands in backquotes. A line of sound runs is never touched.
//! 2. Groups of UTF-8 are read first, where one of them proves the damage by giving a syllable.
//! 3. Each other damage is weighed by the different words that are no syllables as they stand and are
//!    when read so, and that are in steady letter case. The strongest wins, when it has words enough, few
//!    odd words stay unexplained, and the line reads as Vietnamese. What it leaves, the next may explain.
//! 4. In a line that is proven so, a word that is a syllable both ways is read too, as
//!    [`Confidence::Likely`], where the nearest telling words on both sides are damaged.
//! 5. Page 1258 damages words one by one. Where no other damage is stronger, its words change even alone: as
//!    [`Confidence::Certain`] when a tone letter follows a vowel (`baÌn`, `caìc`), which no Vietnamese, and hardly any
//!    other word has, or when its line holds such a one; else as `Likely`: `ð` is also the đ of
//!    VISCII. Of its words that are syllables both ways (`nãm` and `năm`) those change, as `Likely` and beside
//!    proof, that are no word as they stand and a common one as repaired; they are a list, [`doubles`]. All
//!    of them change, as `Likely`, in a line where two words prove the damage and none speaks against it.
//! 6. Decomposed letters are composed where that leaves no combining mark.
//!
//! Run it before any case folding: `Ì` is huyền and `ì` is sắc. Text outside the changes is not normalised.
//! Text whose font or label names its encoding is read whole by [`repair_as`].

use std::ops::Range;

mod blanket;
mod doubles;
mod evidence;
mod groups;
mod letters;
mod line;
mod merge;
mod named;
mod page1258;
mod rule;
mod scan;
mod unit;
mod utf8;
mod word;

pub use named::repair_as;
pub use rule::{Confidence, Rule};

/// How often a repaired line, and a repaired text, is looked at again.
const MAX_ROUNDS: usize = 16;

pub use groups::Group;

/// A text with its repairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The repaired text; the original where nothing was changed.
    pub text: String,
    /// What was changed, from left to right, without overlap.
    pub changes: Vec<Change>,
}

/// One repaired token, enough to show it and to undo it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where the token stands in the original, in bytes.
    pub range: Range<usize>,
    /// The token in the original.
    pub before: String,
    /// What it was changed into, in NFC.
    pub after: String,
    /// By which rule.
    pub rule: Rule,
    /// How sure the change is.
    pub confidence: Confidence,
}

impl Repair {
    /// The original with only those changes that a person accepted, by their index in [`Repair::changes`].
    ///
    /// `original` is the text that was repaired; of any other one, a range that does not fit is left alone.
    #[must_use]
    pub fn with(&self, original: &str, accepted: impl Fn(usize) -> bool) -> String {
        let chosen = self.changes.iter().enumerate().filter(|(at, _)| accepted(*at)).map(|(_, change)| change);
        apply(original, chosen)
    }
}

/// Repairs every damaged word of a text, line by line; see the module's page for the rules.
///
/// A repaired text has nothing left to repair: what the repaired lines prove of the page, where that is another thing
/// than the damaged ones did, is used for the rest as well.
#[must_use]
pub fn repair(text: &str) -> Repair {
    let mut pass = Pass::of(text);
    let mut whole = pass.repair;
    for _ in 0..MAX_ROUNDS {
        let left = pass.left.iter().filter_map(|line| whole.text.get(line.clone()));
        if pass.left.is_empty() || evidence::Page::survey(left, &mut word::Words::default()) == pass.page {
            break;
        }
        pass = Pass::of(&whole.text);
        if pass.repair.changes.is_empty() {
            break;
        }
        whole = merge::merged(text, &whole, pass.repair);
    }
    whole
}

/// Each line repaired by itself and by what the page proves.
struct Pass {
    repair: Repair,
    page: evidence::Page,
    /// The lines of the repaired text that are not sound yet.
    left: Vec<Range<usize>>,
}

impl Pass {
    fn of(text: &str) -> Self {
        let mut changes = Vec::new();
        let mut repaired = String::with_capacity(text.len());
        let mut left = Vec::new();
        let (mut copied, mut start) = (0, 0);
        let mut page = None;
        let mut words = word::Words::default();
        for paragraph in text.split_inclusive('\n') {
            let end = start + paragraph.len();
            if scan::is_suspicious(paragraph) {
                let rest = text.get(start..).unwrap_or_default().split_inclusive('\n');
                let damaged = rest.filter(|line| scan::is_suspicious(line));
                let page = *page.get_or_insert_with(|| evidence::Page::survey(damaged, &mut words));
                let (line, is_left) = repair_line(paragraph, page, &mut words);
                words.tidy();
                repaired.push_str(text.get(copied..start).unwrap_or_default());
                if is_left {
                    left.push(repaired.len()..repaired.len() + line.text.len());
                }
                repaired.push_str(&line.text);
                copied = end;
                changes.extend(line.changes.into_iter().map(|change| {
                    let range = start + change.range.start..start + change.range.end;
                    Change { range, ..change }
                }));
            }
            start = end;
        }
        repaired.push_str(text.get(copied..).unwrap_or_default());
        Self { repair: Repair { text: repaired, changes }, page: page.unwrap_or_default(), left }
    }
}

/// Repairs a text as somebody chose: in an encoding by its name, or, for any other name, as [`repair`] finds it.
#[must_use]
pub fn repair_chosen(text: &str, encoding: &str) -> Repair {
    match crate::encoding::Encoding::from_name(encoding) {
        Some(encoding) => repair_as(text, encoding),
        None => repair(text),
    }
}

/// Repairs a line, and says whether it is left unsound. A repair can make it plain where it was too mixed to prove
/// anything more, so it is looked at again.
fn repair_line<'a>(paragraph: &'a str, page: evidence::Page, words: &mut word::Words<'a>) -> (Repair, bool) {
    let whole = |text: &str, changes: Vec<Change>| Repair { text: apply(text, &changes), changes };
    let mut line = whole(paragraph, line::repair(paragraph, page, words));
    if line.changes.is_empty() {
        return (line, true);
    }
    for _ in 0..MAX_ROUNDS {
        if !scan::is_suspicious(&line.text) {
            return (line, false);
        }
        let more = whole(&line.text, line::repair(&line.text, page, &mut word::Words::default()));
        if more.changes.is_empty() {
            break;
        }
        line = merge::merged(paragraph, &line, more);
    }
    (line, true)
}

/// The text with changes made, which are in order and without overlap.
fn apply<'a>(text: &str, changes: impl IntoIterator<Item = &'a Change>) -> String {
    let mut repaired = String::with_capacity(text.len());
    let mut copied = 0;
    for change in changes {
        let Some(kept) = text.get(copied..change.range.start) else { continue };
        repaired.push_str(kept);
        repaired.push_str(&change.after);
        copied = change.range.end;
    }
    repaired.push_str(text.get(copied..).unwrap_or_default());
    repaired
}
