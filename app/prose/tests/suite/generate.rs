//! Documents by chance, in the canonical form that reading gives.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use prose::{
    Block, CalloutKind, Cell, Crop, Document, Embed, EmbedRef, Figure, FigureSize, Focal, FootnoteId, Fraction, Href,
    Inline, LangTag, Level, ListItem, ListKind, Mark, MediaId, Modification, Node, PageId, Picture, Provider, Row,
    Scope, Suggestion, SuggestionId,
};
use serde_json::json;

/// The largest whole number that JavaScript holds exactly.
const MAX_KEY: i64 = 9_007_199_254_740_991;

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

fn href() -> impl Strategy<Value = Href> {
    let targets =
        ["/tin-tuc", "#muc-1", "https://a.vn/x?y=1&z=(2)", "http://a.vn/<b>", "mailto:a@b.vn", "/a*b_c&amp;d"];
    prop::sample::select(targets.to_vec()).prop_map(|href| Href::parse(href).unwrap())
}

fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![
        3 => Just(Mark::Strong),
        3 => Just(Mark::Em),
        1 => Just(Mark::Strike),
        1 => Just(Mark::Code),
        1 => Just(Mark::Sub),
        1 => Just(Mark::Sup),
        1 => prop::sample::select(vec!["en", "zh-Hant"]).prop_map(|tag| Mark::Lang(LangTag::parse(tag).unwrap())),
        2 => href().prop_map(Mark::Link),
        1 => (1_i64..9).prop_map(|id| Mark::PageLink(PageId(id))),
        1 => suggestion().prop_map(Mark::Suggestion),
    ]
}

fn suggestion() -> impl Strategy<Value = Suggestion> + Clone {
    let id = || prop_oneof![(0_i64..4).prop_map(SuggestionId::Number), "[a-f0-9-]{1,8}".prop_map(SuggestionId::Text),];
    let value = || {
        prop_oneof![
            Just(json!(null)),
            (0..9).prop_map(|number| json!(number)),
            text().prop_map(|text| json!(text)),
            Just(json!({ "type": "strong", "attrs": {} })),
        ]
    };
    let kind = prop::sample::select(vec!["attr", "mark", "nodeType"]);
    let name = option::of(Just("level".to_owned()));
    let modification =
        (id(), kind, name, value(), value()).prop_map(|(id, kind, attr_name, previous_value, new_value)| {
            let kind = kind.to_owned();
            Suggestion::Modification(Box::new(Modification { id, kind, attr_name, previous_value, new_value }))
        });
    prop_oneof![id().prop_map(Suggestion::Insertion), id().prop_map(Suggestion::Deletion), modification]
}

/// What is suggested about a node that is not inline: seldom anything.
fn suggestions() -> impl Strategy<Value = Vec<Suggestion>> + Clone {
    prop_oneof![12 => Just(Vec::new()), 1 => vec(suggestion(), 1..3)]
}

fn plain_inline() -> impl Strategy<Value = Inline> {
    let marks = || prop_oneof![2 => Just(Vec::new()), 1 => vec(mark(), 0..2)];
    let foreign = text().prop_map(|text| json!({ "type": "mention", "attrs": { "id": text } }));
    prop_oneof![
        6 => (text(), vec(mark(), 0..3)).prop_map(|(text, marks)| Inline::marked(text, marks)),
        6 => text().prop_map(Inline::text),
        1 => marks().prop_map(Inline::HardBreak),
        1 => (1_i64..9, marks()).prop_map(|(page, marks)| Inline::PageRef(PageId(page), marks)),
        1 => (foreign, marks()).prop_map(|(original, marks)| Inline::Unknown(original, marks)),
    ]
}

fn footnote_id() -> impl Strategy<Value = FootnoteId> {
    prop::sample::select(vec!["1", "2", "n1", "ghi-chu", "B"]).prop_map(|id| FootnoteId::parse(id).unwrap())
}

pub fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let marks = prop_oneof![2 => Just(Vec::new()), 1 => vec(mark(), 0..2)];
    let reference = (footnote_id(), marks).prop_map(|(id, marks)| Inline::Footnote(id, marks));
    vec(prop_oneof![12 => plain_inline(), 1 => reference], 0..5)
}

fn fraction() -> impl Strategy<Value = Fraction> {
    prop_oneof![
        1 => Just(Fraction::ZERO),
        1 => Just(Fraction::ONE),
        4 => (0.0..1.0).prop_map(|value| Fraction::nearest(value).unwrap()),
    ]
}

pub fn figure() -> impl Strategy<Value = Figure> {
    let focal = option::of((fraction(), fraction()).prop_map(|(x, y)| Focal { x, y }));
    let crop = option::of((fraction(), fraction(), fraction(), fraction()))
        .prop_map(|parts| parts.and_then(|(x, y, width, height)| Crop::new(x, y, width, height)));
    let size = prop::sample::select(FigureSize::ALL.to_vec());
    (option::of(1_i64..9), text(), any::<bool>(), focal, crop, size, inlines()).prop_map(
        |(media, alt, decorative, focal, crop, size, caption)| {
            let media_id = media.map(MediaId);
            Figure { media_id, alt, decorative, focal, crop, size, caption }
        },
    )
}

