//! What is known of a run by itself, worked out once for all its places: a text repeats its words.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::rc::Rc;

use unicode_normalization::char::compose;

use super::blanket::{self, Reading};
use super::{page1258, scan, utf8};
use crate::encoding::Encoding;
use crate::encoding::latin::byte_of_1252;
use crate::nfc;
use crate::syllable::{is_capital, is_syllable};

/// How many different words are kept; a text of noise must not fill the memory.
const MAX_WORDS: usize = 8192;

/// A run, wherever it stands.
pub(super) struct Word<'a> {
    /// The run in NFC; a borrowed one is the run itself.
    pub(super) text: Cow<'a, str>,
    /// Whether it can be of damaged text at all.
    pub(super) is_odd: bool,
    /// Whether it is a word as it stands.
    pub(super) is_sound: bool,
    /// Whether it holds a sign that no word has in its midst, or a capital there.
    pub(super) is_hard: bool,
    /// Whether it is a syllable in ASCII; `None` for what says nothing, such as `HTX` or `a`.
    plain: Option<bool>,
    views: [OnceCell<Box<View>>; blanket::ENCODINGS.len()],
    utf8: OnceCell<Option<utf8::Reading>>,
    parts: OnceCell<Vec<page1258::Part>>,
    letters: OnceCell<Letters>,
    counted: Cell<u64>,
}

/// How a word reads in an encoding.
struct View {
    reading: Reading,
    meant: OnceCell<Option<String>>,
}

/// Letters that speak against page 1258.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    /// One that no 8-bit page of the West has.
    pub(super) beyond_1252: bool,
    /// One with a tone, of those that the page has whole.
    pub(super) toned: bool,
}

impl<'a> Word<'a> {
    fn new(text: &'a str) -> Self {
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
        let is_name = text.len() < 2 || text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
        let plain = (!is_odd && text.is_ascii() && !is_name).then(|| is_syllable(&text));
        Self {
            text,
            is_odd,
            is_sound,
            is_hard,
            plain,
            views: Default::default(),
            utf8: OnceCell::new(),
            parts: OnceCell::new(),
            letters: OnceCell::new(),
            counted: Cell::new(0),
        }
    }

    fn view(&self, encoding: Encoding) -> Option<&View> {
        let place = blanket::ENCODINGS.iter().position(|known| *known == encoding)?;
        let read = || View { reading: blanket::view(encoding, &self.text, self.is_sound), meant: OnceCell::new() };
        self.views.get(place).map(|view| &**view.get_or_init(|| Box::new(read())))
    }

    /// How it reads in an encoding of [`blanket::ENCODINGS`].
    pub(super) fn reading(&self, encoding: Encoding) -> Reading {
        self.view(encoding).map(|view| view.reading.clone()).unwrap_or_default()
    }

    /// What the core of its reading means, where that is one segment; `None` when nothing changes.
    pub(super) fn meant(&self, encoding: Encoding) -> Option<String> {
        let view = self.view(encoding)?;
        let core = || self.text.get(view.reading.core.clone()).unwrap_or_default();
        view.meant.get_or_init(|| blanket::meant(encoding, core())).clone()
    }

    /// What it means when it is groups of UTF-8; `None` when it has none.
    pub(super) fn utf8(&self) -> Option<&utf8::Reading> {
        self.utf8.get_or_init(|| utf8::read_lead(&self.text)).as_ref()
    }

    /// Its parts that page 1258 reads otherwise.
    pub(super) fn parts(&self) -> &[page1258::Part] {
        self.parts.get_or_init(|| page1258::parts(&self.text))
    }

    pub(super) fn letters(&self) -> Letters {
        *self.letters.get_or_init(|| Letters {
            beyond_1252: self.text.chars().any(|c| byte_of_1252(c).is_none()),
            toned: self.text.chars().any(page1258::is_composed),
        })
    }

    /// Whether this count, each with a number of its own, meets the word for the first time.
    pub(super) fn is_new_to(&self, count: u64) -> bool {
        self.counted.replace(count) != count
    }

    /// See [`super::unit::Unit::is_vietnamese`].
    pub(super) fn is_vietnamese(&self, is_done: bool) -> Option<bool> {
        if self.is_odd || !self.text.is_ascii() { Some(is_done || self.is_sound) } else { self.plain }
    }
}

/// The words of a text, each known once.
#[derive(Default)]
pub(super) struct Words<'a> {
    known: HashMap<&'a str, Rc<Word<'a>>>,
    counts: Cell<u64>,
}

impl<'a> Words<'a> {
    /// The word for a run.
    pub(super) fn word(&mut self, run: &'a str) -> Rc<Word<'a>> {
        if let Some(word) = self.known.get(run) {
            return Rc::clone(word);
        }
        let word = Rc::new(Word::new(run));
        self.known.insert(run, Rc::clone(&word));
        word
    }

    /// Forgets them where they are too many; between two lines, since a line counts its different words.
    pub(super) fn tidy(&mut self) {
        if self.known.len() > MAX_WORDS {
            self.known.clear();
        }
    }

    /// A number for [`Word::is_new_to`].
    pub(super) fn count(&self) -> u64 {
        self.counts.set(self.counts.get() + 1);
        self.counts.get()
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
fn composed(text: &str) -> String {
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
