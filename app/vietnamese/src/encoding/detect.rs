//! The encoding of a whole document of bytes, told by its byte order mark, its form and its syllables.

use super::{Encoding, latin};
use crate::repair::Confidence;
use crate::syllable::is_syllable;

/// How many bytes of a document are looked at.
const SAMPLE: usize = 1 << 16;
/// How many words with signs an ASCII text must have before it counts as VIQR.
const VIQR_WORDS: usize = 5;

/// What the bytes of a document turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Charset {
    /// Nothing but ASCII, which every encoding here reads alike.
    Ascii,
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// One of the encodings of Vietnamese from before Unicode.
    Legacy(Encoding),
    /// Western text, or nothing that is known: read it as browsers do.
    Windows1252,
}

/// The answer of [`detect`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detected {
    /// What the bytes are.
    pub charset: Charset,
    /// `Certain` for a byte order mark, well-formed UTF-8 and a clear majority of syllables.
    pub confidence: Confidence,
    /// Whether the declared charset is the real one; `None` when none was declared or its name is not known.
    pub agrees: Option<bool>,
}

impl Charset {
    /// The charset by its label, as HTML, HTTP or a person writes it. ISO 8859-1 means windows-1252, as in browsers.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let plain: String = name.trim().to_ascii_lowercase().replace('_', "-");
        Some(match plain.as_str() {
            "utf-8" | "utf8" => Self::Utf8,
            "utf-16" | "utf-16le" => Self::Utf16Le,
            "utf-16be" => Self::Utf16Be,
            "ascii" | "us-ascii" => Self::Ascii,
            "windows-1252" | "cp1252" | "iso-8859-1" | "latin1" => Self::Windows1252,
            _ => Self::Legacy(Encoding::from_name(&plain)?),
        })
    }

    /// The name for storage, logs and command lines.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ascii => "us-ascii",
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Legacy(encoding) => encoding.as_str(),
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The text of the bytes in NFC, without a byte order mark; U+FFFD where a byte has no meaning.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> super::Decoded {
        let text = match self {
            Self::Legacy(encoding) => return encoding.decode(bytes),
            Self::Ascii | Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Utf16Le => utf16(bytes, u16::from_le_bytes),
            Self::Utf16Be => utf16(bytes, u16::from_be_bytes),
            Self::Windows1252 => latin::shown_as_1252(bytes),
        };
        let text = crate::nfc(text.strip_prefix('\u{feff}').unwrap_or(&text));
        let unknown = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        super::Decoded { text, unknown }
    }
}

/// Tells the encoding of a document; `declared` is the charset label that came with it.
///
/// A byte order mark, UTF-16 by its zero bytes and well-formed UTF-8 are seen first. Else the document is read in
/// each encoding, and the one with the most words that are syllables with a mark, less those that are not, wins; of
/// two that read alike the declared one. VIQR, which is ASCII, needs many words with its signs. The capitals
/// font of TCVN3 has the same bytes as the plain one and is never the answer.
#[must_use]
pub fn detect(bytes: &[u8], declared: Option<&str>) -> Detected {
    let declared = declared.and_then(Charset::from_name);
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (charset, confidence) = by_form(sample).unwrap_or_else(|| by_syllables(sample, declared));
    let agrees = declared.map(|label| label == charset || (charset == Charset::Ascii && !is_utf16(label)));
    Detected { charset, confidence, agrees }
}

fn is_utf16(charset: Charset) -> bool {
    matches!(charset, Charset::Utf16Le | Charset::Utf16Be)
}

/// What the form of the bytes alone tells.
fn by_form(sample: &[u8]) -> Option<(Charset, Confidence)> {
    use Confidence::{Certain, Likely};
    if sample.starts_with(b"\xEF\xBB\xBF") {
        return Some((Charset::Utf8, Certain));
    }
    if sample.starts_with(b"\xFF\xFE") {
        return Some((Charset::Utf16Le, Certain));
    }
    if sample.starts_with(b"\xFE\xFF") {
        return Some((Charset::Utf16Be, Certain));
    }
    // Text has no zero bytes; the high bytes of UTF-16 are mostly zero in Vietnamese.
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, third) = (zeros(0), zeros(1), sample.len() / 6);
    if odd > third && even <= odd / 8 {
        return Some((Charset::Utf16Le, Likely));
    }
    if even > third && odd <= even / 8 {
        return Some((Charset::Utf16Be, Likely));
    }
    utf8(sample)
}

