//! Changes of whole paragraphs.

use super::super::line::{is_blank, line};
use super::super::lists::{self, Marker};
use crate::{Block, Document, Inline, Level, ListItem, ListKind, Mark, Node};

/// The list of siblings that holds the block, and where in it. An explicit stack, so that depth costs no call frames.
fn siblings<'a>(document: &'a mut Document, id: &str) -> Option<(&'a mut Vec<Block>, usize)> {
    let mut stack = vec![&mut document.blocks];
    while let Some(blocks) = stack.pop() {
        if let Some(index) = blocks.iter().position(|block| block.id == id) {
            return Some((blocks, index));
        }
        for block in blocks {
            match &mut block.node {
                Node::BulletList(items) | Node::OrderedList { items, .. } => {
                    stack.extend(items.iter_mut().map(|item| &mut item.blocks));
                }
                Node::Blockquote { blocks, .. } | Node::Callout(_, blocks) => stack.push(blocks),
                Node::Table { rows, .. } => {
                    stack.extend(rows.iter_mut().flat_map(|row| &mut row.cells).map(|cell| &mut cell.blocks));
                }
                _ => {}
            }
        }
    }
    None
}

pub(super) fn heading(document: &mut Document, id: &str, level: Level, was: &str) -> bool {
    let Some((blocks, index)) = siblings(document, id) else { return false };
    let Some(block) = blocks.get_mut(index) else { return false };
    let Node::Paragraph(content) = &mut block.node else { return false };
    if line(content) != was {
        return false;
    }
    let mut content = std::mem::take(content);
    for inline in &mut content {
        if let Inline::Text(run) = inline {
            run.marks.retain(|mark| *mark != Mark::Strong);
        }
    }
    block.node = Node::Heading(level, content);
    true
}

pub(super) fn remove(document: &mut Document, id: &str) -> bool {
    let Some((blocks, index)) = siblings(document, id) else { return false };
    let empty = blocks.get(index).is_some_and(lists::is_empty);
    if !empty || blocks.len() < 2 {
        return false;
    }
    blocks.remove(index);
    true
}

pub(super) fn list(document: &mut Document, id: &str, ids: &[String]) -> bool {
    let Some((blocks, _)) = siblings(document, id) else { return false };
    let runs = lists::runs(&lists::of_blocks(blocks));
    let fits = |run: &&lists::Run| {
        let paragraphs = blocks.iter().take(run.last + 1).skip(run.first).filter(|block| !lists::is_empty(block));
        paragraphs.map(|block| &block.id).eq(ids)
    };
    let Some(run) = runs.iter().find(fits) else { return false };
    let mut items = Vec::new();
    for mut block in blocks.drain(run.first..=run.last).filter(|block| !lists::is_empty(block)) {
        if let Node::Paragraph(content) = &mut block.node {
            without_marker(content);
        }
        items.push(ListItem::new(vec![block]));
    }
    blocks.insert(run.first, Block::new(list_of(run.marker, items)));
    true
}

pub(super) fn lines(document: &mut Document, id: &str, from: usize, was: &str) -> bool {
    let Some((blocks, index)) = siblings(document, id) else { return false };
    let Some(block) = blocks.get_mut(index) else { return false };
    let Node::Paragraph(content) = &mut block.node else { return false };
    if line(content) != was {
        return false;
    }
    let lines = lists::split(content);
    let Some(run) = lists::runs(&lists::of_lines(&lines)).into_iter().find(|run| run.first == from) else {
        return false;
    };
    let mut lines = lines.into_iter();
    let mut intro: Vec<Inline> = Vec::new();
    for line in lines.by_ref().take(from) {
        if !intro.is_empty() {
            intro.push(Inline::hard_break());
        }
        intro.extend(line);
    }
    while intro.last().is_some_and(is_blank) {
        intro.pop();
    }
    let mut items = Vec::new();
    for mut line in lines.filter(|line| !line.iter().all(is_blank)) {
        without_marker(&mut line);
        items.push(ListItem::new(vec![Block::new(Node::Paragraph(line))]));
    }
    let list = Block::new(list_of(run.marker, items));
    if intro.is_empty() {
        // What is said about the paragraph, by its name, stays with its words.
        let (id, suggestions) = (std::mem::take(&mut block.id), std::mem::take(&mut block.suggestions));
        *block = list;
        if let Node::BulletList(items) | Node::OrderedList { items, .. } = &mut block.node
            && let Some(first) = items.first_mut().and_then(|item| item.blocks.first_mut())
        {
            (first.id, first.suggestions) = (id, suggestions);
        }
    } else {
        *content = intro;
        blocks.insert(index + 1, list);
    }
    true
}

fn list_of(marker: Marker, items: Vec<ListItem>) -> Node {
    match marker {
        Marker::Bullet(_) => Node::BulletList(items),
        Marker::Number(start, _) => Node::OrderedList { start, kind: ListKind::Decimal, items },
        Marker::Letter(..) => Node::OrderedList { start: 1, kind: ListKind::LowerAlpha, items },
    }
}

/// Takes the sign, and the blanks around it, from the front.
fn without_marker(content: &mut Vec<Inline>) {
    let text = line(content);
    let mut left = lists::marker(&text).map_or(0, |(_, length)| length);
    for inline in content.iter_mut() {
        let Inline::Text(run) = inline else { break };
        let cut = left.min(run.text.len());
        run.text.drain(..cut);
        left -= cut;
        if left == 0 {
            break;
        }
    }
    content.retain(|inline| !matches!(inline, Inline::Text(run) if run.text.is_empty()));
}
