//! A document as plain lines, to compare by eye: indentation is nesting.

use prose::{Block, Document, Inline, Mark, Node};

/// The lines of a whole document.
pub fn outline(document: &Document) -> String {
    let mut out = String::new();
    blocks(&mut out, &document.blocks, 0);
    out
}

fn line(out: &mut String, depth: usize, text: &str) {
    out.push_str(format!("{}{text}", "  ".repeat(depth)).trim_end());
    out.push('\n');
}

/// Text with its marks in brackets: `[em:words]`.
pub fn words(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text(run) => {
                let open: String = run.marks.iter().map(|mark| format!("[{}:", name(mark))).collect();
                text.push_str(&format!("{open}{}{}", run.text, "]".repeat(run.marks.len())));
            }
            Inline::HardBreak => text.push('⏎'),
            Inline::Unknown(_) => text.push('?'),
        }
    }
    text.replace('\u{a0}', "~")
}

fn name(mark: &Mark) -> String {
    match mark {
        Mark::Link(href) => href.to_string(),
        Mark::Lang(tag) => tag.as_str().to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn blocks(out: &mut String, all: &[Block], depth: usize) {
    for block in all {
        match &block.node {
            Node::Paragraph(content) if content.is_empty() => {}
            Node::Paragraph(content) => line(out, depth, &words(content)),
            Node::Heading(level, content) => {
                line(out, depth, &format!("{} {}", "#".repeat(level.get().into()), words(content)));
            }
            Node::BulletList(items) => items.iter().for_each(|item| items_of(out, "- ", &item.blocks, depth)),
            Node::OrderedList { start, items } => {
                for (number, item) in (u64::from(*start)..).zip(items) {
                    items_of(out, &format!("{number}. "), &item.blocks, depth);
                }
            }
            Node::Blockquote(inner) => nested(out, depth, ">", inner),
            Node::Callout(kind, inner) => nested(out, depth, &format!("!{}", kind.as_str()), inner),
            Node::Figure(figure) => {
                let media = figure.media_id.map_or("?".to_owned(), |id| id.0.to_string());
                line(out, depth, &format!("image {media} ({}) {}", figure.alt, words(&figure.caption)));
            }
            Node::Table(rows) => {
                line(out, depth, "table");
                for row in rows {
                    line(out, depth + 1, "row");
                    for cell in &row.cells {
                        let head = cell.header.map_or(String::new(), |scope| format!(" {scope:?}").to_lowercase());
                        let spans = match (cell.colspan, cell.rowspan) {
                            (1, 1) => String::new(),
                            (columns, rows) => format!(" {columns}x{rows}"),
                        };
                        nested(out, depth + 2, &format!("cell{head}{spans}"), &cell.blocks);
                    }
                }
            }
            Node::Rule => line(out, depth, "---"),
            Node::Attachment(id) => line(out, depth, &format!("file {}", id.0)),
            Node::Unknown(_) => line(out, depth, "unknown"),
        }
    }
}

fn nested(out: &mut String, depth: usize, sign: &str, inner: &[Block]) {
    line(out, depth, sign);
    blocks(out, inner, depth + 1);
}

/// An item's first paragraph stands beside its sign, the rest below, indented.
fn items_of(out: &mut String, sign: &str, inner: &[Block], depth: usize) {
    match inner {
        [Block { node: Node::Paragraph(content), .. }, rest @ ..] => {
            line(out, depth, &format!("{sign}{}", words(content)));
            blocks(out, rest, depth + 1);
        }
        _ => nested(out, depth, sign, inner),
    }
}
