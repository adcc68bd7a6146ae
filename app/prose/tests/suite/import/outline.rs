//! A document as plain lines, to compare by eye: indentation is nesting.

use prose::{Block, Document, Figure, FigureSize, Inline, ListKind, Mark, Node};

/// The lines of a whole document.
pub fn outline(document: &Document) -> String {
    let mut out = String::new();
    blocks(&mut out, &document.blocks, 0);
    for (id, content) in &document.footnotes {
        line(&mut out, 0, &format!("[^{}] {}", id.as_str().trim_start_matches('n'), words(content)));
    }
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
            Inline::HardBreak(_) => text.push('⏎'),
            Inline::Footnote(id, _) => text.push_str(&format!("[^{}]", id.as_str().trim_start_matches('n'))),
            Inline::PageRef(..) | Inline::Unknown(..) => text.push('?'),
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
            Node::OrderedList { start, kind, items } => {
                for (number, item) in (u64::from(*start)..).zip(items) {
                    items_of(out, &format!("{}. ", numeral(*kind, number)), &item.blocks, depth);
                }
            }
            Node::Blockquote { cite, blocks } => {
                let cite = cite.as_ref().map_or(String::new(), |cite| format!(" {cite}"));
                nested(out, depth, &format!(">{cite}"), blocks);
            }
            Node::Callout(kind, inner) => nested(out, depth, &format!("!{}", kind.as_str()), inner),
            Node::Figure(figure) => image(out, depth, figure),
            Node::Gallery(pictures) => {
                line(out, depth, "gallery");
                pictures.iter().for_each(|picture| image(out, depth + 1, &picture.figure));
            }
            Node::Embed(embed) => {
                let (provider, reference) = (embed.source.provider().as_str(), embed.source.reference());
                line(out, depth, &format!("embed {provider} {reference} {}", embed.title));
            }
            Node::Table { caption, rows } => {
                line(out, depth, &format!("table {caption}"));
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

fn image(out: &mut String, depth: usize, figure: &Figure) {
    let media = figure.media_id.map_or("?".to_owned(), |id| id.0.to_string());
    let size = if figure.size == FigureSize::Normal { String::new() } else { format!("{} ", figure.size.as_str()) };
    line(out, depth, &format!("image {media} {size}({}) {}", figure.alt, words(&figure.caption)));
}

/// The number as a reader sees it, for the numbers that occur in the fixtures.
fn numeral(kind: ListKind, number: u64) -> String {
    const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    let place = usize::try_from(number).unwrap().wrapping_sub(1);
    let letter = || char::from(b'a' + u8::try_from(place).unwrap()).to_string();
    match kind {
        ListKind::Decimal => number.to_string(),
        ListKind::LowerAlpha => letter(),
        ListKind::UpperAlpha => letter().to_uppercase(),
        ListKind::LowerRoman => ROMAN[place].to_owned(),
        ListKind::UpperRoman => ROMAN[place].to_uppercase(),
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
