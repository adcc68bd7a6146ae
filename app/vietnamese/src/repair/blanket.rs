//! Damage that covers a whole text: bytes of TCVN3, VNI, VISCII, VPS or TCVN 5712 read as windows-1252.

use std::ops::Range;

use unicode_normalization::char::compose;

use super::scan::{is_alphabetic, is_soft, is_steady_syllable, odd_byte};
use crate::encoding::{Encoding, single, vni};
use crate::syllable::{Scan, is_capital, is_letter};

/// The encodings in the order in which they are preferred when they explain a line equally well.
/// What TCVN3 explains, TCVN 5712 does too, so it comes last.
pub(super) const ENCODINGS: [Encoding; 5] =
    [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Vps, Encoding::Tcvn5712];

/// What a character of damaged text meant.
enum Meaning {
    /// The letter that it is.
    Same(char),
    /// Another letter, small or capital; `lossy` when the encoding has no capital for it.
    Letter { letter: char, lossy: bool },
    /// Marks on the letter before.
    Marks(&'static str),
    /// No letter.
    Nothing,
}

/// A part of a run that is letters in the encoding.
pub(super) struct Segment {
    /// Where it stands in the run.
    pub(super) range: Range<usize>,
    /// Whether it reads otherwise than it stands.
    pub(super) is_changed: bool,
    /// Whether it reads as a syllable in steady case.
    pub(super) is_syllable: bool,
    /// How rare its letters are.
    cost: i64,
}

/// How a run stands to an encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    /// It reads as it stands, or is sound without a say on the damage.
    #[default]
    Neutral,
    /// No word as it stands, syllables when read.
    Damaged,
    /// A word both ways.
    Double,
    /// A sign that stands alone, or a letter.
    Sign,
    /// A word as it stands that the damage cannot have left.
    Sound,
    /// No word either way.
    Foreign,
}

/// Reads characters one after another.
struct Reader {
    encoding: Encoding,
    chars: &'static [char; 256],
    base: char,
}

impl Reader {
    fn new(encoding: Encoding) -> Self {
        Self { encoding, chars: single::chars(encoding), base: '\0' }
    }

    #[inline]
    fn read(&mut self, c: char) -> Meaning {
        let base = std::mem::replace(&mut self.base, '\0');
        let Some(byte) = odd_byte(c) else {
            self.base = c;
            return if is_alphabetic(c) { Meaning::Same(c) } else { Meaning::Nothing };
        };
        if self.encoding == Encoding::Vni {
            if let Some(marks) = vni::marks(base, byte) {
                return Meaning::Marks(marks);
            }
            let Some(letter) = vni::letter(byte) else { return Meaning::Nothing };
            self.base = letter;
            return Meaning::Letter { letter, lossy: false };
        }
        match self.chars.get(usize::from(byte)) {
            Some(letter) if is_letter(*letter) => {
                let lossy = self.encoding == Encoding::Tcvn3 && byte >= 0xB5;
                Meaning::Letter { letter: *letter, lossy }
            }
            _ => Meaning::Nothing,
        }
    }
}

/// The letter cases of a segment, apart from those that the encoding lost.
#[derive(Default)]
struct Case {
    begun: bool,
    first_small: bool,
    small: bool,
    capital: bool,
}

impl Case {
    #[inline]
    fn push(&mut self, c: char, lossy: bool) {
        let is_capital = if c.is_ascii() { c.is_ascii_uppercase() } else { !lossy && is_capital(c) };
        if !self.begun {
            self.begun = true;
            self.first_small = !is_capital && !lossy;
        } else if is_capital {
            self.capital = true;
        } else if !lossy {
            self.small = true;
        }
    }

    fn is_steady(&self) -> bool {
        !(self.capital && (self.small || self.first_small))
    }
}

/// Reads a run in an encoding, part by part.
pub(super) fn segments(encoding: Encoding, run: &str, mut each: impl FnMut(Segment)) {
    let mut reader = Reader::new(encoding);
    let mut open = Open::default();
    for (at, c) in run.char_indices() {
        match reader.read(c) {
            Meaning::Same(letter) => {
                open.scan.push(letter);
                open.case.push(letter, false);
            }
            Meaning::Letter { letter, lossy } => {
                open.scan.push(letter);
                open.case.push(letter, lossy);
                open.is_changed |= letter != c;
                open.cost += cost(letter);
            }
            Meaning::Marks(marks) => {
                marks.chars().for_each(|mark| open.scan.push(mark));
                open.is_changed = true;
            }
            Meaning::Nothing => {
                let next = Open { start: at + c.len_utf8(), ..Open::default() };
                if let Some(segment) = std::mem::replace(&mut open, next).closed(at) {
                    each(segment);
                }
            }
        }
    }
    if let Some(segment) = open.closed(run.len()) {
        each(segment);
    }
}

/// A segment that is being read.
#[derive(Default)]
struct Open {
    start: usize,
    scan: Scan,
    case: Case,
    is_changed: bool,
    cost: i64,
}

impl Open {
    fn closed(self, end: usize) -> Option<Segment> {
        let is_syllable = self.scan.is_syllable() && self.case.is_steady();
        let Self { start, is_changed, cost, .. } = self;
        (start < end).then_some(Segment { range: start..end, is_changed, is_syllable, cost })
    }
}

/// How a run reads in an encoding.
#[derive(Clone, Default)]
pub(super) struct Reading {
    pub(super) view: View,
    /// The part of the run that is read; quotation marks may be left out.
    pub(super) core: Range<usize>,
    /// How rare its letters are: a tie-break between readings that all make syllables.
    pub(super) cost: i64,
    /// Whether the core is one segment.
    pub(super) is_single: bool,
}

