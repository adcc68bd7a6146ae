//! Habits of portals without headings, lists and captions of their own: numbered lines, dashes, a line below a picture.

use super::Options;
use super::build::Piece;
use super::lists::ListMark;
use super::marker::Marker;
use super::tables::LONGEST_CAPTION;
use crate::text::inline_text;
use crate::{Block, Inline, Level, Mark, Node};

/// The longest line taken for a heading, in characters.
const LONGEST_HEADING: usize = 200;

/// Applies the habits that the options name to the blocks of the document itself.
pub(super) fn apply(pieces: &mut Vec<Piece>, options: &Options<'_>) {
    if options.caption_after_image {
        captions(pieces);
    }
    for piece in pieces.iter_mut().filter(|piece| piece.hint.list.is_none()) {
        let [block] = piece.blocks.as_mut_slice() else { continue };
        if options.promote_numbered_headings && promotes(block) {
            if let Node::Paragraph(content) = std::mem::replace(&mut block.node, Node::Rule) {
                let made = super::make::text(content, super::style::TextKind::Heading(Level::Two));
                block.node = made.map_or(Node::Rule, |made| made.node);
            }
        } else if options.dash_lists && strip_dash(block) {
            piece.hint.list = Some(ListMark { list: "-".to_owned(), level: 1, marker: Marker::Bullet });
        }
    }
}

/// A short line that starts with a number of one or two digits and does not end as a sentence, unless all of it is
/// strong.
fn promotes(block: &Block) -> bool {
    let Node::Paragraph(content) = &block.node else { return false };
    let line = inline_text(content);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered = (1..=2).contains(&digits) && line.get(digits..).is_some_and(|rest| rest.starts_with(". "));
    let is_strong = content.iter().all(|inline| match inline {
        Inline::Text(run) => run.marks.contains(&Mark::Strong),
        _ => false,
    });
    is_numbered
        && line.chars().count() < LONGEST_HEADING
        && !line.contains('\n')
        && (is_strong || !line.ends_with([';', ',', '!', '?', '…']))
}

/// Takes the dash off a line that begins with one.
fn strip_dash(block: &mut Block) -> bool {
    let Node::Paragraph(content) = &mut block.node else { return false };
    let Some(Inline::Text(first)) = content.first_mut() else { return false };
    let rest = ["- ", "– ", "-\u{a0}", "–\u{a0}"].into_iter().find_map(|dash| first.text.strip_prefix(dash));
    match rest.map(str::trim_start) {
        Some(rest) if !rest.is_empty() => {
            first.text = rest.to_owned();
            true
        }
        _ => false,
    }
}

/// Joins to each picture without a caption the line below it that looks like one.
fn captions(pieces: &mut Vec<Piece>) {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        let above = kept.last_mut().and_then(|above| above.blocks.last_mut());
        if let Some(Block { node: Node::Figure(figure), .. }) = above
            && figure.caption.is_empty()
            && let [Block { node: Node::Paragraph(line), .. }] = piece.blocks.as_slice()
            && is_caption(line, piece.hint.centred)
        {
            figure.caption = without_slant(line);
            continue;
        }
        kept.push(piece);
    }
    *pieces = kept;
}

fn is_slanted(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text(run) => run.marks.contains(&Mark::Em) || run.text.trim().is_empty(),
        _ => true,
    })
}

fn is_caption(line: &[Inline], is_centred: bool) -> bool {
    (is_centred || is_slanted(line)) && inline_text(line).chars().count() <= LONGEST_CAPTION
}

/// A caption all of which is slanted needs no mark for it.
fn without_slant(line: &[Inline]) -> Vec<Inline> {
    let is_slanted = is_slanted(line);
    let mut plain = Vec::new();
    for inline in line {
        match inline {
            Inline::Text(run) if is_slanted => {
                let marks: Vec<Mark> = run.marks.iter().filter(|mark| **mark != Mark::Em).cloned().collect();
                crate::builders::push_text(&mut plain, &run.text, &marks);
            }
            other => plain.push(other.clone()),
        }
    }
    plain
}
