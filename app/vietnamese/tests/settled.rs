//! A repaired text is settled: a second repair finds nothing, however many kinds of damage and noise were mixed.

use std::sync::LazyLock;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use vietnamese::encoding::Encoding;
use vietnamese::encoding::latin::shown_as_1252;
use vietnamese::repair::repair;
use vietnamese::syllable::inventory;

static SYLLABLES: LazyLock<Vec<String>> = LazyLock::new(|| inventory().collect());

/// A syllable as one of the damages leaves it, or sound.
fn damaged(syllable: &str, kind: usize) -> String {
    let bytes = |encoding: Encoding| encoding.encode(syllable).unwrap_or_else(|_| syllable.as_bytes().to_vec());
    match Encoding::ALL.get(kind) {
        Some(encoding) => shown_as_1252(&bytes(*encoding)),
        None if kind == Encoding::ALL.len() => shown_as_1252(syllable.as_bytes()),
        None if kind == Encoding::ALL.len() + 1 => shown_as_1252(shown_as_1252(syllable.as_bytes()).as_bytes()),
        None if kind == Encoding::ALL.len() + 2 => syllable.nfd().collect(),
        None => syllable.to_owned(),
    }
}

fn words() -> impl Strategy<Value = String> {
    let joint = prop::sample::select(vec![" ", " ", " ", "", "—", "·", "ÿ", "“", "\u{ad}", "\n", "Ã", "’ "]);
    let word = (any::<prop::sample::Index>(), 0..Encoding::ALL.len() + 4, joint);
    let word = word.prop_map(|(pick, kind, joint)| {
        let syllable: &String = pick.get(&SYLLABLES);
        damaged(syllable, kind) + joint
    });
    prop::collection::vec(word, 1..40).prop_map(|words| words.concat())
}

fn assert_settled(text: &str) {
    let once = repair(text);
    let again = repair(&once.text);
    assert_eq!(again.changes, [], "{text:?} became {:?}", once.text);
    assert_eq!(once.with(text, |_| true), once.text, "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn a_repaired_mixture_has_nothing_left_to_repair(text in words()) {
        assert_settled(&text);
    }
}

#[test]
fn what_settled_late_once_settles() {
    // Found by fuzzing: each round made the next word readable in another encoding.
    assert_settled("ÿ·—Ã’ Ã¢m");
}