/// Whether the bytes are UTF-8, or were before a few of them broke.
fn utf8(sample: &[u8]) -> Option<(Charset, Confidence)> {
    if sample.is_ascii() {
        return None;
    }
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // The sample may end within a character.
    if bad == 0 || (bad == 1 && std::str::from_utf8(sample).is_err_and(|error| error.error_len().is_none())) {
        return (good > 0).then_some((Charset::Utf8, Confidence::Certain));
    }
    (good > 20 * bad).then_some((Charset::Utf8, Confidence::Likely))
}

/// What the words tell.
fn by_syllables(sample: &[u8], declared: Option<Charset>) -> (Charset, Confidence) {
    if sample.is_ascii() && !sample.iter().any(|byte| latin::is_odd_control(*byte)) {
        return if has_viqr(sample) {
            (Charset::Legacy(Encoding::Viqr), Confidence::Likely)
        } else {
            (Charset::Ascii, Confidence::Certain)
        };
    }
    let order =
        [Encoding::Tcvn3, Encoding::Windows1258, Encoding::Vni, Encoding::Viscii, Encoding::Vps, Encoding::Tcvn5712];
    let mut best = (0, 0, Charset::Windows1252);
    for encoding in order {
        let (good, bad) = score(&encoding.decode(sample).text);
        let charset = Charset::Legacy(encoding);
        let wins = good > bad && (good - bad > best.0 || (good - bad == best.0 && Some(charset) == declared));
        if wins {
            best = (good - bad, bad, charset);
        }
    }
    // Western text gives a stray syllable here and there.
    let (lead, bad, charset) = best;
    let (western, _) = score(&latin::shown_as_1252(sample));
    if lead == 0 || (lead < 3 && Some(charset) != declared) || western >= lead {
        return (Charset::Windows1252, Confidence::Likely);
    }
    (charset, if lead >= 5 && lead > 4 * bad { Confidence::Certain } else { Confidence::Likely })
}

/// How many words with a letter beyond ASCII are syllables, and how many are not.
fn score(text: &str) -> (usize, usize) {
    let is_part = |c: char| c.is_alphabetic() || c == char::REPLACEMENT_CHARACTER;
    let words = text.split(|c| !is_part(c)).filter(|word| !word.is_ascii());
    words.fold(
        (0, 0),
        |(good, bad), word| {
            if is_syllable(word) && has_steady_case(word) { (good + 1, bad) } else { (good, bad + 1) }
        },
    )
}

/// Whether a word is in small letters, in capitals, or in small letters after a capital.
pub(crate) fn has_steady_case(word: &str) -> bool {
    let mut rest = word.chars();
    let first_small = rest.next().is_some_and(char::is_lowercase);
    let rest = rest.as_str();
    rest.chars().all(char::is_lowercase) || (!first_small && rest.chars().all(char::is_uppercase))
}

/// Whether an ASCII text has many words that only VIQR would write, such as `Vie^.t`.
fn has_viqr(sample: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for word in sample.split(u8::is_ascii_whitespace) {
        let word = word.trim_ascii_end();
        // A sign right before a letter: a full stop at the end of a word is most often just that.
        let inner = word.windows(2).any(|pair| {
            matches!(pair, [b'^' | b'(' | b'+' | b'`' | b'~' | b'\'' | b'?' | b'.', next] if next.is_ascii_alphabetic())
        });
        let marked = word.iter().any(|byte| matches!(byte, b'^' | b'+' | b'(' | b'`' | b'~'));
        if !inner && !marked {
            continue;
        }
        let text = Encoding::Viqr.decode(word).text;
        let letters = text.trim_matches(|c: char| !c.is_alphabetic());
        if is_syllable(letters) && !letters.is_ascii() { good += 1 } else { bad += 1 }
    }
    good >= VIQR_WORDS && good >= 3 * bad
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        // Half a unit at the end.
        _ => 0xFFFD,
    });
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
