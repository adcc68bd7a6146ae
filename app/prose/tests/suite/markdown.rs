//! Markdown in and out.

use proptest::prelude::*;
use prose::{Block, Document, Href, Inline, Mark, MediaId, Node, html, markdown};
use serde_json::Value;

use super::generate;

fn address(id: MediaId) -> String {
    format!("/tep/{}.jpg", id.0)
}

fn media(address: &str) -> Option<MediaId> {
    address.strip_prefix("/tep/")?.strip_suffix(".jpg")?.parse().ok().map(MediaId)
}

fn read(text: &str) -> Document {
    markdown::read(text, &media)
}

fn write(document: &Document) -> String {
    markdown::write(document, &address)
}

fn without_ids(document: &Document) -> Document {
    let mut bare = document.clone();
    bare.clear_ids();
    bare
}

/// The document as far as Markdown tells it: without ids, and without the marks of line breaks, which show nothing.
fn told(document: &Document) -> Document {
    fn strip(value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(strip),
            Value::Object(map) => {
                if map.get("type") == Some(&"hard_break".into()) {
                    map.remove("marks");
                }
                map.values_mut().for_each(strip);
            }
            _ => {}
        }
    }
    let mut value = document.to_value();
    strip(&mut value);
    without_ids(&Document::from_value(&value).unwrap())
}

fn nodes(text: &str) -> Vec<Node> {
    without_ids(&read(text)).blocks.into_iter().map(|block| block.node).collect()
}

fn paragraph(content: Vec<Inline>) -> Node {
    Node::Paragraph(content)
}

/// Words as editors write them, with marks over whole words: no fence may be needed for these.
fn ordinary() -> impl Strategy<Value = Document> {
    let words = || "[A-Zđa-zêưộ]{1,6}( [a-zăợ0-9]{1,5}){0,4}";
    let link = Mark::Link(Href::parse("/tin/1").unwrap());
    let marks = prop::sample::select(vec![vec![], vec![Mark::Strong], vec![Mark::Em], vec![link], vec![Mark::Strike]]);
    let line = (words(), marks, words()).prop_map(|(a, marks, b)| {
        vec![Inline::text(format!("{a} ")), Inline::marked(b, marks), Inline::text(" và (13-NQ/TW), 1.010 thành viên.")]
    });
    let block = prop_oneof![
        line.prop_map(|content| Block::new(Node::Paragraph(content))),
        (2_u8..5, words()).prop_map(|(level, text)| Block::heading(level, text)),
        prop::collection::vec(words(), 1..4).prop_map(Block::bullets),
        (0_u32..30, prop::collection::vec(words(), 1..4)).prop_map(|(start, items)| Block::numbered(start, items)),
        prop::collection::vec(prop::collection::vec(words(), 2), 1..4).prop_map(Block::table),
        (words(), words()).prop_map(|(alt, caption)| Block::figure(MediaId(4), alt, caption)),
        words().prop_map(Block::caption_figure),
        words().prop_map(|text| Block::quote(vec![Block::paragraph(text), Block::new(Node::Rule)])),
    ];
    prop::collection::vec(block, 0..6).prop_map(|blocks| Document::from_json(&Document::new(blocks).to_json()).unwrap())
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same_document(document in generate::document()) {
        prop_assert_eq!(told(&read(&write(&document))), told(&document));
    }

    #[test]
    fn ordinary_documents_need_no_fence(document in ordinary()) {
        let text = write(&document);
        prop_assert_eq!(without_ids(&read(&text)), without_ids(&document));
        prop_assert!(!text.contains("```"), "{}", text);
    }

    #[test]
    fn any_text_is_a_document_that_can_be_stored(
        text in "([-*+>#|`~_!\\[\\]()<&\\\\ \n]|1\\.|\\[\\^a\\]:?|page:1|[a-z]|prose|ả){0,60}",
    ) {
        let document = read(&text);
        prop_assert_eq!(Document::from_json(&document.to_json()), Ok(document.clone()));
        prop_assert_eq!(without_ids(&read(&write(&document))), without_ids(&document));
    }
}

