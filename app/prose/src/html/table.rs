//! Tables to HTML.

use super::Renderer;
use crate::{Cell, Row};

impl Renderer<'_> {
    /// Leading rows of header cells alone form the head; both parts are always written, since a
    /// browser inserts a missing `tbody` by itself and hydration then finds another tree.
    pub(super) fn table(&mut self, id: &str, caption: &str, rows: &[Row], depth: usize) {
        let is_head = |row: &&Row| row.cells.iter().all(|cell| cell.header.is_some());
        let head = rows.iter().take_while(is_head).count();
        let (head, body) = rows.split_at(if head == rows.len() { head.min(1) } else { head });
        let caption = caption.trim();
        // A group and no region: several tables of a page may have one name, landmarks may not.
        self.element("div", id);
        self.push(" class=\"table-scroll\" tabindex=\"0\" role=\"group\"");
        self.attribute("aria-label", if caption.is_empty() { "Bảng" } else { caption });
        self.push("><table>");
        if !caption.is_empty() {
            self.push("<caption>");
            self.text(caption);
            self.push("</caption>");
        }
        self.push("<thead>");
        self.rows(head, depth);
        self.push("</thead><tbody>");
        self.rows(body, depth);
        self.push("</tbody></table></div>");
    }

    fn rows(&mut self, rows: &[Row], depth: usize) {
        for row in rows {
            self.element("tr", &row.id);
            self.push(">");
            row.cells.iter().for_each(|cell| self.cell(row, cell, depth));
            self.push("</tr>");
        }
    }

    /// What is suggested about a row is said in each of its cells, since nothing may stand around them.
    fn cell(&mut self, row: &Row, cell: &Cell, depth: usize) {
        let tag = if cell.header.is_some() { "th" } else { "td" };
        self.element(tag, &cell.id);
        if let Some(scope) = cell.header {
            self.attribute("scope", scope.as_str());
        }
        for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
            if span > 1 {
                self.attribute(name, &span.to_string());
            }
        }
        self.push(">");
        self.open_suggestions(&row.suggestions);
        self.open_suggestions(&cell.suggestions);
        self.loose_blocks(&cell.blocks, depth + 1);
        self.close_suggestions(&cell.suggestions);
        self.close_suggestions(&row.suggestions);
        self.push(&format!("</{tag}>"));
    }
}
