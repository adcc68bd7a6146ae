//! Repair of Vietnamese that was stored in Windows code page 1258 and read as 1252.
//!
//! Page 1258 keeps tones as separate bytes after the vowel; read as 1252 they become letters, so
//! that `tỉnh` looks like `tiÒnh`. Healthy and damaged words stand side by side in one sentence,
//! even in one word (`ðộng`), so nothing can be reversed as a whole. The rules, for each token (a
//! run of letters), within its paragraph (a line):
//!
//! 1. A token without one of the 14 letters of [`letters`] is never touched.
//! 2. A token that is a Vietnamese syllable as it stands is kept, but for rule 5.
//! 3. Else the letters are read as page 1258 meant them. Where that gives a syllable, the token is
//!    repaired; where it does not, only `ð` and `Ð` are read so, for a đ in an otherwise healthy word (`ðã`).
//! 4. A repair is [`Confidence::Certain`] when a tone letter follows a vowel (`baÌn`, `caìc`), which no
//!    Vietnamese, and hardly any other word has; or when its paragraph holds such a one.
//!    Else it is [`Confidence::Likely`]: `ð` is also the đ of VISCII.
//! 5. Some tokens are syllables both ways (`nãm` and `năm`). Such a one is changed, as `Likely`, only when its
//!    paragraph holds a certain repair *and* the token itself speaks for it: as it stands it is no word
//!    of the language, and as repaired it is a common one. These pairs are a list, [`doubles`];
//!    any other ambiguous token stays as it is.
//!
//! Run it before any case folding: `Ì` is huyền and `ì` is sắc. The original is not normalised
//! outside the repaired tokens.

use std::ops::Range;

use crate::nfc;
use crate::syllable::is_syllable;

mod doubles;
mod groups;
mod letters;

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

/// What went wrong with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// Bytes of Windows code page 1258 were read as page 1252.
    Windows1258AsWindows1252,
}

/// How sure a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// The damaged form cannot be anything else.
    Certain,
    /// A person should look at it.
    Likely,
}

impl Rule {
    /// The name for storage and logs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Windows1258AsWindows1252 => "windows-1258-as-1252",
        }
    }

    /// The name for people, in Vietnamese.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Windows1258AsWindows1252 => "Chữ Windows-1258 bị đọc nhầm thành Windows-1252",
        }
    }
}

impl Confidence {
    /// The name for storage and logs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
        }
    }

    /// The name for people, in Vietnamese.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Certain => "Chắc chắn",
            Self::Likely => "Cần xem lại",
        }
    }
}

/// Repairs every damaged token of a text, line by line; see the module's page for the rules.
#[must_use]
pub fn repair(text: &str) -> Repair {
    let mut changes = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        changes.extend(repair_paragraph(paragraph, start));
        start += paragraph.len();
    }
    let mut repaired = String::with_capacity(text.len());
    let mut copied = 0;
    for change in &changes {
        repaired.push_str(text.get(copied..change.range.start).unwrap_or_default());
        repaired.push_str(&change.after);
        copied = change.range.end;
    }
    repaired.push_str(text.get(copied..).unwrap_or_default());
    Repair { text: repaired, changes }
}

/// The changes of one paragraph that begins at byte `start` of the text.
fn repair_paragraph(paragraph: &str, start: usize) -> Vec<Change> {
    let judged: Vec<_> = tokens(paragraph).map(|(at, token)| (at, token, judge(token))).collect();
    let has_proof = judged.iter().any(|(_, _, verdict)| matches!(verdict, Verdict::Damaged { proven: true, .. }));
    let change = |(at, token, verdict): (usize, &str, Verdict)| {
        let (after, confidence) = match verdict {
            Verdict::Damaged { after, proven } if proven || has_proof => (after, Confidence::Certain),
            Verdict::Damaged { after, .. } => (after, Confidence::Likely),
            Verdict::Double { after } if has_proof => (after, Confidence::Likely),
            Verdict::Double { .. } | Verdict::Healthy => return None,
        };
        let range = start + at..start + at + token.len();
        let rule = Rule::Windows1258AsWindows1252;
        Some(Change { range, before: token.to_owned(), after, rule, confidence })
    };
    judged.into_iter().filter_map(change).collect()
}

/// The longest runs of letters and combining marks, each with its first byte.
fn tokens(paragraph: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c);
    let mut rest = 0;
    std::iter::from_fn(move || {
        let from = rest + paragraph.get(rest..)?.find(is_part)?;
        let tail = paragraph.get(from..)?;
        let length = tail.find(|c| !is_part(c)).unwrap_or(tail.len());
        rest = from + length;
        Some((from, tail.get(..length)?))
    })
}

/// What a token is by itself.
enum Verdict {
    /// Nothing to do.
    Healthy,
    /// No syllable as it stands, but one when read as page 1258.
    Damaged { after: String, proven: bool },
    /// A syllable both ways, and the list says that only the repaired form is a word.
    Double { after: String },
}

fn judge(token: &str) -> Verdict {
    if !token.chars().any(letters::is_suspect) {
        return Verdict::Healthy;
    }
    let composed = nfc(token);
    if is_syllable(&composed) {
        return doubles::repaired(&composed).map_or(Verdict::Healthy, |after| Verdict::Double { after });
    }
    let whole = nfc(&composed.chars().map(letters::meant).collect::<String>());
    if is_syllable(&whole) {
        return Verdict::Damaged { after: whole, proven: letters::has_tone_after_vowel(&composed) };
    }
    let with_d = composed.replace('ð', "đ").replace('Ð', "Đ");
    if is_syllable(&with_d) {
        return Verdict::Damaged { after: with_d, proven: false };
    }
    Verdict::Healthy
}
