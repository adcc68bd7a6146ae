//! Round trips through every encoding, samples from the published standards, and detection.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use vietnamese::encoding::latin::{bytes_of_1252, shown_as_1252, shown_as_latin1};
use vietnamese::encoding::{Charset, Encoding, detect};
use vietnamese::repair::Confidence;
use vietnamese::syllable::inventory;

static SYLLABLES: LazyLock<Vec<String>> = LazyLock::new(|| inventory().collect::<BTreeSet<_>>().into_iter().collect());

const SENTENCE: &str = "Liên minh Hợp tác xã tỉnh Quảng Trị, đường số 5";

/// The 134 letters that ASCII lacks, in both cases.
fn letters() -> Vec<String> {
    let mut letters = vec!["đ".to_owned(), "Đ".to_owned()];
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars() {
        for tone in ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"] {
            let letter: String = format!("{base}{tone}").nfc().collect();
            if !letter.is_ascii() {
                letters.push(letter);
            }
        }
    }
    assert_eq!(letters.len(), 134);
    letters
}

fn round(encoding: Encoding, text: &str) -> String {
    let bytes = encoding.encode(text).unwrap_or_else(|error| panic!("{error}"));
    let decoded = encoding.decode(&bytes);
    assert_eq!(decoded.unknown, 0, "{text}");
    decoded.text
}

/// Whether an encoding tells toned capitals from small letters.
fn keeps_case(encoding: Encoding) -> bool {
    !matches!(encoding, Encoding::Tcvn3 | Encoding::Tcvn3Capitals)
}

#[test]
fn all_134_letters_come_back() {
    for letter in letters() {
        for encoding in Encoding::ALL {
            let is_small = letter.to_uppercase() != letter;
            if encoding == Encoding::Tcvn3Capitals && is_small {
                assert!(encoding.encode(&letter).is_err());
                continue;
            }
            let back = round(encoding, &letter);
            if keeps_case(encoding) || is_small || encoding == Encoding::Tcvn3Capitals {
                assert_eq!(back, letter, "{encoding:?}");
            } else {
                assert_eq!(back.to_lowercase(), letter.to_lowercase(), "{encoding:?}");
            }
        }
    }
}

#[test]
fn every_syllable_comes_back_in_three_cases() {
    for syllable in SYLLABLES.iter() {
        let upper = syllable.to_uppercase();
        let mut rest = syllable.chars();
        let title: String = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
        for encoding in Encoding::ALL.into_iter().filter(|encoding| keeps_case(*encoding)) {
            for form in [syllable, &title, &upper] {
                assert_eq!(&round(encoding, form), form, "{encoding:?}");
            }
        }
        assert_eq!(&round(Encoding::Tcvn3, syllable), syllable);
        assert_eq!(&round(Encoding::Tcvn3, &upper).to_lowercase(), syllable);
        assert_eq!(&round(Encoding::Tcvn3Capitals, &upper), &upper);
    }
}

#[test]
fn samples_look_as_they_are_known_to_look() {
    let seen = |encoding: Encoding, text: &str| shown_as_1252(&encoding.encode(text).unwrap());
    assert_eq!(seen(Encoding::Tcvn3, SENTENCE), "Liªn minh Hîp t¸c x· tØnh Qu¶ng TrÞ, ®\u{ad}êng sè 5");
    assert_eq!(seen(Encoding::Vni, SENTENCE), "Lieân minh Hôïp taùc xaõ tænh Quaûng Trò, ñöôøng soá 5");
    assert_eq!(seen(Encoding::Windows1258, SENTENCE), "Liên minh Hõòp taìc xaÞ tiÒnh QuaÒng Triò, ðýõÌng sôì 5");
    assert_eq!(seen(Encoding::Viqr, SENTENCE), "Lie^n minh Ho+.p ta'c xa~ ti?nh Qua?ng Tri., ddu+o+`ng so^' 5");
    assert_eq!(seen(Encoding::Viscii, "Việt Nam, tiếng"), "Vi®t Nam, tiªng");
    assert_eq!(seen(Encoding::Vps, "Đảng, tiếng"), "ñäng, ti‰ng");
    // RFC 1456, section 5: the same words in VISCII's table and as VIQR.
    assert_eq!(Encoding::Viscii.encode("Ẳ ỡ ữ Đ đ").unwrap(), b"\x02 \xDE \xE6 \xD0 \xF0");
    assert_eq!(Encoding::Tcvn5712.encode("Ú Ạ Ố").unwrap(), b"\x01 \x84 \xFF");
}

