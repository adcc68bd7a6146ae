//! Syllables by the tables, folding and slugs.

use std::collections::BTreeSet;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use vietnamese::syllable::{inventory, is_syllable};
use vietnamese::{fold, nfc, slug};

#[test]
fn syllables_of_every_shape_are_accepted() {
    let words = "a á ở ạ ỉa yên yếu ý y à uống ước oanh oái uỷ ủy uy tín hòa hoà hòe hoè thúy thuý hoàn toán khoẻ khỏe \
        nghiêng nghề nghỉ ghế ghi kẻ kính kỳ kì kỹ lý lí mỹ quốc quyết quý quí quỳnh quảng quên quét quân quơ gì giữ giếng \
        giết giá giường gìn giục cuộc của cửa mưa mía khuya khuỷu khúc khuếch thuở huơ xoong goòng moóc giúp giền đường phường \
        trường được rượu hươu tiêu chiếc tuyết nguyên nguyện ngoằn ngoèo loắt choắt huỵch xuýt buýt tập sách thích ếch \
        bánh nhanh đẹp hộp lớp cúp kịp típ mực thưởng Trị VIỆT ĐẢNG Đình Thy Ny";
    for word in words.split_whitespace() {
        assert!(is_syllable(word), "{word}");
        assert!(is_syllable(&word.nfd().collect::<String>()), "{word}, decomposed");
        assert!(is_syllable(&word.to_uppercase()), "{word}, in capitals");
    }
}

#[test]
fn what_breaks_a_rule_is_refused() {
    let wrong = "HTX NQ TW KTTT list Agrritera SNV cat cap hoc sach hòá hóà ngi ngê ghà kà kô cê ci gê ngha tàp sẵch hỏc mật1 \
        f jan zu wa đă xă ă â iên iết hoần̉ toàǹ hòan thùy̆ quư aa bb ô- tiÒnh ðộng caìc nghiêngg th ng qu đ xyz buoi \
        truờng tưòng nghĩêng";
    for word in wrong.split_whitespace() {
        assert!(!is_syllable(word), "{word}");
    }
    assert!(!is_syllable("") && !is_syllable(" ") && !is_syllable(&"a".repeat(1_000_000)));
}

#[test]
fn the_inventory_is_of_the_known_size_and_all_syllables() {
    let all: BTreeSet<String> = inventory().collect();
    // A bound that catches a table that lost or gained a whole family of rimes.
    assert!((14_000..21_000).contains(&all.len()), "{}", all.len());
    for syllable in &all {
        assert!(is_syllable(syllable), "{syllable}");
        assert_eq!(&nfc(syllable), syllable);
    }
}

#[test]
fn folding_strips_case_tones_and_marks() {
    assert_eq!(fold("Liên minh HTX Quảng Trị, ĐƯỜNG số 5"), "lien minh htx quang tri, duong so 5");
    assert_eq!(fold(&"Đặng Thị Ngọ".nfd().collect::<String>()), "dang thi ngo");
    assert_eq!(fold("한국 ÀÉ İ"), "한국 ae i");
}

#[test]
fn slugs_are_words_and_hyphens() {
    let cases = [
        ("Nghị quyết số 13-NQ/TW (khóa IX)", "nghi-quyet-so-13-nq-tw-khoa-ix"),
        ("  --Đình--  ", "dinh"),
        ("", "trang"),
        ("日本", "trang"),
        ("…/../etc", "etc"),
    ];
    for (title, expected) in cases {
        assert_eq!(slug(title), expected);
    }
    let long = slug(&"nghiêng ".repeat(30));
    assert_eq!(long, ["nghieng"; 10].join("-"));
    assert_eq!(slug(&"x".repeat(200)).len(), 80);
}

proptest! {
    #[test]
    fn slugs_are_always_fit_and_stable(title in "\\PC{0,120}") {
        let slug = slug(&title);
        prop_assert!((1..=80).contains(&slug.len()));
        prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        prop_assert_eq!(vietnamese::slug(&slug), slug);
    }

    #[test]
    fn folding_is_stable_and_does_not_depend_on_normal_form(text in "\\PC{0,60}") {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded.clone());
        prop_assert_eq!(fold(&text.nfd().collect::<String>()), folded);
    }
}
