//! A run of a line: its word, where it stands, and whether something has been decided on it.

use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::rc::Rc;

use super::word::{Word, Words};

/// A run of a line with what is known of it.
pub(super) struct Unit<'a> {
    pub(super) range: Range<usize>,
    pub(super) word: Rc<Word<'a>>,
    /// Whether something has been decided on it.
    pub(super) is_done: bool,
    /// Whether a number stands right before it.
    pub(super) is_after_digit: bool,
}

impl<'a> Deref for Unit<'a> {
    type Target = Word<'a>;

    fn deref(&self) -> &Self::Target {
        &self.word
    }
}

impl<'a> Unit<'a> {
    pub(super) fn new(line: &'a str, range: Range<usize>, words: &mut Words<'a>) -> Self {
        let word = words.word(line.get(range.clone()).unwrap_or_default());
        let is_after_digit = line.get(..range.start).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
        Self { range, word, is_done: false, is_after_digit }
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
        self.word.is_vietnamese(self.is_done)
    }
}
