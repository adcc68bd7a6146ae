//! Lists made by hand: paragraphs or lines that begin with a sign, a number or a letter.

use super::line::{is_blank, line};
use crate::{Block, Inline, Node};

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet(char),
    Number(u32, char),
    Letter(char, char),
}

/// What a paragraph or line is to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// An item; whether it may be what somebody says, which is written after a dash too.
    Item(Marker, bool),
    Blank,
    Other,
}

/// Items in a row, by their place among siblings or lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) last: usize,
    /// That of the first item.
    pub(super) marker: Marker,
}

/// The marker at the front and the bytes up to the item's words. An item that begins with another marker is none:
/// taking the outer one away would leave the inner.
pub(super) fn marker(line: &str) -> Option<(Marker, usize)> {
    let (marker, length) = front(line)?;
    let rest = line.get(length..)?;
    (rest.chars().any(char::is_alphanumeric) && front(rest).is_none()).then_some((marker, length))
}

fn front(line: &str) -> Option<(Marker, usize)> {
    let text = line.trim_start();
    let sign = text.chars().next()?;
    let (marker, rest) = match sign {
        '•' | '●' | '▪' | '■' | '◦' => (Marker::Bullet(sign), text.strip_prefix(sign)?),
        '-' | '–' | '+' | '*' | '·' => {
            let rest = text.strip_prefix(sign)?;
            let next = rest.chars().next()?;
            // A sign that touches its word is common in typed texts; `-v` and `+84` are none.
            if !next.is_whitespace() && (sign == '*' || !next.is_uppercase()) {
                return None;
            }
            (Marker::Bullet(sign), rest)
        }
        '0'..='9' => {
            let digits = text.chars().take_while(char::is_ascii_digit).count();
            let number = text.get(..digits)?;
            let (close, rest) = closed(text.get(digits..)?)?;
            (Marker::Number(number.parse().ok().filter(|_| digits <= 3)?, close), rest)
        }
        'a'..='z' | 'đ' => {
            let (close, rest) = closed(text.strip_prefix(sign)?)?;
            (Marker::Letter(sign, close), rest)
        }
        _ => return None,
    };
    Some((marker, line.len() - rest.trim_start().len()))
}

/// The sign after a number or letter, which a blank must follow.
fn closed(text: &str) -> Option<(char, &str)> {
    let close = text.chars().next().filter(|c| matches!(c, '.' | ')' | '/'))?;
    let rest = text.strip_prefix(close)?;
    rest.starts_with(char::is_whitespace).then_some((close, rest))
}

fn slot(text: &str) -> Slot {
    match marker(text) {
        Some((marker, _)) => Slot::Item(marker, text.trim_end().ends_with(['?', '!'])),
        None if text.trim().is_empty() => Slot::Blank,
        None => Slot::Other,
    }
}

/// The runs of two items and more. Letters count from `a` alone and without `đ`: the points of a law go a, b, c, d,
/// đ, e, which no list of HTML can count, and must keep the letters by which they are cited.
pub(super) fn runs(slots: &[Slot]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = slots.iter().enumerate().peekable();
    while let Some((first, slot)) = rest.next() {
        let Slot::Item(marker, mut speech) = *slot else { continue };
        let (mut last, mut before, mut lawful) = (first, marker, false);
        while let Some((index, next)) = rest.peek().copied() {
            match *next {
                Slot::Item(after, asks) if follows(before, after) => {
                    (last, before) = (index, after);
                    speech |= asks;
                }
                Slot::Blank => {}
                Slot::Item(Marker::Letter('đ', _), _) => {
                    lawful = matches!(before, Marker::Letter('d', _));
                    break;
                }
                Slot::Item(..) | Slot::Other => break,
            }
            rest.next();
        }
        let told = match marker {
            Marker::Bullet('-' | '–') => !speech,
            Marker::Letter(letter, _) => letter == 'a' && !lawful,
            Marker::Bullet(_) | Marker::Number(..) => true,
        };
        if last > first && told {
            runs.push(Run { first, last, marker });
        }
    }
    runs
}

fn follows(before: Marker, after: Marker) -> bool {
    match (before, after) {
        (Marker::Bullet(one), Marker::Bullet(other)) => one == other,
        (Marker::Number(one, sign), Marker::Number(other, other_sign)) => sign == other_sign && other == one + 1,
        (Marker::Letter(one, sign), Marker::Letter(other, other_sign)) => {
            sign == other_sign && one.is_ascii() && u32::from(other) == u32::from(one) + 1
        }
        _ => false,
    }
}

/// A paragraph without anything to see.
pub(super) fn is_empty(block: &Block) -> bool {
    matches!(&block.node, Node::Paragraph(content) if content.iter().all(is_blank))
}

pub(super) fn of_blocks(blocks: &[Block]) -> Vec<Slot> {
    let slot = |block: &Block| match &block.node {
        Node::Paragraph(_) if is_empty(block) => Slot::Blank,
        // A paragraph whose lines are a list themselves is mended first.
        Node::Paragraph(content) => match runs(&of_lines(&split(content))).first() {
            Some(run) if run.first == 0 => Slot::Other,
            _ => slot(&line(content)),
        },
        _ => Slot::Other,
    };
    blocks.iter().map(slot).collect()
}

pub(super) fn of_lines(lines: &[Vec<Inline>]) -> Vec<Slot> {
    lines.iter().map(|content| slot(&line(content))).collect()
}

/// The lines between hard breaks; a line break inside a text is a blank.
pub(super) fn split(content: &[Inline]) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in content {
        match (inline, lines.last_mut()) {
            (Inline::HardBreak(_), _) => lines.push(Vec::new()),
            (_, Some(last)) => last.push(inline.clone()),
            _ => {}
        }
    }
    lines
}
