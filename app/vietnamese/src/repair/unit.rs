//! A run of a line, with what is known of it by itself.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::compose;

use super::scan;
use crate::nfc;
use crate::syllable::{is_capital, is_syllable};

/// A run of a line with what is known of it.
pub(super) struct Unit<'a> {
    pub(super) range: Range<usize>,
    /// The run in NFC; a borrowed one is the run itself.
    pub(super) text: Cow<'a, str>,
    /// Whether something has been decided on it.
    pub(super) is_done: bool,
    /// Whether it can be of damaged text at all.
    pub(super) is_odd: bool,
    /// Whether it is a word as it stands.
    pub(super) is_sound: bool,
    /// Whether a number stands right before it.
    pub(super) is_after_digit: bool,
    /// Whether it holds a sign that no word has in its midst, or a capital there.
    pub(super) is_hard: bool,
}

impl<'a> Unit<'a> {
    pub(super) fn new(line: &'a str, range: Range<usize>) -> Self {
        let text = line.get(range.clone()).unwrap_or_default();
        let (mut is_odd, mut has_mark) = (false, false);
        if !text.is_ascii() || text.bytes().any(|byte| byte.is_ascii_control()) {
            for c in text.chars() {
                is_odd |= scan::odd_byte(c).is_some();
                has_mark |= scan::is_mark(c);
            }
        }
        let text = match has_mark.then(|| composed(text)) {
            Some(composed) if composed != text && !composed.chars().any(scan::is_mark) => Cow::Owned(composed),
            _ => Cow::Borrowed(text),
        };
        let is_sound = !is_odd || scan::is_sound(&text);
        let is_hard = !is_sound && has_sign_or_capital(&text);
        let is_after_digit = line.get(..range.start).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
        Self { range, text, is_done: false, is_odd, is_sound, is_after_digit, is_hard }
    }

    /// Whether it is damaged in a way that is not yet known, or of another language.
    pub(super) fn is_open(&self) -> bool {
        self.is_odd && !self.is_sound && !self.is_done
    }

    /// Where a part of the run stands in the line. A composed run is changed as a whole.
    pub(super) fn place(&self, part: &Range<usize>) -> Range<usize> {
        match self.text {
            Cow::Borrowed(_) => self.range.start + part.start..self.range.start + part.end,
            Cow::Owned(_) => self.range.clone(),
        }
    }

    /// Whether it is a word that can be Vietnamese; `None` for what says nothing, such as `HTX` or `a`.
    pub(super) fn is_vietnamese(&self) -> Option<bool> {
        if self.is_odd || !self.text.is_ascii() {
            return Some(self.is_done || self.is_sound);
        }
        let is_name = self.text.len() < 2 || self.text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
        (!is_name).then(|| is_syllable(&self.text))
    }
}

/// A sign within the letters, a control, or a capital beyond ASCII after a small letter.
fn has_sign_or_capital(run: &str) -> bool {
    let mut small = false;
    // The dot of a product of units, as in `N·m`.
    let is_unit = run.chars().count() < 4 && run.contains('·');
    !is_unit
        && run.trim_matches(scan::is_soft).chars().any(|c| {
            let is_letter = scan::is_alphabetic(c);
            let is_capital = is_letter && is_capital(c);
            let is_hard = if c.is_ascii() { c.is_control() } else { !is_letter || (small && is_capital) };
            small = if is_letter { !is_capital } else { small };
            is_hard
        })
}

/// The text in NFC; letters with their marks right behind are put together without the whole algorithm.
pub(super) fn composed(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for c in text.chars() {
        let joined = if scan::is_mark(c) { whole.pop().map(|base| (base, compose(base, c))) } else { None };
        match joined {
            Some((_, Some(letter))) => whole.push(letter),
            Some((_, None)) => return nfc(text),
            None => whole.push(c),
        }
    }
    whole
}
