//! Footnotes: references and what they say, wherever the source keeps them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::build::Part;
use super::dom::{Dom, Kind, descend, find};
use super::make;
use super::reader::Reader;
use crate::builders::push_text;
use crate::{Block, FootnoteId, Inline, Mark, walk};

/// What footnotes say, by the names that the source uses.
#[derive(Default)]
pub(super) struct Notes {
    /// The names to which the source refers; what no reference names is no footnote.
    names: HashSet<String>,
    /// The names met in a reference so far, each with its number.
    numbers: HashMap<String, u64>,
    said: BTreeMap<FootnoteId, Vec<Inline>>,
}

impl Notes {
    /// Keeps what the footnote says, or gives it back when no reference was met or it was said before.
    pub fn say(&mut self, name: &str, blocks: Vec<Block>) -> Option<Vec<Block>> {
        let Some(number) = self.numbers.get(name) else { return Some(blocks) };
        let id = FootnoteId::numbered(*number);
        let content = make::flatten(&blocks);
        if self.said.contains_key(&id) || !content.iter().any(walk::shows) {
            return Some(blocks);
        }
        self.said.insert(id, content);
        None
    }

    fn number(&mut self, name: &str) -> u64 {
        let next = u64::try_from(self.numbers.len()).unwrap_or(u64::MAX).saturating_add(1);
        *self.numbers.entry(name.to_owned()).or_insert(next)
    }

    /// Numbers the footnotes in the order of their references. A reference to one that says nothing becomes a sign
    /// again, and one that lost its reference a paragraph at the end.
    pub fn settle(mut self, blocks: &mut Vec<Block>) -> BTreeMap<FootnoteId, Vec<Inline>> {
        let mut order: Vec<FootnoteId> = Vec::new();
        let mut seen = HashSet::new();
        walk::parts(blocks, &mut |part| {
            for id in part.references().filter(|id| self.said.contains_key(*id)) {
                if seen.insert(id.clone()) {
                    order.push(id.clone());
                }
            }
        });
        let fresh: HashMap<FootnoteId, FootnoteId> = order.into_iter().zip((1..).map(FootnoteId::numbered)).collect();
        make::contents(blocks, &mut |content| {
            let own = std::mem::take(content);
            for inline in own {
                match inline {
                    Inline::Footnote(id, marks) => match fresh.get(&id) {
                        Some(id) => content.push(Inline::Footnote(id.clone(), marks)),
                        None => push_text(content, "[?]", &[Mark::Sup]),
                    },
                    Inline::Text(run) => push_text(content, &run.text, &run.marks),
                    other => content.push(other),
                }
            }
        });
        let mut notes = BTreeMap::new();
        for (id, content) in std::mem::take(&mut self.said) {
            match fresh.get(&id) {
                Some(id) => {
                    notes.insert(id.clone(), content);
                }
                None => blocks.extend(make::text(content, super::style::TextKind::Paragraph)),
            }
        }
        notes
    }
}

/// What a link has to do with footnotes.
pub(super) enum Role {
    Reference(String),
    Back,
    None,
}

/// Tells references and ways back by what Word, LibreOffice, Google Docs and we write.
fn role<D: Dom>(dom: &D, link: &D::Node) -> Role {
    let Some(href) = dom.attribute(link, "href") else { return Role::None };
    let Some((_, place)) = href.split_once('#') else { return Role::None };
    let aria = dom.attribute(link, "role").unwrap_or_default();
    let numbered = |start: &str, end: &str| {
        place
            .strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(end))
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_back = aria == "doc-backlink"
        || [("_ftnref", ""), ("_ednref", ""), ("sdfootnote", "anc"), ("sdendnote", "anc"), ("ftnt_ref", "")]
            .iter()
            .any(|(start, end)| numbered(start, end));
    let is_reference = aria == "doc-noteref"
        || [("_ftn", ""), ("_edn", ""), ("sdfootnote", "sym"), ("sdendnote", "sym"), ("ftnt", "")]
            .iter()
            .any(|(start, end)| numbered(start, end));
    match (is_back, is_reference) {
        (true, _) => Role::Back,
        (_, true) => Role::Reference(place.to_owned()),
        _ => Role::None,
    }
}

impl<D: Dom> Reader<'_, D> {
    /// Notes which names references use, before anything is read.
    pub fn find_references(&mut self, top: &D::Node) {
        descend(self.dom, top, &mut |node, kind| {
            if matches!(kind, Kind::Element(name) if name == "a")
                && let Role::Reference(name) = role(self.dom, node)
            {
                self.build.notes.names.insert(name);
            }
            true
        });
    }

    /// Whether a link is a reference, now in the text, or a way back, which is dropped.
    pub fn is_footnote_link(&mut self, node: &D::Node) -> bool {
        let within_note = self.build.frames.iter().any(|frame| matches!(frame.part, Part::Note(_)));
        match role(self.dom, node) {
            Role::Back => within_note,
            Role::Reference(name) if !within_note => {
                self.settle_sign();
                let number = self.build.notes.number(&name);
                let marks = self
                    .style
                    .marks()
                    .into_iter()
                    .filter(|mark| !matches!(mark, Mark::Sub | Mark::Sup | Mark::Link(_)));
                let reference = Inline::Footnote(FootnoteId::numbered(number), marks.collect());
                self.build.run.add_inline(reference, &self.style);
                true
            }
            Role::Reference(_) | Role::None => false,
        }
    }

    /// The name of the footnote whose words the element holds.
    pub fn note_name(&self, node: &D::Node, name: &str) -> Option<String> {
        let names = &self.build.notes.names;
        if names.is_empty() || !matches!(name, "div" | "p" | "li" | "aside" | "section" | "dd") {
            return None;
        }
        if self.build.frames.iter().any(|frame| matches!(frame.part, Part::Note(_))) {
            return None;
        }
        if let Some(id) = self.dom.attribute(node, "id") {
            let forms = [id.to_string(), format!("_{id}"), format!("{id}sym")];
            if let Some(name) = forms.into_iter().find(|form| names.contains(form)) {
                return Some(name);
            }
        }
        // Google Docs names the way back at the paragraph's start.
        let first = (name == "p").then(|| find(self.dom, node, &|_, name| name == "a")).flatten()?;
        let id = self.dom.attribute(&first, "id")?;
        (matches!(role(self.dom, &first), Role::Back) && names.contains(&*id)).then(|| id.into_owned())
    }
}
