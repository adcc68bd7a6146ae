//! Lists out of paragraphs that only say to which list and level they belong.

use super::build::Piece;
use super::make;
use super::marker::{self, Marker};
use crate::{Block, Inline, ListItem, ListKind, Text};

/// Margins closer than this, in points, are the same: Word rounds them.
const SAME_INDENT: f32 = 8.0;
/// What is less than this, in points, is no indent: a paragraph that starts at the margin ends the list above it.
const LEAST_INDENT: f32 = 6.0;

/// The place of a paragraph in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListMark {
    /// The program's name of the list.
    pub list: String,
    /// Its level, from 1.
    pub level: u8,
    /// Its sign.
    pub marker: Marker,
}

/// A list that can still grow.
struct Open {
    list: String,
    level: u8,
    indent: Option<f32>,
    order: Option<(ListKind, u32)>,
    items: Vec<ListItem>,
    /// The margin of the latest item's text.
    item_indent: Option<f32>,
}

#[derive(PartialEq, Eq)]
enum Relation {
    Deeper,
    Same,
    Shallower,
}

/// Builds lists from the pieces that are items; `room` is how many lists may stand in each other.
pub(super) fn group(pieces: Vec<Piece>, room: usize) -> Vec<Block> {
    let mut grouping = Grouping { open: Vec::new(), out: Vec::new(), room };
    for mut piece in pieces {
        match piece.hint.list.take() {
            Some(mark) if room > 0 => grouping.item(mark, piece),
            _ => grouping.other(piece),
        }
    }
    grouping.close_to(0);
    grouping.out
}

struct Grouping {
    /// From the outermost list inwards.
    open: Vec<Open>,
    out: Vec<Block>,
    room: usize,
}

impl Grouping {
    fn item(&mut self, mark: ListMark, piece: Piece) {
        let indent = piece.hint.indent;
        let item = ListItem::new(piece.blocks);
        while let Some(top) = self.open.last() {
            match self.relation(&mark, indent, top) {
                Relation::Deeper if self.open.len() < self.room => break,
                Relation::Shallower if self.open.len() > 1 => self.close_to(self.open.len() - 1),
                _ => return self.beside(mark, indent, item),
            }
        }
        self.start(mark, indent, item);
    }

    fn relation(&self, mark: &ListMark, indent: Option<f32>, top: &Open) -> Relation {
        let by_level = |own: u8| match mark.level.cmp(&own) {
            std::cmp::Ordering::Greater => Relation::Deeper,
            std::cmp::Ordering::Equal => Relation::Same,
            std::cmp::Ordering::Less => Relation::Shallower,
        };
        if mark.list == top.list || mark.level != top.level {
            return by_level(top.level);
        }
        if self.open.iter().any(|open| open.list == mark.list && open.level <= mark.level) {
            return Relation::Shallower;
        }
        // Two lists of the same level: authors who type `-` and `+` lists make the second deeper by its margin alone.
        match (indent, top.indent) {
            (Some(own), Some(other)) if own > other + SAME_INDENT => Relation::Deeper,
            (Some(own), Some(other)) if own < other - SAME_INDENT => Relation::Shallower,
            _ => Relation::Same,
        }
    }

    /// Adds the item to the innermost list, or to a new one in its place where the numbers do not go on.
    fn beside(&mut self, mark: ListMark, indent: Option<f32>, item: ListItem) {
        let goes_on = self.open.last().is_some_and(|top| goes_on(top, &mark));
        if goes_on && let Some(top) = self.open.last_mut() {
            top.items.push(item);
            top.item_indent = indent;
            return;
        }
        self.close_to(self.open.len().saturating_sub(1));
        self.start(mark, indent, item);
    }

    fn start(&mut self, mark: ListMark, indent: Option<f32>, item: ListItem) {
        let order = match &mark.marker {
            Marker::Bullet => None,
            Marker::Number(readings) => readings.first().copied(),
            Marker::Auto(numbering, start) => Some((*numbering, start.unwrap_or(1))),
        };
        let (list, level) = (mark.list, mark.level);
        self.open.push(Open { list, level, indent, order, items: vec![item], item_indent: indent });
    }

    /// A block that is no item: it goes on in the item whose text it is indented like, or ends the lists.
    fn other(&mut self, piece: Piece) {
        let fits = |open: &Open| match (piece.hint.indent, open.item_indent) {
            (Some(own), Some(item)) => own >= LEAST_INDENT && own > item - SAME_INDENT,
            _ => false,
        };
        let keep = match self.open.iter().rposition(fits) {
            Some(place) => place + 1,
            None if piece.hint.follows => self.open.len(),
            None => 0,
        };
        self.close_to(keep);
        let last = self.open.last_mut().and_then(|open| open.items.last_mut());
        match last {
            Some(item) => item.blocks.extend(piece.blocks),
            None => self.out.extend(piece.blocks),
        }
    }

    /// Closes lists until that many are open; each becomes part of the item around it.
    fn close_to(&mut self, keep: usize) {
        while self.open.len() > keep {
            let Some(done) = self.open.pop() else { return };
            let block = make::list(done.order, done.items);
            match self.open.last_mut().and_then(|open| open.items.last_mut()) {
                Some(item) => item.blocks.push(block),
                None => self.out.push(block),
            }
        }
    }
}

/// Takes a typed sign, `· Text` or `1. Text`, off a paragraph whose class says that it is an item. Levels then follow
/// from the margins, since nothing else names them.
pub(super) fn typed(content: &mut Vec<Inline>, indent: Option<f32>) -> Option<ListMark> {
    let Some(Inline::Text(first)) = content.first() else { return None };
    let (sign, rest) = first.text.split_once([' ', '\u{a0}'])?;
    let is_number = sign.ends_with(['.', ')']) && sign.len() <= 6;
    let is_bullet = sign.chars().count() == 1 && !sign.chars().any(|c| c.is_numeric() || "\"'“”([…".contains(c));
    let marker = marker::read(sign).filter(|marker| match marker {
        Marker::Bullet => is_bullet,
        _ => is_number,
    })?;
    let (rest, marks) = (rest.to_owned(), first.marks.clone());
    content.remove(0);
    if !rest.is_empty() {
        content.insert(0, Inline::Text(Text { text: rest, marks }));
    }
    let list = format!("margin {}", indent.unwrap_or(0.0));
    (!content.is_empty()).then_some(ListMark { list, level: 1, marker })
}

/// Whether an item with that sign is the next one of the list.
fn goes_on(top: &Open, mark: &ListMark) -> bool {
    let count = u32::try_from(top.items.len()).unwrap_or(u32::MAX);
    match (&mark.marker, top.order) {
        (Marker::Bullet, None) => true,
        (Marker::Number(readings), Some((numbering, start))) => {
            readings.contains(&(numbering, start.saturating_add(count)))
        }
        (Marker::Auto(own, None), Some((numbering, _))) => *own == numbering && top.list == mark.list,
        (Marker::Auto(own, Some(number)), Some((numbering, start))) => {
            *own == numbering && *number == start.saturating_add(count)
        }
        _ => false,
    }
}
