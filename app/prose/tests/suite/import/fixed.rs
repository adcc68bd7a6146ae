//! HTML → document → HTML → document: the second document is the first.

use std::cell::RefCell;
use std::collections::HashMap;

use proptest::prelude::*;
use prose::import::{Dom, Options, parse, read};
use prose::{
    Assets, Block, CalloutKind, Cell, Document, EmbedRef, Figure, FigureSize, FootnoteId, Href, Inline, LangTag,
    ListItem, ListKind, Mark, Media, MediaId, Node, Provider, Row, Scope, html,
};

use super::super::generate;
use super::outline::outline;
use super::soup::soup;

/// Gives every address a number, and the address of every number.
#[derive(Default)]
struct Store {
    numbers: RefCell<HashMap<String, i64>>,
}

impl Store {
    fn number(&self, src: &str) -> MediaId {
        let mut numbers = self.numbers.borrow_mut();
        let next = i64::try_from(numbers.len()).unwrap() + 1;
        MediaId(*numbers.entry(src.to_owned()).or_insert(next))
    }

    fn read(&self, html: &str) -> Document {
        let page = parse(html).unwrap();
        let media = |src: &str| Some(self.number(src));
        read(&page, &page.root(), &Options { media: &media, ..Options::default() }).document
    }
}

impl Assets for Store {
    fn media(&self, id: MediaId) -> Option<Media> {
        let numbers = self.numbers.borrow();
        let (src, _) = numbers.iter().find(|(_, number)| **number == id.0)?;
        Some(Media { src: src.clone(), name: "Tệp".to_owned(), ..Media::default() })
    }
}

/// A document in which everything that HTML can say is said once.
fn whole() -> Document {
    let words = |text: &str| vec![Inline::text(text)];
    let note = |name: &str| FootnoteId::parse(name).unwrap();
    let figure = |alt: &str, size| Figure {
        media_id: Some(MediaId(1)),
        alt: alt.to_owned(),
        size,
        caption: words("Chú thích ảnh"),
        ..Figure::default()
    };
    let embed = |provider, reference| Block::embed(EmbedRef::new(provider, reference).unwrap(), "Tên");
    let mut cell = Cell::new(Some(Scope::Row), vec![Block::paragraph("ô"), Block::bullets(vec!["mục".to_owned()])]);
    (cell.colspan, cell.rowspan) = (2, 3);
    let rows = vec![
        Row::new(vec![
            Cell::new(Some(Scope::Col), vec![Block::paragraph("đầu")]),
            Cell::new(None, vec![Block::paragraph("")]),
        ]),
        Row::new(vec![cell]),
    ];
    let link = Mark::Link(Href::parse("https://a.vn/?b=1&c='2'").unwrap());
    let text = Node::Paragraph(vec![
        Inline::marked("đậm", vec![link, Mark::Strong, Mark::Em]),
        Inline::hard_break(),
        Inline::marked("x = 1", vec![Mark::Code]),
        Inline::footnote(note("n1")),
        Inline::marked("two", vec![Mark::Lang(LangTag::parse("en").unwrap())]),
        Inline::footnote(note("n2")),
    ]);
    let mut blocks = vec![Block::heading(3, "Mục"), Block::new(text)];
    blocks.extend(ListKind::ALL.map(|kind| {
        let items = vec![
            ListItem::paragraph("một"),
            ListItem::new(vec![Block::paragraph("hai"), Block::bullets(vec!["ba".into()])]),
        ];
        Block::new(Node::OrderedList { start: 4, kind, items })
    }));
    blocks.extend(CalloutKind::ALL.map(|kind| Block::new(Node::Callout(kind, vec![Block::paragraph("hộp")]))));
    blocks.extend(FigureSize::ALL.map(|size| Block::new(Node::Figure(figure("Trụ sở", size)))));
    blocks.push(Block::gallery(vec![figure("a", FigureSize::Normal), figure("b", FigureSize::Small)]));
    blocks.push(Block::quote(vec![Block::paragraph("lời"), Block::new(Node::Rule)]));
    let cite = Some(Href::parse("https://a.vn/nguon").unwrap());
    blocks.push(Block::new(Node::Blockquote { cite, blocks: vec![Block::paragraph("lời có nguồn")] }));
    blocks.push(Block::new(Node::Table { caption: "Bảng 1".to_owned(), rows }));
    blocks.push(Block::new(Node::Attachment(MediaId(1))));
    blocks.push(embed(Provider::Youtube, "abcdefghi-_"));
    blocks.push(embed(Provider::Vimeo, "123456/0123456789"));
    blocks.push(embed(Provider::OpenStreetMap, "17/16.81/107.1"));
    blocks.push(embed(Provider::GoogleMaps, "16.81,-107.1"));
    let notes = [(note("n1"), words("Chú thích một")), (note("n2"), words("Chú thích hai"))];
    Document::with_footnotes(blocks, notes.into_iter().collect())
}

#[test]
fn what_html_can_say_is_not_lost() {
    let store = Store::default();
    store.number("/tep/1");
    let document = whole();
    let html = html::render(&document, &store);
    assert_eq!(outline(&store.read(&html)), outline(&document), "{html}");
    assert_eq!(store.read(&html), document);
}

fn check(store: &Store, first: &Document) -> Result<(), TestCaseError> {
    let html = html::render(first, store);
    let second = store.read(&html);
    prop_assert_eq!(&second, first, "{}", html);
    prop_assert_eq!(html::render(&second, store), html);
    prop_assert_eq!(Document::from_json(&first.to_json()), Ok(first.clone()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn soup_is_a_fixed_point_once_read(html in soup()) {
        let store = Store::default();
        check(&store, &store.read(&html))?;
    }

    #[test]
    fn every_text_is_a_fixed_point_once_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let store = Store::default();
        check(&store, &store.read(&String::from_utf8_lossy(&bytes)))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_we_render_is_a_fixed_point_once_read(document in generate::document()) {
        let store = Store::default();
        for number in 0..9 {
            store.number(&format!("/tep/{number}"));
        }
        check(&store, &store.read(&html::render(&document, &store)))?;
    }
}
