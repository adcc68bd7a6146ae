//! What changed between two bodies: made, undone and shown.

use proptest::prelude::*;
use prose::diff::{Diff, DiffError, Extent, diff};
use prose::html::Options;
use prose::{Assets, Document, Media, MediaId, markdown, text};
use serde_json::{Value, json};

use super::generate;

struct NoAssets;

impl Assets for NoAssets {
    fn media(&self, _: MediaId) -> Option<Media> {
        None
    }
}

fn read(markdown: &str) -> Document {
    markdown::read(markdown, &|_| None)
}

fn shown(before: &str, after: &str) -> String {
    let before = read(before);
    let html = diff(&before, &read(after)).render(&before, &NoAssets, &Options::default()).unwrap();
    html.replace("<span class=\"suggestion__label\">", "")
        .replace("] </span>", "] ")
        .replace(" class=\"suggestion", " class=\"s")
}

/// A body of the JSON of its blocks.
fn body(blocks: &Value) -> Document {
    Document::from_value(&json!({ "schema_version": 2, "doc": { "type": "doc", "content": blocks } })).unwrap()
}

#[test]
fn a_word_changed_is_a_word_shown() {
    let html = shown("Đại hội họp ngày **mười** tháng năm.", "Đại hội họp ngày **mười hai** tháng năm.");
    let ins = "<ins class=\"s suggestion--insertion\">[Thêm]  hai</ins>";
    assert_eq!(html, format!("<p>Đại hội họp ngày <strong>mười{ins}</strong> tháng năm.</p>"));
    let html = shown("Giá 10.000 đồng", "Giá 12.000 đồng");
    assert!(html.contains("[Bỏ] 10</del><ins") && html.contains("[Thêm] 12</ins>.000 đồng"), "{html}");
}

#[test]
fn a_space_between_two_changes_is_changed_with_them() {
    let html = shown("cũ kỹ lắm thay", "mới mẻ lắm thay");
    assert!(html.contains("[Bỏ] cũ kỹ</del>") && html.contains("[Thêm] mới mẻ</ins> lắm thay"), "{html}");
}

#[test]
fn a_paragraph_put_in_front_leaves_the_others_alone() {
    let (before, after) = (read("một hai ba\n\nbốn năm sáu"), read("bảy tám chín\n\nmột hai ba\n\nbốn năm sáu"));
    let changed = diff(&before, &after);
    let expected = Extent { added: 1, words_added: 3, ..Extent::default() };
    assert_eq!(changed.extent(), expected);
    assert_eq!(changed.apply(&before).unwrap(), after);
}

#[test]
fn the_order_of_edited_paragraphs_is_found_by_their_words() {
    let before = read("Ông An nói về vốn.\n\nBà Bình nói về đất.\n\nAnh Chi nói về giống.");
    let after = read("Bà Bình nói nhiều về đất.\n\nAnh Chi nói rất nhiều về giống lúa.");
    let extent = diff(&before, &after).extent();
    assert_eq!((extent.removed, extent.added, extent.edited), (1, 0, 2));
    assert_eq!((extent.words_removed, extent.words_added), (5, 4));
}

#[test]
fn lists_and_tables_are_compared_within() {
    let html = shown("- một hai\n- ba bốn\n", "- một hai\n- chen vào giữa\n- ba bốn năm\n");
    assert!(html.contains("<li>một hai</li><li><ins") && html.contains("ba bốn<ins"), "{html}");
    let html = shown("| a | b |\n|---|---|\n| 12 | x |\n", "| a | b |\n|---|---|\n| 15 | x |\n");
    assert!(html.contains("<td><del") && html.contains("[Bỏ] 12</del>") && html.contains("<td>x</td>"), "{html}");
}

