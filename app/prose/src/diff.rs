//! What changed between two bodies, down to the word: to be shown, made and undone.
//!
//! Two bodies are laid side by side in three steps. Nodes whose content is alike, whatever their ids, stay. Of what is left
//! between them those are one node, edited, that hold enough of the same words; the rest was taken away or added. An edited
//! paragraph is compared word by word, an edited list, table or quotation in the same way as the body. What was moved is
//! taken away in one place and added in another.

mod align;
mod apply;
mod change;
mod edit;
mod merged;
mod node;
mod words;

use std::fmt;

use crate::html::{self, Options};
use crate::{Assets, Document, ProseError};
use change::Change;

/// What changed from one body to another. It holds all that it takes away and adds, and of what stays only how much it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    blocks: Vec<Change>,
    notes: Vec<Change>,
}

/// How much changed. A node within another that was added or taken away is not counted again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Blocks, items, rows, cells, pictures and footnotes that are new.
    pub added: usize,
    /// Those that are gone.
    pub removed: usize,
    /// Those whose own words, type or attributes changed.
    pub edited: usize,
    /// Words, which are Vietnamese syllables, that are new.
    pub words_added: usize,
    /// Words that are gone.
    pub words_removed: usize,
}

/// Why a change cannot be made or shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DiffError {
    /// The body is not the one that the change starts from.
    OtherBody,
    /// The outcome is no body; both sides together can exceed the limits when they are shown.
    Prose(ProseError),
}

impl fmt::Display for DiffError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherBody => f.write_str("the body is not the one that the change starts from"),
            Self::Prose(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for DiffError {}

impl From<ProseError> for DiffError {
    fn from(error: ProseError) -> Self {
        Self::Prose(error)
    }
}

/// Compares two bodies. The work is bounded: of two very long and wholly different runs of blocks or words, only their
/// common beginning and end are looked for.
#[must_use]
pub fn diff(before: &Document, after: &Document) -> Diff {
    let (before, after) = (node::Body::of(before), node::Body::of(after));
    Diff { blocks: edit::changes(&before.blocks, &after.blocks), notes: edit::notes(&before.notes, &after.notes) }
}

impl Diff {
    /// Whether nothing changed, ids included.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let stays = |change: &Change| matches!(change, Change::Keep(_));
        self.blocks.iter().chain(&self.notes).all(stays)
    }

    /// How much changed for a reader; ids do not count.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let mut extent = Extent::default();
        change::measure(&self.blocks, &mut extent);
        change::measure(&self.notes, &mut extent);
        extent
    }

    /// The change back.
    #[must_use]
    pub fn invert(&self) -> Self {
        Self { blocks: change::invert(&self.blocks), notes: change::invert(&self.notes) }
    }

    /// Makes the change. `before` is the first of the two bodies, or one that differs from it only in what stays.
    ///
    /// # Errors
    /// [`DiffError::OtherBody`] where it does not hold what is to be taken away or edited; [`DiffError::Prose`] where the
    /// outcome cannot be stored.
    pub fn apply(&self, before: &Document) -> Result<Document, DiffError> {
        let body = node::Body::of(before);
        let blocks = apply::changes(&self.blocks, &body.blocks)?;
        let notes = apply::changes(&self.notes, &body.notes)?;
        node::Body { blocks, notes }.into_document()
    }

    /// Both bodies in one: what is gone carries a deletion, what is new an insertion, and a node of another type or with
    /// other attributes modifications that tell them. Suggestions that stood there before give way to these.
    ///
    /// # Errors
    /// As [`Diff::apply`].
    pub fn merged(&self, before: &Document) -> Result<Document, DiffError> {
        let body = node::Body::of(before);
        let blocks = merged::changes(&self.blocks, &body.blocks)?;
        let notes = merged::changes(&self.notes, &body.notes)?;
        node::Body { blocks, notes }.into_document()
    }

    /// Both bodies in one as HTML, each change with its Vietnamese label, as [`html::render_with`] shows suggestions.
    ///
    /// # Errors
    /// As [`Diff::apply`].
    pub fn render(&self, before: &Document, assets: &dyn Assets, options: &Options<'_>) -> Result<String, DiffError> {
        Ok(html::render_with(&self.merged(before)?, assets, options))
    }
}
