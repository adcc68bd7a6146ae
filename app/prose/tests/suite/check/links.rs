//! What links say of where they lead.

use prose::check::FindingKind as Kind;
use prose::{Block, Document, FootnoteId, Href, Inline, Mark, Node, PageId};

use super::{found, kinds, missed, reported};

/// A sentence with one link in it.
pub fn linked(text: &str) -> Document {
    pieces(&["Hồ sơ có ở trang ", &format!("[{text}"), "."])
}

/// A paragraph of texts; those that begin with `[` lead to one place, those with `{` to another.
pub fn pieces(texts: &[&str]) -> Document {
    let inline = |text: &&str| match (text.strip_prefix('['), text.strip_prefix('{')) {
        (Some(text), _) => Inline::link(text, Href::parse("/ho-so").unwrap()),
        (_, Some(text)) => Inline::link(text, Href::parse("https://quangtri.gov.vn/").unwrap()),
        _ => Inline::text(*text),
    };
    Document::new(vec![Block::new(Node::Paragraph(texts.iter().map(inline).collect()))])
}

#[test]
fn vague_words_are_found_in_both_languages() {
    let hits = [
        "tại đây",
        "Xem thêm",
        "TẠI ĐÂY",
        "\u{a0}xem\u{a0}\u{a0}chi tiết",
        "“Bấm vào đây”",
        "đọc tiếp…",
        "Link này",
        "click here",
        "Here",
        "read more »",
        "Learn more",
        "this link",
        "[tại đây]",
    ];
    assert_eq!(missed(Kind::LinkVague, &hits, linked), Vec::<String>::new());
    let others = [
        "Xem thêm về thủ tục đăng ký khai sinh",
        "Cổng dịch vụ công quốc gia",
        "Tờ khai đăng ký kết hôn (mẫu số 01)",
        "Quyết định số 12/QĐ-UBND",
        "How to register a birth",
        "here is the form",
        "tài liệu",
        "Nghị quyết 13-NQ/TW",
        "Liên kết vùng",
        "quangtri.gov.vn",
        "hotro@quangtri.gov.vn",
    ];
    assert_eq!(reported(&others, linked), Vec::<String>::new());
}

#[test]
fn long_addresses_are_found_as_texts() {
    let hits = [
        "https://dichvucong.gov.vn/p/home/dvc-trang-chu.html",
        "http://vanban.chinhphu.vn/?pageid=27160&docid=1",
        "www.khesanh.huonghoa.quangtri.gov.vn/tin-tuc/123",
        "https://vbpl.vn/quangtri/Pages/Home.aspx?a=1",
        "https://thuvienphapluat.vn/van-ban/Dat-dai/x",
        "https://xn--dnh-1na.vn/cong-bo-thu-tuc-moi",
    ];
    assert_eq!(missed(Kind::LinkIsAddress, &hits, linked), Vec::<String>::new());
    let others = [
        "https://quangtri.gov.vn",
        "www.chinhphu.vn",
        "dichvucong.gov.vn",
        "hotro-kythuat-dichvucong@quangtri.gov.vn",
        "Trang https://dichvucong.gov.vn/p/home/dvc-trang-chu.html của cả nước",
        "Cổng thông tin điện tử tỉnh Quảng Trị",
        "+84 233 3852 123",
    ];
    assert_eq!(reported(&others, linked), Vec::<String>::new());
}

#[test]
fn two_links_to_the_same_place_become_one() {
    let hits: [&[&str]; 6] = [
        &["[Mẫu", " ", "[đơn"],
        &["Xem ", "[mẫu", "  ", "[đơn", " này"],
        &["{Tỉnh", "\u{a0}", "{Quảng Trị"],
        &["[Một", " ", "[hai", " ", "[ba"],
        &["{Một", " ", "[hai", " ", "[ba"],
        &["[Một", "\t", "[hai"],
    ];
    for hit in hits {
        let mut document = pieces(hit);
        let findings = found(&document);
        let mut repeated = findings.iter().filter(|finding| finding.kind == Kind::LinkRepeated).peekable();
        assert!(repeated.peek().is_some(), "{hit:?}");
        assert!(repeated.all(|finding| finding.fix.as_ref().unwrap().apply(&mut document)));
        assert!(!kinds(&document).contains(&Kind::LinkRepeated), "{hit:?}");
    }
    let others: [&[&str]; 6] = [
        &["[Mẫu", ", ", "[đơn"],
        &["[Mẫu", " ", "{đơn"],
        &["[Mẫu", " và ", "[đơn"],
        &["[Mẫu đơn"],
        &["[Mẫu", "{đơn"],
        &["[Mẫu", " ", "{tỉnh", " ", "[đơn"],
    ];
    for other in others {
        assert_eq!(kinds(&pieces(other)), [], "{other:?}");
    }
}

#[test]
fn a_break_between_two_halves_of_a_link_is_linked_too() {
    let link = |text: &str| Inline::link(text, Href::parse("/ho-so").unwrap());
    let mut document =
        Document::new(vec![Block::new(Node::Paragraph(vec![link("Mẫu"), Inline::hard_break(), link("đơn")]))]);
    let [finding] = &found(&document)[..] else { panic!("{:?}", found(&document)) };
    assert_eq!((finding.kind, finding.range.clone()), (Kind::LinkRepeated, Some(0..7)));
    assert!(finding.fix.as_ref().unwrap().apply(&mut document));
    assert_eq!(prose::text::plain(&document), "Mẫu\nđơn");
    assert_eq!(kinds(&document), []);
}

#[test]
fn blank_links_lose_the_link_and_keep_the_blank() {
    for hit in [" ", "\u{a0}", "   ", "\t", "\u{2003}", " \u{a0}"] {
        let mut document = pieces(&["Xã", &format!("[{hit}"), "Khe Sanh"]);
        let findings = found(&document);
        let blank = findings.iter().find(|finding| finding.kind == Kind::LinkBlank).unwrap();
        assert_eq!(blank.range, Some(2..2 + hit.encode_utf16().count()));
        assert!(blank.fix.as_ref().unwrap().apply(&mut document));
        assert_eq!(prose::links(&document), Vec::<String>::new());
        assert_eq!(prose::text::plain(&document), format!("Xã{hit}Khe Sanh"));
    }
    let page = Inline::PageRef(PageId(4), vec![Mark::Link(Href::parse("/a").unwrap())]);
    let note = Inline::Footnote(FootnoteId::parse("n").unwrap(), vec![Mark::Link(Href::parse("/b").unwrap())]);
    let marks = vec![Mark::Code, Mark::Link(Href::parse("/c").unwrap())];
    let shown = vec![page, note, Inline::marked("cargo", marks)];
    let notes = [(FootnoteId::parse("n").unwrap(), vec![Inline::text("Nguồn")])].into_iter().collect();
    assert_eq!(kinds(&Document::with_footnotes(vec![Block::new(Node::Paragraph(shown))], notes)), []);
}

#[test]
fn links_of_footnotes_are_judged_too() {
    let id = FootnoteId::parse("n1").unwrap();
    let content = vec![Inline::text("Lời"), Inline::footnote(id.clone())];
    let note = vec![Inline::link("tại đây", Href::parse("/a").unwrap())];
    let document = Document::with_footnotes(vec![Block::new(Node::Paragraph(content))], [(id, note)].into());
    assert_eq!(kinds(&document), [Kind::LinkVague]);
}
