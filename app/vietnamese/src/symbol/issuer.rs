//! Codes of issuing bodies: how they are written, and slips from the common ones.

use super::read::loose;

/// Party bodies: central organs, then committees of provinces, districts and below.
const PARTY: &[&str] = &[
    "TW", "TU", "HU", "ĐU", "ThU", "TĐ", "QU", "CB", "BTCTW", "VPTW", "UBKTTW", "BTGTW", "BDVTW", "BNCTW", "BKTTW",
    "BĐNTW", "BTGDVTW", "QUTW", "ĐUK", "VPTU", "BTCTU", "UBKTTU", "BTGTU", "BDVTU", "BNCTU",
];

/// State bodies, and the commonest of all others.
const STATE: &[&str] = &[
    "CP", "TTg", "HĐND", "UBND", "CTN", "TTCP", "VPCP", "VPQH", "KTNN", "TANDTC", "VKSNDTC", "NHNN", "BTC", "BNN",
    "BNNPTNT", "BNNMT", "BKHĐT", "BNV", "BTP", "BGDĐT", "BYT", "BCT", "BCA", "BQP", "BXD", "BGTVT", "BTNMT", "BKHCN",
    "BLĐTBXH", "BVHTTDL", "BTTTT", "BNG", "UBDT", "BHXH", "MTTW", "LMHTX", "LMHTXVN", "HĐTP", "HĐBT", "SNN", "SNV",
    "STC", "SKHĐT", "STP", "SGDĐT", "SYT", "SCT", "SXD", "STNMT", "TTHĐND", "CTUBND", "BCĐ",
];

/// A Party body, by its right code or one that differs in case, D or a number behind it.
pub(super) fn is_party(code: &str) -> bool {
    let bare = loose(code.trim_end_matches(|c: char| c.is_ascii_digit()));
    PARTY.iter().any(|known| loose(known) == bare) || code == "TƯ"
}

/// The right spelling of a known code, which may differ in case and D; `None` for unknown ones.
pub(super) fn known(code: &str) -> Option<&'static str> {
    if code == "TƯ" {
        return Some("TW");
    }
    PARTY.iter().chain(STATE).copied().find(|known| loose(known) == loose(code))
}

/// The common bodies that a code is one letter away from: a changed one for `TW` and `TU`, any slip for longer ones.
pub(super) fn near(code: &str, is_party: bool) -> Vec<&'static str> {
    let code = loose(code);
    let common: &[&str] = if is_party { &["TW", "TU"] } else { &["HĐND", "UBND"] };
    let is_near = |common: &&str| (!is_party || code.chars().count() == 2) && differs_by_one(&loose(common), &code);
    common.iter().copied().filter(is_near).collect()
}

/// The National Assembly (`QH13`) or its standing committee (`UBTVQH14`): the code without and the term behind it.
pub(super) fn assembly(code: &str) -> Option<(&'static str, &str)> {
    let bare = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let term = code.get(bare.len()..)?;
    ["QH", "UBTVQH"].into_iter().find(|known| loose(bare) == *known).map(|known| (known, term))
}

/// The term of the National Assembly that made all laws of a year; `None` for years that two terms share.
/// Terms began in 2002, 2007, 2011, 2016 and 2021.
pub(super) fn term_of(year: u16) -> Option<u8> {
    match year {
        2003..=2006 => Some(11),
        2008..=2010 => Some(12),
        2012..=2015 => Some(13),
        2017..=2020 => Some(14),
        2022..=2025 => Some(15),
        _ => None,
    }
}

/// Whether one letter is changed, lost or added.
fn differs_by_one(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same_start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let same_end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let longer = one.len().max(other.len());
    one != other && one.len().abs_diff(other.len()) <= 1 && same_start + same_end + 1 >= longer
}
