//! Lists and tables, whose parts are not blocks themselves.

use serde_json::Value;

use super::attrs::{KNOWN_KINDS, id_of};
use super::{Fault, Read, Reader};
use crate::{Cell, ListItem, Node, Row, Scope};

impl Reader {
    /// A list or a table; `None` when nothing is in it.
    pub(super) fn rows_or_items(&mut self, node: &Value) -> Read<Option<Node>> {
        match self.kind(node)? {
            "table" => {
                self.own(node, &[])?;
                let mut rows = self.children(node, Self::row)?;
                rows.retain(|row| !row.cells.is_empty());
                Ok((!rows.is_empty()).then_some(Node::Table(rows)))
            }
            "ordered_list" => {
                let start = self.own(node, &["start"])?.bounded("start", 1, 0..=999_999_999);
                let Some(start) = start else {
                    return self.invalid("start is not a number of at most nine digits");
                };
                let items = self.children(node, Self::item)?;
                Ok((!items.is_empty()).then_some(Node::OrderedList { start, items }))
            }
            _ => {
                self.own(node, &[])?;
                let items = self.children(node, Self::item)?;
                Ok((!items.is_empty()).then_some(Node::BulletList(items)))
            }
        }
    }

    fn item(&mut self, node: &Value) -> Read<ListItem> {
        self.expect_kind(node, &["list_item"])?;
        self.own(node, &[])?;
        Ok(ListItem { id: id_of(node), blocks: self.filled(node)? })
    }

    fn row(&mut self, node: &Value) -> Read<Row> {
        self.expect_kind(node, &["table_row"])?;
        self.own(node, &[])?;
        Ok(Row { id: id_of(node), cells: self.children(node, Self::cell)? })
    }

    fn cell(&mut self, node: &Value) -> Read<Cell> {
        self.expect_kind(node, &["table_cell", "table_header"])?;
        let attrs = self.own(node, &["scope", "colspan", "rowspan", "colwidth"])?;
        let header = match (self.kind(node)?, attrs.string("scope")) {
            ("table_cell", _) => None,
            (_, Some("row")) => Some(Scope::Row),
            (_, Some("col") | None) => Some(Scope::Col),
            _ => return Err(Fault::Foreign),
        };
        let (colspan, rowspan) = (attrs.bounded("colspan", 1, 1..=1000), attrs.bounded("rowspan", 1, 1..=65534));
        let (Some(colspan), Some(rowspan)) = (colspan, rowspan) else {
            return self.invalid("a span is out of range");
        };
        let widths = attrs.get("colwidth").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let colwidth = widths.iter().filter_map(Value::as_u64).filter_map(|width| u32::try_from(width).ok()).collect();
        let blocks = self.filled(node)?;
        if blocks.iter().any(|block| matches!(block.node, Node::Table(_))) {
            return self.invalid("a table cannot stand in a cell");
        }
        Ok(Cell { id: id_of(node), header, colspan, rowspan, colwidth, blocks })
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
