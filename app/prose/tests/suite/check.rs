//! What the checks find, leave alone and mend.

use std::collections::BTreeMap;

use proptest::prelude::*;
use prose::check::{Finding, FindingKind as Kind, Options, check};
use prose::{Block, Document, Embed, EmbedRef, Figure, FootnoteId, Href, Inline, Mark, MediaId, Node, Place, Provider};

use crate::generate;

mod alarms;
mod anywhere;
mod blocks;
mod links;
mod signs;
mod wording;

fn found(document: &Document) -> Vec<Finding> {
    let spelling = |line: &str| line.match_indices("nghành").map(|(at, word)| at..at + word.len()).collect();
    check(document, &Options { spelling: &spelling, ..Options::default() })
}

fn kinds(document: &Document) -> Vec<Kind> {
    found(document).iter().map(|finding| finding.kind).collect()
}

fn figure(media: Option<i64>, alt: &str, decorative: bool) -> Block {
    let media_id = media.map(MediaId);
    Block::new(Node::Figure(Figure { media_id, alt: alt.into(), decorative, ..Figure::default() }))
}

fn table(header: bool, caption: &str) -> Block {
    let mut block = Block::table(vec![vec!["Xã".into()], vec!["Khe Sanh".into()]]);
    if let Node::Table { caption: place, rows } = &mut block.node {
        *place = caption.into();
        rows.drain(..usize::from(!header));
    }
    block
}

fn embed(title: &str) -> Block {
    let source = EmbedRef::new(Provider::Youtube, "dQw4w9WgXcQ").unwrap();
    Block::new(Node::Embed(Embed { source, title: title.into() }))
}

fn note(reference: bool, note: bool) -> Document {
    let id = FootnoteId::parse("n1").unwrap();
    let mut content = vec![Inline::text("Lời")];
    content.extend(reference.then(|| Inline::footnote(id.clone())));
    let notes: BTreeMap<_, _> = note.then(|| (id, vec![Inline::text("Nguồn")])).into_iter().collect();
    Document::with_footnotes(vec![Block::new(Node::Paragraph(content))], notes)
}

/// Paragraphs in bold, those that begin with `*` plain.
fn bold(lines: &[&str]) -> Document {
    let paragraph = |line: &&str| match line.strip_prefix('*') {
        Some(text) => Block::paragraph(text),
        None => Block::new(Node::Paragraph(vec![Inline::marked(*line, vec![Mark::Strong])])),
    };
    Document::new(lines.iter().map(paragraph).collect())
}

/// Which of the texts give findings of other kinds or none at all, where one of `kind` alone is right; empty for none.
fn missed(kind: Kind, texts: &[&str], document: impl Fn(&str) -> Document) -> Vec<String> {
    let found = |text: &&&str| kinds(&document(text)) != vec![kind];
    texts.iter().filter(found).map(|text| format!("{text}: {:?}", kinds(&document(text)))).collect()
}

/// Which of the texts give findings, where none is right.
fn reported(texts: &[&str], document: impl Fn(&str) -> Document) -> Vec<String> {
    let found = |text: &&&str| !kinds(&document(text)).is_empty();
    texts.iter().filter(found).map(|text| format!("{text}: {:?}", kinds(&document(text)))).collect()
}

