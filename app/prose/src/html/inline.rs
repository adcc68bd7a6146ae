//! Running text to HTML: escaping, and marks that stay open across neighbours.

use crate::{Inline, Mark};

/// Writes text so that it is text: the five characters with a meaning become entities,
/// and control characters, which HTML forbids, are left out.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// Writes inline content. A mark shared by neighbours stays open between them, so that a
/// link with a strong word in it is one link to a screen reader, not three.
pub(super) fn inlines(out: &mut String, content: &[Inline]) {
    let mut open: Vec<&Mark> = Vec::new();
    for inline in content {
        match inline {
            Inline::Text(run) => {
                let shared = open.iter().zip(&run.marks).take_while(|(open, mark)| **open == *mark).count();
                close(out, &mut open, shared);
                for mark in run.marks.iter().skip(shared) {
                    start(out, mark);
                    open.push(mark);
                }
                escape(out, &run.text);
            }
            Inline::HardBreak => out.push_str("<br>"),
            Inline::Unknown(_) => {
                close(out, &mut open, 0);
                out.push_str("<span class=\"unknown\">[?]</span>");
            }
        }
    }
    close(out, &mut open, 0);
}

fn close(out: &mut String, open: &mut Vec<&Mark>, keep: usize) {
    while open.len() > keep {
        if let Some(mark) = open.pop() {
            out.push_str("</");
            out.push_str(tag(mark));
            out.push('>');
        }
    }
}

fn tag(mark: &Mark) -> &'static str {
    match mark {
        Mark::Link(_) => "a",
        Mark::Strong => "strong",
        Mark::Em => "em",
        Mark::Strike => "s",
        Mark::Sub => "sub",
        Mark::Sup => "sup",
        Mark::Code => "code",
        Mark::Lang(_) => "span",
    }
}

fn start(out: &mut String, mark: &Mark) {
    out.push('<');
    out.push_str(tag(mark));
    match mark {
        Mark::Link(href) => {
            out.push_str(" href=\"");
            escape(out, href.as_str());
            out.push('"');
            if href.is_external() {
                out.push_str(" rel=\"noopener\"");
            }
        }
        Mark::Lang(language) => {
            out.push_str(" lang=\"");
            escape(out, language.as_str());
            out.push('"');
        }
        _ => {}
    }
    out.push('>');
}
