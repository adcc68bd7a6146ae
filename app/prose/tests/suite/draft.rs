//! Footnotes, references to pages, suggestions, and what keeps a draft from being published.

use std::collections::BTreeMap;

use proptest::prelude::*;
use prose::{
    Block, Cell, Document, FootnoteId, Href, Inline, ListItem, ListKind, Mark, Modification, Node, Obstacle, PageId,
    Place, Row, Suggestion, SuggestionId, text,
};
use serde_json::{Value, json};

use super::generate;
use super::html::{Files, assert_well_formed, show};

fn note(id: &str) -> FootnoteId {
    FootnoteId::parse(id).unwrap()
}

fn noted(content: Vec<Inline>, notes: &[(&str, &str)]) -> Document {
    let notes = notes.iter().map(|(id, words)| (note(id), vec![Inline::text(*words)]));
    Document::with_footnotes(vec![Block::new(Node::Paragraph(content))], notes.collect::<BTreeMap<_, _>>())
}

fn insertion() -> Suggestion {
    Suggestion::Insertion(SuggestionId::Number(1))
}

#[test]
fn footnotes_are_numbered_as_they_are_met_and_lead_back() {
    let content = vec![
        Inline::text("a"),
        Inline::footnote(note("z")),
        Inline::footnote(note("b")),
        Inline::footnote(note("z")),
        Inline::footnote(note("gone")),
    ];
    let document = noted(content, &[("b", "Hai"), ("z", "Một & <một>"), ("unused", "Không ai dẫn")]);
    let html = prose::html::render(&document, &Files);
    assert_well_formed(&html);
    let reference = |anchor: &str, number: usize| {
        format!(
            "<sup class=\"footnote-ref\"><a id=\"{anchor}\" href=\"#chu-thich-{number}\" role=\"doc-noteref\" \
             aria-label=\"Chú thích {number}\">[{number}]</a></sup>"
        )
    };
    let back = |anchor: &str, label: &str| {
        format!(" <a href=\"#{anchor}\" role=\"doc-backlink\" aria-label=\"Về chỗ dẫn chú thích {label}\">↩</a>")
    };
    let expected = [
        "<p>a",
        &reference("dan-1", 1),
        &reference("dan-2", 2),
        &reference("dan-1-2", 1),
        "<sup class=\"footnote-ref footnote-ref--missing\">[?]</sup></p>",
        "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Chú thích\"><ol>",
        "<li id=\"chu-thich-1\">Một &amp; &lt;một&gt;",
        &back("dan-1", "1"),
        &back("dan-1-2", "1, lần 2"),
        "</li><li id=\"chu-thich-2\">Hai",
        &back("dan-2", "2"),
        "</li></ol></section>",
    ];
    assert_eq!(html, expected.concat());
    assert_eq!(text::plain(&document), "a\nMột & <một>\nHai");
}

#[test]
fn pages_are_shown_by_their_title_and_listed() {
    let link = |page, words: &str| Inline::marked(words, vec![Mark::PageLink(PageId(page)), Mark::Strong]);
    let content = vec![Inline::page(PageId(1)), link(1, "x"), link(9, "y"), Inline::page(PageId(7)), link(9, "z")];
    let document = noted(vec![Inline::footnote(note("n"))], &[]);
    assert_eq!(text::pages(&document), []);
    let blocks = vec![Block::new(Node::Paragraph(content))];
    assert_eq!(
        show(blocks.clone()),
        "<p><a href=\"/gioi-thieu\">Giới thiệu</a><a href=\"/gioi-thieu\"><strong>x</strong></a>\
         <span class=\"link--missing\"><strong>y</strong></span>\
         <span class=\"link--missing\">[Trang không còn nữa]</span><span class=\"link--missing\"><strong>z</strong></span></p>"
    );
    assert_eq!(text::pages(&Document::new(blocks)), [PageId(1), PageId(9), PageId(7)]);
}

#[test]
fn lists_quotations_and_tables_say_all_they_hold() {
    let items = vec![ListItem::paragraph("a")];
    assert_eq!(
        show(vec![Block::new(Node::OrderedList { start: 3, kind: ListKind::UpperRoman, items })]),
        "<ol type=\"I\" start=\"3\"><li>a</li></ol>"
    );
    let cite = Some(Href::parse("https://a.vn/x").unwrap());
    assert_eq!(
        show(vec![Block::new(Node::Blockquote { cite, blocks: vec![Block::paragraph("a")] })]),
        "<figure class=\"quote\"><blockquote cite=\"https://a.vn/x\"><p>a</p></blockquote><figcaption>Nguồn: \
         <a href=\"https://a.vn/x\" rel=\"noopener\">https://a.vn/x</a></figcaption></figure>"
    );
    let rows = vec![Row::new(vec![Cell::new(None, vec![Block::paragraph("1")])])];
    assert_eq!(
        show(vec![Block::new(Node::Table { caption: "Số \"liệu\"".to_owned(), rows })]),
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Số &quot;liệu&quot;\"><table>\
         <caption>Số &quot;liệu&quot;</caption><thead></thead><tbody><tr><td>1</td></tr></tbody></table></div>"
    );
}

