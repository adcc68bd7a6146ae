//! Blocks as Markdown, each checked by reading it again.

use std::collections::HashMap;

use serde_json::json;

use super::escape::{Care, destination, inlines, quoted};
use super::notes::{self, Notes};
use super::reader::{self, FENCE_INFO};
use crate::ids::{self, Slot};
use crate::{Block, Document, Figure, Inline, ListItem, MediaId, Node, Row, encode, text, walk};

/// A whole document; see [`super::write`].
pub(super) fn document(document: &Document, media: &dyn Fn(MediaId) -> String) -> String {
    let writer = Writer { media, notes: &document.footnotes };
    let is_empty = match document.blocks.as_slice() {
        [] => true,
        [only] => is_blank(only) && only.suggestions.is_empty(),
        _ => false,
    };
    if is_empty && document.footnotes.is_empty() {
        return String::new();
    }
    let mut whole = [writer.blocks(&document.blocks, "\n\n"), writer.notes()].join("\n\n");
    // Each block was checked alone; this finds those that read differently side by side.
    if !writer.says(&whole, &document.blocks, &document.footnotes) {
        let fences = document
            .blocks
            .iter()
            .map(fence)
            .chain((!document.footnotes.is_empty()).then(|| notes_fence(&document.footnotes)));
        whole = fences.collect::<Vec<_>>().join("\n\n");
    }
    whole.truncate(whole.trim_end_matches('\n').len());
    whole.push('\n');
    whole
}

struct Writer<'a> {
    media: &'a dyn Fn(MediaId) -> String,
    notes: &'a Notes,
}

/// The sign of a list, changed between neighbours, which would be one list otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    First,
    Second,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block], separator: &str) -> String {
        let mut parts = Vec::new();
        let mut sign = Sign::First;
        let mut previous: Option<&Block> = None;
        for block in blocks {
            let is_neighbour = previous.is_some_and(|previous| is_same_list(previous, block));
            sign = if is_neighbour && sign == Sign::First { Sign::Second } else { Sign::First };
            parts.push(self.block(block, sign));
            previous = Some(block);
        }
        parts.join(separator)
    }

    /// One block in the plainest way that reads back as the same block.
    fn block(&self, block: &Block, sign: Sign) -> String {
        let attempts = [Care::Plain, Care::Entities];
        let mut said = attempts.into_iter().filter_map(|care| self.attempt(block, sign, care));
        said.find(|markdown| self.says_block(markdown, block)).unwrap_or_else(|| fence(block))
    }

    /// The footnotes as definitions; what Markdown cannot say stands in a fence within its definition.
    fn notes(&self) -> String {
        let parts = self.notes.iter().map(|(id, content)| {
            let only = Notes::from([(id.clone(), content.clone())]);
            let attempts = [Care::Plain, Care::Entities];
            let mut said = attempts.into_iter().filter_map(|care| notes::definition(id, content, care));
            said.find(|markdown| self.says(markdown, &[], &only))
                .unwrap_or_else(|| notes::defined(id, &notes_fence(&only)))
        });
        parts.collect::<Vec<_>>().join("\n\n")
    }

    /// Whether the Markdown reads back as this block where the footnotes that it refers to are defined.
    fn says_block(&self, markdown: &str, block: &Block) -> bool {
        let block = std::slice::from_ref(block);
        let mut notes = Notes::new();
        walk::parts(block, &mut |part| notes.extend(part.references().map(|id| (id.clone(), vec![Inline::text("x")]))));
        notes.retain(|id, _| self.notes.contains_key(id));
        let mut whole = markdown.to_owned();
        for id in notes.keys() {
            whole.push_str(&format!("\n\n[^{}]: x", id.as_str()));
        }
        self.says(&whole, block, &notes)
    }

    /// A way to write the block, right or not; `None` when there is none with that care.
    fn attempt(&self, block: &Block, sign: Sign, care: Care) -> Option<String> {
        match &block.node {
            Node::Paragraph(content) => inlines(content, care),
            Node::Heading(level, content) => {
                Some(format!("{} {}", "#".repeat(level.get().into()), inlines(content, care)?))
            }
            Node::Table { rows, .. } => table(rows, care),
            // The rest holds blocks that took their own care, or none.
            _ if care == Care::Entities => None,
            Node::BulletList(items) => {
                let marker = if sign == Sign::First { "- " } else { "* " };
                Some(self.list(items, |_| marker.to_owned()))
            }
            Node::OrderedList { start, items, .. } => {
                let end = if sign == Sign::First { '.' } else { ')' };
                Some(self.list(items, |index| format!("{}{end} ", u64::from(*start) + index)))
            }
            Node::Blockquote { blocks, .. } => Some(prefixed(&self.blocks(blocks, "\n\n"), "> ", "> ")),
            Node::Figure(figure) => Some(self.figure(figure)),
            // Underscores, since hyphens and asterisks are also signs of lists.
            Node::Rule => Some("___".to_owned()),
            Node::Callout(..) | Node::Gallery(_) | Node::Attachment(_) | Node::Embed(_) | Node::Unknown(_) => None,
        }
    }

    fn figure(&self, figure: &Figure) -> String {
        let url = figure.media_id.map(self.media).unwrap_or_default();
        let mut out = format!("![{}]({}", quoted(&figure.alt), destination(&url));
        let caption = text::inline_text(&figure.caption);
        if !caption.is_empty() {
            out.push_str(&format!(" \"{}\"", quoted(&caption)));
        }
        out.push(')');
        out
    }

    fn list(&self, items: &[ListItem], marker: impl Fn(u64) -> String) -> String {
        let is_tight = items.iter().all(is_tight);
        let parts = (0..).zip(items).map(|(index, item)| {
            let marker = marker(index);
            let body = match item.blocks.as_slice() {
                [only] if is_blank(only) => String::new(),
                blocks => self.blocks(blocks, if is_tight { "\n" } else { "\n\n" }),
            };
            prefixed(&body, &marker, &" ".repeat(marker.len()))
        });
        parts.collect::<Vec<_>>().join(if is_tight { "\n" } else { "\n\n" })
    }

    /// Whether the Markdown reads back as these blocks and footnotes, but for ids and for the marks of
    /// line breaks, which show nothing.
    fn says(&self, markdown: &str, blocks: &[Block], notes: &Notes) -> bool {
        let mut known = HashMap::new();
        walk::parts(blocks, &mut |part| known.extend(part.media().map(|id| ((self.media)(id), id))));
        let (mut read, read_notes) = reader::read(markdown, &|url| known.get(url).copied());
        let (mut wanted, mut wanted_notes) = (blocks.to_vec(), notes.clone());
        for blocks in [&mut read, &mut wanted] {
            ids::slots(blocks, &mut |slot| match slot {
                Slot::Id(id) => id.clear(),
                Slot::Content(content) => clear_breaks(content),
                Slot::Picture(_) | Slot::File(_) | Slot::Label(_) => {}
            });
        }
        wanted_notes.values_mut().for_each(|content| clear_breaks(content));
        read == wanted && read_notes == wanted_notes
    }
}