#[test]
fn what_words_do_not_show_is_told() {
    let html = shown("## Mục một", "### Mục một");
    assert!(html.contains("[Sửa cấp: 2 → 3] ") && html.contains("<h3 id=\"muc-1\">Mục một</h3>"), "{html}");
    let html = shown("Mục một", "## Mục một");
    assert!(html.contains("[Sửa loại: đoạn văn → tiêu đề] "), "{html}");
    let figure =
        |alt: &str, media: i64| body(&json!([{ "type": "figure", "attrs": { "media_id": media, "alt": alt } }]));
    let before = figure("Ảnh <cũ>", 1);
    let told = |after: &Document| diff(&before, after).render(&before, &NoAssets, &Options::default()).unwrap();
    assert!(told(&figure("Ảnh mới", 1)).contains("[Sửa mô tả ảnh: “Ảnh &lt;cũ&gt;” → “Ảnh mới”]"));
    let other = told(&figure("Ảnh <cũ>", 2));
    assert!(other.contains("[Bỏ]") && other.contains("[Thêm]"), "{other}");
}

#[test]
fn footnotes_are_compared_by_name() {
    let note = |name: &str, words: &str| {
        Document::from_value(&json!({ "schema_version": 2, "doc": { "type": "doc",
            "attrs": { "footnotes": { name: [{ "type": "text", "text": words }] } },
            "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": "Theo luật" },
                { "type": "footnote", "attrs": { "id": name } }] }] } }))
        .unwrap()
    };
    let before = note("n1", "Luật Hợp tác xã 2012");
    let html = |after: &Document| diff(&before, after).render(&before, &NoAssets, &Options::default()).unwrap();
    let changed = html(&note("n1", "Luật Hợp tác xã 2023"));
    assert!(changed.contains("[Bỏ] </span>2012</del>") && changed.contains("[Thêm] </span>2023</ins>"), "{changed}");
    let replaced = html(&note("n2", "Nghị định mới"));
    assert!(replaced.contains("</span>Luật Hợp tác xã 2012</del>"), "{replaced}");
    assert!(replaced.contains("</span>Nghị định mới</ins>"), "{replaced}");
}

#[test]
fn a_body_that_is_not_the_first_is_refused() {
    let (before, after) = (read("một hai ba bốn"), read("một hai ba năm"));
    let changed = diff(&before, &after);
    for other in
        [read("một hai ba sáu"), read("một hai ba bốn\n\nthêm"), read("## một hai ba bốn"), Document::default()]
    {
        assert_eq!(changed.apply(&other), Err(DiffError::OtherBody));
        assert_eq!(changed.merged(&other), Err(DiffError::OtherBody));
    }
}

#[test]
fn very_long_bodies_without_a_common_word_are_compared_at_once() {
    let long = |word: &str| read(&vec![format!("{word} ").repeat(40); 1_200].join("\n\n"));
    let endless = |word: &str| {
        body(&json!([{ "type": "paragraph", "content": [{ "type": "text",
        "text": (0..60_000).map(|number| format!("{word}{number} ")).collect::<String>() }] }]))
    };
    for (before, after) in [(long("một"), long("hai")), (endless("a"), endless("b"))] {
        let changed = diff(&before, &after);
        assert_eq!(changed.apply(&before).unwrap(), after);
    }
}

/// A body and another made of it by small changes, or a wholly different one.
fn pair() -> impl Strategy<Value = (Document, Document)> {
    (generate::document(), generate::document(), prop::collection::vec((any::<prop::sample::Index>(), 0..6_u8), 0..6))
        .prop_map(|(before, other, edits)| {
            if edits.is_empty() {
                return (before, other);
            }
            let mut after = before.clone();
            for (place, kind) in edits {
                let at = place.index(after.blocks.len());
                let spare = other.blocks[place.index(other.blocks.len())].clone();
                match kind {
                    0 => drop(after.blocks.remove(at)),
                    1 => after.blocks.insert(at, spare),
                    2 => after.blocks[at].node = spare.node,
                    3 => after.clear_ids(),
                    4 => after.footnotes.clone_from(&other.footnotes),
                    _ => drop(prose::rewrite(&mut after, &mut |text| {
                        let ends = text.split_whitespace().map(|word| word.as_ptr() as usize - text.as_ptr() as usize);
                        let starts: Vec<usize> = ends.collect();
                        let word = starts.get(place.index(starts.len().max(1)));
                        let range = word.map(|at| *at..*at + text[*at..].chars().next().map_or(0, char::len_utf8));
                        range.map(|range| (range, "lạ ".to_owned())).into_iter().collect()
                    })),
                }
                if after.blocks.is_empty() {
                    after = Document::default();
                }
            }
            after.assign_ids();
            (before, Document::from_json(&after.to_json()).unwrap())
        })
}

