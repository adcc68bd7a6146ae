//! What is counted in, listed from or searched in a body.

use std::collections::HashSet;

use crate::walk::{self, Part};
use crate::{Document, Inline, Mark, Node, PageId, html};

/// Vietnamese syllables read in a minute, the middle of the usual 200 to 230.
const SYLLABLES_PER_MINUTE: usize = 220;

/// A line of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 4.
    pub level: u8,
    /// The id in the rendered page: `muc-1`, `muc-2`, … in reading order.
    pub anchor: String,
    /// The heading's text, never blank.
    pub text: String,
}

/// Everything that one walk over a body tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// See [`plain`].
    pub text: String,
    /// See [`outline`].
    pub outline: Vec<Heading>,
    /// See [`word_count`].
    pub words: usize,
    /// See [`reading_minutes`].
    pub minutes: u32,
    /// See [`links`].
    pub links: Vec<String>,
    /// See [`pages`].
    pub pages: Vec<PageId>,
}

/// Walks the body once, in reading order, and then the footnotes that are referred to, by their numbers.
#[must_use]
pub fn summary(document: &Document) -> Summary {
    let mut summary = gather(document, true);
    let is_word = |token: &&str| token.chars().any(char::is_alphanumeric);
    summary.words = summary.text.split_whitespace().filter(is_word).count();
    let minutes = summary.words.div_ceil(SYLLABLES_PER_MINUTE).max(1);
    summary.minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
    summary
}

/// The walk of [`summary`], which leaves the counts to it; without the text it reads no more than marks and headings.
fn gather(document: &Document, with_text: bool) -> Summary {
    let mut gathered = Gathered { with_text, ..Gathered::default() };
    walk::parts(&document.blocks, &mut |part| gathered.part(part));
    for (_, content) in walk::notes(document) {
        gathered.content(content);
    }
    gathered.summary
}

/// The headings in reading order. Those without text are left out, and have no anchor in [`html::render`].
#[must_use]
pub fn outline(document: &Document) -> Vec<Heading> {
    gather(document, false).outline
}

/// The words alone, one line for each block that has text, captions, titles and footnotes included;
/// for search and excerpts. The titles of other pages are theirs and not part of it.
#[must_use]
pub fn plain(document: &Document) -> String {
    gather(document, true).text
}

/// Tokens between blanks that hold a letter or digit; in Vietnamese these are syllables.
#[must_use]
pub fn word_count(document: &Document) -> usize {
    summary(document).words
}

/// Reading time in minutes at 220 syllables a minute, rounded up, at least 1.
#[must_use]
pub fn reading_minutes(document: &Document) -> u32 {
    summary(document).minutes
}

/// Every address that the body leads to, once each, in the order of first appearance: links, sources of
/// quotations and things of other sites. Pages of this site that are named by their key are in [`pages`].
#[must_use]
pub fn links(document: &Document) -> Vec<String> {
    gather(document, false).links
}

/// Every page of this site that the body names by its key, in a link or by its title, once each, in the
/// order of first appearance; a renderer looks these up.
#[must_use]
pub fn pages(document: &Document) -> Vec<PageId> {
    gather(document, false).pages
}

#[derive(Default)]
struct Gathered {
    with_text: bool,
    summary: Summary,
    seen_links: HashSet<String>,
    seen_pages: HashSet<PageId>,
}

impl Gathered {
    fn part(&mut self, part: Part<'_>) {
        if let Some(caption) = part.caption().filter(|_| self.with_text) {
            self.line(caption);
        }
        self.content(part.content());
        let Part::Block(block) = part else { return };
        match &block.node {
            Node::Heading(level, content) => {
                let text = inline_text(content);
                let text = text.trim();
                if !text.is_empty() {
                    let anchor = html::anchor(self.summary.outline.len() + 1);
                    self.summary.outline.push(Heading { level: level.get(), anchor, text: text.to_owned() });
                }
            }
            Node::Blockquote { cite: Some(cite), .. } => self.link(cite.as_str()),
            Node::Embed(embed) => self.link(&embed.source.url()),
            _ => {}
        }
    }

    fn content(&mut self, content: &[Inline]) {
        if self.with_text {
            self.line(&inline_text(content));
        }
        for inline in content {
            for mark in inline.marks() {
                match mark {
                    Mark::Link(href) => self.link(href.as_str()),
                    Mark::PageLink(page) => self.page(*page),
                    _ => {}
                }
            }
            if let Inline::PageRef(page, _) = inline {
                self.page(*page);
            }
        }
    }

    fn line(&mut self, line: &str) {
        let line = line.trim();
        if !line.is_empty() {
            if !self.summary.text.is_empty() {
                self.summary.text.push('\n');
            }
            self.summary.text.push_str(line);
        }
    }

    fn link(&mut self, target: &str) {
        if self.seen_links.insert(target.to_owned()) {
            self.summary.links.push(target.to_owned());
        }
    }

    fn page(&mut self, page: PageId) {
        if self.seen_pages.insert(page) {
            self.summary.pages.push(page);
        }
    }
}

/// The characters of inline content; a break becomes a line break.
pub(crate) fn inline_text(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text(run) => text.push_str(&run.text),
            Inline::HardBreak(_) => text.push('\n'),
            Inline::Footnote(..) | Inline::PageRef(..) | Inline::Unknown(..) => {}
        }
    }
    text
}
