//! Markdown events to blocks, by recursive descent with a bound on depth.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::notes::{self, Notes};
use super::run::Run;
use crate::builders::push_text;
use crate::decode::{block_from_json, footnotes_from_json};
use crate::{Block, Cell, Inline, Level, ListItem, ListKind, MAX_DEPTH, Mark, MediaId, Node, Row, Scope};

/// The word after the fence that holds a block as JSON.
pub(super) const FENCE_INFO: &str = "prose";

/// The blocks of a Markdown text, without ids but those within fences, and its footnotes.
pub(super) fn read(markdown: &str, media: &dyn Fn(&str) -> Option<MediaId>) -> (Vec<Block>, Notes) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader { events: Parser::new_ext(markdown, options), media, notes: Notes::new() };
    let mut blocks = reader.blocks(1);
    notes::resolve(&mut blocks, &reader.notes);
    (blocks, reader.notes)
}

/// What became of a container in the text.
enum Container {
    /// It is a block.
    Block(Block),
    /// It was read to its end and is no block, as a footnote is none.
    Elsewhere,
    /// It is too deep to keep: its content goes into the one around it.
    Flattened,
}

struct Reader<'a> {
    events: Parser<'a>,
    media: &'a dyn Fn(&str) -> Option<MediaId>,
    notes: Notes,
}

impl<'a> Reader<'a> {
    /// The blocks up to the end of the container they are in; `depth` is their own.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut run = Run::default();
        // Containers whose end is still to come, while their content goes into this one.
        let mut flattened = 0_usize;
        while let Some(event) = self.events.next() {
            if is_inline(&event) {
                run.take(event);
                continue;
            }
            let finished = std::mem::take(&mut run).block(self.media);
            blocks.extend(finished.map(Block::new));
            match event {
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                Event::Start(tag) => match self.container(tag, depth) {
                    Container::Block(block) => blocks.push(block),
                    Container::Elsewhere => {}
                    Container::Flattened => flattened += 1,
                },
                Event::End(_) if flattened > 0 => flattened -= 1,
                Event::End(_) => return blocks,
                Event::Rule => blocks.push(Block::new(Node::Rule)),
                _ => {}
            }
        }
        blocks.extend(run.block(self.media).map(Block::new));
        blocks
    }

    /// A block that has an end of its own.
    fn container(&mut self, tag: Tag<'a>, depth: usize) -> Container {
        // What is added below a block at `depth` by the block's own parts and a text in a paragraph.
        let fits = |parts: usize| depth + parts <= MAX_DEPTH;
        let node = match tag {
            Tag::Heading { level, .. } => Node::Heading(level_of(level), self.run()),
            Tag::BlockQuote(_) if fits(2) => Node::Blockquote { cite: None, blocks: self.filled(depth + 1) },
            Tag::List(start) if fits(3) => self.list(start, depth),
            Tag::Table(_) if fits(4) => Node::Table { caption: String::new(), rows: self.rows() },
            Tag::CodeBlock(kind) => return self.code(&kind, depth),
            Tag::HtmlBlock => Node::Paragraph(Inline::lines(&self.literal())),
            Tag::FootnoteDefinition(label) if fits(1) => {
                let blocks = self.blocks(depth + 1);
                self.notes.entry(notes::name(&label)).or_insert_with(|| notes::flat(&blocks));
                return Container::Elsewhere;
            }
            _ => return Container::Flattened,
        };
        Container::Block(Block::new(node))
    }

    fn filled(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = self.blocks(depth);
        if blocks.is_empty() {
            blocks.push(Block::new(Node::Paragraph(Vec::new())));
        }
        blocks
    }

    fn list(&mut self, start: Option<u64>, depth: usize) -> Node {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    items.push(ListItem::new(self.filled(depth + 2)));
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        match start {
            None => Node::BulletList(items),
            // CommonMark allows nine digits, so the number always fits.
            Some(start) => {
                Node::OrderedList { start: u32::try_from(start).unwrap_or(1), kind: ListKind::Decimal, items }
            }
        }
    }

    fn rows(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => rows.push(self.row(Some(Scope::Col))),
                Event::Start(Tag::TableRow) => rows.push(self.row(None)),
                Event::End(_) => break,
                _ => {}
            }
        }
        rows
    }

    fn row(&mut self, header: Option<Scope>) -> Row {
        let mut cells = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    cells.push(Cell::new(header, vec![Block::new(Node::Paragraph(self.run()))]));
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        Row::new(cells)
    }

    /// The inline content of a heading or cell, to its end.
    fn run(&mut self) -> Vec<Inline> {
        let mut run = Run::default();
        for event in self.events.by_ref() {
            if !is_inline(&event) {
                break;
            }
            run.take(event);
        }
        run.inlines()
    }

    /// The characters of a code or HTML block, to its end.
    fn literal(&mut self) -> String {
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) => text.push_str(&part),
                Event::End(_) => break,
                _ => {}
            }
        }
        text
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, depth: usize) -> Container {
        let text = self.literal();
        if matches!(kind, CodeBlockKind::Fenced(info) if info.trim() == FENCE_INFO) {
            if let Some(block) = block_from_json(&text, depth) {
                return Container::Block(block);
            }
            if let Some(notes) = footnotes_from_json(&text) {
                self.notes.extend(notes);
                return Container::Elsewhere;
            }
        }
        let mut content = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                content.push(Inline::hard_break());
            }
            push_text(&mut content, line, &[Mark::Code]);
        }
        Container::Block(Block::new(Node::Paragraph(content)))
    }
}

fn level_of(level: HeadingLevel) -> Level {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => Level::Two,
        HeadingLevel::H3 => Level::Three,
        _ => Level::Four,
    }
}

/// Whether an event is part of running text; in a tight list such come without a paragraph around them.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
        }
        Event::Rule => false,
        _ => true,
    }
}
