//! Blocks in the making: a stack of open containers, each collecting what stands in it.

use super::footnotes::Notes;
use super::lists::{ListMark, group};
use super::make;
use super::run::{Hint, Run};
use super::tables;
use crate::{
    Block, CalloutKind, Cell, Figure, FigureSize, Href, Inline, ListItem, ListKind, MAX_DEPTH, Node, Picture, Row,
    Scope,
};

/// Blocks that stay together, and what their neighbours need to know of them.
#[derive(Default)]
pub(super) struct Piece {
    pub blocks: Vec<Block>,
    pub hint: Hint,
}

/// What a container becomes when it is closed.
pub(super) enum Part {
    /// The document, or a place whose blocks go on to the container around it.
    Plain,
    Quote(Option<Href>),
    Callout(CalloutKind),
    List(Option<(ListKind, u32)>),
    Item,
    /// An item that knows its list by name instead of standing in it.
    MarkedItem(ListMark),
    Figure(FigureSize),
    FigureCaption,
    Gallery,
    /// What a footnote says, by the name that its references use.
    Note(String),
    Table {
        rows: Vec<Row>,
        caption: Vec<Inline>,
    },
    TableCaption,
    Row(Vec<Cell>),
    Cell {
        header: Option<Scope>,
        colspan: u32,
        rowspan: u32,
    },
}

pub(super) struct Frame {
    pub part: Part,
    pieces: Vec<Piece>,
    items: Vec<ListItem>,
    caption: Vec<Inline>,
    /// The depth of a block in it; 1 in the document.
    pub depth: usize,
}

impl Frame {
    fn new(part: Part, depth: usize) -> Self {
        Self { part, pieces: Vec::new(), items: Vec::new(), caption: Vec::new(), depth }
    }
}

/// How many levels a container adds before the blocks in it: itself and its own parts.
fn levels(part: &Part) -> usize {
    match part {
        Part::Quote(_) | Part::Callout(_) | Part::Gallery => 1,
        Part::List(_) => 2,
        Part::MarkedItem(_) => 2,
        Part::Table { .. } => 3,
        _ => 0,
    }
}

pub(super) struct Builder {
    pub frames: Vec<Frame>,
    pub run: Run,
    /// What footnotes say, by the names that references use.
    pub notes: Notes,
    /// Paragraphs that follow a list item's first one in the same element.
    pub follows: bool,
}

impl Builder {
    pub fn new() -> Self {
        Self { frames: vec![Frame::new(Part::Plain, 1)], run: Run::default(), notes: Notes::default(), follows: false }
    }

    /// Opens a container. `false`, and nothing opened, where it would be too deep: its content then stays in the one
    /// around it.
    pub fn open(&mut self, part: Part) -> bool {
        self.flush();
        let depth = self.depth() + levels(&part);
        // A block of text at that depth holds characters one level deeper.
        if depth >= MAX_DEPTH {
            return false;
        }
        self.frames.push(Frame::new(part, depth));
        true
    }

    pub fn depth(&self) -> usize {
        self.frames.last().map_or(1, |frame| frame.depth)
    }

    /// Ends the block of text.
    pub fn flush(&mut self) {
        let (mut content, kind, mut hint) = std::mem::take(&mut self.run).finish();
        if content.is_empty() {
            // The sign of an item whose text is still to come is not lost with an empty run.
            self.run.hint.list = hint.list;
            return;
        }
        if hint.is_list_paragraph && hint.list.is_none() && !self.follows {
            hint.list = super::lists::typed(&mut content, hint.indent);
        }
        hint.follows |= self.follows && hint.list.is_none();
        self.follows |= hint.list.is_some();
        if let Some(block) = make::text(content, kind) {
            self.add(Piece { blocks: vec![block], hint });
        }
    }

    /// Adds a block that is no text.
    pub fn block(&mut self, node: Node, mut hint: Hint) {
        self.flush();
        hint.list = self.run.hint.list.take();
        hint.follows |= self.follows && hint.list.is_none();
        self.follows |= hint.list.is_some();
        self.add(Piece { blocks: vec![Block::new(node)], hint });
    }

    fn add(&mut self, piece: Piece) {
        if piece.blocks.is_empty() {
            return;
        }
        // Nothing stands directly in a table or row; what does all the same comes before the table.
        let is_place = |frame: &Frame| !matches!(frame.part, Part::Table { .. } | Part::Row(_));
        let Some(frame) = self.frames.iter_mut().rev().find(|frame| is_place(frame)) else { return };
        match (&frame.part, frame.items.last_mut()) {
            // A list within a list without an item around it belongs to the item before it.
            (Part::List(_), Some(item)) => item.blocks.extend(piece.blocks),
            (Part::List(_), None) => frame.items.push(ListItem::new(piece.blocks)),
            _ => frame.pieces.push(piece),
        }
    }