fn embed() -> impl Strategy<Value = Node> {
    let references = [
        (Provider::Youtube, "dQw4w9WgXcQ"),
        (Provider::Vimeo, "76979871/8272103f6e"),
        (Provider::OpenStreetMap, "16/16.8163/107.1003"),
        (Provider::GoogleMaps, "16.8163,-107.1003"),
    ];
    (prop::sample::select(references.to_vec()), text()).prop_map(|((provider, reference), title)| {
        Node::Embed(Embed { source: EmbedRef::new(provider, reference).unwrap(), title })
    })
}

fn leaf() -> impl Strategy<Value = Node> {
    let picture =
        (suggestions(), figure()).prop_map(|(suggestions, figure)| Picture { id: String::new(), suggestions, figure });
    prop_oneof![
        12 => inlines().prop_map(Node::Paragraph),
        4 => (2_u8..5, inlines()).prop_map(|(level, content)| Node::Heading(Level::clamp(level), content)),
        2 => figure().prop_map(Node::Figure),
        2 => text().prop_map(|text| Block::caption_figure(text).node),
        1 => vec(picture, 0..3).prop_map(Node::Gallery),
        2 => Just(Node::Rule),
        2 => (-MAX_KEY..=MAX_KEY).prop_map(|id| Node::Attachment(MediaId(id))),
        1 => embed(),
        2 => (text(), any::<i32>()).prop_map(|(text, number)| {
            Node::Unknown(json!({ "type": "poll", "attrs": { "title": text, "n": [number, null, {}] }, "extra": true }))
        }),
    ]
}

fn block(node: impl Strategy<Value = Node>) -> impl Strategy<Value = Block> {
    (suggestions(), node).prop_map(|(suggestions, node)| Block { id: String::new(), suggestions, node })
}

fn cell(inner: impl Strategy<Value = Block>) -> impl Strategy<Value = Cell> {
    let header = option::of(prop::sample::select(vec![Scope::Col, Scope::Row]));
    (vec(inner, 0..2), header, (1_u32..3, 1_u32..3), vec(0_u32..99, 0..2), suggestions()).prop_map(
        |(mut blocks, header, (colspan, rowspan), colwidth, suggestions)| {
            blocks.retain(|block| !matches!(block.node, Node::Table { .. }));
            Cell { id: String::new(), suggestions, header, colspan, rowspan, colwidth, blocks }
        },
    )
}

fn container(inner: impl Strategy<Value = Block> + Clone + 'static) -> impl Strategy<Value = Block> {
    let item = (vec(inner.clone(), 0..3), suggestions()).prop_map(|(blocks, suggestions)| ListItem {
        id: String::new(),
        suggestions,
        blocks,
    });
    let items = vec(item, 0..4);
    let row = (vec(cell(inner.clone()), 0..3), suggestions()).prop_map(|(cells, suggestions)| Row {
        id: String::new(),
        suggestions,
        cells,
    });
    let caption = || prop_oneof![Just(String::new()), text()];
    let plain = (1_usize..4, 1_usize..4).prop_flat_map(|(width, height)| vec(vec(text(), width), height));
    let numbering = prop_oneof![3 => Just(ListKind::Decimal), 1 => prop::sample::select(ListKind::ALL.to_vec())];
    let cite = option::of(href());
    block(prop_oneof![
        items.clone().prop_map(Node::BulletList),
        (prop_oneof![Just(1_u32), 0_u32..999_999_999], numbering, items)
            .prop_map(|(start, kind, items)| Node::OrderedList { start, kind, items }),
        (cite, vec(inner.clone(), 0..3)).prop_map(|(cite, blocks)| Node::Blockquote { cite, blocks }),
        (prop::sample::select(CalloutKind::ALL.to_vec()), vec(inner, 0..3))
            .prop_map(|(kind, blocks)| Node::Callout(kind, blocks)),
        (caption(), vec(row, 0..3)).prop_map(|(caption, rows)| Node::Table { caption, rows }),
        plain.prop_map(|rows| Block::table(rows).node),
    ])
}

/// A document as reading gives it: canonical, with ids, and with every node and mark of the schema.
/// References may lead to no footnote, and footnotes may have none, as while somebody writes.
pub fn document() -> impl Strategy<Value = Document> {
    let blocks = block(leaf()).prop_recursive(3, 40, 4, container);
    let notes = prop_oneof![
        2 => Just(std::collections::BTreeMap::new()),
        1 => prop::collection::btree_map(footnote_id(), vec(plain_inline(), 0..3), 0..4),
    ];
    (vec(blocks, 0..5), notes)
        .prop_map(|(blocks, notes)| Document::from_json(&Document::with_footnotes(blocks, notes).to_json()).unwrap())
}
