//! Running text as Markdown: escapes, and marks as delimiters.

use std::fmt::Write as _;

use crate::{Inline, Mark, Text};

/// How the ends of a marked run are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// As a person would: `**đậm**`.
    Plain,
    /// With the first and last character of each run as entities and `_` for emphasis. CommonMark decides by
    /// the neighbouring characters whether a delimiter opens or closes; next to punctuation, as an entity
    /// is, it may do both, so that a mark that ends in a blank or within a word can be said.
    Entities,
}

/// Inline content as Markdown; `None` where there is something that Markdown has no sign for.
pub(super) fn inlines(content: &[Inline], care: Care) -> Option<String> {
    let mut out = String::new();
    let mut open: Vec<&Mark> = Vec::new();
    for (index, inline) in content.iter().enumerate() {
        let next = content.get(index + 1);
        match inline {
            Inline::Text(run) => {
                let at_start = out.is_empty() || out.ends_with('\n');
                switch(&mut out, &mut open, &run.marks, care)?;
                let edges = Edges { start: at_start, end: matches!(next, None | Some(Inline::HardBreak(_))) };
                text(&mut out, run, edges, care);
            }
            Inline::HardBreak(marks) if marks.iter().any(|mark| matches!(mark, Mark::Suggestion(_))) => return None,
            Inline::HardBreak(_) => {
                // What the next line does not share is closed here: a delimiter cannot close after a line break.
                let later = content.iter().skip(index).find_map(|later| match later {
                    Inline::Text(run) => Some(run.marks.as_slice()),
                    _ => None,
                });
                let shared = shared(&open, later.unwrap_or_default());
                close(&mut out, &mut open, shared, care);
                out.push_str("\\\n");
            }
            Inline::Footnote(id, marks) => {
                switch(&mut out, &mut open, marks, care)?;
                out.push_str("[^");
                out.push_str(id.as_str());
                out.push(']');
            }
            Inline::PageRef(id, marks) => {
                switch(&mut out, &mut open, marks, care)?;
                out.push_str(&format!("[]({})", id.address()));
            }
            Inline::Unknown(..) => return None,
        }
    }
    close(&mut out, &mut open, 0, care);
    Some(out)
}

/// Which ends of a run are ends of a line, where blanks would be dropped and some signs begin a block.
struct Edges {
    start: bool,
    end: bool,
}

fn shared(open: &[&Mark], marks: &[Mark]) -> usize {
    open.iter().zip(marks).take_while(|(open, mark)| **open == *mark).count()
}

/// Closes and opens marks so that exactly those of the next run are open; code is no delimiter of its own.
fn switch<'a>(out: &mut String, open: &mut Vec<&'a Mark>, marks: &'a [Mark], care: Care) -> Option<()> {
    let keep = shared(open, marks);
    close(out, open, keep, care);
    for mark in marks.iter().skip(keep) {
        match mark {
            Mark::Code => continue,
            Mark::Link(_) | Mark::PageLink(_) => out.push('['),
            _ => out.push_str(delimiter(mark, care)?),
        }
        open.push(mark);
    }
    Some(())
}

fn close(out: &mut String, open: &mut Vec<&Mark>, keep: usize, care: Care) {
    while open.len() > keep {
        match open.pop() {
            Some(Mark::Link(href)) => {
                out.push_str("](");
                out.push_str(&destination(href.as_str()));
                out.push(')');
            }
            Some(Mark::PageLink(id)) => out.push_str(&format!("]({})", id.address())),
            Some(mark) => out.push_str(delimiter(mark, care).unwrap_or_default()),
            None => {}
        }
    }
}

fn delimiter(mark: &Mark, care: Care) -> Option<&'static str> {
    match mark {
        Mark::Strong => Some("**"),
        Mark::Em if care == Care::Entities => Some("_"),
        Mark::Em => Some("*"),
        Mark::Strike => Some("~~"),
        Mark::Link(_) | Mark::PageLink(_) | Mark::Sub | Mark::Sup | Mark::Code | Mark::Lang(_) => None,
        Mark::Suggestion(_) => None,
    }
}

/// An address within the parentheses of a link or image.
pub(super) fn destination(url: &str) -> String {
    let is_simple = |c: char| c.is_alphanumeric() || "/:.-_~?=%#+,@".contains(c);
    if !url.is_empty() && url.chars().all(is_simple) {
        return url.to_owned();
    }
    let mut out = "<".to_owned();
    for c in url.chars() {
        match c {
            '<' | '>' | '\\' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out.push('>');
    out
}

/// Words within the quotes or brackets of an image.
pub(super) fn quoted(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            '\n' | '\r' | '\t' => entity(&mut out, c),
            c if c.is_ascii_punctuation() && !",.;:-/()?!'%".contains(c) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

fn entity(out: &mut String, c: char) {
    // Writing to a string cannot fail.
    let _ = write!(out, "&#{};", u32::from(c));
}

fn text(out: &mut String, run: &Text, edges: Edges, care: Care) {
    if run.marks.contains(&Mark::Code) {
        code(out, &run.text);
        return;
    }
    let last = run.text.chars().count().saturating_sub(1);
    let leading = run.text.chars().take_while(|c| *c == ' ').count();
    let trailing = run.text.chars().rev().take_while(|c| *c == ' ').count();
    let digits = run.text.chars().take_while(char::is_ascii_digit).count();
    let has_delimiters = !run.marks.is_empty();
    for (index, c) in run.text.chars().enumerate() {
        let at_edge = (edges.start && index < leading) || (edges.end && index > last.wrapping_sub(trailing));
        let begins_block = edges.start && index == 0 && matches!(c, '-' | '+' | '=' | '>' | ':' | '|');
        let numbers_item = edges.start && digits > 0 && index == digits && matches!(c, '.' | ')');
        match c {
            _ if care == Care::Entities && (index == 0 || index == last) => entity(out, c),
            '\n' | '\r' | '\t' => entity(out, c),
            ' ' if at_edge && !(has_delimiters && care == Care::Plain) => entity(out, c),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '&' | '#' => out.extend(['\\', c]),
            // An exclamation mark before a link would make an image of it.
            '!' if index == last => out.push_str("\\!"),
            _ if begins_block || numbers_item => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
}

/// A code span: within one more backtick than the longest run inside, padded where the span would lose a blank.
fn code(out: &mut String, text: &str) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let is_padded = text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' '));
    let pad = if is_padded && !text.trim_matches(' ').is_empty() { " " } else { "" };
    for part in [fence.as_str(), pad, text, pad, fence.as_str()] {
        out.push_str(part);
    }
}