/// How a run stands to an encoding. Quotation marks around it, which are letters in some, are tried as such first.
pub(super) fn view(encoding: Encoding, run: &str, is_sound: bool) -> Reading {
    let whole = view_whole(encoding, run, is_sound);
    if whole.view == View::Foreign && (run.starts_with(is_soft) || run.ends_with(is_soft)) {
        let start = run.len() - run.trim_start_matches(is_soft).len();
        let core = start..start + run.trim_matches(is_soft).len();
        if !core.is_empty() {
            let trimmed = view_whole(encoding, run.get(core.clone()).unwrap_or_default(), is_sound);
            if matches!(trimmed.view, View::Damaged | View::Double) {
                return Reading { core, ..trimmed };
            }
        }
    }
    whole
}

fn view_whole(encoding: Encoding, run: &str, is_sound: bool) -> Reading {
    let (mut any, mut all, mut cost, mut is_single) = (false, true, 0, false);
    segments(encoding, run, |segment| {
        any |= segment.is_changed;
        cost += segment.cost;
        is_single |= segment.range.len() == run.len();
        // A part that stays as it is must be plain, or the run is of two minds.
        all &= segment.is_syllable
            || (!segment.is_changed
                && run.get(segment.range).is_some_and(|part| part.is_ascii() || is_steady_syllable(part)));
    });
    let view = match (any, all) {
        (true, _) if is_sign(run) || (!all && is_sound && is_short(encoding, run)) => View::Sign,
        (true, true) if is_sound => View::Double,
        (true, true) => View::Damaged,
        (_, _) if !is_sound => View::Foreign,
        (true, false) => View::Sound,
        _ if run.chars().any(|c| !c.is_ascii() && odd_byte(c).is_none()) => View::Sound,
        _ => View::Neutral,
    };
    Reading { view, core: 0..run.len(), cost, is_single }
}

/// Whether a run is a sign that stands alone or before a unit, as in `½`, `±` and `µm`.
fn is_sign(run: &str) -> bool {
    !run.chars().any(is_alphabetic)
        || (run.starts_with(['µ', '½', '¼', '¾', '±', '°', '€', '£', '×', '÷'])
            && run.chars().skip(1).filter(char::is_ascii_alphabetic).count() == 1)
}

/// Whether a run reads as an abbreviation in capitals, as `N§` for NĐ in TCVN3.
pub(super) fn is_short(encoding: Encoding, run: &str) -> bool {
    let mut reader = Reader::new(encoding);
    run.chars().all(|c| match reader.read(c) {
        Meaning::Same(letter) | Meaning::Letter { letter, .. } => is_capital(letter),
        Meaning::Marks(_) => true,
        Meaning::Nothing => false,
    })
}

/// The letters of Vietnamese prose in three classes, by hand after the usual counts.
fn cost(letter: char) -> i64 {
    match letter {
        'à' | 'á' | 'ạ' | 'ả' | 'đ' | 'ư' | 'ế' | 'ộ' | 'ô' | 'ệ' | 'ó' | 'ấ' | 'ê' | 'ợ' | 'ữ' | 'ờ' | 'ố' | 'ớ'
        | 'â' => 0,
        'ậ' | 'ủ' | 'ể' | 'ị' | 'ì' | 'ứ' | 'ề' | 'í' | 'ọ' | 'ã' | 'ầ' | 'ồ' | 'ú' | 'ơ' | 'ổ' | 'ý' | 'ở' | 'ự'
        | 'ă' | 'ù' => 2,
        'é' | 'è' | 'ụ' | 'ừ' | 'ử' | 'ắ' | 'ặ' | 'ằ' | 'ễ' | 'ò' | 'ũ' | 'ẫ' | 'ẩ' | 'ỏ' | 'ĩ' | 'ỉ' | 'Đ' | 'Ủ'
        | 'Ô' | 'Â' => 4,
        _ => 7,
    }
}

/// A letter with its marks as one character; Unicode puts the dot below before the marks above.
fn marked(base: char, marks: &str) -> Option<char> {
    let of = |is_below: bool| marks.chars().filter(move |mark| (*mark == '\u{323}') == is_below);
    of(true).chain(of(false)).try_fold(base, compose)
}

/// What a segment means, in NFC; `None` when nothing changes.
pub(super) fn meant(encoding: Encoding, segment: &str) -> Option<String> {
    let mut reader = Reader::new(encoding);
    let mut text = String::with_capacity(segment.len() + 2);
    let mut case = Case::default();
    for c in segment.chars() {
        match reader.read(c) {
            Meaning::Letter { letter, lossy } => {
                case.push(letter, lossy);
                text.push(letter);
            }
            Meaning::Marks(marks) => match text.pop().map(|base| (base, marked(base, marks))) {
                Some((_, Some(letter))) => text.push(letter),
                Some((base, None)) => {
                    text.push(base);
                    text.push_str(marks);
                }
                None => text.push_str(marks),
            },
            Meaning::Same(_) | Meaning::Nothing => {
                case.push(c, !is_alphabetic(c));
                text.push(c);
            }
        }
    }
    // TCVN3 in capitals: the plain font had small letters in their midst.
    if encoding == Encoding::Tcvn3 && case.capital && !case.small && !case.first_small {
        text = text.to_uppercase();
    }
    (text != segment).then_some(text)
}
