//! Checks of accessibility and language on the tree, the same while somebody writes and before a text is published.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::walk::{self, Part};
use crate::{Block, Document, Figure, Inline, Level, Node, Place};

mod balance;
mod blocks;
mod capitals;
mod colour;
mod compose;
mod fix;
mod kind;
mod language;
mod line;
mod links;
mod lists;
mod outline;
mod quotes;
mod syllable;
mod words;

use quotes::Quotes;

pub use fix::Fix;
pub use kind::{FindingKind, Severity};

/// What the checks are told from outside.
pub struct Options<'a> {
    /// The misspelt words of a line, as byte ranges; ranges that do not fit the line are left out.
    pub spelling: &'a dyn Fn(&str) -> Vec<Range<usize>>,
    /// What the page is written in where nothing says otherwise.
    pub language: Language,
}

/// The language of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vietnamese,
    /// English.
    English,
}

/// A Vietnamese page without a speller.
impl Default for Options<'_> {
    fn default() -> Self {
        Self { spelling: &|_| Vec::new(), language: Language::default() }
    }
}

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub kind: FindingKind,
    /// The node or footnote it is in.
    pub place: Place,
    /// Where in the node's own inline content, in UTF-16 code units; a line break, a reference and an unknown
    /// inline node count as one unit each, as in the editor. `None` for the whole node.
    pub range: Option<Range<usize>>,
    /// A change that is always right.
    pub fix: Option<Fix>,
}

impl Finding {
    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

/// What is wrong with a body, in reading order and then in the footnotes; the time is linear but for `spelling`.
#[must_use]
pub fn check(document: &Document, options: &Options<'_>) -> Vec<Finding> {
    let around = blocks::check(document);
    let mut checker = Checker {
        document,
        options,
        around,
        last_level: None,
        referred: HashSet::new(),
        quotes: Quotes::default(),
        found: Vec::new(),
    };
    let mut all = Vec::new();
    walk::parts(&document.blocks, &mut |part| {
        checker.part(part);
        all.push(std::mem::take(&mut checker.found));
    });
    for (id, content) in &document.footnotes {
        let place = Place::Footnote(id.clone());
        if !checker.referred.contains(id.as_str()) {
            checker.add(FindingKind::FootnoteUnused, &place);
        }
        checker.content(content, &place, false);
        all.push(std::mem::take(&mut checker.found));
    }
    for (at, finding) in checker.quotes.left() {
        if let Some(findings) = all.get_mut(at) {
            findings.push(finding);
        }
    }
    for findings in &mut all {
        findings.sort_by_key(|finding| finding.range.as_ref().map_or(0, |range| range.start));
    }
    all.into_iter().flatten().collect()
}

struct Checker<'a> {
    document: &'a Document,
    options: &'a Options<'a>,
    /// What was found of blocks among their siblings.
    around: HashMap<&'a str, Vec<Finding>>,
    last_level: Option<Level>,
    referred: HashSet<&'a str>,
    quotes: Quotes,
    found: Vec<Finding>,
}

impl<'a> Checker<'a> {
    fn add(&mut self, kind: FindingKind, place: &Place) {
        self.found.push(Finding { kind, place: place.clone(), range: None, fix: None });
    }

    fn content(&mut self, content: &[Inline], place: &Place, is_heading: bool) {
        words::check(content, place, is_heading, self.options, &mut self.found);
        links::check(content, place, &mut self.found);
        self.quotes.check(content, place, &mut self.found);
    }

    fn part(&mut self, part: Part<'a>) {
        let place = Place::Node(part.id().to_owned());
        self.found.extend(self.around.remove(part.id()).unwrap_or_default());
        match part {
            Part::Block(block) => self.block(block, &place),
            Part::Picture(picture) => self.figure(&picture.figure, &place),
            Part::Item(_) | Part::Row(_) | Part::Cell(_) => {}
        }
        for id in part.references() {
            self.referred.insert(id.as_str());
            if !self.document.footnotes.contains_key(id) {
                self.add(FindingKind::FootnoteMissing, &place);
            }
        }
        let is_heading = matches!(part, Part::Block(block) if matches!(block.node, Node::Heading(..)))
            || self.found.iter().any(|finding| finding.kind == FindingKind::HeadingByBold);
        self.content(part.content(), &place, is_heading);
    }

    fn block(&mut self, block: &Block, place: &Place) {
        match &block.node {
            Node::Heading(level, content) => self.heading(*level, content, place),
            Node::Figure(figure) => self.figure(figure, place),
            Node::Table { caption, rows } => {
                if rows.iter().flat_map(|row| &row.cells).all(|cell| cell.header.is_none()) {
                    self.add(FindingKind::TableWithoutHeader, place);
                }
                if caption.trim().is_empty() {
                    self.add(FindingKind::TableWithoutCaption, place);
                }
            }
            Node::Embed(embed) if embed.title.trim().is_empty() => self.add(FindingKind::EmbedWithoutTitle, place),
            _ => {}
        }
    }

    fn heading(&mut self, level: Level, content: &[Inline], place: &Place) {
        if !content.iter().any(walk::shows) {
            self.add(FindingKind::HeadingEmpty, place);
            return;
        }
        match self.last_level {
            None if level != Level::Two => self.add(FindingKind::FirstHeadingLevel, place),
            Some(last) if level.get() > last.get() + 1 => self.add(FindingKind::HeadingSkip, place),
            _ => {}
        }
        self.last_level = Some(level);
    }

    fn figure(&mut self, figure: &Figure, place: &Place) {
        if figure.media_id.is_none() {
            self.add(FindingKind::FigureWithoutMedia, place);
            return;
        }
        let alt = figure.alt.trim();
        if figure.decorative {
            if !alt.is_empty() {
                let fix = Some(Fix::drop_alt(place.clone(), figure.alt.clone()));
                let kind = FindingKind::DecorativeWithAlt;
                self.found.push(Finding { kind, place: place.clone(), range: None, fix });
            }
        } else if alt.is_empty() {
            self.add(FindingKind::AltMissing, place);
        } else if is_file_name(alt) {
            self.add(FindingKind::AltIsFileName, place);
        }
    }
}

/// One word that ends as picture files do, or is what cameras and hasty people call them: `IMG_1234`, `anh1`.
fn is_file_name(alt: &str) -> bool {
    let alt = alt.to_lowercase();
    let ends = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic"].iter().any(|end| alt.ends_with(end));
    let stem = alt.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-'));
    ends || (stem.len() < alt.len() && matches!(stem, "img" | "dsc" | "dscn" | "image" | "anh" | "hinh" | "photo"))
}