/// Takes the marks off line breaks.
fn clear_breaks(content: &mut [Inline]) {
    for inline in content {
        if let Inline::HardBreak(marks) = inline {
            marks.clear();
        }
    }
}

fn is_same_list(one: &Block, other: &Block) -> bool {
    matches!(
        (&one.node, &other.node),
        (Node::BulletList(_), Node::BulletList(_)) | (Node::OrderedList { .. }, Node::OrderedList { .. })
    )
}

fn is_blank(block: &Block) -> bool {
    matches!(&block.node, Node::Paragraph(content) if content.is_empty())
}

/// Whether an item needs no blank lines: a line, or a line and a list that may follow it at once. A
/// numbered list may only from 1, and a list that begins with an empty item would underline the line.
fn is_tight(item: &ListItem) -> bool {
    let begins_with_text =
        |items: &[ListItem]| items.first().and_then(|item| item.blocks.first()).is_some_and(|block| !is_blank(block));
    match item.blocks.as_slice() {
        [Block { node: Node::Paragraph(_), .. }] => true,
        [first @ Block { node: Node::Paragraph(_), .. }, second] if !is_blank(first) => match &second.node {
            Node::BulletList(items) | Node::OrderedList { start: 1, items, .. } => begins_with_text(items),
            _ => false,
        },
        _ => false,
    }
}

/// Text with something before its first line and its other lines; blank lines get no trailing blanks.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut out = String::new();
    for (index, line) in text.split('\n').enumerate() {
        let prefix = if index == 0 { first } else { others };
        if index > 0 {
            out.push('\n');
        }
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}

/// A table whose first row heads the columns and whose cells are single lines; the check finds the others.
fn table(rows: &[Row], care: Care) -> Option<String> {
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let cells = row.cells.iter().map(|cell| match cell.blocks.as_slice() {
            [Block { node: Node::Paragraph(content), .. }] => line(content, care),
            _ => None,
        });
        let cells = cells.collect::<Option<Vec<_>>>()?;
        lines.push(format!("| {} |", cells.join(" | ")));
        if index == 0 {
            lines.push(format!("|{}", " --- |".repeat(row.cells.len())));
        }
    }
    Some(lines.join("\n"))
}

/// A cell's content on one line, its bars escaped.
fn line(content: &[Inline], care: Care) -> Option<String> {
    let line = inlines(content, care)?;
    (!line.contains('\n')).then(|| line.replace("\\|", "|").replace('|', "\\|"))
}

/// Footnotes as JSON.
fn notes_fence(notes: &Notes) -> String {
    format!("```{FENCE_INFO}\n{}\n```", json!({ "footnotes": encode::footnotes(notes) }))
}

/// The block as JSON, which is one line and so cannot end the fence.
fn fence(block: &Block) -> String {
    format!("```{FENCE_INFO}\n{}\n```", encode::block(block))
}
