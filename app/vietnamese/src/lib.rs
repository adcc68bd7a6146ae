//! Vietnamese text: normal form, folding for search, slugs, syllables, and the repair of a broken encoding.
//!
//! * [`nfc`]: the composed form in which everything is stored and compared.
//! * [`fold`]: letters without tones and marks, for search.
//! * [`slug`]: the part of an address that is made from a title.
//! * [`syllable`]: whether a token can be written Vietnamese, from tables of onsets and rimes.
//! * [`encoding`]: the encodings from before Unicode, bytes to text and back, and which one a document is in.
//! * [`repair`]: damaged Vietnamese, such as bytes of TCVN3 that were read as windows-1252, token by token.
//! * [`tone`]: the six tones, and the two customs of placing them (hòa, hoà).
//! * [`spelling`]: syllables taken apart, and words that break the rules of the orthography.
//! * [`symbol`]: numbers and symbols of official documents, found, read and matched.
//! * [`collation`]: sort keys in dictionary order.
//!
//! Repair comes before folding: in broken text `Ì` and `ì` stand for different tones.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub mod collation;
pub mod encoding;
pub mod repair;
pub mod spelling;
pub mod syllable;
pub mod symbol;
mod token;
pub mod tone;

/// The longest slug, in bytes; addresses longer than this are cut when shared by mail or chat.
const MAX_SLUG: usize = 80;
/// The slug of a title without a single Latin letter or digit.
const EMPTY_SLUG: &str = "trang";

/// The text in Unicode Normalization Form C (UAX #15), one code point for each Vietnamese letter.
#[must_use]
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The text in lower case without tones and other marks, `đ` as `d`, for search: `Quảng Trị` gives `quang tri`.
///
/// Other scripts pass through in lower case, without their combining marks.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .nfc()
        .collect()
}

/// The text as a part of an address: `a` to `z`, digits and single hyphens, at most 80 bytes,
/// cut between words where one ends in time. Never empty; `trang` when nothing is left.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for word in fold(text).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let needed = word.len() + usize::from(!slug.is_empty());
        if slug.len() + needed > MAX_SLUG {
            if slug.is_empty() {
                slug.extend(word.chars().take(MAX_SLUG));
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { EMPTY_SLUG.to_owned() } else { slug }
}
