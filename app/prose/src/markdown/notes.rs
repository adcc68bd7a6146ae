//! Footnotes in Markdown: `[^1]` and `[^1]: …`, as GitHub and many others read them.

use std::collections::BTreeMap;

use super::escape::{Care, inlines};
use crate::builders::push_text;
use crate::ids::{self, Slot};
use crate::walk::{self, Part};
use crate::{Block, FootnoteId, Inline, Node};

/// What footnotes say, by their names.
pub(super) type Notes = BTreeMap<FootnoteId, Vec<Inline>>;

/// The name that a label stands for: itself where it is of the shape, else one made from it, so that
/// definition and references meet.
pub(super) fn name(label: &str) -> FootnoteId {
    FootnoteId::parse(label).unwrap_or_else(|_| {
        // FNV-1a of 64 bits; labels are matched without regard to case, so they are hashed so.
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        FootnoteId::numbered(label.to_lowercase().bytes().fold(0xcbf2_9ce4_8422_2325, step))
    })
}

/// Markdown matches labels without regard to case: a reference to a name that differs in case alone takes that name.
pub(super) fn resolve(blocks: &mut [Block], notes: &Notes) {
    let names: BTreeMap<String, &FootnoteId> = notes.keys().map(|id| (id.as_str().to_ascii_lowercase(), id)).collect();
    ids::slots(blocks, &mut |slot| {
        let Slot::Content(content) = slot else { return };
        for inline in content {
            if let Inline::Footnote(id, _) = inline
                && !notes.contains_key(id)
                && let Some(meant) = names.get(&id.as_str().to_ascii_lowercase())
            {
                *id = (*meant).clone();
            }
        }
    });
}

/// The running text of a definition's blocks, one line for each; a footnote within a footnote stays as its
/// sign, a picture as its words.
pub(super) fn flat(blocks: &[Block]) -> Vec<Inline> {
    let mut content = Vec::new();
    walk::parts(blocks, &mut |part| {
        let alt = match part {
            Part::Block(Block { node: Node::Figure(figure), .. }) => Some(figure.alt.as_str()),
            Part::Picture(picture) => Some(picture.figure.alt.as_str()),
            _ => part.caption(),
        };
        if let Some(words) = alt.filter(|words| !words.is_empty()) {
            line(&mut content, &[Inline::text(words)]);
        }
        line(&mut content, part.content());
    });
    content
}

fn line(content: &mut Vec<Inline>, own: &[Inline]) {
    if !own.is_empty() && !content.is_empty() {
        content.push(Inline::hard_break());
    }
    for inline in own {
        match inline {
            Inline::Text(run) => push_text(content, &run.text, &run.marks),
            Inline::Footnote(id, marks) => push_text(content, &format!("[^{}]", id.as_str()), marks),
            other => content.push(other.clone()),
        }
    }
}

/// A footnote's definition with that care; `None` where Markdown has no signs for it.
pub(super) fn definition(id: &FootnoteId, content: &[Inline], care: Care) -> Option<String> {
    inlines(content, care).map(|text| defined(id, &text))
}

/// A definition of that text, whose further lines are within it by their indent.
pub(super) fn defined(id: &FootnoteId, text: &str) -> String {
    format!("[^{}]: {}", id.as_str(), text.replace('\n', "\n    "))
}
