//! Running text to HTML: escaping, and marks that stay open across neighbours.

use super::{Renderer, suggestion};
use crate::{Href, Inline, Mark, PageId};

/// What a link to another site says, besides its target.
pub(super) const EXTERNAL: &str = " rel=\"noopener\"";

/// Writes text so that it is text: the five characters with a meaning become entities,
/// and what HTML or XML forbids, control characters and the two that are none, is left out.
pub(super) fn escape(out: &mut String, text: &str) {
    out.reserve(text.len());
    // Most text holds nothing to escape, so it is copied in runs between what there is.
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = special.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\'') => "&#39;",
            _ => "",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}

fn is_special(c: char) -> bool {
    match c {
        '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}' => true,
        '\n' | '\t' => false,
        c => c.is_control(),
    }
}

impl Renderer<'_> {
    /// Writes inline content. A mark shared by neighbours stays open between them, so that a
    /// link with a strong word in it is one link to a screen reader, not three.
    pub(super) fn inlines(&mut self, content: &[Inline]) {
        let mut open: Vec<(&Mark, &'static str)> = Vec::new();
        for inline in content {
            match inline {
                Inline::Text(run) => {
                    self.switch(&mut open, &run.marks.iter().collect::<Vec<_>>());
                    self.text(&run.text);
                }
                // A break shows no mark but that it is itself to be added or taken away, so it opens no other.
                Inline::HardBreak(marks) => {
                    let shared = open.iter().zip(marks).take_while(|((open, _), mark)| *open == *mark).count();
                    let suggested = marks.iter().any(|mark| matches!(mark, Mark::Suggestion(_)));
                    if suggested {
                        self.switch(&mut open, &marks.iter().collect::<Vec<_>>());
                    } else if open.iter().any(|(mark, _)| matches!(mark, Mark::Suggestion(_))) {
                        self.close(&mut open, shared);
                    }
                    self.push("<br>");
                }
                Inline::Footnote(id, marks) => {
                    self.switch(&mut open, &without_links(marks));
                    self.reference(id);
                }
                Inline::PageRef(id, marks) => {
                    self.switch(&mut open, &without_links(marks));
                    self.page(*id);
                }
                Inline::Unknown(_, marks) => {
                    self.switch(&mut open, &marks.iter().collect::<Vec<_>>());
                    self.push("<span class=\"unknown\">[?]</span>");
                }
            }
        }
        self.close(&mut open, 0);
    }

    /// Closes and opens marks so that exactly these are open.
    fn switch<'m>(&mut self, open: &mut Vec<(&'m Mark, &'static str)>, marks: &[&'m Mark]) {
        let shared = open.iter().zip(marks).take_while(|((open, _), mark)| open == *mark).count();
        self.close(open, shared);
        for mark in marks.iter().skip(shared) {
            open.push((mark, self.start(mark)));
        }
    }

    fn close(&mut self, open: &mut Vec<(&Mark, &'static str)>, keep: usize) {
        while open.len() > keep {
            if let Some((_, tag)) = open.pop() {
                self.push(&format!("</{tag}>"));
            }
        }
    }

    /// Opens a mark and tells its element.
    fn start(&mut self, mark: &Mark) -> &'static str {
        let tag = match mark {
            Mark::Link(href) => return self.link(href),
            Mark::PageLink(id) => match self.assets.page(*id) {
                Some(page) => return self.link(&page.href),
                None => {
                    self.push("<span class=\"link--missing\">");
                    return "span";
                }
            },
            Mark::Suggestion(suggested) => {
                let tag = suggestion::element(suggested);
                self.push(&suggestion::opening(suggested, tag));
                return tag;
            }
            Mark::Lang(language) => {
                self.push("<span");
                self.attribute("lang", language.as_str());
                self.push(">");
                return "span";
            }
            Mark::Strong => "strong",
            Mark::Em => "em",
            Mark::Strike => "s",
            Mark::Sub => "sub",
            Mark::Sup => "sup",
            Mark::Code => "code",
        };
        self.push(&format!("<{tag}>"));
        tag
    }

    fn link(&mut self, href: &Href) -> &'static str {
        self.push("<a");
        self.address("href", href.as_str());
        if href.is_external() {
            self.push(EXTERNAL);
        }
        self.push(">");
        "a"
    }

    /// A page by its title.
    fn page(&mut self, id: PageId) {
        match self.assets.page(id) {
            Some(page) => {
                self.link(&page.href);
                let title = page.title.trim();
                self.text(if title.is_empty() { page.href.as_str() } else { title });
                self.push("</a>");
            }
            None => self.push("<span class=\"link--missing\">[Trang không còn nữa]</span>"),
        }
    }
}

/// What is a link itself cannot stand in one.
fn without_links(marks: &[Mark]) -> Vec<&Mark> {
    marks.iter().filter(|mark| !matches!(mark, Mark::Link(_) | Mark::PageLink(_))).collect()
}