#[test]
fn every_kind_is_found_where_it_is_and_only_there() {
    let doc = |block: Block| Document::new(vec![block]);
    let text = |text: &str| Document::new(vec![Block::paragraph(text)]);
    let levels = |levels: &[u8]| Document::new(levels.iter().map(|level| Block::heading(*level, "Mục")).collect());
    let cases = [
        (Kind::AltMissing, doc(figure(Some(1), " ", false)), doc(figure(Some(1), "", true))),
        (Kind::AltIsFileName, doc(figure(Some(1), "IMG_1234.jpg", false)), doc(figure(Some(1), "Chợ Khe Sanh", false))),
        (Kind::AltIsFileName, doc(figure(Some(1), "anh1", false)), doc(figure(Some(1), "Ảnh chụp năm 1972", false))),
        (Kind::DecorativeWithAlt, doc(figure(Some(1), "Hoa", true)), doc(figure(Some(1), "Hoa", false))),
        (Kind::FigureWithoutMedia, doc(figure(None, "Hoa", false)), doc(figure(Some(1), "Hoa", false))),
        (Kind::HeadingSkip, levels(&[2, 4]), levels(&[2, 3, 4, 2])),
        (Kind::HeadingEmpty, doc(Block::heading(2, " ")), levels(&[2])),
        (Kind::FirstHeadingLevel, levels(&[3]), levels(&[2, 3])),
        (Kind::TableWithoutHeader, doc(table(false, "Các xã")), doc(table(true, "Các xã"))),
        (Kind::TableWithoutCaption, doc(table(true, " ")), doc(table(true, "Các xã"))),
        (Kind::EmbedWithoutTitle, doc(embed("")), doc(embed("Lễ hội"))),
        (Kind::FootnoteMissing, note(true, false), note(true, true)),
        (Kind::FootnoteUnused, note(false, true), note(true, true)),
        (Kind::HeadingByBold, bold(&["Kinh tế", "*Xã làm."]), bold(&["*Kinh tế", "*Xã làm."])),
        (Kind::ListByHand, bold(&["*- Một", "*- Hai"]), bold(&["*- Một", "*+ Hai"])),
        (Kind::ParagraphEmpty, bold(&["*Một", "*", "*Hai"]), bold(&["*"])),
        (Kind::LinkVague, links::linked("tại đây"), links::linked("Nghị quyết số 13-NQ/TW")),
        (
            Kind::LinkIsAddress,
            links::linked(&format!("https://a.vn/{}", "x".repeat(40))),
            links::linked("https://a.vn"),
        ),
        (Kind::LinkRepeated, links::pieces(&["[Tờ", " ", "[khai"]), links::pieces(&["[Tờ", " và ", "[khai"])),
        (Kind::LinkBlank, links::linked("\u{a0}"), links::linked("Tờ khai")),
        (Kind::Unbalanced, text("xã (Khe Sanh"), text("xã (Khe Sanh)")),
        (Kind::Capitals, text("MỜI BÀ CON ĐẾN NHÀ VĂN HÓA XÃ"), text("Mời bà con đến nhà văn hóa xã")),
        (Kind::ColourAlone, text("các ô màu đỏ"), text("các ô có dấu sao")),
        (
            Kind::LanguageUnmarked,
            text("The farmers sell their pepper at the market of the town"),
            text("Bà con bán hồ tiêu ở chợ thị trấn"),
        ),
        (Kind::DoubleSpace, text("xã  Khe Sanh"), text("xã Khe Sanh")),
        (Kind::MissingSpace, text("của HTX.Cụ thể"), text("tại TP.HCM và TP.Huế, số 1.250,5 ngày 2.9.1945")),
        (Kind::MissingSpace, text("họp,bàn"), text("https://a.vn/a,b và a@b.vn, số 13-NQ/TW, www.a.Vn")),
        (Kind::SpaceBeforePunctuation, text("họp , bàn"), text("họp ... bàn, rồi .NET")),
        (Kind::Spelling, text("các nghành"), text("các ngành")),
    ];
    for (kind, bad, good) in &cases {
        assert_eq!((kinds(bad), kinds(good)), (vec![*kind], vec![]), "{kind:?}");
    }
    for kind in Kind::ALL {
        assert!(cases.iter().any(|(tested, ..)| tested == kind), "{kind:?} has no example");
    }
}

