//! Any text is repaired once and for all; syllables that were damaged come back or stay, sound ones always stay.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use unicode_normalization::UnicodeNormalization;
use vietnamese::encoding::Encoding;
use vietnamese::encoding::latin::{shown_as_1252, shown_as_latin1};
use vietnamese::repair::{Repair, Rule, repair, repair_as};
use vietnamese::syllable::inventory;

static SYLLABLES: LazyLock<Vec<String>> = LazyLock::new(|| inventory().collect());

fuzz_target!(|data: &[u8]| {
    any_text(&String::from_utf8_lossy(data));
    any_text(&shown_as_1252(data));
    let Some((kind, rest)) = data.split_first() else { return };
    let words: Vec<String> = rest.chunks_exact(2).take(40).filter_map(word).collect();
    let line = words.join(" ");
    assert_eq!(repair(&line).changes, [], "sound text changed: {line}");
    syllables(*kind, &line);
});

fn any_text(text: &str) {
    let repaired = repair(text);
    check(text, &repaired);
    assert_eq!(repair(&repaired.text).changes, [], "{text:?} became {:?}", repaired.text);
    for encoding in Encoding::ALL {
        check(text, &repair_as(text, encoding));
    }
}

/// Whether the changes lie in the text, in order, and lead from it to the repaired one.
fn check(text: &str, repaired: &Repair) {
    let mut end = 0;
    for change in &repaired.changes {
        assert!(change.range.start >= end && !change.range.is_empty(), "{text:?}: {change:?}");
        assert_eq!(text.get(change.range.clone()), Some(change.before.as_str()));
        assert_ne!(change.before, change.after);
        end = change.range.end;
    }
    assert_eq!(repaired.with(text, |_| true), repaired.text);
    assert_eq!(repaired.with(text, |_| false), text);
    let grouped: usize = repaired.groups().iter().map(|group| group.places.len()).sum();
    assert_eq!(grouped, repaired.changes.len());
}

/// A syllable of the inventory in small letters or with a capital.
fn word(pair: &[u8]) -> Option<String> {
    let number = usize::from(u16::from_le_bytes([*pair.first()?, *pair.get(1)?]));
    let small = SYLLABLES.get(number % SYLLABLES.len())?;
    let mut letters = small.chars();
    let first = letters.next()?;
    Some(if (number / SYLLABLES.len()).is_multiple_of(2) {
        small.clone()
    } else {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Damages a line after a sentence that proves the damage. A word that the damage's own rule changes is the word
/// that it was; others may stay, or be read by another rule, since short lines have more than one reading.
fn syllables(kind: u8, line: &str) {
    const PROOF: &str = "liên minh hợp tác xã tỉnh quảng trị, đường số 5";
    let kinds =
        [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Vps, Encoding::Tcvn5712, Encoding::Windows1258];
    let whole = format!("{PROOF} {line}");
    let show = if kind & 0x80 == 0 { shown_as_1252 } else { shown_as_latin1 };
    let (damaged, rule) = match kinds.get(usize::from(kind & 0x7f) % 9) {
        Some(encoding) => match encoding.encode(&whole) {
            Ok(bytes) => (show(&bytes), Rule::from(*encoding)),
            Err(_) => return,
        },
        None if kind % 9 == 6 => (show(whole.as_bytes()), Rule::Utf8AsWindows1252),
        None if kind % 9 == 7 => (show(show(whole.as_bytes()).as_bytes()), Rule::Utf8AsWindows1252Twice),
        None => (whole.nfd().collect(), Rule::Decomposed),
    };
    let repaired = repair(&damaged);
    check(&damaged, &repaired);
    // TCVN3 has no toned capitals.
    let folded = whole.to_lowercase();
    let words: Vec<&str> = folded.split([' ', ',']).collect();
    for change in repaired.changes.iter().filter(|change| change.rule == rule) {
        let after = change.after.to_lowercase();
        assert!(words.contains(&after.as_str()), "{change:?} of {whole}");
    }
}
