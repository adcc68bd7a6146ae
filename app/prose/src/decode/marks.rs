//! Marks on inline content, and suggestions on every other node.

use serde_json::Value;

use super::attrs::Attrs;
use super::{Fault, Read, Reader};
use crate::keys::MAX_KEY;
use crate::model::mark::{canonical, canonical_suggestions};
use crate::{Href, LangTag, Mark, Modification, Suggestion, SuggestionId};

/// The most marks on one node: one of each kind, and modifications, which add up.
const MAX_MARKS: usize = 64;
/// The longest name of a suggestion, in characters.
const MAX_SUGGESTION_ID: usize = 64;

impl Reader {
    /// The marks of inline content.
    pub(super) fn marks(&mut self, node: &Value) -> Read<Vec<Mark>> {
        let mut marks = self.listed_marks(node)?;
        canonical(&mut marks);
        Ok(marks)
    }

    /// The marks of a node that is not inline, which can only be suggestions.
    pub(super) fn suggestions(&mut self, node: &Value) -> Read<Vec<Suggestion>> {
        let mut suggestions = Vec::new();
        for mark in self.listed_marks(node)? {
            match mark {
                Mark::Suggestion(suggestion) => suggestions.push(suggestion),
                _ => return self.invalid("such a mark belongs to text"),
            }
        }
        canonical_suggestions(&mut suggestions);
        Ok(suggestions)
    }

    fn listed_marks(&mut self, node: &Value) -> Read<Vec<Mark>> {
        match node.get("marks") {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(marks)) if marks.len() > MAX_MARKS => self.invalid("a node has too many marks"),
            Some(Value::Array(marks)) => marks.iter().map(|mark| self.mark(mark)).collect(),
            Some(_) => self.invalid("marks is not a list"),
        }
    }

    fn mark(&mut self, mark: &Value) -> Read<Mark> {
        self.marks += 1;
        match self.kind(mark)? {
            "link" => self.link(mark),
            "lang" => match self.mark_attrs(mark, &["tag"])?.string("tag") {
                Some(tag) => Ok(Mark::Lang(LangTag::parse(tag)?)),
                None => self.invalid("a lang mark has no tag"),
            },
            "strong" => self.plain(mark, Mark::Strong),
            "em" => self.plain(mark, Mark::Em),
            "strike" => self.plain(mark, Mark::Strike),
            "sub" => self.plain(mark, Mark::Sub),
            "sup" => self.plain(mark, Mark::Sup),
            "code" => self.plain(mark, Mark::Code),
            "insertion" => {
                let attrs = self.mark_attrs(mark, &["id"])?;
                Ok(Mark::Suggestion(Suggestion::Insertion(self.suggestion_id(&attrs)?)))
            }
            "deletion" => {
                let attrs = self.mark_attrs(mark, &["id"])?;
                Ok(Mark::Suggestion(Suggestion::Deletion(self.suggestion_id(&attrs)?)))
            }
            "modification" => self.modification(mark).map(Mark::Suggestion),
            _ => Err(Fault::Foreign),
        }
    }

    fn mark_attrs<'a>(&self, mark: &'a Value, known: &[&str]) -> Read<Attrs<'a>> {
        self.listed(mark, &["type", "attrs"], known)
    }

    fn plain(&self, mark: &Value, read: Mark) -> Read<Mark> {
        self.mark_attrs(mark, &[]).map(|_| read)
    }

    fn link(&self, mark: &Value) -> Read<Mark> {
        let attrs = self.mark_attrs(mark, &["href", "page_id"])?;
        let href = attrs.text("href").map_err(|()| self.not_text("href"))?;
        match (href, self.page_id(&attrs)?) {
            (Some(href), None) => Ok(Mark::Link(Href::parse(href)?)),
            (None, Some(page)) => Ok(Mark::PageLink(page)),
            (None, None) => self.invalid("a link has neither href nor page_id"),
            (Some(_), Some(_)) => self.invalid("a link has both href and page_id"),
        }
    }

    fn suggestion_id(&self, attrs: &Attrs<'_>) -> Read<SuggestionId> {
        let number = |number: &i64| (-MAX_KEY..=MAX_KEY).contains(number);
        match attrs.get("id") {
            Some(Value::String(text)) if (1..=MAX_SUGGESTION_ID).contains(&text.chars().count()) => {
                Ok(SuggestionId::Text(text.clone()))
            }
            Some(Value::Number(id)) => match id.as_i64().filter(number) {
                Some(id) => Ok(SuggestionId::Number(id)),
                None => self.invalid("a suggestion's id is not a whole number"),
            },
            _ => self.invalid("a suggestion has no id of a fit length"),
        }
    }

    fn modification(&mut self, mark: &Value) -> Read<Suggestion> {
        let attrs = self.mark_attrs(mark, &["id", "type", "attrName", "previousValue", "newValue"])?;
        let Some(kind) = attrs.string("type") else {
            return self.invalid("a modification has no type");
        };
        let value = |reader: &mut Self, name| match attrs.get(name) {
            Some(value) => reader.keep(value),
            None => Ok(Value::Null),
        };
        Ok(Suggestion::Modification(Box::new(Modification {
            id: self.suggestion_id(&attrs)?,
            kind: kind.to_owned(),
            attr_name: attrs.text("attrName").map_err(|()| self.not_text("attrName"))?.map(str::to_owned),
            previous_value: value(self, "previousValue")?,
            new_value: value(self, "newValue")?,
        })))
    }
}
