//! Counts and lists derived from a body.

use prose::{Block, Document, Href, Inline, Node, links, reading_minutes, text, word_count};

#[test]
fn plain_text_has_a_line_for_each_block_with_text() {
    let document = Document::new(vec![
        Block::heading(2, "Mục một"),
        Block::paragraph(""),
        Block::paragraph("Dòng một\nDòng hai"),
        Block::table(vec![vec!["A".into(), "B".into()]]),
        Block::new(Node::Rule),
        Block::caption_figure("Chú thích"),
    ]);
    assert_eq!(text::plain(&document), "Mục một\nDòng một\nDòng hai\nA\nB\nChú thích");
}

#[test]
fn words_are_counted_and_time_is_rounded_up() {
    let words = |count: usize| Document::new(vec![Block::paragraph("Trị ".repeat(count))]);
    assert_eq!(word_count(&Document::new(vec![Block::paragraph("Nghị quyết 13-NQ/TW – “mới” ...")])), 4);
    let minutes: Vec<u32> = [0, 1, 220, 221, 2200].map(words).iter().map(reading_minutes).collect();
    assert_eq!(minutes, [1, 1, 1, 2, 10]);
}

#[test]
fn links_come_once_in_order() {
    let link = |target: &str| Inline::link(target, Href::parse(target).unwrap());
    let paragraph = Block::new(Node::Paragraph(vec![link("/b"), link("/a"), link("/b")]));
    let document = Document::new(vec![Block::quote(vec![paragraph])]);
    assert_eq!(links(&document), ["/b", "/a"]);
}

#[test]
fn empty_means_that_nothing_is_seen() {
    assert!(Document::default().is_empty());
    assert!(Document::new(vec![Block::paragraph(" \n "), Block::bullets(vec![String::new()])]).is_empty());
    assert!(!Document::new(vec![Block::paragraph("x")]).is_empty());
    assert!(!Document::new(vec![Block::caption_figure("")]).is_empty());
}
