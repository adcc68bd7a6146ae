//! What is counted in, listed from or searched in a body.

use crate::{Document, Inline, Mark, Node, html, walk};

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

/// The headings in reading order. Blank ones are left out, here and in [`html::render`].
#[must_use]
pub fn outline(document: &Document) -> Vec<Heading> {
    let mut headings = Vec::new();
    walk::blocks(&document.blocks, &mut |block| {
        if let Node::Heading(level, content) = &block.node {
            let text = inline_text(content);
            let text = text.trim();
            if !text.is_empty() {
                let anchor = html::anchor(headings.len() + 1);
                headings.push(Heading { level: level.get(), anchor, text: text.to_owned() });
            }
        }
    });
    headings
}

/// The words alone, one line for each block that has text, captions included; for search and excerpts.
#[must_use]
pub fn plain(document: &Document) -> String {
    let mut text = String::new();
    walk::blocks(&document.blocks, &mut |block| {
        let own = inline_text(walk::content(block));
        let own = own.trim();
        if !own.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(own);
        }
    });
    text
}

/// Tokens between blanks that hold a letter or digit; in Vietnamese these are syllables.
#[must_use]
pub fn word_count(document: &Document) -> usize {
    plain(document).split_whitespace().filter(|token| token.chars().any(char::is_alphanumeric)).count()
}

/// Reading time in minutes at 220 syllables a minute, rounded up, at least 1.
#[must_use]
pub fn reading_minutes(document: &Document) -> u32 {
    let minutes = word_count(document).div_ceil(SYLLABLES_PER_MINUTE).max(1);
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

/// Every link target, once each, in the order of first appearance.
#[must_use]
pub fn links(document: &Document) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    walk::blocks(&document.blocks, &mut |block| {
        for inline in walk::content(block) {
            let Inline::Text(run) = inline else { continue };
            for mark in &run.marks {
                if let Mark::Link(href) = mark
                    && seen.insert(href.as_str())
                {
                    found.push(href.as_str().to_owned());
                }
            }
        }
    });
    found
}

/// The characters of inline content; a break becomes a line break.
pub(crate) fn inline_text(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text(run) => text.push_str(&run.text),
            Inline::HardBreak => text.push('\n'),
            Inline::Unknown(_) => {}
        }
    }
    text
}
