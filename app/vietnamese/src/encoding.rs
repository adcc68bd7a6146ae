//! The encodings of Vietnamese from before Unicode: bytes to text and back, and which one a document is in.
//!
//! [`Encoding::decode`] is total: a byte without a meaning becomes U+FFFD and is counted.
//! [`Encoding::encode`] names the first letter that the encoding cannot hold. [`detect`](detect::detect)
//! tells the encoding of a whole document of bytes. [`latin`] says what bytes look like when they are
//! read as windows-1252 or ISO 8859-1, which is how damaged text comes about.

use std::fmt;

pub mod detect;
pub mod latin;
pub(crate) mod single;
mod viqr;
pub(crate) mod vni;

pub use detect::{Charset, Detected, detect};

/// An encoding of Vietnamese from before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// The fonts `.VnTime` (ABC): the letters of TCVN 5712:1993 VN2, with the punctuation of windows-1252.
    ///
    /// It has no capitals with a tone; text in capitals used the capitals font. Encoding writes the
    /// small letter's code for a toned capital, so that its case is lost.
    Tcvn3,
    /// The fonts `.VnTimeH`: the bytes of [`Encoding::Tcvn3`], each letter shown as a capital.
    /// Small letters cannot be encoded.
    Tcvn3Capitals,
    /// The fonts `VNI-Times` on Windows: a vowel and, as a second byte, its mark and tone.
    Vni,
    /// VISCII 1.1 (RFC 1456): one byte for each letter, six of them among the C0 controls.
    Viscii,
    /// The Vietnamese Professionals Society's fonts: one byte for each letter, 14 of them C0 controls.
    Vps,
    /// TCVN 5712:1993 VN1: one byte for each letter, 12 of them C0 controls, and combining tones.
    Tcvn5712,
    /// VIQR (RFC 1456): marks and tones as ASCII punctuation after the vowel.
    Viqr,
    /// Windows code page 1258: marked vowels precomposed, most tones as a combining byte.
    Windows1258,
}

/// Text that was read from bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text in NFC.
    pub text: String,
    /// How many bytes had no meaning in the encoding; U+FFFD stands in the text for each.
    pub unknown: usize,
}

/// The first letter of a text that an encoding cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unencodable {
    /// The letter, composed.
    pub letter: char,
    /// Where it begins in the text, in bytes.
    pub at: usize,
    /// The encoding.
    pub encoding: Encoding,
}

impl fmt::Display for Unencodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { letter, at, encoding } = self;
        write!(f, "Bảng mã {} không có ký tự “{letter}” (byte thứ {at})", encoding.label())
    }
}

impl std::error::Error for Unencodable {}

impl Encoding {
    /// Every encoding, in the order in which a person would look for it.
    pub const ALL: [Self; 8] = [
        Self::Tcvn3,
        Self::Tcvn3Capitals,
        Self::Vni,
        Self::Viscii,
        Self::Vps,
        Self::Tcvn5712,
        Self::Viqr,
        Self::Windows1258,
    ];