#[test]
fn writes_plain_markdown_where_it_can() {
    let document = Document::new(vec![
        Block::heading(2, "Mục 1"),
        Block::new(Node::Paragraph(vec![
            Inline::text("Số "),
            Inline::marked("13-NQ/TW", vec![Mark::Strong]),
            Inline::text(" *của* TW"),
        ])),
        Block::bullets(vec!["một".into(), "hai".into()]),
        Block::bullets(vec!["ba".into()]),
        Block::numbered(3, vec!["bốn".into(), "năm".into()]),
        Block::figure(MediaId(7), "Trụ sở", "Ảnh \"A\""),
        Block::table(vec![vec!["Năm".into(), "HTX".into()], vec!["2019".into(), "a|b".into()]]),
        Block::new(Node::Rule),
    ]);
    let expected = "## Mục 1\n\nSố **13-NQ/TW** \\*của\\* TW\n\n- một\n- hai\n\n* ba\n\n3. bốn\n4. năm\n\n\
        ![Trụ sở](/tep/7.jpg \"Ảnh \\\"A\\\"\")\n\n| Năm | HTX |\n| --- | --- |\n| 2019 | a\\|b |\n\n___\n";
    assert_eq!(write(&document), expected);
    assert_eq!(without_ids(&read(expected)), without_ids(&document));
}

#[test]
fn what_markdown_cannot_say_goes_into_a_fence_and_keeps_its_id() {
    let mut document = Document::new(vec![Block::paragraph("a"), Block::new(Node::Attachment(MediaId(3)))]);
    if let Some(block) = document.blocks.last_mut() {
        block.id = "kept".to_owned();
    }
    let text = write(&document);
    assert!(text.starts_with("a\n\n```prose\n{") && text.ends_with("}\n```\n"), "{text}");
    assert_eq!(read(&text), document);
}

#[test]
fn a_mark_that_ends_in_a_blank_or_within_a_word_needs_no_fence() {
    let document = Document::new(vec![Block::new(Node::Paragraph(vec![
        Inline::marked("Hà Nội ", vec![Mark::Strong]),
        Inline::text("là"),
        Inline::marked("(nhấn)", vec![Mark::Em]),
        Inline::text("thủ đô "),
    ]))]);
    let text = write(&document);
    assert!(!text.contains("```"), "{text}");
    assert_eq!(without_ids(&read(&text)), without_ids(&document));
}

#[test]
fn headings_are_brought_into_two_to_four() {
    let levels: Vec<u8> = nodes("# a\n## b\n### c\n#### d\n##### e\n###### f")
        .iter()
        .map(|node| if let Node::Heading(level, _) = node { level.get() } else { 0 })
        .collect();
    assert_eq!(levels, [2, 2, 3, 4, 4, 4]);
}

#[test]
fn an_image_is_a_figure_only_when_alone() {
    assert_eq!(nodes("![Trụ sở](/tep/1.jpg \"Chú thích\")"), [Block::figure(MediaId(1), "Trụ sở", "Chú thích").node]);
    let unknown = Block::figure(MediaId(0), "x", "c").node;
    let Node::Figure(mut figure) = unknown else { panic!("not a figure") };
    figure.media_id = None;
    assert_eq!(nodes("![x](https://a.vn/la.jpg 'c')"), [Node::Figure(figure)]);
    let link = Inline::link("ảnh", Href::parse("/tep/1.jpg").unwrap());
    assert_eq!(nodes("xem ![ảnh](/tep/1.jpg)"), [paragraph(vec![Inline::text("xem "), link.clone()])]);
    assert_eq!(nodes("![ảnh](/tep/1.jpg) đó"), [paragraph(vec![link, Inline::text(" đó")])]);
}

#[test]
fn html_and_bad_links_are_plain_text() {
    assert_eq!(nodes("a <b onclick=x>c</b>"), [paragraph(vec![Inline::text("a <b onclick=x>c</b>")])]);
    assert_eq!(nodes("<script>alert(1)</script>"), [paragraph(vec![Inline::text("<script>alert(1)</script>")])]);
    assert_eq!(nodes("[x](javascript:alert) <ftp://a>"), [paragraph(vec![Inline::text("x ftp://a")])]);
    struct Nothing;
    impl prose::Assets for Nothing {
        fn media(&self, _: MediaId) -> Option<prose::Media> {
            None
        }
    }
    let html = html::render(&read("<div onload=x>\n<script>"), &Nothing);
    assert_eq!(html, "<p>&lt;div onload=x&gt;<br>&lt;script&gt;</p>");
}

