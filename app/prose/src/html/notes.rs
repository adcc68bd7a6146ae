//! Footnotes to HTML: numbered references, and the list at the end that leads back.

use super::Renderer;
use crate::{Document, FootnoteId, walk};

/// The place of the n-th footnote.
fn note_anchor(number: usize) -> String {
    format!("chu-thich-{number}")
}

/// The place of a reference to it, of which there may be several.
fn reference_anchor(number: usize, occurrence: usize) -> String {
    if occurrence == 1 { format!("dan-{number}") } else { format!("dan-{number}-{occurrence}") }
}

impl Renderer<'_> {
    /// A reference; to a footnote that does not exist there is nothing to lead to.
    pub(super) fn reference(&mut self, id: &FootnoteId) {
        let Some(number) = self.footnotes.get(id).copied() else {
            return self.push("<sup class=\"footnote-ref footnote-ref--missing\">[?]</sup>");
        };
        let occurrence = self.references.entry(number).or_default();
        *occurrence += 1;
        let anchor = reference_anchor(number, *occurrence);
        self.push(&format!("<sup class=\"footnote-ref\"><a id=\"{anchor}\""));
        self.address("href", &format!("#{}", note_anchor(number)));
        self.push(&format!(" role=\"doc-noteref\" aria-label=\"Chú thích {number}\">[{number}]</a></sup>"));
    }

    /// The footnotes by number, each with a way back to every place that refers to it.
    pub(super) fn notes(&mut self, document: &Document) {
        let notes = walk::notes(document);
        if notes.is_empty() {
            return;
        }
        self.push("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Chú thích\"><ol>");
        for (number, (_, content)) in (1..).zip(notes) {
            self.push(&format!("<li id=\"{}\">", note_anchor(number)));
            self.inlines(content);
            let occurrences = self.references.get(&number).copied().unwrap_or_default();
            for occurrence in 1..=occurrences {
                self.push(" <a");
                self.address("href", &format!("#{}", reference_anchor(number, occurrence)));
                let which = if occurrence == 1 { String::new() } else { format!(", lần {occurrence}") };
                self.push(&format!(" role=\"doc-backlink\" aria-label=\"Về chỗ dẫn chú thích {number}{which}\">↩</a>"));
            }
            self.push("</li>");
        }
        self.push("</ol></section>");
    }
}
