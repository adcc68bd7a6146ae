//! How much a line, and a page of lines, speaks for a damage that covers all of it.

use super::blanket::{self, Reading, View};
use super::scan;
use super::unit::Unit;
use super::word::Words;
use crate::encoding::Encoding;

/// How many damaged lines tell the damage of a page.
const SURVEYED: usize = 40;
/// How many different words count at most; a line with as many proves anything.
const ENOUGH: usize = 64;
/// What a damage gains in a line when the rest of the page has it: two hard words.
const KNOWN: i64 = 48;

/// What the other lines of a text prove, for those that prove little: a page is damaged in one way as a rule.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// What two lines prove by themselves, so that it holds for the others too.
    encoding: Option<Encoding>,
}

impl Page {
    /// Looks for the encoding that explains most of the first of these lines.
    pub(super) fn survey<'a>(damaged: impl Iterator<Item = &'a str>, words: &mut Words<'a>) -> Self {
        let mut votes = [(0i64, 0usize); blanket::ENCODINGS.len()];
        for line in damaged.take(SURVEYED) {
            let units: Vec<Unit<'_>> = scan::runs(line).map(|range| Unit::new(line, range, words)).collect();
            for (encoding, (rank, lines)) in blanket::ENCODINGS.into_iter().zip(&mut votes) {
                let (evidence, _) = weigh(encoding, &units, words);
                *rank += evidence.rank;
                *lines += usize::from(evidence.words > 1 && evidence.is_enough(false));
            }
        }
        let best = blanket::ENCODINGS.into_iter().zip(votes).filter(|(_, (rank, lines))| *rank > 0 && *lines > 1);
        // Of equals the first, so the order is turned for `max_by_key`, which takes the last.
        let best: Vec<_> = best.collect();
        let best = best.into_iter().rev().max_by_key(|(_, (rank, _))| *rank);
        Self { encoding: best.map(|(encoding, _)| encoding) }
    }

    /// Whether the rest of the page is damaged as a whole.
    pub(super) fn is_known(&self) -> bool {
        self.encoding.is_some()
    }

    pub(super) fn knows(&self, encoding: Encoding) -> bool {
        self.encoding == Some(encoding)
    }
}

/// The evidence of a line for a damage.
#[derive(Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Different damaged words.
    pub(super) words: usize,
    /// The same, with hard ones twice.
    pub(super) weight: usize,
    /// Odd runs that the damage does not explain.
    foreign: usize,
    /// Words that are Vietnamese as they stand or when read, of a hundred.
    share: usize,
    /// How well the damage explains the whole line, against another damage.
    rank: i64,
}

/// The encoding that explains most of the runs on which nothing is decided, when that is enough.
pub(super) fn strongest(
    units: &[Unit<'_>],
    tried: &[Encoding],
    page: Page,
    words: &Words<'_>,
) -> Option<(Encoding, Evidence, Vec<Reading>)> {
    if let Some(known) = page.encoding.filter(|encoding| !tried.contains(encoding)) {
        let (evidence, readings) = weigh(known, units, words);
        // What explains every word needs no rival.
        if evidence.words > 0 && evidence.foreign == 0 && evidence.is_enough(true) {
            return Some((known, evidence, readings));
        }
    }
    let mut best: Option<(Encoding, Evidence, Vec<Reading>)> = None;
    for encoding in blanket::ENCODINGS.into_iter().filter(|encoding| !tried.contains(encoding)) {
        let (mut evidence, readings) = weigh(encoding, units, words);
        if page.knows(encoding) {
            evidence.rank += KNOWN;
        }
        if evidence.is_enough(page.knows(encoding))
            && best.as_ref().is_none_or(|(_, other, _)| evidence.rank > other.rank)
        {
            best = Some((encoding, evidence, readings));
        }
    }
    best
}

/// The evidence for a damage, and how each run reads by it.
fn weigh(encoding: Encoding, units: &[Unit<'_>], known: &Words<'_>) -> (Evidence, Vec<Reading>) {
    let mut readings = Vec::with_capacity(units.len());
    let mut evidence = Evidence::default();
    let (count, mut seen) = (known.count(), 0);
    let (mut words, mut good) = (0usize, 0usize);
    for unit in units {
        let is_read = unit.is_odd && !unit.is_done;
        let reading = if is_read {
            unit.reading(encoding)
        } else if unit.is_done || unit.text.is_ascii() {
            Reading::default()
        } else {
            // Letters that no 8-bit page has.
            Reading { view: View::Sound, ..Reading::default() }
        };
        let (view, cost) = (reading.view, reading.cost);
        readings.push(reading);
        let is_new = is_read && seen < ENOUGH && unit.is_new_to(count);
        if is_new {
            seen += 1;
            evidence.rank += rank(view, unit) - cost;
        }
        if is_new && view == View::Damaged {
            evidence.words += 1;
            evidence.weight += 1 + usize::from(unit.is_hard);
        }
        evidence.foreign += usize::from(view == View::Foreign && !unit.is_sound);
        if let Some(is_vietnamese) = unit.is_vietnamese() {
            words += 1;
            good += usize::from(is_vietnamese || matches!(view, View::Damaged | View::Sign));
        }
    }
    evidence.share = (good * 100usize).checked_div(words).unwrap_or(0);
    (evidence, readings)
}

/// What a word says for a damage; the right one leaves no word that is neither sound nor damaged.
fn rank(view: View, unit: &Unit<'_>) -> i64 {
    match view {
        View::Damaged if unit.is_hard => 24,
        View::Damaged => 16,
        View::Neutral if !unit.is_sound => 0,
        View::Double | View::Neutral => 8,
        View::Sign => 0,
        View::Sound => -8,
        View::Foreign => -24,
    }
}

impl Evidence {
    /// Whether it proves a damage. One word proves it only when its form does and nothing speaks against it.
    fn is_enough(&self, is_known: bool) -> bool {
        let Self { words, weight, foreign, share, .. } = *self;
        match words {
            0 => false,
            1 if is_known => foreign == 0 && share >= 50,
            1 => foreign == 0 && share >= 80 && weight > 1,
            2 | 3 => foreign * 2 <= words && share >= if weight > words { 60 } else { 80 },
            _ => foreign <= words && share >= 40,
        }
    }
}
