//! The repair on made-up text: what it undoes, what it leaves alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use vietnamese::repair::{Confidence, Rule, repair};
use vietnamese::syllable::{inventory, is_syllable};

static SYLLABLES: LazyLock<Vec<String>> = LazyLock::new(|| inventory().collect::<BTreeSet<_>>().into_iter().collect());

/// What page 1252 shows of a syllable that was stored as page 1258 with separate tones. Written from
/// the code pages, not from the crate's table.
fn broken(syllable: &str) -> String {
    let mut shown = String::new();
    for letter in syllable.nfc() {
        let parts: Vec<char> = letter.to_string().nfd().collect();
        let tone = parts.iter().copied().find(|part| "\u{300}\u{301}\u{309}\u{303}\u{323}".contains(*part));
        let base: String = parts.iter().copied().filter(|part| Some(*part) != tone).nfc().collect();
        for c in base.chars() {
            shown.push(match c {
                'đ' => 'ð',
                'Đ' => 'Ð',
                'ư' => 'ý',
                'Ư' => 'Ý',
                'ơ' => 'õ',
                'Ơ' => 'Õ',
                'ă' => 'ã',
                'Ă' => 'Ã',
                other => other,
            });
        }
        shown.extend(tone.map(|tone| match tone {
            '\u{300}' => 'Ì',
            '\u{301}' => 'ì',
            '\u{309}' => 'Ò',
            '\u{303}' => 'Þ',
            _ => 'ò',
        }));
    }
    shown
}

fn repaired(text: &str) -> String {
    repair(text).text
}

#[test]
fn every_syllable_comes_back_from_damage_or_is_ambiguous() {
    let mut doubles = 0;
    for syllable in SYLLABLES.iter() {
        let damaged = broken(syllable);
        let line = format!("tiÒnh {damaged}, vaÌ");
        let result = repaired(&line);
        if result != format!("tỉnh {syllable}, và") {
            assert!(is_syllable(&damaged), "{syllable}: {damaged} gives {result}");
            assert_eq!(result, format!("tỉnh {damaged}, và"));
            doubles += 1;
        }
    }
    eprintln!("{doubles} of {} spellings stay ambiguous", SYLLABLES.len());
    // A bound that catches a table grown so wide that damaged forms pass for syllables.
    assert!(doubles < 300, "{doubles} ambiguous forms");
}

#[test]
fn damaged_forms_that_are_no_syllables_stand_for_one_syllable_each() {
    let mut meant: BTreeMap<String, &str> = BTreeMap::new();
    for syllable in SYLLABLES.iter() {
        if let Some(other) = meant.insert(broken(syllable), syllable) {
            panic!("{other} and {syllable} are both {}", broken(syllable));
        }
    }
}

proptest! {
    #[test]
    fn healthy_text_never_changes(picks in prop::collection::vec(any::<prop::sample::Index>(), 1..12), upper in any::<bool>()) {
        let words: Vec<&str> = picks.iter().map(|pick| pick.get(&SYLLABLES).as_str()).collect();
        let line = words.join(" ");
        let line = if upper { line.to_uppercase() } else { line };
        let result = repair(&line);
        prop_assert_eq!(result.changes, vec![]);
        prop_assert_eq!(result.text, line);
    }

    #[test]
    fn ranges_slice_the_original_and_a_second_run_finds_nothing(
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..12),
        noise in "[ãìòõýðÌÒÞþaobn ,.\n-]{0,12}",
    ) {
        let words: Vec<String> = picks
            .iter()
            .map(|(pick, damage)| {
                let syllable = pick.get(&SYLLABLES);
                if *damage { broken(syllable) } else { syllable.clone() }
            })
            .collect();
        let text = format!("{} {noise}", words.join(" "));
        let result = repair(&text);
        let mut rebuilt = String::new();
        let mut end = 0;
        for change in &result.changes {
            prop_assert_eq!(text.get(change.range.clone()), Some(change.before.as_str()));
            prop_assert!(is_syllable(&change.after) && change.before != change.after);
            rebuilt.push_str(text.get(end..change.range.start).unwrap());
            rebuilt.push_str(&change.after);
            end = change.range.end;
        }
        rebuilt.push_str(text.get(end..).unwrap());
        prop_assert_eq!(&rebuilt, &result.text);
        prop_assert_eq!(repair(&result.text).changes, vec![]);
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,60}") {
        let result = repair(&text);
        prop_assert!(!result.changes.is_empty() || result.text == text);
    }
}

