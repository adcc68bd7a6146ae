//! What a person is shown of a repair and can take back, text whose font names its encoding, and
//! what holds of any text at all.

use proptest::prelude::*;
use vietnamese::encoding::Encoding;
use vietnamese::encoding::latin::shown_as_1252;
use vietnamese::repair::{Confidence, Repair, Rule, repair, repair_as};

const SENTENCE: &str = "Liên minh Hợp tác xã tỉnh Quảng Trị, đường số 5";

fn rules(result: &Repair) -> Vec<Rule> {
    let mut rules: Vec<Rule> = result.changes.iter().map(|change| change.rule).collect();
    rules.dedup();
    rules
}

#[test]
fn each_damage_is_named_by_its_rule() {
    for encoding in Encoding::ALL {
        if matches!(encoding, Encoding::Viqr | Encoding::Tcvn3Capitals) {
            continue;
        }
        let result = repair(&shown_as_1252(&encoding.encode(SENTENCE).unwrap()));
        // What both encodings of the standard explain is named after the common one.
        let named = if encoding == Encoding::Tcvn5712 { Encoding::Tcvn3 } else { encoding };
        assert_eq!((result.text.as_str(), rules(&result)), (SENTENCE, vec![Rule::from(named)]));
    }
    let capitals = shown_as_1252(&Encoding::Tcvn5712.encode("Ủy ban, Ấp Bắc, Ổ gà").unwrap());
    assert_eq!(rules(&repair(&capitals)), [Rule::Tcvn5712AsWindows1252]);
    let once = shown_as_1252(SENTENCE.as_bytes());
    assert_eq!(rules(&repair(&once)), [Rule::Utf8AsWindows1252]);
    assert_eq!(rules(&repair(&shown_as_1252(once.as_bytes()))), [Rule::Utf8AsWindows1252Twice]);
}

#[test]
fn lost_bytes_of_utf_8_come_back_where_one_letter_alone_fits() {
    for (broken, mended) in [
        ("LÃ m viá»‡c vÃ\u{a0} há»c táº\u{ad}p", "Làm việc và học tập"),
        ("nhÃ  nÆ°á»›c lÃ  cá»§a dÃ¢n", "nhà nước là của dân"),
        ("tiá»n lÆ°Æ¡ng cá»§a cÃ¡n bá»™", "tiền lương của cán bộ"),
        ("cá»§a â€œNhÃ nÆ°á»›câ€, nÄƒm", "của “Nhà nước”, năm"),
    ] {
        assert_eq!(repair(broken).text, mended);
    }
}

#[test]
fn damaged_and_sound_words_stand_side_by_side() {
    for (broken, mended) in [
        (
            "Ủy ban nhân dân tỉnh và Liªn minh x· Hîp t¸c đã ký kết",
            "Ủy ban nhân dân tỉnh và Liên minh xã Hợp tác đã ký kết",
        ),
        ("Quyết định có hiệu lực, ®ường lèi ph¸t triÓn", "Quyết định có hiệu lực, đường lối phát triển"),
    ] {
        assert_eq!(repair(broken).text, mended);
    }
}

#[test]
fn one_word_alone_changes_only_when_its_form_proves_it() {
    assert_eq!(repair("Th«ng").text, "Thông");
    assert_eq!(repair("Th«ng").changes[0].confidence, Confidence::Likely);
    for text in ["N·m", "10 µm", "1ª", "Thaï", "Où", "½ l", "câu", "m²", "“ông”"] {
        assert_eq!(repair(text).changes, [], "{text}");
    }
}

#[test]
fn each_change_can_be_taken_back() {
    let broken = "tiÒnh baÌn caìc";
    let result = repair(broken);
    assert_eq!(result.with(broken, |_| true), result.text);
    assert_eq!(result.with(broken, |_| false), broken);
    assert_eq!(result.with(broken, |at| at == 1), "tiÒnh bàn caìc");
}

#[test]
fn a_named_encoding_reads_every_word() {
    let shown = |encoding: Encoding, text: &str| shown_as_1252(&encoding.encode(text).unwrap());
    for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Vps, Encoding::Viqr] {
        assert_eq!(repair_as(&shown(encoding, SENTENCE), encoding).text, SENTENCE);
    }
    let result = repair_as("céng hßa x· héi", Encoding::Tcvn3Capitals);
    assert_eq!(result.text, "CỘNG HÒA XÃ HỘI");
    assert_eq!(rules(&result), [Rule::Tcvn3CapitalsAsWindows1252]);
    // The one word of a table cell, which would prove nothing alone.
    assert_eq!(repair_as("sè", Encoding::Tcvn3).text, "số");
    assert_eq!(repair_as("ho.c sinh gio?i. Ha` No^.i.", Encoding::Viqr).text, "học sinh giỏi. Hà Nội.");
    assert_eq!(repair_as("日本 Hîp", Encoding::Tcvn3).text, "日本 Hợp");
}

#[test]
fn rules_have_names_of_their_own() {
    let names: std::collections::BTreeSet<_> = Rule::ALL.iter().map(|rule| (rule.as_str(), rule.label())).collect();
    assert_eq!(names.len(), Rule::ALL.len());
}

/// Words of every damage, sound ones and noise.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("đường".to_owned()),
        Just("nãm".to_owned()),
        "[a-zA-Z]{1,5}",
        "[aeiou\u{c0}-\u{ff}]{1,4}",
        "[a-z][\u{80}-\u{ff}‘’“”–—…™šœžŸ]{1,3}[a-z]{0,2}",
        "[\u{1}-\u{1f}aou\u{300}-\u{303}\u{309}\u{323}]{1,4}",
        (0usize..8, "(tỉnh|đường|Hợp|số|HĐND|NĐ|quyết|và|ở|ý)")
            .prop_map(|(pick, text)| { Encoding::ALL[pick].encode(&text).map_or(text, |bytes| shown_as_1252(&bytes)) }),
        "(tỉnh|đường|và|là|HĐND)".prop_map(|text| shown_as_1252(text.as_bytes())),
    ];
    prop::collection::vec((word, "[ \u{a0},.\n“”-]{1,2}"), 0..14)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| word + &gap).collect())
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let result = repair(text);
    let mut end = 0;
    for change in &result.changes {
        prop_assert!(end <= change.range.start && change.range.start < change.range.end);
        prop_assert_eq!(text.get(change.range.clone()), Some(change.before.as_str()));
        prop_assert_ne!(&change.before, &change.after);
        end = change.range.end;
    }
    prop_assert_eq!(result.with(text, |_| true), result.text.clone());
    prop_assert_eq!(result.with(text, |_| false), text);
    prop_assert_eq!(repair(&result.text).changes, vec![], "{}", result.text);
    Ok(())
}

proptest! {
    #[test]
    fn a_repair_of_mixed_words_is_in_order_and_final(text in words()) {
        holds(&text)?;
    }

    #[test]
    fn a_repair_of_any_text_is_in_order_and_final(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn any_text_is_read_in_any_encoding(text in words(), pick in 0usize..8) {
        let result = repair_as(&text, Encoding::ALL[pick]);
        for change in &result.changes {
            prop_assert_eq!(text.get(change.range.clone()), Some(change.before.as_str()));
        }
        prop_assert_eq!(result.with(&text, |_| false), text);
    }
}
