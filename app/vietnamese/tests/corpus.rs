//! The test texts are what their README says: many, distinct, composed and, where Vietnamese, spelt right.

use std::collections::BTreeSet;

use vietnamese::nfc;
use vietnamese::repair::repair;
use vietnamese::syllable::is_syllable;

const VIETNAMESE: &str = include_str!("data/vietnamese.txt");
const FOREIGN: &str = include_str!("data/foreign.txt");

/// Checks that the lines of a text are distinct, composed and not padded, and gives their number.
fn count_lines(text: &str) -> usize {
    let mut seen = BTreeSet::new();
    for line in text.lines() {
        assert!(!line.is_empty() && line.trim() == line, "{line:?} is empty or padded");
        assert!(seen.insert(line), "{line} stands twice");
        assert_eq!(nfc(line), line);
    }
    seen.len()
}

/// Runs of letters; digits and signs part them.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|token| !token.is_empty())
}

#[test]
fn there_are_1_500_vietnamese_sentences_of_1_500_syllables() {
    assert!(count_lines(VIETNAMESE) >= 1_500);
    let lower = VIETNAMESE.to_lowercase();
    let syllables: BTreeSet<&str> = tokens(&lower).filter(|token| is_syllable(token)).collect();
    assert!(syllables.len() >= 1_500, "{}", syllables.len());
}

#[test]
fn at_least_99_percent_of_the_vietnamese_tokens_are_syllables() {
    let small: Vec<&str> = tokens(VIETNAMESE).filter(|token| token.chars().all(char::is_lowercase)).collect();
    let wrong: BTreeSet<&str> = small.iter().copied().filter(|token| !is_syllable(token)).collect();
    let count = small.iter().filter(|token| wrong.contains(*token)).count();
    eprintln!("{count} of {} lower-case tokens are no syllables: {wrong:?}", small.len());
    assert!(count * 100 <= small.len());
}

#[test]
fn a_thousand_other_lines_and_the_vietnamese_ones_survive_the_repair() {
    assert!(count_lines(FOREIGN) >= 1_000);
    let changed: Vec<_> = FOREIGN
        .lines()
        .chain(VIETNAMESE.lines())
        .flat_map(|line| repair(line).changes)
        .map(|change| change.before)
        .collect();
    assert_eq!(changed, Vec::<String>::new());
}