#[test]
fn real_sentences_are_mended_where_the_units_say() {
    let mut document = Document::new(vec![Block::paragraph("𝄞 lãnh,chỉ đạo,điều hành")]);
    let findings = found(&document);
    let ranges: Vec<_> = findings.iter().filter_map(|finding| finding.range.clone()).collect();
    assert_eq!(ranges, [7..8, 15..16]);
    assert!(findings.iter().rev().all(|finding| finding.fix.as_ref().unwrap().apply(&mut document)));
    assert_eq!(prose::text::plain(&document), "𝄞 lãnh, chỉ đạo, điều hành");
    assert!(!findings[0].fix.as_ref().unwrap().apply(&mut Document::default()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_fix_takes_its_finding_away_and_brings_none(document in generate::document()) {
        let before = found(&document);
        for fix in before.iter().filter_map(|finding| finding.fix.as_ref()) {
            let mut mended = document.clone();
            prop_assert!(fix.apply(&mut mended));
            let mut after = kinds(&mended);
            after.sort_by_key(|kind| kind.as_str());
            prop_assert!(after.len() < before.len(), "{:?} gives {:?}", fix, after);
        }
    }
}

fn mendable(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.fix.is_some()).count()
}

/// Lines of faults, one beside the other, in paragraphs, headings, items and links.
fn faulty() -> impl Strategy<Value = Document> {
    let piece = prop::sample::select(vec![
        "họp",
        " ",
        "  ",
        " ,",
        ",bàn",
        ".Cụ thể",
        "“",
        "”",
        "(",
        ")",
        "\"",
        "- Một",
        "1) ",
        "a) ",
        "\u{a0}",
        "𝄞",
        "MỜI BÀ CON ĐẾN NHÀ VĂN HÓA XÃ NGAY",
        "ô màu đỏ ",
        "the farmers of the town sell their pepper to the ",
        "協同組合は農家によって",
        "tại đây",
        "https://a.vn/b",
        "nghành",
        "\n",
    ]);
    let mark = prop_oneof![
        4 => Just(vec![]),
        1 => Just(vec![Mark::Strong]),
        1 => Just(vec![Mark::Link(Href::parse("/ho-so").unwrap())]),
        1 => Just(vec![Mark::Code]),
    ];
    let inline = (prop::collection::vec(piece, 1..5), mark).prop_map(|(pieces, marks)| {
        let text = pieces.concat();
        if text == "\n" { Inline::HardBreak(marks) } else { Inline::marked(text.replace('\n', ""), marks) }
    });
    let content = prop::collection::vec(inline, 0..4);
    let block = prop_oneof![
        5 => content.clone().prop_map(|content| Block::new(Node::Paragraph(content))),
        1 => (2_u8..5, content).prop_map(|(level, content)| {
            let mut block = Block::heading(level, "");
            if let Node::Heading(_, place) = &mut block.node {
                *place = content;
            }
            block
        }),
    ];
    let document = prop::collection::vec(block, 1..8).prop_map(Document::new);
    document.prop_map(|document| Document::from_json(&document.to_json()).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn faults_beside_faults_are_told_where_they_are_and_mended(document in faulty()) {
        let before = found(&document);
        prop_assert_eq!(&before, &found(&document), "the same twice");
        for finding in &before {
            let Place::Node(id) = &finding.place else { continue };
            let block = document.blocks.iter().find(|block| block.id == *id).expect("a place that is there");
            let (Node::Paragraph(content) | Node::Heading(_, content)) = &block.node else { continue };
            let units: Vec<u16> = content
                .iter()
                .flat_map(|inline| match inline {
                    Inline::Text(run) => run.text.encode_utf16().collect(),
                    _ => vec![0xfffc],
                })
                .collect();
            if let Some(range) = &finding.range {
                prop_assert!(range.start < range.end && range.end <= units.len(), "{:?} of {}", finding, units.len());
                prop_assert!(String::from_utf16(&units[range.clone()]).is_ok(), "{:?} cuts a character", finding);
            }
        }
        for fix in before.iter().filter_map(|finding| finding.fix.as_ref()) {
            let mut mended = document.clone();
            prop_assert!(fix.apply(&mut mended), "{:?}", fix);
            let after = found(&mended);
            // Words that a mended sign parts may be told as what they are, so only what can be mended is counted.
            prop_assert!(mendable(&after) < mendable(&before), "{:?} gives {:?} of {:?}", fix, after, before);
        }
        // All of them, one after another, come to an end at which nothing can be mended by itself.
        let mut mended = document.clone();
        for _ in 0..=before.len() {
            let Some(fix) = found(&mended).into_iter().find_map(|finding| finding.fix) else { break };
            prop_assert!(fix.apply(&mut mended));
        }
        prop_assert!(found(&mended).iter().all(|finding| finding.fix.is_none()), "{:?}", mended);
    }
}
