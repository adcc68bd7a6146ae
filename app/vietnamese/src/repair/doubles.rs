//! Tokens that are syllables both as they stand and when repaired, where only the repaired one is a word.
//!
//! The mapping has some 250 doubles; in most of them both forms are words or neither is
//! (`vãn` and `văn`, `rõ` and `rơ`), and those are never changed. Listed here are forms that are
//! no words, against a common word. The list was made by hand and not checked against a dictionary;
//! what it changes is therefore marked for review. A form that is also a name (`Thý`) is left out,
//! since a wrong name is worse than a broken word.

/// Damaged forms in lower case that are no words.
const NO_WORDS: &[&str] = &[
    // ã for ă
    "ãn", "cãn", "chãn", "khãn", "nãm", "nãng", "tãng", "thãm", "trãm", //
    // õ for ơ
    "cõ", "đõn", "hõi", "hõn", "nõi", "sõn", "thõ",
];

/// Whether a token in NFC is listed, in any letter case.
pub(super) fn is_listed(token: &str) -> bool {
    NO_WORDS.contains(&token.to_lowercase().as_str())
}
