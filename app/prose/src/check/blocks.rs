//! What paragraphs do that a heading, a list or the style of the page does better.

use std::collections::HashMap;

use super::line::line;
use super::lists::{self, Run};
use super::{Finding, FindingKind, Fix, balance, outline};
use crate::walk::{self, Part};
use crate::{Block, Document, Inline, MAX_BYTES, MAX_DEPTH, MAX_NODES, Node, Place};

/// What a list adds to a paragraph: a list, an item, and their edges; so deep a text may be is [`MAX_DEPTH`].
const LIST_DEPTH: usize = 3;
/// The most bytes and nodes that an item adds to the stored form.
const ITEM_BYTES: usize = 300;
const ITEM_NODES: usize = 3;

/// The findings about blocks among their siblings, by the name of the block.
pub(super) fn check(document: &Document) -> HashMap<&str, Vec<Finding>> {
    let mut found = Siblings { found: HashMap::new(), items: 0 };
    found.list(&document.blocks, 1);
    outline::check(&document.blocks, &mut |block, finding| found.add(block, finding));
    if found.items > 0 && !has_room(document, found.items) {
        let lists = found.found.values_mut().flatten();
        lists.filter(|finding| finding.kind == FindingKind::ListByHand).for_each(|finding| finding.fix = None);
    }
    found.found
}

/// Whether that many items can be made of paragraphs within the limits of a document.
fn has_room(document: &Document, items: usize) -> bool {
    let mut nodes: usize = document.footnotes.values().map(Vec::len).sum();
    walk::parts(&document.blocks, &mut |part: Part<'_>| nodes += 1 + part.content().len());
    nodes + items * ITEM_NODES <= MAX_NODES && document.to_json().len() + items * ITEM_BYTES <= MAX_BYTES
}

struct Siblings<'a> {
    found: HashMap<&'a str, Vec<Finding>>,
    /// How many items there would be if every list were made real.
    items: usize,
}

impl<'a> Siblings<'a> {
    fn add(&mut self, block: &'a Block, finding: Finding) {
        self.found.entry(&block.id).or_default().push(finding);
    }

    fn list(&mut self, blocks: &'a [Block], depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        self.empty(blocks);
        for run in lists::runs(&lists::of_blocks(blocks)) {
            self.paragraphs(blocks, run, depth);
        }
        for block in blocks {
            match &block.node {
                Node::Paragraph(content) => self.lines(block, content, depth),
                Node::BulletList(items) | Node::OrderedList { items, .. } => {
                    items.iter().for_each(|item| self.list(&item.blocks, depth + 2));
                }
                Node::Blockquote { blocks, .. } | Node::Callout(_, blocks) => self.list(blocks, depth + 1),
                Node::Table { rows, .. } => {
                    rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.list(&cell.blocks, depth + 3));
                }
                _ => {}
            }
        }
    }

    /// The last one is where an editor lets the writer go on; it parts nothing.
    fn empty(&mut self, blocks: &'a [Block]) {
        let Some((_, others)) = blocks.split_last() else { return };
        for block in others.iter().filter(|block| lists::is_empty(block)) {
            let place = Place::Node(block.id.clone());
            let fix = Some(Fix::remove(place.clone()));
            self.add(block, Finding { kind: FindingKind::ParagraphEmpty, place, range: None, fix });
        }
    }

    fn paragraphs(&mut self, blocks: &'a [Block], run: Run, depth: usize) {
        let members = blocks.iter().take(run.last + 1).skip(run.first).filter(|block| !lists::is_empty(block));
        let ids: Vec<String> = members.map(|block| block.id.clone()).collect();
        let Some(first) = blocks.get(run.first) else { return };
        self.items += ids.len();
        let place = Place::Node(first.id.clone());
        let fix = (depth + LIST_DEPTH <= MAX_DEPTH).then(|| Fix::list(place.clone(), ids));
        self.add(first, Finding { kind: FindingKind::ListByHand, place, range: None, fix });
    }

    fn lines(&mut self, block: &'a Block, content: &'a [Inline], depth: usize) {
        if !content.iter().any(|inline| matches!(inline, Inline::HardBreak(_))) {
            return;
        }
        let lines = lists::split(content);
        let slots = lists::of_lines(&lines);
        let texts: Vec<String> = lines.iter().map(|content| line(content)).collect();
        let starts: Vec<usize> = texts
            .iter()
            .scan(0, |at, text| {
                let start = *at;
                *at += text.encode_utf16().count() + 1;
                Some(start)
            })
            .collect();
        // A sign that opens in one line and closes in another would be torn apart.
        let whole = texts.iter().all(|text| balance::is_balanced(text));
        for run in lists::runs(&slots) {
            let place = Place::Node(block.id.clone());
            let (Some(start), Some(last)) = (starts.get(run.first), starts.get(run.last)) else { continue };
            let end = last + texts.get(run.last).map_or(0, |text| text.encode_utf16().count());
            let ends = slots.iter().skip(run.last + 1).all(|slot| *slot == lists::Slot::Blank);
            self.items += run.last - run.first + 2;
            let fix = (ends && whole && depth + LIST_DEPTH <= MAX_DEPTH)
                .then(|| Fix::lines(place.clone(), run.first, line(content)));
            self.add(block, Finding { kind: FindingKind::ListByHand, place, range: Some(*start..end), fix });
        }
    }
}
