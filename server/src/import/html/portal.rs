//! The article page of the ASP.NET portals of provinces: one run of blocks in which only a line `Đăng ngày: (…); Số lượt
//! đọc: N` tells where the article begins, and `File đính kèm:` where it ends.

use prose::import::Page;
use prose::import::dom::text_of;
use prose::{Block, Document, Inline, ListItem, Mark, Node, text};

use super::locate::Place;
use super::{Entry, Reader, Report};
use crate::import::ImportError;
use crate::import::entry::place_in;
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
    let wrong = |what: &str| ImportError::page(format!("the page has a date line but {what}"));
    let blocks = lines_apart(reader.body(body, true, report).blocks);
    let words: Vec<String> = blocks.iter().map(plain).collect();
    let dated =
        words.iter().position(|words| date_line(words).is_some()).ok_or_else(|| wrong("not in a line of its own"))?;
    let (date, reads) =
        words.get(dated).and_then(|words| date_line(words)).ok_or_else(|| wrong("it cannot be read"))?;
    let before = words.get(..dated).unwrap_or_default();
    let title =
        before.iter().rev().find(|words| !words.is_empty()).cloned().ok_or_else(|| wrong("no title above it"))?;
    // A menu begins with the same words, above the trail and over several lines.
    let trail = before.iter().rev().filter(|words| !words.contains('\n') && words.chars().count() <= MOST_TRAIL);
    let section = trail
        .filter_map(|words| words.strip_prefix("Trang chủ"))
        .map(|name| name.trim_matches([' ', '>', '»', '/']).to_owned())
        .next();
    let end = words.iter().position(|words| words == BLOCKS[0]).unwrap_or(blocks.len());
    let mut article: Vec<Block> = blocks.get(dated + 1..end).unwrap_or_default().to_vec();
    let lead = match article.first() {
        Some(first) if matches!(first.node, Node::Paragraph(_)) => plain(&article.remove(0)),
        _ => String::new(),
    };
    if !lead.is_empty() && !lead.ends_with(['.', '!', '?', '…', '”', ':']) {
        report.doubtful.push(format!("the lead breaks off: \"… {}\"", tail(&lead)));
    }
    let offered = attachments(reader, blocks.get(end + 1..).unwrap_or_default());
    let rest: Vec<String> = blocks
        .iter()
        .zip(&words)
        .skip(end)
        .filter(|(block, _)| !is_file(block))
        .map(|(_, words)| words.clone())
        .collect();
    let around = around(&rest, report);
    if !offered.is_empty() {
        report.empty.retain(|what| !what.contains(BLOCKS[0]));
    }
    contradictions(reads, &around, report);
    report.found.extend([("kind", "portal".to_owned()), ("reads on the old site", reads.to_string())]);
    Ok(Entry {
        section: section.filter(|name| !name.is_empty()),
        title,
        date: Some(date),
        reads: Some(reads),
        lead,
        body: Document::new(article),
        attachments: offered,
        visits_all: around.visits_all(),
        byline_name: around.byline_name,
        byline_office: around.byline_office,
        poll_question: around.poll_question,
        ..Entry::default()
    })
}

/// The longest trail of links above an article, in characters.
const MOST_TRAIL: usize = 120;

/// The files that the lines after the label of the attachments lead to, up to the next label.
fn attachments(reader: &Reader<'_>, after: &[Block]) -> Vec<usize> {
    let mut places = Vec::new();
    for block in after.iter().take_while(|block| !BLOCKS.contains(&plain(block).as_str())) {
        for place in pending(block) {
            if place < reader.files.0.borrow().len() && !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

fn pending(block: &Block) -> Vec<usize> {
    let alone = Document { blocks: vec![block.clone()], ..Document::default() };
    text::links(&alone).iter().filter_map(|address| place_in(address)).collect()
}

/// Whether a line is the link of a file and nothing else, so that its words name nobody.
fn is_file(block: &Block) -> bool {
    let Node::Paragraph(content) = &block.node else { return !pending(block).is_empty() };
    let is_linked = |inline: &Inline| inline.marks().iter().any(|mark| matches!(mark, Mark::Link(_)));
    !pending(block).is_empty()
        && content.iter().all(|inline| {
            is_linked(inline)
                || matches!(inline, Inline::HardBreak(_))
                || matches!(inline, Inline::Text(run) if run.text.trim().is_empty())
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
