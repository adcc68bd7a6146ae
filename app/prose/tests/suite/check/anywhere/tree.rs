//! The tree as a reader of findings sees it: places, what each is, and its content in units.

use prose::{Block, Document, Inline, Mark, Node, Place};

/// Stands for what is no text, and for code, which is not judged.
const OBJECT: u16 = 0xfffc;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Paragraph,
    Heading,
    Figure,
    Table,
    Embed,
    Footnote,
    Other,
}

/// A place that findings can point at.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub place: Place,
    pub role: Role,
    pub content: Vec<Inline>,
    /// The words that are an attribute.
    pub label: String,
}

/// A UTF-16 unit of content.
pub struct Unit {
    pub code: u16,
    pub linked: bool,
    /// Whether it is code, says its language or is no text.
    pub silent: bool,
}

impl Spot {
    fn new(id: &str, role: Role, content: &[Inline], label: &str) -> Self {
        Self { place: Place::Node(id.to_owned()), role, content: content.to_vec(), label: label.to_owned() }
    }

    pub fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        for inline in &self.content {
            let linked = inline.marks().iter().any(|mark| matches!(mark, Mark::Link(_) | Mark::PageLink(_)));
            let unit = |silent: bool| move |code: u16| Unit { code, linked, silent };
            match inline {
                Inline::Text(run) => {
                    let silent = run.marks.iter().any(|mark| matches!(mark, Mark::Code | Mark::Lang(_)));
                    let code = run.marks.contains(&Mark::Code);
                    units.extend(run.text.encode_utf16().map(|it| unit(silent)(if code { OBJECT } else { it })));
                }
                Inline::HardBreak(_) => units.push(unit(false)(u16::from(b'\n'))),
                _ => units.push(unit(true)(OBJECT)),
            }
        }
        units
    }
}

/// Every place in reading order, the footnotes last.
pub fn spots(document: &Document) -> Vec<Spot> {
    let mut spots = Vec::new();
    collect(&document.blocks, &mut spots);
    spots.extend(document.footnotes.iter().map(|(id, content)| Spot {
        place: Place::Footnote(id.clone()),
        ..Spot::new("", Role::Footnote, content, "")
    }));
    spots
}

fn collect(blocks: &[Block], spots: &mut Vec<Spot>) {
    for block in blocks {
        let mut add = |role, content: &[Inline], label: &str| spots.push(Spot::new(&block.id, role, content, label));
        match &block.node {
            Node::Paragraph(content) => add(Role::Paragraph, content, ""),
            Node::Heading(level, content) => add(Role::Heading, content, &level.get().to_string()),
            Node::Figure(figure) => add(Role::Figure, &figure.caption, &figure.alt),
            Node::Table { caption, .. } => add(Role::Table, &[], caption),
            Node::Embed(embed) => add(Role::Embed, &[], &embed.title),
            _ => add(Role::Other, &[], ""),
        }
        match &block.node {
            Node::BulletList(items) | Node::OrderedList { items, .. } => {
                for item in items {
                    spots.push(Spot::new(&item.id, Role::Other, &[], ""));
                    collect(&item.blocks, spots);
                }
            }
            Node::Blockquote { blocks, .. } | Node::Callout(_, blocks) => collect(blocks, spots),
            Node::Table { rows, .. } => {
                for row in rows {
                    spots.push(Spot::new(&row.id, Role::Other, &[], ""));
                    for cell in &row.cells {
                        spots.push(Spot::new(&cell.id, Role::Other, &[], ""));
                        collect(&cell.blocks, spots);
                    }
                }
            }
            Node::Gallery(pictures) => {
                let figures = pictures.iter().map(|picture| (&picture.id, &picture.figure));
                spots.extend(figures.map(|(id, it)| Spot::new(id, Role::Figure, &it.caption, &it.alt)));
            }
            _ => {}
        }
    }
}

/// Puts a content at the end of every place that holds some, as long as there are any; what is left goes nowhere.
pub fn plant(document: &mut Document, contents: Vec<Vec<Inline>>) {
    let mut contents = contents.into_iter();
    grow(&mut document.blocks, &mut contents);
    for note in document.footnotes.values_mut() {
        note.extend(contents.next().into_iter().flatten().filter(|inline| !matches!(inline, Inline::Footnote(..))));
    }
}

fn grow(blocks: &mut [Block], contents: &mut impl Iterator<Item = Vec<Inline>>) {
    for block in blocks {
        match &mut block.node {
            Node::Paragraph(content) | Node::Heading(_, content) => {
                content.extend(contents.next().into_iter().flatten());
            }
            Node::Figure(figure) => figure.caption.extend(contents.next().into_iter().flatten()),
            Node::Gallery(pictures) => {
                for picture in pictures {
                    picture.figure.caption.extend(contents.next().into_iter().flatten());
                }
            }
            Node::BulletList(items) | Node::OrderedList { items, .. } => {
                items.iter_mut().for_each(|item| grow(&mut item.blocks, contents));
            }
            Node::Blockquote { blocks, .. } | Node::Callout(_, blocks) => grow(blocks, contents),
            Node::Table { rows, .. } => {
                rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| grow(&mut cell.blocks, contents));
            }
            _ => {}
        }
    }
}
