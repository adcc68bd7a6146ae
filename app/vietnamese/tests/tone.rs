//! Tone placement: what moves, what stays, and that the two customs undo each other.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use vietnamese::fold;
use vietnamese::syllable::{inventory, is_syllable};
use vietnamese::tone::Style::{Modern, Traditional};
use vietnamese::tone::{Tone, changes, normalise};

const VIETNAMESE: &str = include_str!("data/vietnamese.txt");
const FOREIGN: &str = include_str!("data/foreign.txt");

#[test]
fn open_oa_oe_and_uy_move_in_every_case() {
    let traditional = "hòa bình, khỏe mạnh, ủy ban, Thủy, HÓA ĐƠN, tòa, lũy tre, xóa, hòe, úy, KHỎE";
    let modern = "hoà bình, khoẻ mạnh, uỷ ban, Thuỷ, HOÁ ĐƠN, toà, luỹ tre, xoá, hoè, uý, KHOẺ";
    assert_eq!(normalise(traditional, Modern), modern);
    assert_eq!(normalise(modern, Traditional), traditional);
    let found: Vec<_> =
        changes("Uỷ ban, toà", Traditional).into_iter().map(|change| (change.range, change.after)).collect();
    assert_eq!(found, [(0..4, "Ủy".to_owned()), (10..14, "tòa".to_owned())]);
}

#[test]
fn all_else_stays() {
    let text = "quý quà quỷ quỳ quẻ giá già hoàn toàn thuyền khoái hoài chúa của mía Noël mañana Chloé hòá hoacq \
        https://vi.example.org/wiki/hoà-bình thuỷ@example.vn ten_hoà=1";
    for style in [Traditional, Modern] {
        assert_eq!(normalise(text, style), text);
    }
}

#[test]
fn decomposed_words_move_too_and_others_stay_decomposed() {
    let decomposed: String = "thuỷ lợi".nfd().collect();
    let rest: String = "lợi".nfd().collect();
    assert_eq!(normalise(&decomposed, Traditional), format!("thủy {rest}"));
}

#[test]
fn the_styles_undo_each_other_on_every_syllable() {
    let mut moved = 0;
    for syllable in inventory() {
        let modern = normalise(&syllable, Modern);
        let traditional = normalise(&syllable, Traditional);
        assert!(is_syllable(&modern) && is_syllable(&traditional));
        assert!(syllable == modern || syllable == traditional, "{syllable}");
        assert_eq!(normalise(&modern, Traditional), traditional);
        assert_eq!(normalise(&traditional, Modern), modern);
        moved += usize::from(modern != traditional);
    }
    assert!(moved > 300, "{moved}");
}

#[test]
fn foreign_lines_stay_and_vietnamese_ones_come_back() {
    // The lines of mixed language are left out: they hold Vietnamese words, which do move.
    for line in FOREIGN.lines().filter(|line| !line.chars().any(|c| ('\u{1ea0}'..='\u{1ef9}').contains(&c))) {
        assert_eq!(normalise(line, Traditional), line);
    }
    let traditional = normalise(VIETNAMESE, Traditional);
    assert_eq!(normalise(&normalise(&traditional, Modern), Traditional), traditional);
    assert_ne!(normalise(VIETNAMESE, Modern), traditional);
}

#[test]
fn tones_are_read_from_their_marks() {
    for tone in Tone::ALL {
        assert_eq!(tone.mark().and_then(Tone::from_mark), tone.mark().map(|_| tone));
    }
    assert!(Tone::ALL.is_sorted());
}

proptest! {
    #[test]
    fn any_text_is_taken_folds_the_same_and_a_second_run_finds_nothing(text in "[hoaeuyqtgiòóủạ. \\PC]{0,40}") {
        for style in [Traditional, Modern] {
            let once = normalise(&text, style);
            prop_assert_eq!(fold(&once), fold(&text));
            prop_assert_eq!(changes(&once, style), vec![]);
            let mut end = 0;
            for change in changes(&text, style) {
                prop_assert!(change.range.start >= end && text.get(change.range.clone()).is_some());
                end = change.range.end;
            }
        }
    }
}