    /// The name for storage, logs and command lines.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tcvn3 => "tcvn3",
            Self::Tcvn3Capitals => "tcvn3-capitals",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
            Self::Vps => "vps",
            Self::Tcvn5712 => "tcvn-5712",
            Self::Viqr => "viqr",
            Self::Windows1258 => "windows-1258",
        }
    }

    /// The name for people, in Vietnamese.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC), phông .VnTime",
            Self::Tcvn3Capitals => "TCVN3 (ABC) chữ hoa, phông .VnTimeH",
            Self::Vni => "VNI, phông VNI-Times",
            Self::Viscii => "VISCII",
            Self::Vps => "VPS",
            Self::Tcvn5712 => "TCVN 5712-1 (VN1)",
            Self::Viqr => "VIQR (dấu gõ bằng ký tự thường)",
            Self::Windows1258 => "Windows-1258",
        }
    }

    /// The encoding by one of its names or charset labels, whatever the letter case; `None` for others,
    /// also for UTF-8.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        Some(match plain.as_str() {
            "tcvn3" | "abc" | "tcvn3abc" | "vn2" | "tcvn57122" => Self::Tcvn3,
            "tcvn3capitals" | "tcvn3h" | "abch" => Self::Tcvn3Capitals,
            "vni" | "vniwin" | "vniwindows" | "xvietvni" => Self::Vni,
            "viscii" | "csviscii" | "viscii11" | "viscii111" => Self::Viscii,
            "vps" | "xvietvps" | "xvps" => Self::Vps,
            "tcvn" | "tcvn5712" | "tcvn57121" | "tcvn571211993" | "xviettcvn5712" | "vn1" => Self::Tcvn5712,
            "viqr" | "csviqr" => Self::Viqr,
            "windows1258" | "cp1258" | "xcp1258" => Self::Windows1258,
            _ => return None,
        })
    }

    /// The encoding that a font implies: `.VnTime` and its kin are TCVN3, those with a final `H` its
    /// capitals, `VNI-Times` and its kin are VNI. Quotes and a CSS escape before the dot are skipped.
    #[must_use]
    pub fn from_font(family: &str) -> Option<Self> {
        let name = family.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\\'));
        let lower = name.to_ascii_lowercase();
        if lower.starts_with(".vn") {
            return Some(if name.ends_with('H') { Self::Tcvn3Capitals } else { Self::Tcvn3 });
        }
        if lower.starts_with("vni-") {
            return Some(Self::Vni);
        }
        lower.starts_with("vps ").then_some(Self::Vps)
    }

    /// The text that the bytes hold, in NFC. Never fails.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> Decoded {
        let text = match self {
            Self::Vni => vni::decode(bytes),
            Self::Viqr => viqr::decode(bytes),
            _ => single::decode(self, bytes),
        };
        let unknown = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        Decoded { text: crate::nfc(&text), unknown }
    }

    /// The bytes of a text in any normal form.
    ///
    /// # Errors
    ///
    /// The first letter that the encoding cannot hold.
    pub fn encode(self, text: &str) -> Result<Vec<u8>, Unencodable> {
        let mut bytes = Vec::with_capacity(text.len());
        let mut viqr = viqr::Encoder::default();
        for (at, letter) in composed(text) {
            let written = match self {
                Self::Vni => vni::encode(letter, &mut bytes),
                Self::Viqr => viqr.encode(letter, &mut bytes),
                _ => single::encode(self, letter, &mut bytes),
            };
            if !written {
                return Err(Unencodable { letter, at, encoding: self });
            }
        }
        Ok(bytes)
    }
}

/// The characters of a text after composition, each with the start of the cluster it came from.
fn composed(text: &str) -> impl Iterator<Item = (usize, char)> {
    use unicode_normalization::char::is_combining_mark;
    let mut clusters = text.char_indices().filter(|(_, c)| !is_combining_mark(*c)).map(|(at, _)| at).peekable();
    let lead = clusters.peek().copied().unwrap_or(text.len());
    let mut starts = (lead > 0).then_some(0).into_iter().chain(clusters).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(text.len());
        Some((start, text.get(start..end).unwrap_or_default()))
    })
    .flat_map(|(start, cluster)| letters(cluster).into_iter().map(move |c| (start, c)))
}

/// A cluster composed. A dot below, which is ordered before the marks above, does not part a letter of another
/// language from its mark: `ÿ` with a dot has codes, `ỵ` with a diaeresis has none.
fn letters(cluster: &str) -> Vec<char> {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    const DOT_BELOW: char = '\u{323}';
    let composed: Vec<char> = cluster.nfc().collect();
    let is_foreign = |c: &char| is_combining_mark(*c) && !crate::syllable::TONES.contains(c);
    if !composed.iter().skip(1).any(is_foreign) {
        return composed;
    }
    let (dots, rest): (Vec<char>, Vec<char>) = cluster.nfd().partition(|c| *c == DOT_BELOW);
    rest.into_iter().nfc().chain(dots).collect()
}
