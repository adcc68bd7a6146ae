//! The footnotes, which the document holds as an attribute.

use std::collections::BTreeMap;

use serde_json::Value;

use super::inline::joined;
use super::{Read, Reader};
use crate::{FootnoteId, Inline};

impl Reader {
    /// What the footnotes say; counted and bounded like the content of the document.
    pub(super) fn footnotes(&mut self, notes: &Value) -> Read<BTreeMap<FootnoteId, Vec<Inline>>> {
        let Some(notes) = notes.as_object() else {
            return self.invalid("footnotes is not an object");
        };
        let mut read = BTreeMap::new();
        for (name, content) in notes {
            let id = FootnoteId::parse(name)?;
            self.note = Some(name.clone());
            let Some(content) = content.as_array() else {
                return self.invalid("a footnote's content is not a list");
            };
            read.insert(id, joined(self.each(content, Self::inline)?));
        }
        self.note = None;
        Ok(read)
    }
}

/// Reads footnotes alone, as a fence in Markdown holds them.
pub(crate) fn footnotes_from_json(json: &str) -> Option<BTreeMap<FootnoteId, Vec<Inline>>> {
    let value: Value = serde_json::from_str(json).ok()?;
    Reader::new(Vec::new()).footnotes(value.get("footnotes")?).ok()
}
