//! The article page of the ASP.NET portals of provinces: one run of blocks in which only a line `Đăng ngày: (…); Số lượt
//! đọc: N` tells where the article begins, and `File đính kèm:` where it ends.

use prose::import::Page;
use prose::import::dom::text_of;
use prose::{Block, Document, Inline, ListItem, Node, text};

use super::locate::Place;
use super::{Entry, Reader, Report};
use crate::import::ImportError;
use crate::import::page::{BLOCKS, around, contradictions, date_line, is_heading, tail};

/// Whether the page has the date line of such portals.
pub fn is_one(page: &Page, body: &Place) -> bool {
    text_of(page, body).contains("Đăng ngày: (")
}

/// The article between the date line and the label of the attachments, and what stands around it.
///
/// # Errors
/// A page without title or text beside its date line.
pub fn read(reader: &Reader<'_>, body: &Place, report: &mut Report) -> Result<Entry, ImportError> {
    let wrong = |what: &str| ImportError(format!("the page has a date line but {what}"));
    let blocks = lines_apart(reader.body(body, true, report).blocks);
    let words: Vec<String> = blocks.iter().map(plain).collect();
    let dated =
        words.iter().position(|words| date_line(words).is_some()).ok_or_else(|| wrong("not in a line of its own"))?;
    let (date, reads) =
        words.get(dated).and_then(|words| date_line(words)).ok_or_else(|| wrong("it cannot be read"))?;
    let before = words.get(..dated).unwrap_or_default();
    let title =
        before.iter().rev().find(|words| !words.is_empty()).cloned().ok_or_else(|| wrong("no title above it"))?;
    let section = before
        .iter()
        .find_map(|words| words.strip_prefix("Trang chủ"))
        .map(|name| name.trim_matches([' ', '>', '»', '/']).to_owned());
    let end = words.iter().position(|words| words == BLOCKS[0]).unwrap_or(blocks.len());
    let mut article: Vec<Block> = blocks.get(dated + 1..end).unwrap_or_default().to_vec();
    let lead = match article.first() {
        Some(first) if matches!(first.node, Node::Paragraph(_)) => plain(&article.remove(0)),
        _ => String::new(),
    };
    if !lead.is_empty() && !lead.ends_with(['.', '!', '?', '…', '”', ':']) {
        report.doubtful.push(format!("the lead breaks off: \"… {}\"", tail(&lead)));
    }
    let around = around(words.get(end..).unwrap_or_default(), report);
    contradictions(reads, &around, report);
    report.found.extend([("kind", "portal".to_owned()), ("reads on the old site", reads.to_string())]);
    Ok(Entry {
        section: section.filter(|name| !name.is_empty()),
        title,
        date: Some(date),
        reads: Some(reads),
        lead,
        body: Document::new(article),
        visits_all: around.visits_all(),
        byline_name: around.byline_name,
        byline_office: around.byline_office,
        poll_question: around.poll_question,
        ..Entry::default()
    })
}

fn plain(block: &Block) -> String {
    let alone = Document { blocks: vec![block.clone()], ..Document::default() };
    text::plain(&alone).trim().to_owned()
}

/// Paragraphs with line breaks become one paragraph a line, since such portals break lines where they mean paragraphs;
/// lines that begin with a dash become a list, numbered ones headings.
fn lines_apart(blocks: Vec<Block>) -> Vec<Block> {
    let mut apart: Vec<Block> = Vec::new();
    for block in blocks {
        let Node::Paragraph(content) = &block.node else {
            apart.push(block);
            continue;
        };
        let lines: Vec<&[Inline]> = content.split(|inline| matches!(inline, Inline::HardBreak(_))).collect();
        if lines.len() == 1 {
            apart.push(block);
            continue;
        }
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            add_line(&mut apart, line.to_vec());
        }
    }
    apart
}

fn add_line(blocks: &mut Vec<Block>, mut line: Vec<Inline>) {
    let words = match line.first_mut() {
        Some(Inline::Text(first)) => first,
        _ => return blocks.push(Block::new(Node::Paragraph(line))),
    };
    words.text = words.text.trim_start().to_owned();
    if let Some(rest) = words.text.strip_prefix("- ").map(|rest| rest.trim_start().to_owned()) {
        words.text = rest;
        let item = ListItem::new(vec![Block::new(Node::Paragraph(line))]);
        match blocks.last_mut().map(|block| &mut block.node) {
            Some(Node::BulletList(items)) => items.push(item),
            _ => blocks.push(Block::new(Node::BulletList(vec![item]))),
        }
        return;
    }
    let block = Block::new(Node::Paragraph(line));
    let words = plain(&block);
    blocks.push(if is_heading(&words) { Block::heading(2, words) } else { block });
}
