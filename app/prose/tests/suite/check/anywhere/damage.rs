//! Documents by chance with faults in every corner, one beside the other.

use proptest::prelude::*;
use prose::{Block, Document, FootnoteId, Href, Inline, LangTag, Mark, Node};

use super::tree::plant;
use crate::generate;

/// What is wrong, what is like it and what is hard on counting.
const PIECES: [&str; 53] = [
    "họp",
    "xã Khe Sanh",
    " ",
    "  ",
    "   ",
    " , ",
    " .",
    ",bàn",
    ";và",
    "!đi",
    ".Cụ thể",
    "HTX.Cụ thể",
    "12.Cụ thể",
    "11. Đất",
    "“",
    "”",
    "«",
    "»",
    "(",
    ")",
    "[",
    "\"",
    "'",
    ":)",
    "a)",
    "- Một",
    "- ",
    "+ hai ",
    "1. ",
    "2. ",
    "1) ",
    "a) ",
    "b) ",
    "• ",
    "\u{a0}",
    "\t",
    "𝄞",
    "👩🏽‍🌾",
    "nghành",
    "tại đây",
    "13-NQ/TW",
    "https://a.vn/b(c)?d=e,f",
    "a@b.vn",
    "2.9.1945",
    "MỜI BÀ CON ĐẾN NHÀ VĂN HÓA XÃ NGAY",
    "KHÔNG HÚT THUỐC ",
    "UBND, HĐND ",
    "Các ô màu đỏ ",
    "màu vàng ",
    "the farmers of the town sell their pepper to the ",
    "les fermiers de la commune ",
    "協同組合は農家によって",
    "thê\u{309} ma\u{300}u đo\u{309} ",
];

/// Faulty words with marks, breaks and references among them.
fn content() -> impl Strategy<Value = Vec<Inline>> + Clone {
    let mark = prop_oneof![
        8 => Just(None),
        3 => Just(Some(Mark::Strong)),
        2 => Just(Some(Mark::Link(Href::parse("/ho-so").unwrap()))),
        1 => Just(Some(Mark::Link(Href::parse("/to-khai").unwrap()))),
        1 => Just(Some(Mark::Code)),
        1 => Just(Some(Mark::Lang(LangTag::parse("fr").unwrap()))),
    ];
    let text = (prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..5), mark)
        .prop_map(|(pieces, mark)| Inline::marked(pieces.concat(), mark.into_iter().collect()));
    let inline = prop_oneof![
        8 => text,
        2 => Just(Inline::hard_break()),
        1 => Just(Inline::footnote(FootnoteId::parse("n1").unwrap())),
    ];
    prop::collection::vec(inline, 0..5)
}

/// Paragraphs that stand for lists, headings and room, and links beside links.
fn siblings() -> impl Strategy<Value = Vec<Block>> + Clone {
    let paragraph = |content: Vec<Inline>| Block::new(Node::Paragraph(content));
    let markers = prop::sample::select(vec![["- "; 3], ["• "; 3], ["1. ", "2. ", "3. "], ["a) ", "b) ", "c) "]]);
    let item = |(marker, content): (&&str, &Vec<Inline>)| {
        std::iter::once(Inline::text(format!("{marker}Xã"))).chain(content.clone()).collect::<Vec<_>>()
    };
    let items = (markers, prop::collection::vec(content(), 2..4))
        .prop_map(move |(markers, contents)| markers.iter().zip(&contents).map(item).collect::<Vec<_>>());
    let bold = prop::sample::select(vec!["Kinh tế", "1. Văn hóa", "II. Quốc phòng", "2.1. Lúa", "- Họp"]);
    let link = |text: &str| Inline::link(text, Href::parse("/ho-so").unwrap());
    let blank = prop::sample::select(vec![" ", "  ", "\u{a0}", "\t"]);
    prop_oneof![
        4 => content().prop_map(move |content| vec![paragraph(content)]),
        1 => (2_u8..5).prop_map(|level| vec![Block::heading(level, "Mục")]),
        1 => items.clone().prop_map(move |items| items.into_iter().map(paragraph).collect()),
        1 => items.prop_map(move |items| vec![paragraph(items.join(&Inline::hard_break()))]),
        1 => bold.prop_map(move |text| vec![paragraph(vec![Inline::marked(text, vec![Mark::Strong])])]),
        1 => (blank, content()).prop_map(move |(blank, rest)| {
            let linked = [link("Mẫu"), Inline::text(blank), link("đơn"), link(blank)];
            vec![paragraph(linked.into_iter().chain(rest).collect())]
        }),
        1 => Just(vec![paragraph(Vec::new())]),
    ]
}

/// Documents of every shape with faulty words in and between their blocks.
pub fn damaged() -> impl Strategy<Value = Document> {
    let several = |most: usize| prop::collection::vec(siblings(), 0..most).prop_map(|groups| groups.concat());
    let planted = prop::collection::vec(content(), 0..6);
    (generate::document(), several(6), several(3), planted).prop_map(|(mut document, more, quoted, planted)| {
        plant(&mut document, planted);
        document.blocks.extend(more);
        document.blocks.push(Block::quote(quoted));
        document
    })
}
