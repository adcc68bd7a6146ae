//! Sort keys against lists in the order of a dictionary, and the laws of an order.

use std::cmp::Ordering;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use vietnamese::collation::{compare, sort_key, sort_key_text};

const VIETNAMESE: &str = include_str!("data/vietnamese.txt");

/// Lists in their right order, one entry before the next.
const LISTS: [&[&str]; 8] = [
    &["ma", "mà", "mả", "mã", "má", "mạ", "mác", "mạc", "mai", "măng", "mâm", "me", "mê", "mi"],
    &["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l", "m"],
    &["n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z", "д", "中"],
    &[
        "ba",
        "ba ba",
        "ba chủ",
        "ba mươi",
        "bà",
        "bà ba",
        "bà chủ",
        "bả",
        "bã",
        "bá",
        "bạ",
        "bác",
        "bạc",
        "băng",
        "bâng",
    ],
    &["da", "dâu", "dương", "đa", "đá", "đâu", "đương", "đường"],
    &[
        "An", "Ánh", "Bình", "Cường", "Dung", "Đạt", "Giang", "Hoà", "Hòa", "Hoả", "Hỏa", "Oanh", "Ôn", "Ơn", "Uyên",
        "Ước",
    ],
    &[
        "Lê Văn An",
        "Lê Văn Ánh",
        "Lê Văn Bình",
        "Lý An",
        "Nguyễn Thị Đào",
        "Nguyễn Thị Hoa",
        "Nguyễn Văn An",
        "Trần Ba",
    ],
    &["", " ", "-", "(a)", "1", "10", "2", "a", "A", "a a", "a b", "a-b", "à", "À", "aa", "aA", "Aa", "AA", "ab", "ă"],
];

#[test]
fn lists_come_out_as_a_dictionary_has_them() {
    for (index, list) in LISTS.iter().enumerate() {
        let mut sorted: Vec<&str> = list.iter().rev().copied().collect();
        sorted.sort_by(|a, b| compare(a, b));
        assert_eq!(sorted, *list, "list {index}");
        sorted.reverse();
        sorted.sort_by_key(|text| sort_key_text(text));
        assert_eq!(sorted, *list, "list {index} by text");
    }
}

#[test]
fn letters_of_other_languages_stand_by_the_latin_ones() {
    for [first, second, third] in
        [["c", "ç", "d"], ["nan", "ñan", "nao"], ["os", "øs", "ot"], ["tha", "þa", "thb"], ["ß", "ssa", "st"]]
    {
        assert_eq!((compare(first, second), compare(second, third)), (Ordering::Less, Ordering::Less), "{second}");
    }
}

#[test]
fn no_line_of_the_test_text_equals_another() {
    let mut lines: Vec<&str> = VIETNAMESE.lines().collect();
    lines.sort_by_key(|line| sort_key(line));
    for pair in lines.windows(2) {
        if let [a, b] = pair {
            assert_eq!(compare(a, b), Ordering::Less, "{a} / {b}");
        }
    }
}

const TEXT: &str = "[aAăâàáạbcdđÐeêêgoOôơòuưyfz19 \\-.,ñçøæ\u{300}\u{302}\u{31b}\u{327}中й\u{a0}]{0,8}";

proptest! {
    #[test]
    fn it_is_an_order_and_the_keys_agree(a in TEXT, b in TEXT, c in TEXT) {
        let ab = compare(&a, &b);
        prop_assert_eq!(ab, sort_key(&a).cmp(&sort_key(&b)));
        prop_assert_eq!(ab, sort_key_text(&a).cmp(&sort_key_text(&b)));
        prop_assert_eq!(ab, compare(&b, &a).reverse());
        if ab != Ordering::Greater && compare(&b, &c) != Ordering::Greater {
            prop_assert_ne!(compare(&a, &c), Ordering::Greater);
        }
    }

    #[test]
    fn any_text_is_taken_without_zero_and_in_any_normal_form(text in "\\PC{0,40}") {
        let key = sort_key(&text);
        prop_assert!(!key.contains(&0));
        prop_assert_eq!(&key, &sort_key(&text.nfd().collect::<String>()));
        prop_assert!(sort_key_text(&text).bytes().all(|byte| byte.is_ascii_hexdigit()));
    }

    #[test]
    fn a_word_stands_before_what_is_added_to_it(text in "[a-yăâđêôơưàảãáạ]{1,8}", more in "[a-yă ]{1,4}") {
        prop_assert_eq!(compare(&text, &format!("{text}{more}")), Ordering::Less);
    }
}
