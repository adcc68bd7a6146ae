//! The syllables as a hash table of spellings without tone, filled from the rules at first use.
//!
//! A spelling of at most seven letters packs into 35 bits, five for a letter; its entry says which
//! letters may carry the tone and whether it ends in a stop. One look-up without allocation answers for a token.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::{HOI, HUYEN, NANG, NGA, ONSETS, SAC, TONES, all_rimes, combines, is_stopped, is_tone_place};

/// The 29 letters of the alphabet; f, j, w and z are in no Vietnamese syllable.
const LETTERS: &str = "aăâbcdđeêghiklmnoôơpqrstuưvxy";
/// The longest syllable, nghiêng.
const MAX_LETTERS: u32 = 7;
/// A power of two, more than twice the number of spellings, so that few entries collide.
const SLOTS: usize = 1 << 13;

/// The bits of an entry.
const SPELLING: u64 = (1 << 35) - 1;
const PLACES: u32 = 40;
const STOPPED: u64 = 1 << 50;

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

struct Table {
    /// The code of a character up to U+01B0.
    low: [u16; 0x1B1],
    /// The code of a character from U+1EA0 on.
    high: [u16; 0x60],
    slots: Box<[u64]>,
}

/// A token read letter by letter.
#[derive(Clone, Copy, Default)]
pub(crate) struct Scan {
    packed: u64,
    count: u32,
    tone: u16,
    at: u32,
    is_foreign: bool,
    /// Which cases there are: of the first letter, and of those after it.
    cases: u8,
}

/// The bits of [`Scan::cases`].
const FIRST_SMALL: u8 = 1;
const SMALL: u8 = 2;
const CAPITAL: u8 = 4;

/// The bit of a capital's code.
const IS_CAPITAL: u16 = 1 << 8;

impl Scan {
    /// Takes the next character: a letter of any case, or a combining mark of the letter before.
    #[inline]
    pub(crate) fn push(&mut self, c: char) {
        let code = TABLE.code(c);
        if code == 0 {
            self.push_mark(c);
            return;
        }
        self.packed = (self.packed << 5) | u64::from(code & 31);
        let tone = (code >> 5) & 7;
        if tone != 0 {
            self.is_foreign |= self.tone != 0;
            self.tone = tone;
            self.at = self.count;
        }
        self.cases |= match (self.count, code & IS_CAPITAL) {
            (0, 0) => FIRST_SMALL,
            (0, _) => 0,
            (_, 0) => SMALL,
            _ => CAPITAL,
        };
        self.count += 1;
        self.is_foreign |= self.count > MAX_LETTERS;
    }

    fn push_mark(&mut self, c: char) {
        let Some(at) = self.count.checked_sub(1) else {
            self.is_foreign = true;
            return;
        };
        if let Some(tone) = tone_code(c) {
            self.is_foreign |= self.tone != 0;
            self.tone = tone;
            self.at = at;
            return;
        }
        let last = (self.packed as usize & 31).checked_sub(1).and_then(|at| LETTERS.chars().nth(at));
        let marked = match (last, c) {
            (Some('a'), '\u{302}') => 'â',
            (Some('e'), '\u{302}') => 'ê',
            (Some('o'), '\u{302}') => 'ô',
            (Some('a'), '\u{306}') => 'ă',
            (Some('o'), '\u{31b}') => 'ơ',
            (Some('u'), '\u{31b}') => 'ư',
            _ => '\0',
        };
        let code = TABLE.code(marked);
        if code == 0 {
            self.is_foreign = true;
        } else {
            self.packed = (self.packed & !31) | u64::from(code & 31);
        }
    }

    /// Whether it is in small letters, in capitals, or in small letters after a capital.
    #[inline]
    pub(crate) fn is_steady(&self) -> bool {
        self.cases & CAPITAL == 0 || self.cases == CAPITAL
    }

