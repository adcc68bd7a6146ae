//! Document symbols: the right forms, the wrong ones and what is said of them, and the citations of a real page.

use std::path::PathBuf;

use proptest::prelude::*;
use vietnamese::symbol::Fault::{self, *};
use vietnamese::symbol::{DocumentKind as Kind, Family, Malformed, find, normalise_query, parse};

const VIETNAMESE: &str = include_str!("data/vietnamese.txt");
const FOREIGN: &str = include_str!("data/foreign.txt");

/// The stretches of the Quảng Trị page of 2019 that cite documents, in its order and spelling.
const CITING: &str = "triển khai thực hiện Nghị quyết số 13-NQ/TW5 về tiếp tục đổi mới
Sau khi có Nghị quyết số 13-NQ/TW ngày 18/3/2002, Hội nghị lần thứ 5
Hội nghị tổng kết 15 năm thực hiện Nghị Quyết số 13 TW5 (khóa IX)
Ban hành Chương trình hành động số 22-CTHĐ/TU ngày 1/11/2002 thực hiện Nghị quyết 13-NQ/TW5 với những nội dung cơ bản, \
cốt lõi của Nghị quyết 13-NQ/TW5 vào kế hoạch
tổng kết 5 năm thực hiện Nghị quyết và ban hành Kết luận số 222-KL/TU ngày 2/7/2007, Chỉ thị số 20-CT/TV ngày \
21/10/2009 về việc tăng cường lãnh đạo thực hiện Nghị quyết 13/TW5 (khóa IX) về
chấp hành Luật HTX năm 2003 và ban hành Nghị quyết số 18/2009/NQ-HĐNQ ngày 30/7/2009 của HĐND tỉnh giai đoạn 2009 - 2014.
Thực hiện Luật hợp tác xã số 23/2012/QH  đã được Quốc hội thông qua ngày 20/11/2012; Kết luận số 56-KL/TW ngày \
21/02/2013 Bộ Chính trị, Nghị quyết Trung ương 5 khóa IX và ban hành Chương trình hành động số 71- CTHĐ/TU ngày 11/7/2013
ban hành Nghị quyết số 05/2017//NQ-HĐND, theo đó UBND tỉnh
Sau khi có Nghị quyết số 13-NQ/TW ngày 18/3/2002, Hội nghị lần thứ 5
Bộ chính trị tiếp tục ban hành Kết luận số 56, yêu cầu đấy mạnh hơn nữa việc thực hiện Nghị quyêt Trung ương 5,Khóa 9";

