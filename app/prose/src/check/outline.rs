//! Paragraphs that look like headings and are none, so that no outline and no screen reader finds them.

use super::line::line;
use super::lists::{self, Slot};
use super::{Finding, FindingKind, Fix};
use crate::walk::{self, Part};
use crate::{Block, Inline, Level, Mark, Node, Place};

/// The longest heading, in characters; longer bold text is a stressed paragraph.
const MAX_HEADING: usize = 120;

/// How a heading is counted: `I.`, `1.`, `1.2.`, `a)`; headings counted alike are of one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    None,
    Roman,
    Numbers(usize),
    Letter,
}

/// Looks at the document's own blocks alone: in a box, a cell or an item bold words are a label.
pub(super) fn check<'a>(blocks: &'a [Block], add: &mut dyn FnMut(&'a Block, Finding)) {
    let heads = headings(blocks);
    let mut path: Vec<(Level, Count)> = Vec::new();
    let mut real = None;
    let mut touches = false;
    for ((block, head), next) in blocks.iter().zip(&heads).zip(nexts(blocks)) {
        match &block.node {
            Node::Heading(level, content) if content.iter().any(walk::shows) => {
                enter(&mut path, *level, count(&line(content)));
                (real, touches) = (Some(*level), true);
            }
            Node::Paragraph(content) if *head => {
                let text = line(content);
                let counted = count(&text);
                let level = fitting(wanted(&path, counted, touches), real, next);
                enter(&mut path, level, counted);
                touches = true;
                let place = Place::Node(block.id.clone());
                let fix = Some(Fix::heading(place.clone(), level, text));
                add(block, Finding { kind: FindingKind::HeadingByBold, place, range: None, fix });
            }
            _ => {
                real = shown(block).last().copied().or(real);
                touches &= lists::is_empty(block);
            }
        }
    }
}

/// The levels of the headings in a block, also of those in a box, an item or a cell, which no level may skip either.
fn shown(block: &Block) -> Vec<Level> {
    let mut levels = Vec::new();
    walk::parts(std::slice::from_ref(block), &mut |part| {
        if let Part::Block(Block { node: Node::Heading(level, content), .. }) = part
            && content.iter().any(walk::shows)
        {
            levels.push(*level);
        }
    });
    levels
}

/// The level of the next heading after each block.
fn nexts(blocks: &[Block]) -> Vec<Option<Level>> {
    let mut nexts = Vec::with_capacity(blocks.len());
    let mut next = None;
    for block in blocks.iter().rev() {
        nexts.push(next);
        next = shown(block).first().copied().or(next);
    }
    nexts.reverse();
    nexts
}

fn enter(path: &mut Vec<(Level, Count)>, level: Level, count: Count) {
    path.retain(|(open, _)| *open < level);
    path.push((level, count));
}

/// As deep as what is counted alike; without a count, below a heading that it follows at once, else beside the last.
fn wanted(path: &[(Level, Count)], count: Count, touches: bool) -> Level {
    let Some((last, last_count)) = path.last() else { return Level::Two };
    let alike = path.iter().find(|(_, open)| count != Count::None && *open == count);
    match alike {
        Some((level, _)) => *level,
        None if touches || count != *last_count => Level::clamp(last.get() + 1),
        None => *last,
    }
}

/// The level nearest to the wanted one that leaves out none before it, and none after it where that can be.
fn fitting(wanted: Level, before: Option<Level>, after: Option<Level>) -> Level {
    let most = before.map_or(2, |level| level.get() + 1);
    let least = after.map_or(2, |level| level.get() - 1);
    Level::clamp(wanted.get().max(least).min(most))
}

/// Which blocks are bold paragraphs with something under them. Those with nothing under them, down to the end or
/// to a line of the same make, are signatures and the like.
fn headings(blocks: &[Block]) -> Vec<bool> {
    let slots = lists::of_blocks(blocks);
    let mut item = vec![false; blocks.len()];
    for run in lists::runs(&slots) {
        item.iter_mut().take(run.last + 1).skip(run.first).for_each(|item| *item = true);
    }
    let mut heads = vec![false; blocks.len()];
    let mut under = false;
    for (((block, slot), item), head) in blocks.iter().zip(&slots).zip(&item).zip(&mut heads).rev() {
        match &block.node {
            _ if *slot == Slot::Blank => {}
            Node::Paragraph(content) if !item && is_bold_line(content) => *head = under,
            _ => under = true,
        }
    }
    heads
}

fn is_bold_line(content: &[Inline]) -> bool {
    let text = line(content);
    let text = text.trim();
    let bold = content.iter().all(|inline| match inline {
        Inline::Text(run) => run.text.trim().is_empty() || run.marks.contains(&Mark::Strong),
        Inline::Footnote(..) => true,
        Inline::HardBreak(_) | Inline::PageRef(..) | Inline::Unknown(..) => false,
    });
    bold && text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
        && text.chars().nth(MAX_HEADING).is_none()
        && !text.ends_with(['.', ',', ';', '!', '…'])
}

fn count(text: &str) -> Count {
    let Some(first) = text.split_whitespace().next() else { return Count::None };
    let bare = first.trim_end_matches(['.', ')', '/', ':']);
    if bare.is_empty() || bare.len() == first.len() && !bare.contains('.') {
        return Count::None;
    }
    let numbers = bare.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    if numbers {
        Count::Numbers(bare.split('.').count())
    } else if bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
        Count::Roman
    } else if bare.chars().nth(1).is_none() {
        Count::Letter
    } else {
        Count::None
    }
}