#[test]
fn code_blocks_become_paragraphs_of_code() {
    let code = |text: &str| Inline::marked(text, vec![Mark::Code]);
    assert_eq!(
        nodes("```\na\n\nb\n```"),
        [paragraph(vec![code("a"), Inline::hard_break(), Inline::hard_break(), code("b")])]
    );
    assert_eq!(nodes("```prose\nnot json\n```"), [paragraph(vec![code("not json")])]);
}

#[test]
fn hostile_nesting_is_flattened() {
    for text in ["> ".repeat(5000) + "x", "- ".repeat(5000) + "x", "[".repeat(20_000), "*".repeat(20_000)] {
        let document = read(&text);
        assert_eq!(document.check(), Ok(()));
        assert_eq!(without_ids(&read(&write(&document))), without_ids(&document));
    }
}

#[test]
fn footnotes_are_written_as_many_read_them() {
    let text = "Một[^1] và **hai[^b]**[^1]\n\n[^1]: Nguồn: [báo](/tin)\\\n    dòng hai\n\n[^b]: *Hai*\n";
    let document = read(text);
    assert_eq!(write(&document), text);
    let note = |id: &str| prose::FootnoteId::parse(id).unwrap();
    let content = vec![
        Inline::text("Một"),
        Inline::footnote(note("1")),
        Inline::text(" và "),
        Inline::marked("hai", vec![Mark::Strong]),
        Inline::Footnote(note("b"), vec![Mark::Strong]),
        Inline::footnote(note("1")),
    ];
    assert_eq!(document.blocks.first().map(|block| &block.node), Some(&paragraph(content)));
    assert_eq!(document.footnotes[&note("b")], [Inline::marked("Hai", vec![Mark::Em])]);
}

#[test]
fn a_footnote_s_words_survive_whatever_stands_in_it() {
    let text =
        "a[^ghi chú] b[^A] c[^none]\n\n[^ghi chú]: một\n\n    - hai[^A]\n\n    ![ảnh](/x.jpg \"chú\")\n\n[^a]: ba";
    let document = read(text);
    assert_eq!(prose::text::plain(&document), "a b c[^none]\nmột\nhai[^A]\nảnh\nchú\nba");
    assert_eq!(document.publishable(), Ok(()));
    assert_eq!(without_ids(&read(&write(&document))), without_ids(&document));
}

#[test]
fn footnotes_that_markdown_cannot_say_are_kept_beside_the_others() {
    let notes = [("a", vec![Inline::text("x")]), ("b", vec![Inline::marked("x", vec![Mark::Sup])])];
    let notes = notes.map(|(id, content)| (prose::FootnoteId::parse(id).unwrap(), content));
    let content = notes.iter().map(|(id, _)| Inline::footnote(id.clone())).collect();
    let document = Document::with_footnotes(vec![Block::new(Node::Paragraph(content))], notes.into());
    let text = write(&document);
    assert!(text.starts_with("[^a][^b]\n\n[^a]: x\n\n[^b]: ```prose\n    {\"footnotes\":{\"b\":"), "{text}");
    assert_eq!(read(&text), document);
}

#[test]
fn pages_are_named_by_their_key() {
    let page = Mark::PageLink(prose::PageId(12));
    let content = vec![
        Inline::text("xem "),
        Inline::marked("trang", vec![page.clone()]),
        Inline::text("! "),
        Inline::page(prose::PageId(3)),
        Inline::PageRef(prose::PageId(4), vec![Mark::Em]),
    ];
    let document = Document::new(vec![Block::new(paragraph(content))]);
    assert_eq!(write(&document), "xem [trang](page:12)! [](page:3)*[](page:4)*\n");
    assert_eq!(read(&write(&document)), document);
    assert_eq!(nodes("[x](page:a) [y](page:99999999999999999999)"), [paragraph(vec![Inline::text("x y")])]);
    let figure = nodes("[![ảnh](/tep/1.jpg)](page:3)");
    assert_eq!(figure, [Block::figure(MediaId(1), "ảnh", "").node]);
}

#[test]
fn hostile_footnotes_are_flattened() {
    for text in [
        "[^a]: ".repeat(5000) + "x",
        "> [^a]: ".repeat(2000) + "x",
        "[^a]: - ".repeat(2000) + "x",
        "[^a]".repeat(5000) + "\n\n[^a]: x",
    ] {
        let document = read(&text);
        assert_eq!(document.check(), Ok(()));
        assert_eq!(without_ids(&read(&write(&document))), without_ids(&document));
    }
}