    /// Whether what was read is a possible syllable.
    #[inline]
    pub(crate) fn is_syllable(&self) -> bool {
        !self.is_foreign && self.count > 0 && TABLE.holds(self)
    }
}

/// Whether a character is one of the Vietnamese letters in any case, tones included.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    TABLE.code(c) != 0
}

/// Whether a character is a capital; quick for the letters of Vietnamese.
#[inline]
pub(crate) fn is_capital(c: char) -> bool {
    match TABLE.code(c) {
        0 => c.is_uppercase(),
        code => code & IS_CAPITAL != 0,
    }
}

fn tone_code(c: char) -> Option<u16> {
    Some(match c {
        HUYEN => 1,
        SAC => 2,
        HOI => 3,
        NGA => 4,
        NANG => 5,
        _ => return None,
    })
}

impl Table {
    fn new() -> Self {
        let mut table = Self { low: [0; 0x1B1], high: [0; 0x60], slots: vec![0; SLOTS].into_boxed_slice() };
        for (at, letter) in (1u16..).zip(LETTERS.chars()) {
            let tones = std::iter::once(None).chain(TONES.into_iter().map(Some));
            for (tone, mark) in (0u16..).zip(tones) {
                let mut whole = std::iter::once(letter).chain(mark).nfc();
                if let (Some(c), None) = (whole.next(), whole.next()) {
                    table.set_code(c, at | (tone << 5));
                    c.to_uppercase().for_each(|upper| table.set_code(upper, at | (tone << 5) | IS_CAPITAL));
                }
            }
        }
        for onset in ONSETS {
            for rime in all_rimes().filter(|rime| combines(onset, rime)) {
                table.add(onset, rime);
            }
        }
        table
    }

    fn set_code(&mut self, c: char, code: u16) {
        let at = c as usize;
        let slot = if at < 0x1B1 { self.low.get_mut(at) } else { self.high.get_mut(at.wrapping_sub(0x1EA0)) };
        if let Some(slot) = slot {
            *slot = code;
        }
    }

    /// The letter in the low five bits, the tone in three above, then the case; 0 for a character of no syllable.
    #[inline]
    fn code(&self, c: char) -> u16 {
        let at = c as usize;
        let code = if at < 0x1B1 { self.low.get(at) } else { self.high.get(at.wrapping_sub(0x1EA0)) };
        code.copied().unwrap_or(0)
    }

    fn add(&mut self, onset: &str, rime: &str) {
        let letters = onset.chars().chain(rime.chars());
        let packed = letters.fold(0, |packed, letter| (packed << 5) | u64::from(self.code(letter)));
        let before = onset.chars().count();
        let places = (0..rime.chars().count()).filter(|at| is_tone_place(rime, *at));
        let places = places.fold(0u64, |places, at| places | 1 << (PLACES as usize + before + at));
        let stopped = if is_stopped(rime) { STOPPED } else { 0 };
        let slot = self.find(packed);
        // One spelling may be read in two ways (g + ia, gi + a), each with its place of the tone.
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot |= packed | places | stopped;
        }
    }

    /// The slot of a spelling, or the free one where it belongs.
    #[inline]
    fn find(&self, packed: u64) -> usize {
        let mut slot = (packed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 51) as usize;
        loop {
            match self.slots.get(slot) {
                Some(entry) if *entry != 0 && *entry & SPELLING != packed => slot = (slot + 1) % SLOTS,
                _ => return slot,
            }
        }
    }

    #[inline]
    fn holds(&self, scan: &Scan) -> bool {
        let entry = self.slots.get(self.find(scan.packed)).copied().unwrap_or(0);
        if entry == 0 {
            return false;
        }
        let is_stopped = entry & STOPPED != 0;
        match scan.tone {
            0 => !is_stopped,
            tone => (!is_stopped || matches!(tone, 2 | 5)) && entry & (1 << (PLACES + scan.at)) != 0,
        }
    }
}
