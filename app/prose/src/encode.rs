//! The tree as ProseMirror's JSON: every attribute is written, with its default where it says nothing.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::walk::Part;
use crate::{
    Block, Cell, Document, Figure, FootnoteId, Fraction, Inline, ListItem, Mark, Modification, Node, Picture, Row,
    Suggestion, SuggestionId,
};

impl Document {
    /// The stored form, as text without line breaks.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().to_string()
    }

    /// The stored form, as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let doc =
            node("doc", object([("footnotes", footnotes(&self.footnotes))]), self.blocks.iter().map(block).collect());
        json!({ "schema_version": self.schema_version, "doc": doc })
    }
}

/// What the footnotes say, as the attribute of the document holds it.
pub(crate) fn footnotes(notes: &BTreeMap<FootnoteId, Vec<Inline>>) -> Value {
    let notes = notes.iter().map(|(id, content)| (id.as_str().to_owned(), inlines(content).into()));
    notes.collect::<Map<String, Value>>().into()
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A node object; ProseMirror leaves out `attrs` and `content` where there are none.
fn node(kind: &str, attrs: Map<String, Value>, content: Vec<Value>) -> Value {
    let mut node = object([("type", kind.into())]);
    if !attrs.is_empty() {
        node.insert("attrs".to_owned(), attrs.into());
    }
    if !content.is_empty() {
        node.insert("content".to_owned(), content.into());
    }
    node.into()
}

/// The object of a node that is not inline: its id and suggestions, and what is its own.
fn part<const N: usize>(part: Part<'_>, kind: &str, own: [(&str, Value); N], content: Vec<Value>) -> Value {
    let mut attrs = object(own);
    attrs.insert("id".to_owned(), part.id().into());
    let suggestions = part.suggestions().iter().map(suggestion).collect();
    marked(node(kind, attrs, content), suggestions)
}

fn marked(mut node: Value, marks: Vec<Value>) -> Value {
    if let Some(object) = node.as_object_mut().filter(|_| !marks.is_empty()) {
        object.insert("marks".to_owned(), marks.into());
    }
    node
}

/// One block as a node object.
pub(crate) fn block(block: &Block) -> Value {
    let this = Part::Block(block);
    match &block.node {
        Node::Paragraph(content) => part(this, "paragraph", [], inlines(content)),
        Node::Heading(level, content) => part(this, "heading", [("level", level.get().into())], inlines(content)),
        Node::BulletList(items) => part(this, "bullet_list", [], items.iter().map(item).collect()),
        Node::OrderedList { start, kind, items } => {
            let own = [("start", (*start).into()), ("kind", kind.as_str().into())];
            part(this, "ordered_list", own, items.iter().map(item).collect())
        }
        Node::Blockquote { cite, blocks: children } => {
            let cite = cite.as_ref().map_or(Value::Null, |cite| cite.as_str().into());
            part(this, "blockquote", [("cite", cite)], blocks(children))
        }
        Node::Callout(kind, children) => part(this, "callout", [("kind", kind.as_str().into())], blocks(children)),
        Node::Figure(shown) => figure(this, shown),
        Node::Gallery(pictures) => part(this, "gallery", [], pictures.iter().map(picture).collect()),
        Node::Table { caption, rows } => {
            part(this, "table", [("caption", caption.as_str().into())], rows.iter().map(row).collect())
        }
        Node::Rule => part(this, "rule", [], Vec::new()),
        Node::Attachment(media) => part(this, "attachment", [("media_id", media.0.into())], Vec::new()),
        Node::Embed(embed) => {
            let own = [
                ("provider", embed.source.provider().as_str().into()),
                ("ref", embed.source.reference().into()),
                ("title", embed.title.as_str().into()),
            ];
            part(this, "embed", own, Vec::new())
        }
        Node::Unknown(original) => part(this, "unknown_block", [("original", original.clone())], Vec::new()),
    }
}

fn blocks(children: &[Block]) -> Vec<Value> {
    children.iter().map(block).collect()
}

fn item(item: &ListItem) -> Value {
    part(Part::Item(item), "list_item", [], blocks(&item.blocks))
}

fn picture(picture: &Picture) -> Value {
    figure(Part::Picture(picture), &picture.figure)
}

fn figure(this: Part<'_>, figure: &Figure) -> Value {
    let own = [
        ("media_id", figure.media_id.map_or(Value::Null, |media| media.0.into())),
        ("alt", figure.alt.as_str().into()),
        ("decorative", figure.decorative.into()),
        ("focal", figure.focal.map_or(Value::Null, |focal| fractions(&[focal.x, focal.y]))),
        ("crop", figure.crop.map_or(Value::Null, |crop| fractions(&crop.parts()))),
        ("size", figure.size.as_str().into()),
    ];
    part(this, "figure", own, inlines(&figure.caption))
}

/// Whole numbers are written as JavaScript writes them, without a decimal point.
fn fractions(parts: &[Fraction]) -> Value {
    let number = |part: &Fraction| match *part {
        Fraction::ZERO => 0.into(),
        Fraction::ONE => 1.into(),
        part => part.get().into(),
    };
    parts.iter().map(number).collect::<Vec<Value>>().into()
}

fn row(row: &Row) -> Value {
    part(Part::Row(row), "table_row", [], row.cells.iter().map(cell).collect())
}

fn cell(cell: &Cell) -> Value {
    let this = Part::Cell(cell);
    let width = if cell.colwidth.is_empty() { Value::Null } else { cell.colwidth.clone().into() };
    let (colspan, rowspan) = (("colspan", cell.colspan.into()), ("rowspan", cell.rowspan.into()));
    let colwidth = ("colwidth", width);
    match cell.header {
        None => part(this, "table_cell", [colspan, rowspan, colwidth], blocks(&cell.blocks)),
        Some(scope) => {
            let own = [colspan, rowspan, colwidth, ("scope", scope.as_str().into())];
            part(this, "table_header", own, blocks(&cell.blocks))
        }
    }
}

fn inlines(content: &[Inline]) -> Vec<Value> {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Value {
    let bare = match inline {
        Inline::Text(run) => json!({ "type": "text", "text": run.text }),
        Inline::HardBreak(_) => json!({ "type": "hard_break" }),
        Inline::Footnote(id, _) => json!({ "type": "footnote", "attrs": { "id": id.as_str() } }),
        Inline::PageRef(id, _) => json!({ "type": "page_ref", "attrs": { "page_id": id.0 } }),
        Inline::Unknown(original, _) => json!({ "type": "unknown_inline", "attrs": { "original": original } }),
    };
    marked(bare, inline.marks().iter().map(mark).collect())
}

fn mark(mark: &Mark) -> Value {
    match mark {
        Mark::Link(href) => json!({ "type": "link", "attrs": { "href": href.as_str(), "page_id": null } }),
        Mark::PageLink(id) => json!({ "type": "link", "attrs": { "href": null, "page_id": id.0 } }),
        Mark::Strong => json!({ "type": "strong" }),
        Mark::Em => json!({ "type": "em" }),
        Mark::Strike => json!({ "type": "strike" }),
        Mark::Sub => json!({ "type": "sub" }),
        Mark::Sup => json!({ "type": "sup" }),
        Mark::Code => json!({ "type": "code" }),
        Mark::Lang(tag) => json!({ "type": "lang", "attrs": { "tag": tag.as_str() } }),
        Mark::Suggestion(suggested) => suggestion(suggested),
    }
}

fn suggestion(suggestion: &Suggestion) -> Value {
    let number = |id: &SuggestionId| match id {
        SuggestionId::Number(number) => Value::from(*number),
        SuggestionId::Text(text) => text.as_str().into(),
    };
    match suggestion {
        Suggestion::Insertion(id) => json!({ "type": "insertion", "attrs": { "id": number(id) } }),
        Suggestion::Deletion(id) => json!({ "type": "deletion", "attrs": { "id": number(id) } }),
        Suggestion::Modification(modification) => {
            let Modification { id, kind, attr_name, previous_value, new_value } = modification.as_ref();
            json!({ "type": "modification", "attrs": {
                "id": number(id), "type": kind, "attrName": attr_name,
                "previousValue": previous_value, "newValue": new_value,
            } })
        }
    }
}
