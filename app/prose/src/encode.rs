//! The tree as ProseMirror's JSON.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::{Block, Cell, Document, Inline, ListItem, Mark, Node, Row, Scope};

impl Document {
    /// The stored form, as text without line breaks.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().to_string()
    }

    /// The stored form, as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let doc = node("doc", Map::new(), self.blocks.iter().map(block).collect());
        json!({ "schema_version": self.schema_version, "doc": doc })
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

/// A node object; ProseMirror leaves out `attrs` and `content` where there are none.
fn node(kind: &str, attrs: Map<String, Value>, content: Vec<Value>) -> Value {
    let mut object = Map::new();
    object.insert("type".to_owned(), kind.into());
    if !attrs.is_empty() {
        object.insert("attrs".to_owned(), attrs.into());
    }
    if !content.is_empty() {
        object.insert("content".to_owned(), content.into());
    }
    object.into()
}

fn attrs<const N: usize>(id: &str, more: [(&str, Value); N]) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("id".to_owned(), id.into());
    map.extend(more.map(|(key, value)| (key.to_owned(), value)));
    map
}

/// One block as a node object.
pub(crate) fn block(block: &Block) -> Value {
    let id = block.id.as_str();
    match &block.node {
        Node::Paragraph(content) => node("paragraph", attrs(id, []), inlines(content)),
        Node::Heading(level, content) => node("heading", attrs(id, [("level", level.get().into())]), inlines(content)),
        Node::BulletList(items) => node("bullet_list", attrs(id, []), items.iter().map(item).collect()),
        Node::OrderedList { start, items } => {
            node("ordered_list", attrs(id, [("start", (*start).into())]), items.iter().map(item).collect())
        }
        Node::Blockquote(children) => node("blockquote", attrs(id, []), blocks(children)),
        Node::Callout(kind, children) => node("callout", attrs(id, [("kind", kind.as_str().into())]), blocks(children)),
        Node::Figure(figure) => {
            let media = figure.media_id.map_or(Value::Null, |media| media.0.into());
            let own =
                [("media_id", media), ("alt", figure.alt.as_str().into()), ("decorative", figure.decorative.into())];
            node("figure", attrs(id, own), inlines(&figure.caption))
        }
        Node::Table(rows) => node("table", attrs(id, []), rows.iter().map(row).collect()),
        Node::Rule => node("rule", attrs(id, []), Vec::new()),
        Node::Attachment(media) => node("attachment", attrs(id, [("media_id", media.0.into())]), Vec::new()),
        Node::Unknown(original) => node("unknown_block", attrs(id, [("original", original.clone())]), Vec::new()),
    }
}

fn blocks(children: &[Block]) -> Vec<Value> {
    children.iter().map(block).collect()
}

fn item(item: &ListItem) -> Value {
    node("list_item", attrs(&item.id, []), blocks(&item.blocks))
}

fn row(row: &Row) -> Value {
    node("table_row", attrs(&row.id, []), row.cells.iter().map(cell).collect())
}

fn cell(cell: &Cell) -> Value {
    let width = if cell.colwidth.is_empty() { Value::Null } else { cell.colwidth.clone().into() };
    let own = [("colspan", cell.colspan.into()), ("rowspan", cell.rowspan.into()), ("colwidth", width)];
    let mut map = attrs(&cell.id, own);
    let kind = match cell.header {
        None => "table_cell",
        Some(scope) => {
            let name = if scope == Scope::Row { "row" } else { "col" };
            map.insert("scope".to_owned(), name.into());
            "table_header"
        }
    };
    node(kind, map, blocks(&cell.blocks))
}

fn inlines(content: &[Inline]) -> Vec<Value> {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Value {
    match inline {
        Inline::Text(run) if run.marks.is_empty() => json!({ "type": "text", "text": run.text }),
        Inline::Text(run) => {
            json!({ "type": "text", "text": run.text, "marks": run.marks.iter().map(mark).collect::<Vec<_>>() })
        }
        Inline::HardBreak => json!({ "type": "hard_break" }),
        Inline::Unknown(original) => {
            json!({ "type": "unknown_inline", "attrs": { "original": original } })
        }
    }
}

fn mark(mark: &Mark) -> Value {
    match mark {
        Mark::Link(href) => json!({ "type": "link", "attrs": { "href": href.as_str() } }),
        Mark::Strong => json!({ "type": "strong" }),
        Mark::Em => json!({ "type": "em" }),
        Mark::Strike => json!({ "type": "strike" }),
        Mark::Sub => json!({ "type": "sub" }),
        Mark::Sup => json!({ "type": "sup" }),
        Mark::Code => json!({ "type": "code" }),
        Mark::Lang(tag) => json!({ "type": "lang", "attrs": { "tag": tag.as_str() } }),
    }
}