#[test]
fn page_1258_is_read_with_composed_letters_and_with_separate_tones() {
    assert_eq!(Encoding::Windows1258.decode(b"c\xE1c ca\xECc h\xF5\xF2p \xF0\xFD\xF5\xCCng").text, "các các hợp đường");
    assert_eq!(Encoding::Windows1258.encode("các").unwrap(), b"ca\xECc");
    assert_eq!(Encoding::Windows1258.encode("mañana").unwrap(), b"ma\xF1ana");
}

#[test]
fn viqr_reads_signs_by_the_rfc_and_escapes_them() {
    let text = |bytes: &[u8]| Encoding::Viqr.decode(bytes).text;
    assert_eq!(text(b"Vie^.t Nam dda^'t nu+o+'c me^'n ye^u"), "Việt Nam đất nước mến yêu");
    assert_eq!(text(b"co. co\\. D~ DDi Ddi dDi"), "cọ co. D~ Đi Đi đi");
    assert_eq!(text(b"a^\\' \\\\ a\\"), "â' \\ a\\");
    for plain in ["Ai? Là ai. (a) a+b 'u' C:\\dd", "oddđ dđ đd ddd", "hoa. hòa. hoá? to^ `a` a~"] {
        assert_eq!(round(Encoding::Viqr, plain), plain);
    }
}

#[test]
fn the_first_letter_without_a_code_is_named_with_its_place() {
    let error = Encoding::Viscii.encode("giá 5 €").unwrap_err();
    assert_eq!((error.letter, error.at, error.encoding), ('€', 7, Encoding::Viscii));
    let decomposed: String = "giá 日".nfd().collect();
    assert_eq!(Encoding::Vni.encode(&decomposed).unwrap_err().at, 6);
    assert!(error.to_string().contains('€'));
    assert_eq!(Encoding::Tcvn3.decode(b"\xFF\x81a").unknown, 2);
}

