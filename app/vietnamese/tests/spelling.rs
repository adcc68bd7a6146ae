//! The splitter and the spell check: what is found, what is proposed, what is left alone.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use vietnamese::spelling::{Misspelling, Parts, check, split};
use vietnamese::syllable::{inventory, is_syllable};
use vietnamese::tone::Tone::{self, *};

const VIETNAMESE: &str = include_str!("data/vietnamese.txt");
const FOREIGN: &str = include_str!("data/foreign.txt");

fn found(text: &str) -> Vec<String> {
    check(text).into_iter().map(|misspelling| misspelling.word).collect()
}

#[test]
fn syllables_fall_into_onset_rime_and_tone() {
    let cases: [(&str, &str, &str, Tone); 12] = [
        ("nghiêng", "ngh", "iêng", Level),
        ("giếng", "gi", "êng", Sac),
        ("gì", "g", "i", Huyen),
        ("gìn", "g", "in", Huyen),
        ("Quỳnh", "qu", "ynh", Huyen),
        ("QUỐC", "qu", "ôc", Sac),
        ("anh", "", "anh", Level),
        ("yếu", "", "yêu", Sac),
        ("hòa", "h", "oa", Huyen),
        ("hoà", "h", "oa", Huyen),
        ("đẹp", "đ", "ep", Nang),
        ("ngỡ", "ng", "ơ", Nga),
    ];
    for (word, onset, rime, tone) in cases {
        let parts = Some(Parts { onset: onset.to_owned(), rime: rime.to_owned(), tone });
        assert_eq!(split(word), parts, "{word}");
        assert_eq!(split(&word.nfd().collect::<String>()), parts, "{word}, decomposed");
    }
    assert_eq!(split("HTX"), None);
    assert_eq!(split("quyêt"), None);
}

#[test]
fn every_syllable_of_the_inventory_splits_into_parts_that_make_it() {
    for syllable in inventory() {
        let parts = split(&syllable).unwrap();
        let letters: String =
            syllable.nfd().filter(|c| !Tone::ALL.iter().any(|tone| tone.mark() == Some(*c))).nfc().collect();
        assert_eq!(format!("{}{}", parts.onset, parts.rime), letters);
        assert_eq!(parts.tone == Level, syllable == letters, "{syllable}");
    }
}

#[test]
fn broken_words_are_found_with_the_right_one_proposed_first() {
    let cases = [
        ("Nghị quyêt của Đảng", "quyêt", "quyết"),
        ("các nghành của huyện", "nghành", "ngành"),
        ("Ban NGHÀNH tỉnh", "NGHÀNH", "NGÀNH"),
        ("chủ truơng của tỉnh", "truơng", "trương"),
        ("một buôỉ sáng", "buôỉ", "buổi"),
        ("đuờng làng", "đuờng", "đường"),
        ("tòan tỉnh được mùa", "tòan", "toàn"),
        ("mỗi ngừơi một việc", "ngừơi", "người"),
        ("Đừơng về quê", "Đừơng", "Đường"),
        ("bánh kẹọ ngọt", "kẹọ", "kẹo"),
        ("ngỉ hưu", "ngỉ", "nghỉ"),
        ("cái cửả sổ", "cửả", "cửa"),
        ("những kế họach lớn", "họach", "hoạch"),
        ("rất gét bẩn", "gét", "ghét"),
        ("được ngỉ phép", "ngỉ", "nghỉ"),
    ];
    for (text, wrong, right) in cases {
        let misspellings = check(text);
        assert_eq!(misspellings.iter().map(|found| found.word.as_str()).collect::<Vec<_>>(), [wrong], "{text}");
        let Some(Misspelling { suggestions, range, .. }) = misspellings.into_iter().next() else { panic!("{text}") };
        assert_eq!(suggestions.first().map(String::as_str), Some(right), "{wrong}: {suggestions:?}");
        assert_eq!(text.get(range), Some(wrong));
    }
}

#[test]
fn other_words_are_left_alone() {
    let text = "HTX UBND HĐND QĐ NĐ-CP TTg BCĐ ĐHQG Đắk Lắk, Bắc Kạn, Krông Pắc, K'Ho, M'Nông, Djoković, Đoković, mañana, São Paulo, \
        café, l'été, email, web, km, kg, 5.000đ, 10đ/kg, thực tiển, TP.HCM, đ, ă, Ơ, vitamin, rất nhiều pâté ngon, bờ hồ Genève đẹp, marketing tại Đà Nẵng, file của tôi, \
        https://vi.example.org/wiki/tòan, tòan@example.vn, git commit -m=tòan";
    assert_eq!(found(text), Vec::<String>::new());
}

#[test]
fn good_text_gives_hardly_a_false_alarm_and_other_languages_none() {
    let tokens = VIETNAMESE.split(|c: char| !c.is_alphabetic()).filter(|token| !token.is_empty()).count();
    let alarms = found(VIETNAMESE);
    eprintln!("{} false alarms in {tokens} tokens: {alarms:?}", alarms.len());
    assert!(alarms.len() * 1_000 <= tokens);
    let alarms = found(FOREIGN);
    assert_eq!(alarms, Vec::<String>::new());
}

proptest! {
    #[test]
    fn any_text_is_taken_and_proposals_are_syllables(text in "[ngthoaòảeêuươđkĐNqiyớ' \\PC]{0,40}") {
        let mut end = 0;
        for Misspelling { range, word, suggestions } in check(&text) {
            prop_assert!(range.start >= end);
            prop_assert_eq!(text.get(range.clone()), Some(word.as_str()));
            prop_assert!(!is_syllable(&word) && suggestions.len() <= 5);
            prop_assert!(suggestions.iter().all(|suggestion| is_syllable(suggestion)));
            end = range.end;
        }
        let _ = split(&text);
    }
}

#[test]
fn the_real_page_once_repaired_has_its_broken_words_found() {
    let default =
        std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/pages/lmhtx-quangtri-2019.txt");
    let path = std::env::var_os("DINH_REAL_PAGE").map_or(default, std::path::PathBuf::from);
    match std::fs::read_to_string(&path) {
        Ok(page) => assert_eq!(found(&vietnamese::repair::repair(&page).text), ["nghành", "quyêt"]),
        Err(error) => eprintln!("SKIPPED real page: {}: {error}", path.display()),
    }
}
