//! What an element says it is: hidden, a heading, a box of ours.

use super::Note;
use super::css::Declaration;
use super::dom::{Dom, has_class};
use super::reader::Reader;
use crate::CalloutKind;

impl<D: Dom> Reader<'_, D> {
    /// Whether a reader of the source does not see the element: hidden, or a program's note to itself.
    pub fn is_left_out(&mut self, node: &D::Node, declared: &[Declaration]) -> bool {
        let says = |property: &str, wanted: &[&str]| {
            declared
                .iter()
                .any(|(name, value)| name == property && wanted.contains(&value.to_ascii_lowercase().as_str()))
        };
        let is_hidden = says("display", &["none"])
            || says("visibility", &["hidden", "collapse"])
            || says("mso-hide", &["all"])
            || self.dom.attribute(node, "hidden").is_some();
        if is_hidden {
            self.notes.add(Note::Hidden);
        }
        is_hidden
            || says("mso-element", &["comment-list", "comment", "header", "footer"])
            || ["MsoCommentReference", "suggestion__label"].iter().any(|class| has_class(self.dom, node, class))
    }

    /// The level, from 1, at which the source has a heading there.
    pub fn source_level(&self, node: &D::Node, name: &str, declared: &[Declaration]) -> Option<u8> {
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            return Some(level);
        }
        let attribute = |key: &str| self.dom.attribute(node, key);
        if attribute("role").is_some_and(|role| role == "heading") {
            return Some(attribute("aria-level").and_then(|level| level.parse().ok()).unwrap_or(2));
        }
        if !matches!(name, "p" | "div") {
            return None;
        }
        let class = attribute("class").unwrap_or_default();
        if class == "MsoTitle" {
            return Some(1);
        }
        if let Some(level) = class.strip_prefix("MsoHeading").filter(|level| !level.is_empty()) {
            return level.parse().ok();
        }
        let declared = declared.iter().find(|(property, _)| property == "mso-outline-level");
        let written = match declared {
            Some((_, level)) => level.clone(),
            None => attribute("style")?.split_once("mso-outline-level:")?.1.trim_start().chars().take(1).collect(),
        };
        written.parse().ok().filter(|level| (1..=6).contains(level))
    }

    pub fn callout(&self, node: &D::Node) -> Option<CalloutKind> {
        let classes = self.dom.attribute(node, "class")?;
        classes.split_ascii_whitespace().find_map(|class| CalloutKind::from_name(class.strip_prefix("callout--")?))
    }
}