#[test]
fn upper_case_keeps_its_case_since_tone_bytes_have_none() {
    for (before, after) in
        [("TIÒNH", "TỈNH"), ("TÊì", "TẾ"), ("TiÒnh", "Tỉnh"), ("ÐAÒNG", "ĐẢNG"), ("PHÝÕÌNG", "PHƯỜNG"), ("HÕòP", "HỢP")]
    {
        assert_eq!(repaired(before), after);
    }
}

#[test]
fn punctuation_parts_tokens_and_offsets_are_those_of_the_text() {
    let text = "câìp tiÒnh,laÞnh ðaòo\n(xaÞ)";
    let result = repair(text);
    assert_eq!(result.text, "cấp tỉnh,lãnh đạo\n(xã)");
    let starts: Vec<_> = result.changes.iter().map(|change| text.get(change.range.clone()).unwrap()).collect();
    assert_eq!(starts, ["câìp", "tiÒnh", "laÞnh", "ðaòo", "xaÞ"]);
    assert!(result.changes.iter().all(|change| change.rule == Rule::Windows1258AsWindows1252));
}

#[test]
fn a_lone_d_is_certain_only_beside_a_certain_repair() {
    let confidence = |text: &str| repair(text).changes.into_iter().map(|change| change.confidence).collect::<Vec<_>>();
    assert_eq!(confidence("chủ ðộng"), [Confidence::Likely]);
    assert_eq!(confidence("chủ ðộng\ntiÒnh"), [Confidence::Likely, Confidence::Certain]);
    assert_eq!(confidence("chủ ðộng tiÒnh"), [Confidence::Certain, Confidence::Certain]);
    assert_eq!(repaired("ðã họp"), "đã họp");
}

#[test]
fn ambiguous_tokens_change_only_beside_proof_and_when_they_are_no_words() {
    assert_eq!(repaired("nãm 2019"), "nãm 2019");
    let result = repair("tiÒnh nãm 2019, Cõ sở, rõ vãn hãng lý Thý ngõ tý cõi");
    assert_eq!(result.text, "tỉnh năm 2019, Cơ sở, rõ vãn hãng lý Thý ngõ tý cõi");
    let doubtful: Vec<_> = result.changes.iter().filter(|change| change.confidence == Confidence::Likely).collect();
    assert_eq!(doubtful.len(), 2);
}

#[test]
fn other_languages_and_abbreviations_are_left_alone() {
    for text in [
        "HTX Agrritera SNV GTZ 13-NQ/TW KTTT, São Paulo, João, coração, città, così, però, lunedì, Guðmundur, það, við",
        "Þór, Ýmir, mañana, Čapek, naïve, façade, perché, Malmö, Ångström, Zürich, Ìlú, virtù, Perù, 日本語, Ελλάδα",
        "hợp tác xã, bình thường, hình thức, vai trò, nòng cốt, quy định, ký kết, ý kiến, lý do, rõ ràng, võ, ngõ, đòi hỏi",
        "tiÒnhh",
        "ððð",
        "100.000þ",
        "Ò",
        "",
    ] {
        assert_eq!(repaired(&format!("baÌn {text}")), format!("bàn {text}"));
    }
}

#[test]
fn decomposed_letters_are_composed() {
    let decomposed: String = "xã hội, tiÒnh".nfd().collect();
    let result = repair(&decomposed);
    assert_eq!(result.text, "xã hội, tỉnh");
    let rules: Vec<_> = result.changes.iter().map(|change| change.rule).collect();
    assert_eq!(rules, [Rule::Decomposed, Rule::Decomposed, Rule::Windows1258AsWindows1252]);
}