#[test]
fn names_labels_and_fonts_tell_the_encoding() {
    for encoding in Encoding::ALL {
        assert_eq!(Encoding::from_name(encoding.as_str()), Some(encoding));
        assert_eq!(Encoding::from_name(&encoding.as_str().to_uppercase()), Some(encoding));
        assert!(!encoding.label().is_empty());
    }
    assert_eq!(Encoding::from_name("x-viet-tcvn5712"), Some(Encoding::Tcvn5712));
    assert_eq!(Encoding::from_name("CP1258"), Some(Encoding::Windows1258));
    assert_eq!(Encoding::from_name("utf-8"), None);
    assert_eq!(Encoding::from_font(r#""\.VnTimeH""#), Some(Encoding::Tcvn3Capitals));
    assert_eq!(Encoding::from_font(".VnArial"), Some(Encoding::Tcvn3));
    assert_eq!(Encoding::from_font("'VNI-Times'"), Some(Encoding::Vni));
    assert_eq!(Encoding::from_font("Times New Roman"), None);
}

#[test]
fn documents_tell_their_encoding() {
    let text = format!("{SENTENCE}. Ủy ban nhân dân đã ban hành nghị quyết về phát triển kinh tế tập thể.");
    for encoding in Encoding::ALL.into_iter().filter(|encoding| *encoding != Encoding::Tcvn3Capitals) {
        let bytes = encoding.encode(&text).unwrap();
        let found = detect(&bytes, Some("iso-8859-1"));
        assert_eq!(found.charset, Charset::Legacy(encoding));
        assert_eq!(found.agrees, Some(false));
        let sure = if encoding == Encoding::Viqr { Confidence::Likely } else { Confidence::Certain };
        assert_eq!(found.confidence, sure);
        assert_eq!(detect(&bytes, Some(encoding.as_str())).agrees, Some(true));
        let same = if encoding == Encoding::Tcvn3 { text.replace('Ủ', "ủ") } else { text.clone() };
        assert_eq!(found.charset.decode(&bytes).text, same);
    }
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(detect(&utf16, None).charset, Charset::Utf16Le);
    assert_eq!(Charset::Utf16Le.decode(&utf16).text, text);
    let swapped: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(detect(&[b"\xFE\xFF".as_slice(), &swapped].concat(), Some("utf-8")).charset, Charset::Utf16Be);
    assert_eq!(detect(text.as_bytes(), Some("windows-1258")).charset, Charset::Utf8);
    assert_eq!(detect(text.as_bytes().get(..text.len() - 30).unwrap(), None).charset, Charset::Utf8);
    assert_eq!(detect(b"", None).charset, Charset::Ascii);
    assert_eq!(detect(b"to be or not to be. Is it so? a+b (c) `ls` ~/x don't", None).charset, Charset::Ascii);
    let french =
        bytes_of_1252("Où sont les élèves français ? Le maïs, l'été, la forêt, ça et là, Noël à Thaïlande.").unwrap();
    assert_eq!(detect(&french, None).charset, Charset::Windows1252);
}

#[test]
fn bytes_read_as_1252_or_latin_1_are_had_again() {
    let all: Vec<u8> = (0..=255).collect();
    assert_eq!(bytes_of_1252(&shown_as_1252(&all)).as_ref(), Some(&all));
    assert_eq!(bytes_of_1252(&shown_as_latin1(&all)).as_ref(), Some(&all));
    assert_eq!(shown_as_1252(b"\x80\x81\x9D\x9F"), "€\u{81}\u{9d}Ÿ");
    assert_eq!(bytes_of_1252("tỉnh"), None);
}

#[test]
fn a_dot_below_a_letter_of_another_language_comes_back() {
    for bytes in [&b"\xFF\xF2"[..], b"\xE4\xF2", b"\xC5\xF2\xF2", b"\xEB\xEC\xF2", b"\xE7\xF2", b"\xF1\xF2"] {
        let decoded = Encoding::Windows1258.decode(bytes);
        assert_eq!((decoded.unknown, round(Encoding::Windows1258, &decoded.text)), (0, decoded.text));
    }
    let error = Encoding::Viscii.encode("chào ỵ\u{308}").unwrap_err();
    assert_eq!((error.letter, error.at), ('ÿ', 6));
}

proptest! {
    #[test]
    fn any_bytes_decode_and_stay_put(bytes in prop::collection::vec(any::<u8>(), 0..80), pick in 0usize..8) {
        let encoding = Encoding::ALL[pick];
        let decoded = encoding.decode(&bytes);
        prop_assert_eq!(decoded.text.chars().filter(|c| *c == '\u{fffd}').count(), decoded.unknown);
        // A tone on a letter that Unicode has not composed with it, such as û, moves below the letter's own mark.
        let is_composed = decoded.text.chars().all(|c| !('\u{300}'..='\u{36f}').contains(&c));
        if decoded.unknown == 0 && is_composed && keeps_case(encoding) {
            let again = encoding.encode(&decoded.text);
            prop_assert_eq!(again.map(|bytes| encoding.decode(&bytes).text), Ok(decoded.text));
        }
        let _ = detect(&bytes, None).charset.decode(&bytes);
    }

    #[test]
    fn any_ascii_text_passes_through_viqr(text in "[ -~]{0,60}") {
        prop_assert_eq!(round(Encoding::Viqr, &text), text);
    }
}
