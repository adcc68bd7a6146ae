//! Inline content: texts and what stands between them.

use serde_json::Value;

use super::attrs::KNOWN_KINDS;
use super::{Fault, Read, Reader};
use crate::builders::push_text;
use crate::{FootnoteId, Inline};

impl Reader {
    /// A node's inline content in canonical form.
    pub(super) fn inlines(&mut self, node: &Value) -> Read<Vec<Inline>> {
        self.children(node, Self::inline).map(joined)
    }

    pub(super) fn inline(&mut self, node: &Value) -> Read<Inline> {
        match self.known_inline(node) {
            Err(Fault::Foreign) => Ok(Inline::Unknown(self.keep(node)?, Vec::new())),
            read => read,
        }
    }

    fn known_inline(&mut self, node: &Value) -> Read<Inline> {
        match self.kind(node)? {
            "text" => {
                self.listed(node, &["type", "text", "marks"], &[])?;
                match node.get("text").and_then(Value::as_str) {
                    Some(text) => Ok(Inline::marked(text, self.marks(node)?)),
                    None => self.invalid("a text node has no text"),
                }
            }
            "hard_break" => {
                self.listed(node, &["type", "attrs", "marks"], &[])?;
                Ok(Inline::HardBreak(self.marks(node)?))
            }
            "footnote" if self.note.is_some() => self.invalid("a footnote cannot hold a footnote"),
            "footnote" => {
                let attrs = self.listed(node, &["type", "attrs", "marks"], &["id"])?;
                match attrs.string("id") {
                    Some(id) => Ok(Inline::Footnote(FootnoteId::parse(id)?, self.marks(node)?)),
                    None => self.invalid("a footnote has no id"),
                }
            }
            "page_ref" => {
                let attrs = self.listed(node, &["type", "attrs", "marks"], &["page_id"])?;
                match self.page_id(&attrs)? {
                    Some(page) => Ok(Inline::PageRef(page, self.marks(node)?)),
                    None => self.invalid("a page_ref has no page_id"),
                }
            }
            "unknown_inline" => match self.listed(node, &["type", "attrs", "marks"], &["original"])?.get("original") {
                Some(original) => Ok(Inline::Unknown(self.keep(original)?, self.marks(node)?)),
                None => self.invalid("an unknown_inline has no original"),
            },
            kind if KNOWN_KINDS.contains(&kind) => self.invalid(format!("{kind} cannot stand in running text")),
            _ => Err(Fault::Foreign),
        }
    }
}

/// Canonical form: no empty text, equal neighbours joined.
pub(super) fn joined(pieces: Vec<Inline>) -> Vec<Inline> {
    let mut content = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Inline::Text(run) => push_text(&mut content, &run.text, &run.marks),
            other => content.push(other),
        }
    }
    content
}
