//! Tables: which only lay out a page, what a cell heads and covers.

use super::dom::{Dom, Kind, descend};
use super::make;
use crate::{Block, Figure, Inline, MAX_DEPTH, Node, Row, Scope};

/// The longest line under a picture that is taken for its caption, in characters.
pub(super) const LONGEST_CAPTION: usize = 300;

/// Whether a table only places things on the page: it says so, or it holds tables and nothing that marks data.
pub(super) fn is_layout<D: Dom>(dom: &D, table: &D::Node) -> bool {
    let role = dom.attribute(table, "role").unwrap_or_default();
    if matches!(&*role, "presentation" | "none") {
        return true;
    }
    let border = dom.attribute(table, "border").and_then(|width| width.trim().parse::<u32>().ok()).unwrap_or(0);
    let (mut is_top, mut holds_tables, mut holds_data) = (true, false, border > 0);
    descend(dom, table, &mut |_, kind| {
        let Kind::Element(name) = kind else { return true };
        if std::mem::take(&mut is_top) {
            return true;
        }
        holds_tables |= name == "table";
        holds_data |= matches!(&**name, "th" | "caption");
        name != "table" && !(holds_tables && holds_data)
    });
    holds_tables && !holds_data
}

/// What a `th` heads: what it says, or else the column in the head and the first row, the row below.
pub(super) fn scope(attribute: Option<&str>, is_in_head: bool) -> Scope {
    match attribute.map(str::trim) {
        Some("row" | "rowgroup") => Scope::Row,
        Some("col" | "colgroup") => Scope::Col,
        _ if is_in_head => Scope::Col,
        _ => Scope::Row,
    }
}

/// A `colspan` or `rowspan` within the HTML standard's bound.
pub(super) fn span(attribute: Option<&str>, most: u32) -> u32 {
    attribute.and_then(|number| number.trim().parse().ok()).unwrap_or(1).clamp(1, most)
}

/// The blocks that a table becomes: itself, or what it held where one cell or a column of pictures is no table.
pub(super) fn finish(mut rows: Vec<Row>, caption: &[Inline]) -> Vec<Block> {
    rows.retain(|row| !row.cells.is_empty());
    let is_empty = rows.iter().flat_map(|row| &row.cells).all(|cell| cell.blocks.is_empty());
    let has_one_column = rows.iter().all(|row| row.cells.len() == 1);
    let shows = |row: &Row| row.cells.iter().any(|cell| cell.blocks.iter().any(is_figure));
    let caption = make::line(&crate::text::inline_text(caption));
    let dissolves = is_empty || (has_one_column && (rows.len() == 1 || rows.iter().any(shows)));
    if dissolves {
        let mut blocks = Vec::new();
        if !caption.is_empty() {
            blocks.push(Block::paragraph(caption));
        }
        let cells = rows.into_iter().flat_map(|row| row.cells);
        cells.for_each(|cell| line_under_picture(&mut blocks, cell.blocks));
        return blocks;
    }
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        if cell.blocks.is_empty() {
            cell.blocks.push(Block::new(Node::Paragraph(Vec::new())));
        }
    }
    vec![Block::new(Node::Table { caption, rows })]
}

fn is_figure(block: &Block) -> bool {
    matches!(block.node, Node::Figure(_))
}

/// Adds the next cell's blocks; a single short line below a picture is its caption.
fn line_under_picture(blocks: &mut Vec<Block>, cell: Vec<Block>) {
    if let [Block { node: Node::Paragraph(line), .. }] = cell.as_slice()
        && let Some(Block { node: Node::Figure(Figure { caption, .. }), .. }) = blocks.last_mut()
        && caption.is_empty()
        && crate::text::inline_text(line).chars().count() <= LONGEST_CAPTION
    {
        caption.clone_from(line);
        return;
    }
    blocks.extend(cell);
}

/// How many levels the blocks take, characters not counted.
pub(super) fn height(blocks: &[Block]) -> usize {
    let mut highest = 0;
    let mut stack: Vec<(&Block, usize)> = blocks.iter().map(|block| (block, 1)).collect();
    while let Some((block, depth)) = stack.pop() {
        highest = highest.max(depth);
        if depth > MAX_DEPTH {
            return depth;
        }
        match &block.node {
            Node::BulletList(items) | Node::OrderedList { items, .. } => {
                stack.extend(items.iter().flat_map(|item| &item.blocks).map(|inner| (inner, depth + 2)));
            }
            Node::Blockquote { blocks, .. } | Node::Callout(_, blocks) => {
                stack.extend(blocks.iter().map(|inner| (inner, depth + 1)));
            }
            Node::Gallery(_) => highest = highest.max(depth + 1),
            Node::Table { rows, .. } => {
                let cells = rows.iter().flat_map(|row| &row.cells);
                stack.extend(cells.flat_map(|cell| &cell.blocks).map(|inner| (inner, depth + 3)));
            }
            _ => {}
        }
    }
    highest
}