#[test]
fn suggestions_are_told_in_words() {
    let deletion = Mark::Suggestion(Suggestion::Deletion(SuggestionId::Text("s".to_owned())));
    let content = vec![Inline::text("a"), Inline::marked("b", vec![deletion, Mark::Strong])];
    let mut block = Block::new(Node::Paragraph(content));
    block.suggestions.push(insertion());
    let html = show(vec![block]);
    let label = |label: &str| format!("<span class=\"suggestion__label\">[{label}] </span>");
    assert_eq!(
        html,
        format!(
            "<ins class=\"suggestion suggestion--insertion\">{}<p>a<strong>\
             <del class=\"suggestion suggestion--deletion\">{}b</del></strong></p></ins>",
            label("Thêm"),
            label("Bỏ")
        )
    );
    let mut row = Row::new(vec![Cell::new(None, vec![Block::paragraph("1")])]);
    row.suggestions.push(Suggestion::Modification(Box::new(Modification {
        id: SuggestionId::Number(3),
        kind: "attr".to_owned(),
        attr_name: None,
        previous_value: Value::Null,
        new_value: json!("<b>"),
    })));
    let html = show(vec![Block::new(Node::Table { caption: String::new(), rows: vec![row] })]);
    assert!(
        html.contains(&format!("<td><div class=\"suggestion suggestion--modification\">{}1</div></td>", label("Sửa"))),
        "{html}"
    );
}

#[test]
fn a_draft_says_what_keeps_it_back() {
    assert_eq!(noted(vec![Inline::footnote(note("n"))], &[("n", "x")]).publishable(), Ok(()));
    let mut document = noted(
        vec![
            Inline::Unknown(json!({ "type": "mention" }), Vec::new()),
            Inline::marked("x", vec![Mark::Suggestion(insertion())]),
            Inline::footnote(note("gone")),
            Inline::footnote(note("blank")),
        ],
        &[("blank", "  ")],
    );
    document.footnotes.insert(note("odd"), vec![Inline::HardBreak(vec![Mark::Suggestion(insertion())])]);
    document.blocks.push(Block::new(Node::Unknown(json!({ "type": "poll" }))));
    document.assign_ids();
    let place = |id: &str| Place::Node(id.to_owned());
    assert_eq!(
        document.publishable(),
        Err(vec![
            Obstacle::Unknown(place("b1")),
            Obstacle::Suggestion(place("b1")),
            Obstacle::EmptyFootnote(place("b1"), note("gone")),
            Obstacle::EmptyFootnote(place("b1"), note("blank")),
            Obstacle::Unknown(place("b2")),
            Obstacle::Suggestion(Place::Footnote(note("odd"))),
        ])
    );
}

#[test]
fn a_suggestion_anywhere_is_found() {
    let bare = || Block::table(vec![vec!["a".into()]]);
    let suggest: [fn(&mut Block); 3] = [
        |block| block.suggestions.push(insertion()),
        |block| match &mut block.node {
            Node::Table { rows, .. } => rows[0].suggestions.push(insertion()),
            _ => unreachable!(),
        },
        |block| match &mut block.node {
            Node::Table { rows, .. } => rows[0].cells[0].suggestions.push(insertion()),
            _ => unreachable!(),
        },
    ];
    assert!(!Document::new(vec![bare()]).has_suggestions());
    for suggest in suggest {
        let mut block = bare();
        suggest(&mut block);
        let document = Document::new(vec![Block::quote(vec![block])]);
        assert!(document.has_suggestions() && document.publishable().is_err());
    }
}

/// Every id of a stored form, and every name of a footnote, where it is given and where it is referred to.
fn names(value: &Value, ids: &mut Vec<String>, notes: &mut Vec<String>) {
    let attrs = value.get("attrs");
    if let Some(Value::String(id)) = attrs.and_then(|attrs| attrs.get("id")) {
        let into = if value["type"] == "footnote" { &mut *notes } else { &mut *ids };
        into.push(id.clone());
    }
    if let Some(Value::Object(map)) = attrs.and_then(|attrs| attrs.get("footnotes")) {
        notes.extend(map.keys().cloned());
    }
    for child in value.get("content").and_then(Value::as_array).into_iter().flatten() {
        names(child, ids, notes);
    }
}

proptest! {
    #[test]
    fn what_is_pasted_shares_no_name_with_its_host(pasted in generate::document(), host in generate::document()) {
        let mut fresh = pasted.clone();
        fresh.reissue(&host);
        let (mut before, mut notes_before) = (Vec::new(), Vec::new());
        names(&pasted.to_value()["doc"], &mut before, &mut notes_before);
        names(&host.to_value()["doc"], &mut before, &mut notes_before);
        let (mut after, mut notes_after) = (Vec::new(), Vec::new());
        names(&fresh.to_value()["doc"], &mut after, &mut notes_after);
        prop_assert!(after.iter().all(|id| !before.contains(id)));
        prop_assert!(notes_after.iter().all(|id| !notes_before.contains(id)));
        prop_assert_eq!(Document::from_json(&fresh.to_json()), Ok(fresh.clone()));
        // What is read is the same but for the names.
        prop_assert_eq!(text::plain(&fresh), text::plain(&pasted));
        prop_assert_eq!(prose::html::render(&fresh, &Files), prose::html::render(&pasted, &Files));
    }

    #[test]
    fn what_may_be_published_shows_nothing_odd(document in generate::document()) {
        let html = prose::html::render(&document, &Files);
        let odd = ["class=\"unknown\"", "class=\"suggestion ", "footnote-ref--missing"].map(|sign| html.contains(sign));
        if document.publishable().is_ok() {
            prop_assert_eq!(odd, [false; 3]);
            prop_assert!(!document.has_unknown() && !document.has_suggestions());
        }
        prop_assert!(document.publishable().is_err() || !odd.contains(&true));
        let (unknown, suggested) = (document.has_unknown(), document.has_suggestions());
        let told = document.publishable().err().unwrap_or_default();
        prop_assert_eq!(told.iter().any(|obstacle| matches!(obstacle, Obstacle::Unknown(_))), unknown);
        prop_assert_eq!(told.iter().any(|obstacle| matches!(obstacle, Obstacle::Suggestion(_))), suggested);
    }
}