/// What is left when the changes are taken as they are, or as if they had never been made.
fn resolved(node: &Value, gone: &str) -> Option<Value> {
    let marks = node.get("marks").and_then(Value::as_array).cloned().unwrap_or_default();
    if marks.iter().any(|mark| mark["type"] == gone) {
        return None;
    }
    let mut node = node.clone();
    if let Some(content) = node.get_mut("content").and_then(Value::as_array_mut) {
        *content = content.iter().filter_map(|child| resolved(child, gone)).collect();
    }
    // An attribute is no content: what it was is told by the modification alone.
    for mark in marks.iter().filter(|mark| gone == "insertion" && mark["attrs"]["type"] == "attr") {
        let name = mark["attrs"]["attrName"].as_str().unwrap();
        node["attrs"][name] = mark["attrs"]["previousValue"].clone();
    }
    let is_change = |mark: &Value| ["insertion", "deletion", "modification"].iter().any(|kind| mark["type"] == *kind);
    let marks: Vec<Value> = marks.into_iter().filter(|mark| !is_change(mark)).collect();
    node["marks"] = marks.into();
    Some(node)
}

fn without_changes(document: &Document, gone: &str) -> Document {
    let mut stored = document.to_value();
    let content = stored["doc"]["content"].as_array().unwrap();
    stored["doc"]["content"] = content.iter().filter_map(|node| resolved(node, gone)).collect();
    let notes = stored["doc"]["attrs"]["footnotes"].as_object().unwrap().clone();
    for (name, words) in notes {
        let words: Vec<Value> = words.as_array().unwrap().iter().filter_map(|node| resolved(node, gone)).collect();
        let notes = stored["doc"]["attrs"]["footnotes"].as_object_mut().unwrap();
        // A footnote that lost all its words is one that is gone.
        if words.is_empty() {
            notes.remove(&name)
        } else {
            notes.insert(name, words.into())
        };
    }
    let mut document = Document::from_value(&stored).unwrap();
    document.clear_ids();
    document
}

fn blocks_alike(one: &Document, other: &Document) -> bool {
    let is_plain = |document: &Document| text::plain(document).split_whitespace().collect::<Vec<_>>().join(" ");
    is_plain(one) == is_plain(other)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn applied_gives_the_other_side_and_inverted_gives_it_back((before, after) in pair()) {
        let changed = diff(&before, &after);
        prop_assert_eq!(changed.apply(&before).unwrap(), after.clone());
        prop_assert_eq!(changed.invert().apply(&after).unwrap(), before.clone());
        prop_assert_eq!(&changed.invert().invert(), &changed);
        prop_assert_eq!(changed.is_empty(), before == after);
        prop_assert!(diff(&before, &before).is_empty());
        let (there, back) = (changed.extent(), changed.invert().extent());
        prop_assert_eq!((there.added, there.removed, there.edited), (back.removed, back.added, back.edited));
        prop_assert_eq!((there.words_added, there.words_removed), (back.words_removed, back.words_added));
    }

    #[test]
    fn shown_holds_both_sides((before, after) in pair()) {
        let (before, after) = (without_changes(&before, ""), without_changes(&after, ""));
        let changed: Diff = diff(&before, &after);
        let Ok(merged) = changed.merged(&before) else { return Ok(()) };
        prop_assert_eq!(without_changes(&merged, "deletion"), without_changes(&after, ""));
        prop_assert!(blocks_alike(&without_changes(&merged, "insertion"), &before));
        let html = changed.render(&before, &NoAssets, &Options::default()).unwrap();
        if html.contains("<ins") || html.contains("<del") {
            prop_assert!(changed.extent() != Extent::default());
        }
    }
}
