//! Paragraphs that do what headings, lists and the page's style are for.

use prose::check::FindingKind as Kind;
use prose::{Block, Cell, Document, Inline, ListItem, ListKind, MAX_NODES, Mark, Node, Row};

use super::{bold, found, kinds};

fn lines(texts: &[&str]) -> Document {
    Document::new(texts.iter().map(Block::paragraph).collect())
}

/// The document with every fix made, one after the other.
fn mended(mut document: Document) -> Document {
    while let Some(fix) = found(&document).into_iter().find_map(|finding| finding.fix) {
        assert!(fix.apply(&mut document), "{fix:?}");
    }
    document
}

fn levels(document: &Document) -> Vec<u8> {
    prose::outline(document).iter().map(|heading| heading.level).collect()
}

#[test]
fn bold_lines_with_text_under_them_become_headings() {
    let plain = "*Xã đã thực hiện tốt.";
    let cases: [(&[&str], &[u8]); 7] = [
        (&["Kết quả", plain], &[2]),
        (&["Kinh tế", plain, "Văn hóa", plain, "Quốc phòng", plain], &[2, 2, 2]),
        (&["I. Kết quả", "1. Kinh tế", plain, "2. Văn hóa", plain, "II. Nhiệm vụ", plain], &[2, 3, 3, 2]),
        (&["1. Kết quả", plain, "1.1. Kinh tế:", plain, "1.2. Văn hóa", plain, "2. Nhiệm vụ", plain], &[2, 3, 3, 2]),
        (&["Thông báo", "Lịch tiếp công dân", plain], &[2, 3]),
        (&["Ai được hỗ trợ?", plain], &[2]),
        (&["*Mở đầu", "Kết quả", "*", plain], &[2]),
    ];
    for (texts, expected) in cases {
        let document = bold(texts);
        assert!(kinds(&document).contains(&Kind::HeadingByBold), "{texts:?}");
        let document = mended(document);
        assert_eq!(levels(&document), expected, "{texts:?}");
        assert!(!document.to_json().contains("strong"));
    }
}

#[test]
fn a_bold_line_fits_between_the_headings_around_it() {
    let strong = |text: &str| Block::new(Node::Paragraph(vec![Inline::marked(text, vec![Mark::Strong])]));
    let text = || Block::paragraph("Xã đã thực hiện tốt.");
    let before = vec![Block::heading(2, "Kết quả"), strong("Kinh tế"), text(), strong("Văn hóa"), text()];
    assert_eq!(levels(&mended(Document::new(before))), [2, 3, 3]);
    let between = vec![Block::heading(2, "Kết quả"), text(), strong("Kinh tế"), text(), Block::heading(4, "Lúa")];
    assert_eq!(levels(&mended(Document::new(between))), [2, 3, 4]);
    let deep = vec![Block::heading(2, "A"), Block::heading(3, "B"), Block::heading(4, "C"), strong("Dân số"), text()];
    assert_eq!(levels(&mended(Document::new(deep))), [2, 3, 4, 4]);
    let boxed = |level: u8, text: &str| Block::quote(vec![Block::heading(level, text)]);
    let around = vec![Block::heading(2, "A"), boxed(3, "B"), text(), strong("Kinh tế"), text(), boxed(4, "C")];
    let mended = mended(Document::new(around));
    assert_eq!(levels(&mended), [2, 3, 3, 4]);
    assert_eq!(kinds(&mended), []);
    let alone = Document::new(vec![strong("Kinh tế"), text(), strong("Văn hóa"), text()]);
    for finding in found(&alone) {
        let mut document = alone.clone();
        assert!(finding.fix.unwrap().apply(&mut document));
        assert_eq!(levels(&document), [2]);
    }
}

