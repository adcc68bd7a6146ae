//! Inline content: texts, breaks and marks.

use serde_json::Value;

use super::attrs::{KNOWN_KINDS, kept};
use super::{Fault, Read, Reader};
use crate::builders::{push_text, sort_marks};
use crate::{Href, Inline, LangTag, Mark};

impl Reader {
    /// A node's inline content in canonical form.
    pub(super) fn inlines(&mut self, node: &Value) -> Read<Vec<Inline>> {
        let pieces = self.children(node, Self::inline)?;
        let mut content = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Inline::Text(run) => push_text(&mut content, &run.text, &run.marks),
                other => content.push(other),
            }
        }
        Ok(content)
    }

    fn inline(&mut self, node: &Value) -> Read<Inline> {
        match self.known_inline(node) {
            Err(Fault::Foreign) => Ok(Inline::Unknown(kept(node)?)),
            read => read,
        }
    }

    fn known_inline(&self, node: &Value) -> Read<Inline> {
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
                Ok(Inline::HardBreak)
            }
            "unknown_inline" => match self.listed(node, &["type", "attrs", "marks"], &["original"])?.get("original") {
                Some(original) => Ok(Inline::Unknown(kept(original)?)),
                None => self.invalid("an unknown_inline has no original"),
            },
            kind if KNOWN_KINDS.contains(&kind) => self.invalid(format!("{kind} cannot stand in running text")),
            _ => Err(Fault::Foreign),
        }
    }

    fn marks(&self, node: &Value) -> Read<Vec<Mark>> {
        let mut marks = match node.get("marks") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(marks)) => marks.iter().map(|mark| self.mark(mark)).collect::<Read<Vec<_>>>()?,
            Some(_) => return self.invalid("marks is not a list"),
        };
        sort_marks(&mut marks);
        Ok(marks)
    }

    fn mark(&self, mark: &Value) -> Read<Mark> {
        let plain = |read: Mark| self.listed(mark, &["type", "attrs"], &[]).map(|_| read);
        match self.kind(mark)? {
            "link" => match self.listed(mark, &["type", "attrs"], &["href"])?.string("href") {
                Some(href) => Ok(Mark::Link(Href::parse(href)?)),
                None => self.invalid("a link has no href"),
            },
            "lang" => match self.listed(mark, &["type", "attrs"], &["tag"])?.string("tag") {
                Some(tag) => Ok(Mark::Lang(LangTag::parse(tag)?)),
                None => self.invalid("a lang mark has no tag"),
            },
            "strong" => plain(Mark::Strong),
            "em" => plain(Mark::Em),
            "strike" => plain(Mark::Strike),
            "sub" => plain(Mark::Sub),
            "sup" => plain(Mark::Sup),
            "code" => plain(Mark::Code),
            _ => Err(Fault::Foreign),
        }
    }
}
