//! Suggested changes to HTML: elements that mean it, with words for who does not see their looks.

use super::Renderer;
use crate::Suggestion;

impl Renderer<'_> {
    /// Opens what stands around a node that is not inline, the first suggestion outermost.
    pub(super) fn open_suggestions(&mut self, suggestions: &[Suggestion]) {
        for suggestion in suggestions {
            let tag = if matches!(suggestion, Suggestion::Modification(_)) { "div" } else { element(suggestion) };
            self.push(&opening(suggestion, tag));
        }
    }

    pub(super) fn close_suggestions(&mut self, suggestions: &[Suggestion]) {
        for suggestion in suggestions.iter().rev() {
            let tag = if matches!(suggestion, Suggestion::Modification(_)) { "div" } else { element(suggestion) };
            self.push(&format!("</{tag}>"));
        }
    }
}

/// The element around inline content.
pub(super) fn element(suggestion: &Suggestion) -> &'static str {
    match suggestion {
        Suggestion::Insertion(_) => "ins",
        Suggestion::Deletion(_) => "del",
        Suggestion::Modification(_) => "span",
    }
}

/// The opening tag and the label, which is text, since screen readers seldom tell such elements.
pub(super) fn opening(suggestion: &Suggestion, tag: &str) -> String {
    let (class, label) = match suggestion {
        Suggestion::Insertion(_) => ("insertion", "[Thêm] "),
        Suggestion::Deletion(_) => ("deletion", "[Bỏ] "),
        Suggestion::Modification(_) => ("modification", "[Sửa] "),
    };
    format!("<{tag} class=\"suggestion suggestion--{class}\"><span class=\"suggestion__label\">{label}</span>")
}