#[test]
fn signatures_stressed_sentences_and_labels_are_no_headings() {
    let others: [&[&str]; 8] = [
        &["*Trân trọng.", "CHỦ TỊCH", "Nguyễn Văn A"],
        &["Hạn nộp hồ sơ là ngày 30 tháng 6 năm 2026.", "*Sau ngày này không nhận nữa."],
        &["Lưu ý:"],
        &["*Mở đầu", "Hết"],
        &["Xã Khe Sanh, huyện Hướng Hóa,", "*tỉnh Quảng Trị"],
        &["13", "*hộ nghèo"],
        &["Bà con chú ý!", "*Tối nay cắt điện."],
        &["*Mở đầu", "Người lập", "Bà Hồ Thị B", "*"],
    ];
    for texts in others {
        assert_eq!(kinds(&bold(texts)), [], "{texts:?}");
    }
    let long = "Từ ngày mai ".repeat(11);
    assert_eq!(kinds(&bold(&[&long, "*Xã họp."])), []);
    let part = vec![Inline::marked("Hạn nộp", vec![Mark::Strong]), Inline::text(" là thứ sáu")];
    assert_eq!(kinds(&Document::new(vec![Block::new(Node::Paragraph(part)), Block::paragraph("Xã")])), []);
    let quoted = bold(&["Kinh tế", "*Xã làm."]).blocks;
    assert_eq!(kinds(&Document::new(vec![Block::quote(quoted)])), []);
}

#[test]
fn lists_by_hand_become_lists() {
    let cases: [(&[&str], &str); 9] = [
        (&["- Đơn", "- Giấy khai sinh"], "- Đơn\n- Giấy khai sinh"),
        (&["+ Đơn", "", "+ Giấy"], "- Đơn\n- Giấy"),
        (&["• Đơn", "•Giấy", "Nộp tại xã"], "- Đơn\n- Giấy\n\nNộp tại xã"),
        (&["–  Đơn", "–Giấy"], "- Đơn\n- Giấy"),
        (&["Hồ sơ:", "1. Đơn", "2. Giấy", "3. Ảnh"], "Hồ sơ:\n\n1. Đơn\n2. Giấy\n3. Ảnh"),
        (&["3/ Đơn", "4/ Giấy"], "3. Đơn\n4. Giấy"),
        (&["1) Đơn", "2) Giấy", "- Ảnh"], "1. Đơn\n2. Giấy\n\n\\- Ảnh"),
        (&["Hồ sơ:\n- Đơn\n- Giấy"], "Hồ sơ:\n\n- Đơn\n- Giấy"),
        (&["1. Đơn\n\n2. Giấy\n"], "1. Đơn\n2. Giấy"),
    ];
    for (texts, expected) in cases {
        let document = lines(texts);
        assert_eq!(kinds(&document).iter().filter(|kind| **kind == Kind::ListByHand).count(), 1, "{texts:?}");
        let fix = found(&document).into_iter().find(|finding| finding.kind == Kind::ListByHand).unwrap().fix.unwrap();
        let mut document = document;
        assert!(fix.apply(&mut document));
        assert_eq!(kinds(&document), [], "{texts:?}");
        assert_eq!(prose::markdown::write(&document, &|_| String::new()).trim(), expected);
    }
    let Node::OrderedList { kind, items, .. } = &mended(lines(&["a) Đơn", "b) Giấy"])).blocks[0].node else {
        panic!()
    };
    assert_eq!((*kind, items.len()), (ListKind::LowerAlpha, 2));
}

#[test]
fn marks_names_and_breaks_of_the_items_stay() {
    let strong = |text: &str| Inline::marked(text, vec![Mark::Strong]);
    let first = vec![strong("1. Đơn"), Inline::text(" xin"), Inline::hard_break(), Inline::text("theo mẫu")];
    let second = vec![Inline::text("2"), strong("."), Inline::text(" "), strong("Giấy")];
    let document = Document::new(vec![
        Block { id: "don".into(), ..Block::new(Node::Paragraph(first)) },
        Block { id: "giay".into(), ..Block::new(Node::Paragraph(second)) },
    ]);
    let document = mended(document);
    let Node::OrderedList { start: 1, items, .. } = &document.blocks[0].node else { panic!("{document:?}") };
    let (one, two) = (&items[0].blocks[0], &items[1].blocks[0]);
    assert_eq!((one.id.as_str(), two.id.as_str()), ("don", "giay"));
    let rest = vec![strong("Đơn"), Inline::text(" xin"), Inline::hard_break(), Inline::text("theo mẫu")];
    assert_eq!(one.node, Node::Paragraph(rest));
    assert_eq!(two.node, Node::Paragraph(vec![strong("Giấy")]));
}

