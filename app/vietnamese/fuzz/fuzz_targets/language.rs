//! Any text has a spelling, symbols, a place in order and a placing of tones, each by its own laws.

#![no_main]

use std::cmp::Ordering;

use libfuzzer_sys::fuzz_target;
use unicode_normalization::UnicodeNormalization;
use vietnamese::collation::{compare, sort_key, sort_key_text};
use vietnamese::syllable::is_syllable;
use vietnamese::symbol::{self, Malformed, normalise_query};
use vietnamese::tone::{Style, changes, normalise};
use vietnamese::{fold, nfc, slug, spelling};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    words(&text);
    spelled(&text);
    cited(&text);
    placed(&text);
    ordered(&text);
});

fn words(text: &str) {
    assert_eq!(fold(&fold(text)), fold(text));
    assert_eq!(nfc(&fold(text)), fold(text));
    let slug = slug(text);
    assert!((1..=80).contains(&slug.len()), "{slug}");
    assert!(slug.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric())), "{slug}");
    assert_eq!(self::slug(&slug), slug);
}

fn spelled(text: &str) {
    let mut end = 0;
    for found in spelling::check(text) {
        assert!(found.range.start >= end);
        assert_eq!(text.get(found.range.clone()), Some(found.word.as_str()));
        assert!(!is_syllable(&found.word) && found.suggestions.len() <= 5);
        assert!(found.suggestions.iter().all(|suggestion| is_syllable(suggestion)), "{found:?}");
        end = found.range.end;
    }
    for word in text.split_whitespace() {
        if let Some(parts) = spelling::split(word) {
            assert!(is_syllable(word), "{word}: {parts:?}");
        }
    }
}

fn cited(text: &str) {
    let mut end = 0;
    for citation in symbol::find(text) {
        assert!(citation.range.start >= end && !citation.range.is_empty());
        assert_eq!(text.get(citation.range.clone()), Some(citation.text.as_str()));
        end = citation.range.end;
        let right = match citation.symbol {
            Ok(symbol) => {
                assert_eq!(symbol.to_string(), citation.text);
                Some(symbol)
            }
            Err(Malformed { faults, suggestion }) => {
                assert!(!faults.is_empty());
                suggestion
            }
        };
        if let Some(right) = right {
            assert_eq!(normalise_query(&right.to_string()), right.key());
            assert_eq!(symbol::parse(&format!("{} {right}", right.kind.label())), Ok(right));
        }
    }
    for line in text.lines() {
        let _ = (symbol::parse(line), normalise_query(line));
    }
}

fn placed(text: &str) {
    for style in [Style::Traditional, Style::Modern] {
        let mut end = 0;
        for change in changes(text, style) {
            assert!(change.range.start >= end && text.get(change.range.clone()).is_some());
            assert!(is_syllable(&change.after));
            end = change.range.end;
        }
        let once = normalise(text, style);
        assert_eq!(changes(&once, style), []);
        assert_eq!(fold(&once), fold(text));
    }
}

fn ordered(text: &str) {
    let key = sort_key(text);
    assert!(!key.contains(&0));
    assert_eq!(key, sort_key(&text.nfd().collect::<String>()));
    assert!(sort_key_text(text).bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
    // Neighbours are enough: over many inputs each line meets every other, and keys are bytes, whose order is one.
    let lines: Vec<&str> = text.lines().collect();
    for pair in lines.windows(2) {
        let [a, b] = pair else { continue };
        let order = compare(a, b);
        assert_eq!(order, compare(b, a).reverse());
        assert_eq!(order, sort_key_text(a).cmp(&sort_key_text(b)));
        if order == Ordering::Equal {
            assert_eq!(nfc(a), nfc(b), "two texts in one place");
        }
    }
}
