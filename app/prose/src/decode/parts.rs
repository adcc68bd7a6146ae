//! Lists, tables and galleries, whose parts are not blocks themselves.

use serde_json::Value;

use super::attrs::{KNOWN_KINDS, id_of};
use super::{Fault, Read, Reader};
use crate::{Block, Cell, ListItem, ListKind, Node, Picture, Row, Scope};

impl Reader {
    /// A list; `None` when nothing is in it.
    pub(super) fn list(&mut self, node: &Value) -> Read<Option<Node>> {
        let list = if self.kind(node)? == "ordered_list" {
            let attrs = self.own(node, &["start", "kind"])?;
            let Some(start) = attrs.bounded("start", 1, 0..=999_999_999) else {
                return self.invalid("start is not a number of at most nine digits");
            };
            let kind = match attrs.text("kind").map_err(|()| self.not_text("kind"))? {
                None => ListKind::Decimal,
                Some(name) => ListKind::from_name(name).ok_or(Fault::Foreign)?,
            };
            Node::OrderedList { start, kind, items: self.children(node, Self::item)? }
        } else {
            self.own(node, &[])?;
            Node::BulletList(self.children(node, Self::item)?)
        };
        let has_items = matches!(&list, Node::OrderedList { items, .. } | Node::BulletList(items) if !items.is_empty());
        Ok(has_items.then_some(list))
    }

    /// A table; `None` when it has neither cells nor a caption.
    pub(super) fn table(&mut self, node: &Value) -> Read<Option<Node>> {
        let attrs = self.own(node, &["caption"])?;
        let caption = attrs.text("caption").map_err(|()| self.not_text("caption"))?.unwrap_or_default().to_owned();
        let mut rows = self.children(node, Self::row)?;
        rows.retain(|row| !row.cells.is_empty());
        if rows.is_empty() && !caption.is_empty() {
            rows.push(Row::new(vec![Cell::new(None, vec![Block::paragraph("")])]));
        }
        Ok((!rows.is_empty()).then_some(Node::Table { caption, rows }))
    }

    /// A gallery; `None` when nothing is in it.
    pub(super) fn gallery(&mut self, node: &Value) -> Read<Option<Node>> {
        self.own(node, &[])?;
        let pictures = self.children(node, Self::picture)?;
        Ok((!pictures.is_empty()).then_some(Node::Gallery(pictures)))
    }

    fn picture(&mut self, node: &Value) -> Read<Picture> {
        self.expect_kind(node, &["figure"])?;
        let (figure, suggestions) = (self.figure(node)?, self.suggestions(node)?);
        Ok(Picture { id: id_of(node), suggestions, figure })
    }

    fn item(&mut self, node: &Value) -> Read<ListItem> {
        self.expect_kind(node, &["list_item"])?;
        self.own(node, &[])?;
        let suggestions = self.suggestions(node)?;
        Ok(ListItem { id: id_of(node), suggestions, blocks: self.filled(node)? })
    }

    fn row(&mut self, node: &Value) -> Read<Row> {
        self.expect_kind(node, &["table_row"])?;
        self.own(node, &[])?;
        let suggestions = self.suggestions(node)?;
        Ok(Row { id: id_of(node), suggestions, cells: self.children(node, Self::cell)? })
    }

    fn cell(&mut self, node: &Value) -> Read<Cell> {
        self.expect_kind(node, &["table_cell", "table_header"])?;
        let is_header = self.kind(node)? == "table_header";
        let known = ["colspan", "rowspan", "colwidth", "scope"];
        let attrs = self.own(node, if is_header { &known } else { &known[..3] })?;
        let header = match attrs.text("scope").map_err(|()| self.not_text("scope"))? {
            _ if !is_header => None,
            None => Some(Scope::Col),
            Some(name) => Some(Scope::from_name(name).ok_or(Fault::Foreign)?),
        };
        let (colspan, rowspan) = (attrs.bounded("colspan", 1, 1..=1000), attrs.bounded("rowspan", 1, 1..=65534));
        let (Some(colspan), Some(rowspan)) = (colspan, rowspan) else {
            return self.invalid("a span is out of range");
        };
        let width = |width: &Value| width.as_u64().and_then(|width| u32::try_from(width).ok());
        let widths = match attrs.get("colwidth") {
            None => Some(Vec::new()),
            Some(widths) => widths.as_array().and_then(|widths| widths.iter().map(width).collect()),
        };
        let Some(colwidth) = widths else {
            return self.invalid("colwidth is not a list of whole numbers");
        };
        let (blocks, suggestions) = (self.filled(node)?, self.suggestions(node)?);
        if blocks.iter().any(|block| matches!(block.node, Node::Table { .. })) {
            return self.invalid("a table cannot stand in a cell");
        }
        Ok(Cell { id: id_of(node), suggestions, header, colspan, rowspan, colwidth, blocks })
    }

    /// A part of another type is from a newer schema, unless the type is one that we know.
    fn expect_kind(&self, node: &Value, wanted: &[&str]) -> Read<()> {
        let kind = self.kind(node)?;
        if wanted.contains(&kind) {
            Ok(())
        } else if KNOWN_KINDS.contains(&kind) {
            self.invalid(format!("{kind} cannot stand here"))
        } else {
            Err(Fault::Foreign)
        }
    }
}