#[test]
fn a_list_that_cannot_be_mended_simply_is_told_all_the_same() {
    for text in ["- Đơn\n- Giấy\nNộp tại xã", "- “Đơn\n- Giấy”"] {
        let findings = found(&lines(&[text]));
        assert!(findings.iter().all(|finding| finding.kind == Kind::ListByHand && finding.fix.is_none()), "{text}");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].range.as_ref().map(|range| range.start), Some(0));
    }
    let nest = |depth: usize| {
        let items = vec![Block::paragraph("- Đơn"), Block::paragraph("- Giấy")];
        Document::new((0..depth).fold(items, |blocks, _| vec![Block::quote(blocks)]))
    };
    let offered: Vec<bool> = (15..19).map(|depth| found(&nest(depth))[0].fix.is_some()).collect();
    assert_eq!(offered, [true, true, false, false]);
    for depth in 15..17 {
        assert!(found(&nest(depth))[0].fix.as_ref().unwrap().apply(&mut nest(depth)));
    }
    let many = Document::new((0..MAX_NODES / 2 - 1).map(|_| Block::paragraph("- Đơn")).collect());
    many.check().unwrap();
    assert!(found(&many).iter().all(|finding| finding.fix.is_none()));
}

#[test]
fn laws_speech_and_single_signs_are_no_lists() {
    let others: [&[&str]; 11] = [
        &["a) Đơn;", "b) Giấy;", "c) Ảnh;", "d) Sổ;", "đ) Bản đồ;", "e) Giấy tờ khác;", "g) Phiếu."],
        &["- Hồ sơ gồm một bộ."],
        &["1. Đơn", "3. Giấy"],
        &["- Bác đi đâu đấy?", "- Tôi ra xã."],
        &["2024 là năm được mùa.", "2025 là năm mất mùa."],
        &["1.250 hộ dân", "2.300 khẩu"],
        &["13-NQ/TW", "14-NQ/TW"],
        &["-5 độ vào ban đêm", "-7 độ trên núi"],
        &["- Đơn", "+ Giấy", "- Ảnh"],
        &["1. Đơn", "Nộp tại xã", "2. Giấy"],
        &["I. Kết quả", "II. Nhiệm vụ"],
    ];
    for texts in others {
        assert_eq!(kinds(&lines(texts)), [], "{texts:?}");
    }
}

#[test]
fn empty_paragraphs_between_others_go() {
    let hits: [&[&str]; 6] = [
        &["Một", "", "Hai"],
        &["", "Một"],
        &["Một", " ", "\u{a0}", "Hai"],
        &["", ""],
        &["Một", "", ""],
        &["Một", "\n\n", "Hai"],
    ];
    for texts in hits {
        let document = lines(texts);
        assert!(kinds(&document).iter().all(|kind| *kind == Kind::ParagraphEmpty), "{texts:?}");
        let after = mended(document.clone());
        assert_eq!(prose::text::plain(&after), prose::text::plain(&document), "{texts:?}");
        assert!(after.blocks.len() < texts.len());
    }
    let cell = |blocks| Cell::new(None, blocks);
    let head = Cell::new(Some(prose::Scope::Col), vec![Block::paragraph("")]);
    let rows = vec![Row::new(vec![head, cell(vec![Block::paragraph("")])])];
    let others = [
        lines(&[""]),
        lines(&["Một", ""]),
        Document::new(vec![Block::new(Node::Table { caption: "Các xã".into(), rows })]),
        Document::new(vec![Block::new(Node::BulletList(vec![ListItem::new(vec![Block::paragraph("")])]))]),
        Document::new(vec![Block::quote(vec![Block::paragraph("")]), Block::paragraph("Xã")]),
        Document::new(vec![Block::new(Node::Paragraph(vec![Inline::page(prose::PageId(3))])), Block::paragraph("Xã")]),
    ];
    for document in others {
        assert_eq!(kinds(&document), [], "{document:?}");
    }
}

#[test]
fn a_fix_that_no_longer_fits_changes_nothing() {
    for texts in [["- Đơn", "- Giấy", "Xã"], ["Một", "", "Hai"], ["Đơn:\n1. Một\n2. Hai", "Xã", "Phường"]]
    {
        let fix = found(&lines(&texts)).remove(0).fix.unwrap();
        for other in [lines(&["Xã"]), lines(&["Một", "Hai", "- Giấy"]), Document::default()] {
            let mut document = other.clone();
            assert!(!fix.apply(&mut document));
            assert_eq!(document, other);
        }
    }
}
