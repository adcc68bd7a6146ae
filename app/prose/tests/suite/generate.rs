//! Documents by chance, in the canonical form that reading gives.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use prose::{
    Block, CalloutKind, Cell, Document, Figure, Href, Inline, LangTag, Level, ListItem, Mark, MediaId, Node, Row, Scope,
};
use serde_json::json;

/// Text that is hard on escapes: Vietnamese, Markdown signs, markup, blanks, entities, odd characters.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zđêưộ]{1,6}",
        3 => Just(" ".to_owned()),
        2 => "[-+*_#>=~`|!:.()\\[\\]<&;\\\\\"'0-9]{1,4}",
        1 => prop::sample::select(vec![
            "1. ", "2) ", "- ", "```", "~~", "**", "__", "![", "](", "&amp;", "&#32;", "<script>", "</p>", "---", "===",
            "| a |", "http://a.vn", "\u{a0}", "\t", "13-NQ/TW", "\n", "    ", "\\", "!",
        ]).prop_map(str::to_owned),
        1 => "\\PC{1,3}",
    ];
    vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

fn mark() -> impl Strategy<Value = Mark> {
    let href = prop::sample::select(vec![
        "/tin-tuc",
        "#muc-1",
        "https://a.vn/x?y=1&z=(2)",
        "http://a.vn/<b>",
        "mailto:a@b.vn",
        "/a*b_c&amp;d",
    ]);
    prop_oneof![
        3 => Just(Mark::Strong),
        3 => Just(Mark::Em),
        1 => Just(Mark::Strike),
        1 => Just(Mark::Code),
        1 => Just(Mark::Sub),
        1 => Just(Mark::Sup),
        1 => prop::sample::select(vec!["en", "zh-Hant"]).prop_map(|tag| Mark::Lang(LangTag::parse(tag).unwrap())),
        2 => href.prop_map(|href| Mark::Link(Href::parse(href).unwrap())),
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    prop_oneof![
        6 => (text(), vec(mark(), 0..3)).prop_map(|(text, marks)| Inline::marked(text, marks)),
        6 => text().prop_map(Inline::text),
        1 => Just(Inline::HardBreak),
        1 => text().prop_map(|text| Inline::Unknown(json!({ "type": "footnote", "attrs": { "id": text } }))),
    ]
}

pub fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    vec(inline(), 0..5)
}

fn figure() -> impl Strategy<Value = Node> {
    (option::of(1_i64..9), text(), any::<bool>(), inlines()).prop_map(|(media, alt, decorative, caption)| {
        Node::Figure(Figure { media_id: media.map(MediaId), alt, decorative, caption })
    })
}

fn leaf() -> impl Strategy<Value = Node> {
    prop_oneof![
        6 => inlines().prop_map(Node::Paragraph),
        2 => (2_u8..5, inlines()).prop_map(|(level, content)| Node::Heading(Level::clamp(level), content)),
        1 => figure(),
        1 => text().prop_map(|text| Block::caption_figure(text).node),
        1 => Just(Node::Rule),
        1 => any::<i64>().prop_map(|id| Node::Attachment(MediaId(id))),
        1 => (text(), any::<i32>()).prop_map(|(text, number)| {
            Node::Unknown(json!({ "type": "poll", "attrs": { "title": text, "n": [number, null, {}] }, "extra": true }))
        }),
    ]
}

fn cell(blocks: Vec<Block>, header: Option<bool>, spans: (u32, u32), colwidth: Vec<u32>) -> Cell {
    let header = header.map(|is_row| if is_row { Scope::Row } else { Scope::Col });
    let blocks = blocks.into_iter().filter(|block| !matches!(block.node, Node::Table(_))).collect();
    Cell { id: String::new(), header, colspan: spans.0, rowspan: spans.1, colwidth, blocks }
}

fn container(inner: impl Strategy<Value = Block> + Clone + 'static) -> impl Strategy<Value = Block> {
    let items = vec(vec(inner.clone(), 0..3), 0..4)
        .prop_map(|items| items.into_iter().map(|blocks| ListItem { id: String::new(), blocks }).collect::<Vec<_>>());
    let row =
        vec((vec(inner.clone(), 0..2), option::of(any::<bool>()), (1_u32..3, 1_u32..3), vec(1_u32..99, 0..2)), 0..3);
    let rows = vec(row, 0..3).prop_map(|rows| {
        let cells = |row: Vec<_>| row.into_iter().map(|(b, h, s, w)| cell(b, h, s, w)).collect();
        rows.into_iter().map(|row| Row { id: String::new(), cells: cells(row) }).collect::<Vec<_>>()
    });
    let plain = (1_usize..4, 1_usize..4).prop_flat_map(|(width, height)| vec(vec(text(), width), height));
    let kind = prop::sample::select(CalloutKind::ALL.to_vec());
    prop_oneof![
        items.clone().prop_map(Node::BulletList),
        (prop_oneof![Just(1_u32), 0_u32..999_999_999], items)
            .prop_map(|(start, items)| Node::OrderedList { start, items }),
        vec(inner.clone(), 0..3).prop_map(Node::Blockquote),
        (kind, vec(inner, 0..3)).prop_map(|(kind, blocks)| Node::Callout(kind, blocks)),
        rows.prop_map(Node::Table),
        plain.prop_map(|rows| Block::table(rows).node),
    ]
    .prop_map(Block::new)
}

/// A document as reading gives it: canonical, with ids.
pub fn document() -> impl Strategy<Value = Document> {
    let block = leaf().prop_map(Block::new).prop_recursive(3, 40, 4, container);
    vec(block, 0..5).prop_map(|blocks| Document::from_json(&Document::new(blocks).to_json()).unwrap())
}
