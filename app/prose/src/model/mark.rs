//! Marks: what is said about characters, and what is suggested about any node.

use serde_json::Value;

use crate::{Href, LangTag, PageId};

/// What a mark says about inline content. The order of the variants is the schema's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A `link` with an `href`.
    Link(Href),
    /// A `link` with a `page_id`: to a page of this site, wherever it is served.
    PageLink(PageId),
    /// Strong importance.
    Strong,
    /// Emphasis.
    Em,
    /// No longer valid.
    Strike,
    /// Subscript.
    Sub,
    /// Superscript.
    Sup,
    /// Literal text.
    Code,
    /// Words of another language.
    Lang(LangTag),
    /// A change that somebody suggests; in drafts only.
    Suggestion(Suggestion),
}

/// A suggested change, as the editor's plugin prosemirror-suggest-changes marks it. It stands on
/// inline content as a [`Mark`], and on blocks and their parts by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// The marked content is to be added.
    Insertion(SuggestionId),
    /// The marked content is to be taken away.
    Deletion(SuggestionId),
    /// The marked content was changed in its type, attributes or marks.
    Modification(Box<Modification>),
}

/// What a modification changed. The values are those of an attribute or the JSON of a mark; they are kept as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modification {
    /// Which suggestion this belongs to.
    pub id: SuggestionId,
    /// What was changed, such as `attr`, `mark` or `nodeType`.
    pub kind: String,
    /// The attribute's name, when one was changed.
    pub attr_name: Option<String>,
    /// What was there before.
    pub previous_value: Value,
    /// What is there now.
    pub new_value: Value,
}

/// The name of a suggestion: the plugin counts, or is told to use strings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuggestionId {
    /// A whole number that JavaScript holds exactly.
    Number(i64),
    /// 1 to 64 characters.
    Text(String),
}

impl Mark {
    /// The mark's place in the schema's order. Those of one rank exclude each other, but for modifications.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Self::Link(_) | Self::PageLink(_) => 0,
            Self::Strong => 1,
            Self::Em => 2,
            Self::Strike => 3,
            Self::Sub => 4,
            Self::Sup => 5,
            Self::Code => 6,
            Self::Lang(_) => 7,
            Self::Suggestion(suggestion) => suggestion.rank(),
        }
    }
}

impl Suggestion {
    fn rank(&self) -> u8 {
        match self {
            Self::Insertion(_) => 8,
            Self::Deletion(_) => 9,
            Self::Modification(_) => 10,
        }
    }

    /// Which suggestion this belongs to; one suggestion may mark several nodes.
    #[must_use]
    pub fn id(&self) -> &SuggestionId {
        match self {
            Self::Insertion(id) | Self::Deletion(id) => id,
            Self::Modification(modification) => &modification.id,
        }
    }
}

/// Brings marks into the schema's order and makes them a set: of two that exclude each other, as two
/// links or an insertion and a deletion, the first in that order stays.
pub(crate) fn canonical(marks: &mut Vec<Mark>) {
    marks.sort_by_key(Mark::rank);
    let mut kept: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks.drain(..) {
        let excluded = kept.last().is_some_and(|last| match (last, &mark) {
            (Mark::Suggestion(one), Mark::Suggestion(other)) => exclude(one, other),
            _ => last.rank() == mark.rank(),
        });
        if !excluded && !kept.contains(&mark) {
            kept.push(mark);
        }
    }
    *marks = kept;
}

/// The same for the suggestions of a block.
pub(crate) fn canonical_suggestions(suggestions: &mut Vec<Suggestion>) {
    let mut marks: Vec<Mark> = suggestions.drain(..).map(Mark::Suggestion).collect();
    canonical(&mut marks);
    suggestions.extend(marks.into_iter().filter_map(|mark| match mark {
        Mark::Suggestion(suggestion) => Some(suggestion),
        _ => None,
    }));
}

fn exclude(one: &Suggestion, other: &Suggestion) -> bool {
    !matches!((one, other), (Suggestion::Modification(_), Suggestion::Modification(_)))
}