type Expected = (&'static str, &'static [Fault], Option<&'static str>);

/// What a reader finds on that page: the citation, its faults, the right form where it can be told.
const CITED: [Expected; 16] = [
    ("13-NQ/TW5", &[IssuerNumber], Some("13-NQ/TW")),
    ("13-NQ/TW", &[], Some("13-NQ/TW")),
    ("13 TW5", &[MissingSeparator, MissingKind, IssuerNumber], Some("13-NQ/TW")),
    ("22-CTHĐ/TU", &[], Some("22-CTHĐ/TU")),
    ("13-NQ/TW5", &[IssuerNumber], Some("13-NQ/TW")),
    ("13-NQ/TW5", &[IssuerNumber], Some("13-NQ/TW")),
    ("222-KL/TU", &[], Some("222-KL/TU")),
    // TU or TW: one letter away from both.
    ("20-CT/TV", &[Issuer], None),
    ("13/TW5", &[MissingKind, IssuerNumber], Some("13-NQ/TW")),
    ("18/2009/NQ-HĐNQ", &[Issuer], Some("18/2009/NQ-HĐND")),
    ("23/2012/QH", &[MissingTerm], Some("23/2012/QH13")),
    ("56-KL/TW", &[], Some("56-KL/TW")),
    ("71- CTHĐ/TU", &[Space], Some("71-CTHĐ/TU")),
    ("05/2017//NQ-HĐND", &[DoubledSeparator], Some("05/2017/NQ-HĐND")),
    ("13-NQ/TW", &[], Some("13-NQ/TW")),
    ("56", &[MissingSymbol], None),
];

fn assert_cited(text: &str) {
    let found: Vec<(String, Vec<Fault>, Option<String>)> = find(text)
        .into_iter()
        .map(|citation| {
            assert_eq!(text.get(citation.range.clone()), Some(citation.text.as_str()));
            match citation.symbol {
                Ok(symbol) => (citation.text, vec![], Some(symbol.to_string())),
                Err(Malformed { faults, suggestion }) => (citation.text, faults, suggestion.map(|s| s.to_string())),
            }
        })
        .collect();
    let expected: Vec<_> = CITED
        .iter()
        .map(|(text, faults, right)| ((*text).to_owned(), faults.to_vec(), right.map(str::to_owned)))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_citations_of_the_real_page_are_listed_with_their_faults() {
    assert_cited(CITING);
    let default = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/pages/lmhtx-quangtri-2019.txt");
    let path = std::env::var_os("DINH_REAL_PAGE").map_or(default, PathBuf::from);
    match std::fs::read_to_string(&path) {
        Ok(page) => assert_cited(&page),
        Err(error) => eprintln!("SKIPPED the whole page, its citing lines were read: {}: {error}", path.display()),
    }
}

#[test]
fn right_symbols_are_read() {
    let cases = [
        ("13-NQ/TW", Kind::Resolution, None, "TW", Family::Party),
        ("20-CT/TW", Kind::Directive, None, "TW", Family::Party),
        ("222-KL/TU", Kind::Conclusion, None, "TU", Family::Party),
        ("1268-QĐ/TU", Kind::Decision, None, "TU", Family::Party),
        ("07-CTr/TU", Kind::Programme, None, "TU", Family::Party),
        ("36-HD/VPTW", Kind::Guide, None, "VPTW", Family::Party),
        ("05-TT/TW", Kind::Instruction, None, "TW", Family::Party),
        ("11-CV/HU", Kind::Letter, None, "HU", Family::Party),
        ("23/2012/QH13", Kind::Law, Some(2012), "QH13", Family::Assembly),
        ("04/2019/UBTVQH14", Kind::Law, Some(2019), "UBTVQH14", Family::Assembly),
        ("34/2007/PL-UBTVQH11", Kind::Ordinance, Some(2007), "UBTVQH11", Family::Assembly),
        ("05/2017/NQ-HĐND", Kind::Resolution, Some(2017), "HĐND", Family::State),
        ("193/2013/NĐ-CP", Kind::Decree, Some(2013), "CP", Family::State),
        ("07/2019/TT-BKHĐT", Kind::Circular, Some(2019), "BKHĐT", Family::State),
        ("12/2017/TTLT-BTP-BTNMT", Kind::JointCircular, Some(2017), "BTP-BTNMT", Family::State),
        ("1804/QĐ-TTg", Kind::Decision, None, "TTg", Family::State),
        ("12/2021/QĐ-UBND", Kind::Decision, Some(2021), "UBND", Family::State),
        ("01/CT-UBND", Kind::Directive, None, "UBND", Family::State),
        ("45/TTr-SNN", Kind::Proposal, None, "SNN", Family::State),
        ("88/BC-LMHTX", Kind::Report, None, "LMHTX", Family::State),
        ("9/KH-HTXĐT", Kind::Plan, None, "HTXĐT", Family::State),
        ("45/QĐ-SNN&PTNT", Kind::Decision, None, "SNN&PTNT", Family::State),
        ("1520/UBND-KT", Kind::Letter, None, "UBND-KT", Family::State),
    ];
    for (text, kind, year, issuer, family) in cases {
        let symbol = parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(
            (symbol.kind, symbol.year, symbol.issuer.as_str(), symbol.family),
            (kind, year, issuer, family),
            "{text}"
        );
        assert_eq!(symbol.to_string(), text);
        let sentence = format!("Căn cứ văn bản {text}, ngày 1/2/2020.");
        let found = find(&sentence);
        assert_eq!(found.iter().map(|citation| citation.text.as_str()).collect::<Vec<_>>(), [text]);
        assert_eq!(found.first().map(|citation| citation.symbol.clone()), Some(Ok(symbol)));
    }
}

#[test]
fn the_words_before_tell_kinds_that_share_a_form() {
    assert_eq!(parse("Nghị quyết số 43/2022/QH15").map(|symbol| symbol.kind), Ok(Kind::Resolution));
    assert_eq!(parse("Quy định số: 37-QĐ/TW").map(|symbol| symbol.kind), Ok(Kind::Regulation));
    assert_eq!(parse("37-QĐ/TW").map(|symbol| symbol.kind), Ok(Kind::Decision));
}

#[test]
fn each_fault_is_named_and_mended_where_one_form_follows() {
    let cases: [Expected; 21] = [
        ("193/2013/ND-CP", &[PlainD], Some("193/2013/NĐ-CP")),
        ("45/QÐ-UBND", &[ForeignD], Some("45/QĐ-UBND")),
        ("193/2013/nđ-cp", &[LetterCase], Some("193/2013/NĐ-CP")),
        ("340/QĐ-TTG", &[LetterCase], Some("340/QĐ-TTg")),
        ("05/nq-cp", &[LetterCase], Some("05/NQ-CP")),
        ("340/qd-ttg", &[PlainD, LetterCase], Some("340/QĐ-TTg")),
        ("13–NQ/TW", &[Dash], Some("13-NQ/TW")),
        ("13/NQ-TW", &[SwappedSeparator], Some("13-NQ/TW")),
        ("193/2013/NĐ/CP", &[SwappedSeparator], Some("193/2013/NĐ-CP")),
        ("193-2013-NĐ-CP", &[SwappedSeparator], Some("193/2013/NĐ-CP")),
        ("193 / 2013 / NĐ-CP", &[Space], Some("193/2013/NĐ-CP")),
        ("13 NQ TW", &[MissingSeparator], Some("13-NQ/TW")),
        ("13-NQ/TƯ", &[Issuer], Some("13-NQ/TW")),
        ("193/NĐ-CP", &[MissingYear], None),
        ("07/TT-BKHĐT", &[MissingYear], None),
        ("23/QH13", &[MissingYear], None),
        ("23/2011/QH", &[MissingTerm], None),
        ("193/3013/NĐ-CP", &[Year], None),
        ("13-NQ", &[MissingIssuer], None),
        ("12/QĐ-UBNĐ", &[PlainD], Some("12/QĐ-UBND")),
        ("12/QĐ-UNBD", &[], Some("12/QĐ-UNBD")),
    ];
    for (text, faults, right) in cases {
        let (found, suggestion) = match parse(text) {
            Ok(symbol) => (vec![], Some(symbol)),
            Err(Malformed { faults, suggestion }) => (faults, suggestion),
        };
        assert_eq!((found.as_slice(), suggestion.map(|s| s.to_string()).as_deref()), (faults, right), "{text}");
        for fault in faults {
            assert!(fault.message().chars().next().is_some_and(char::is_uppercase));
        }
    }
}

#[test]
fn numbers_of_other_sorts_are_no_citations() {
    let text = "ngày 18/3/2002, 7/11, 24/7, 2009 - 2014, 85,6%, 1.010 thành viên, 33,5 tỷ, 5 HTX, QL 1A, 12 TB, 3-0, tháng 5/2017, \
        số 9, biển số 74A-123.45, 0905 000 111, lớp 5/2-A, 220 V, 500 kW/h, khóa IX, Điều 7 TT, nghị quyết 5 năm, ISO 9001, \
        tổ 3-CT, quý 1/2024/BC, 2/QĐ, 100 m2/hộ, 3/4 CT, xem 12/a-b và 1/CP";
    assert_eq!(find(text), []);
    for no_symbol in ["", "13", "HTX", "hello", "ngày 18/3/2002", "13-NQ/TW và 14-NQ/TW", "theo văn bản 13-NQ/TW"]
    {
        assert_eq!(parse(no_symbol), Err(Malformed { faults: vec![MissingSymbol], suggestion: None }), "{no_symbol}");
    }
}

#[test]
fn the_test_texts_cite_what_they_cite() {
    let found = |text| find(text).into_iter().map(|citation| citation.text).collect::<Vec<_>>();
    assert_eq!(found(VIETNAMESE), ["13-NQ/TW", "193/2013/NĐ-CP", "05/2019/TT-BKHĐT", "1804/QĐ-TTg"]);
    assert_eq!(found(FOREIGN), Vec::<String>::new());
}

#[test]
fn queries_and_symbols_meet_in_one_key() {
    for (key, spellings) in [
        ("13 nq tw", &["13-NQ/TW", "13 nq tw", "số 13-NQ/TW", "Nghị quyết 13–NQ/TW5", "13/nq-tw", "13 NQ TƯ"][..]),
        ("5 2017 nq hdnd", &["05/2017/NQ-HĐND", "5/2017/nq-hdnd", "05/2017//NQ-HĐND", "05 2017 nq hđnd"]),
        ("23 2012 qh13", &["23/2012/QH13", "23/2012/qh13", "luật số 23/2012/QH"]),
        ("193 2013 nd cp", &["193/2013/NĐ-CP", "193/2013/ND-CP", "193/2013/NÐ-CP", "nghị định 193/2013/nđ-cp"]),
        ("nq tw", &["nq tw", "NQ/TW"]),
        ("hop tac xa", &["Hợp tác xã"]),
    ] {
        for spelling in spellings {
            assert_eq!(normalise_query(spelling), key, "{spelling}");
        }
    }
    assert_eq!(parse("05/2017/NQ-HĐND").map(|symbol| symbol.key()), Ok("5 2017 nq hdnd".to_owned()));
}

#[test]
fn kinds_have_names_and_the_common_ones_codes() {
    for kind in Kind::all() {
        assert!(!kind.label().is_empty());
    }
    assert_eq!((Kind::Plan.label(), Kind::Plan.state_code(), Kind::Plan.party_code()), ("Kế hoạch", "KH", "KH"));
    assert_eq!((Kind::Decree.party_code(), Kind::Conclusion.party_code()), ("", "KL"));
}

proptest! {
    #[test]
    fn any_text_is_taken(text in "\\PC{0,60}") {
        let _ = (parse(&text), normalise_query(&text), find(&text));
    }

    #[test]
    fn ranges_lie_in_the_text_and_suggestions_are_right_symbols(
        text in "((nghị quyết|số|luật|công văn|) ?[0-9]{1,3}[-/ –]{0,2}(20[0-9]{2}/)?(NQ|nđ|QÐ|TT|TTLT|QH|PL|CV|UBND|KH)[-/ ]{0,2}\
            (TW5?|TV|CP|QH|QH13|HĐNQ|UBND|XYZ|)[, ]{1,2}){0,4}"
    ) {
        let mut end = 0;
        for citation in find(&text) {
            prop_assert!(citation.range.start >= end && citation.range.end > citation.range.start);
            prop_assert_eq!(text.get(citation.range.clone()), Some(citation.text.as_str()));
            end = citation.range.end;
            let right = match citation.symbol {
                Ok(symbol) => {
                    prop_assert_eq!(&symbol.to_string(), &citation.text);
                    Some(symbol)
                }
                Err(Malformed { faults, suggestion }) => {
                    prop_assert!(!faults.is_empty());
                    suggestion
                }
            };
            if let Some(right) = right {
                let again = parse(&format!("{} {right}", right.kind.label()));
                prop_assert_eq!(again, Ok(right.clone()));
                prop_assert_eq!(normalise_query(&right.to_string()), right.key());
            }
        }
    }
}