    /// Closes the innermost container.
    pub fn close(&mut self) {
        self.flush();
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        let room = room(&frame);
        let blocks = group(frame.pieces, room);
        match frame.part {
            Part::Plain => self.add(Piece { blocks, hint: Hint::default() }),
            Part::Quote(cite) if !blocks.is_empty() => self.add_node(Node::Blockquote { cite, blocks }),
            Part::Callout(kind) if !blocks.is_empty() => self.add_node(Node::Callout(kind, blocks)),
            Part::List(order) if !frame.items.is_empty() => {
                // A list that begins with another list has no item yet to put it in; its items are its own then.
                if let Some(Frame { part: Part::List(_), items, .. }) = self.frames.last_mut()
                    && items.is_empty()
                {
                    *items = frame.items;
                    return;
                }
                self.add(Piece { blocks: vec![make::list(order, frame.items)], hint: Hint::default() });
            }
            Part::Item if !blocks.is_empty() => self.item(blocks),
            Part::MarkedItem(mark) if !blocks.is_empty() => {
                self.add(Piece { blocks, hint: Hint { list: Some(mark), ..Hint::default() } });
            }
            Part::Figure(size) => self.figure(blocks, frame.caption, size),
            Part::Gallery => self.gallery(blocks),
            Part::Note(name) => self.note(name, blocks),
            Part::FigureCaption | Part::TableCaption => self.caption(&blocks),
            Part::Table { rows, caption } => tables::finish(rows, &caption).into_iter().for_each(|block| {
                self.add(Piece { blocks: vec![block], hint: Hint::default() });
            }),
            Part::Row(cells) => {
                if let Some(Frame { part: Part::Table { rows, .. }, .. }) = self.frames.last_mut() {
                    rows.push(Row::new(cells));
                }
            }
            Part::Cell { header, colspan, rowspan } => {
                if let Some(Frame { part: Part::Row(cells), .. }) = self.frames.last_mut() {
                    cells.push(Cell { colspan, rowspan, ..Cell::new(header, blocks) });
                }
            }
            Part::Quote(_) | Part::Callout(_) | Part::List(_) | Part::Item | Part::MarkedItem(_) => {}
        }
    }

    fn add_node(&mut self, node: Node) {
        self.add(Piece { blocks: vec![Block::new(node)], hint: Hint::default() });
    }

    fn item(&mut self, blocks: Vec<Block>) {
        match self.frames.last_mut() {
            Some(frame) if matches!(frame.part, Part::List(_)) => {
                frame.items.push(ListItem::new(blocks));
            }
            _ => self.add(Piece { blocks, hint: Hint::default() }),
        }
    }

    fn caption(&mut self, blocks: &[Block]) {
        let content = make::flatten(blocks);
        if let Some(frame) = self.frames.last_mut() {
            match &mut frame.part {
                Part::Table { caption, .. } => *caption = content,
                _ => frame.caption = content,
            }
        }
    }

    /// The last picture or table of the element takes the caption; one without any is a caption that awaits its
    /// picture.
    fn figure(&mut self, mut blocks: Vec<Block>, caption: Vec<Inline>, size: FigureSize) {
        for block in &mut blocks {
            if let Node::Figure(figure) = &mut block.node {
                figure.size = size;
            }
        }
        let place = |block: &&mut Block| match &block.node {
            Node::Figure(figure) => figure.caption.is_empty(),
            Node::Table { caption, .. } => caption.is_empty(),
            _ => false,
        };
        let is_empty = blocks.is_empty();
        match blocks.iter_mut().rev().find(place).map(|block| &mut block.node) {
            Some(Node::Figure(figure)) => figure.caption = caption,
            Some(Node::Table { caption: own, .. }) => *own = make::line(&crate::text::inline_text(&caption)),
            _ if caption.is_empty() => {}
            _ if is_empty => {
                blocks.push(Block::new(Node::Figure(Figure { caption, size, ..Figure::default() })));
            }
            _ => blocks.push(Block::new(Node::Paragraph(caption))),
        }
        self.add(Piece { blocks, hint: Hint::default() });
    }

    /// Pictures side by side, when there is nothing else.
    fn gallery(&mut self, blocks: Vec<Block>) {
        let is_picture = |block: &Block| matches!(block.node, Node::Figure(_));
        if blocks.is_empty() || !blocks.iter().all(is_picture) {
            return self.add(Piece { blocks, hint: Hint::default() });
        }
        let pictures = blocks.into_iter().filter_map(|block| match block.node {
            Node::Figure(figure) => Some(Picture::new(figure)),
            _ => None,
        });
        self.add_node(Node::Gallery(pictures.collect()));
    }

    /// What a footnote says; one to which nothing refers stays where it stands.
    fn note(&mut self, name: String, blocks: Vec<Block>) {
        if let Some(blocks) = self.notes.say(&name, blocks) {
            self.add(Piece { blocks, hint: Hint::default() });
        }
    }

    /// Closes what is open and gives the document's pieces.
    pub fn finish(mut self) -> (Vec<Piece>, usize, Notes) {
        while self.frames.len() > 1 {
            self.close();
        }
        self.flush();
        let frame = self.frames.pop();
        let room = frame.as_ref().map_or(0, room);
        (frame.map(|frame| frame.pieces).unwrap_or_default(), room, self.notes)
    }

    /// Whether a container of that kind is open, not looking beyond the innermost table cell.
    pub fn is_within(&self, test: &dyn Fn(&Part) -> bool) -> bool {
        let inner = self.frames.iter().rev().take_while(|frame| !matches!(frame.part, Part::Cell { .. }));
        inner.into_iter().any(|frame| test(&frame.part))
    }
}

/// How many lists may stand in each other around the pieces that ask for it.
fn room(frame: &Frame) -> usize {
    let items = frame.pieces.iter().filter(|piece| piece.hint.list.is_some());
    let height = items.map(|piece| tables::height(&piece.blocks)).max().unwrap_or(1);
    MAX_DEPTH.saturating_sub(frame.depth + height) / 2
}
