//! Changes to words, whatever the marks around them.

use proptest::prelude::*;
use prose::{Block, Document, Inline, Mark, Node, rewrite, text};

use crate::generate;

fn block(node: Node) -> Block {
    Block::new(node)
}

fn replace(document: &mut Document, from: &str, to: &str) -> usize {
    rewrite(document, &mut |text| {
        text.match_indices(from).map(|(at, _)| (at..at + from.len(), to.to_owned())).collect()
    })
}

#[test]
fn a_word_in_three_runs_is_one_word() {
    let mut document = Document::new(vec![
        block(Node::Paragraph(vec![
            Inline::text("một ti"),
            Inline::marked("Ò", vec![Mark::Strong]),
            Inline::text("nh và một "),
            Inline::marked("tiÒnh", vec![Mark::Em]),
        ])),
        Block::figure(prose::MediaId(1), "tiÒnh", "ở tiÒnh"),
    ]);
    assert_eq!(replace(&mut document, "tiÒnh", "tỉnh"), 4);
    let Node::Paragraph(content) = &document.blocks[0].node else { panic!("a paragraph") };
    let expected = [Inline::text("một tỉnh và một "), Inline::marked("tỉnh", vec![Mark::Em])];
    assert_eq!(content.as_slice(), expected);
    assert!(text::plain(&document).contains("ở tỉnh"));
    assert_eq!(Document::from_json(&document.to_json()), Ok(document));
}

#[test]
fn what_cannot_be_done_is_left_out() {
    let mut document = Document::new(vec![Block::paragraph("một"), Block::paragraph("hai")]);
    let before = document.clone();
    let made = rewrite(&mut document, &mut |text| {
        let end = text.find('\n').unwrap_or_default();
        vec![(end - 1..end + 2, "x".into()), (2..3, "y".into()), (0..0, "z".into()), (900..901, "w".into())]
    });
    assert_eq!((made, &document), (0, &before));
}

proptest! {
    #[test]
    fn changing_nothing_changes_nothing_and_all_else_stays(document in generate::document()) {
        let mut same = document.clone();
        rewrite(&mut same, &mut |_| Vec::new());
        prop_assert_eq!(&same, &document);
        let mut there = document.clone();
        let mut seen = String::new();
        rewrite(&mut there, &mut |text| { text.clone_into(&mut seen); Vec::new() });
        let made = replace(&mut there, "a", "bb");
        prop_assert_eq!(made, seen.matches('a').count());
        rewrite(&mut there, &mut |text| { text.clone_into(&mut seen); Vec::new() });
        prop_assert!(!seen.contains('a'));
        prop_assert_eq!(prose::media(&there), prose::media(&document));
        prop_assert_eq!(Document::from_json(&there.to_json()), Ok(there));
    }
}
