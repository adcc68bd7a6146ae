//! What keeps a draft from being published.

use std::fmt;

use crate::walk::{self, Part};
use crate::{Block, Document, FootnoteId, Inline, Mark, Node};

/// Where in a document something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the node with that id.
    Node(String),
    /// In what that footnote says.
    Footnote(FootnoteId),
}

/// A reason not to publish. Each is told once for a place; [`fmt::Display`] gives it in Vietnamese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Something that this version does not understand, so that readers would miss it.
    Unknown(Place),
    /// A suggested change that nobody has accepted or rejected.
    Suggestion(Place),
    /// A reference to a footnote that does not exist or says nothing.
    EmptyFootnote(Place, FootnoteId),
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown(_) => "Có nội dung mà phiên bản này chưa hiển thị được.",
            Self::Suggestion(_) => "Có đề nghị sửa chưa được chấp nhận hoặc từ chối.",
            Self::EmptyFootnote(..) => "Có dấu chú thích nhưng chú thích chưa có nội dung.",
        })
    }
}

impl Document {
    /// Whether anything awaits that somebody accepts or rejects it.
    #[must_use]
    pub fn has_suggestions(&self) -> bool {
        let mut found = self.footnotes.values().flatten().any(is_suggested);
        walk::parts(&self.blocks, &mut |part| {
            found |= !part.suggestions().is_empty() || part.content().iter().any(is_suggested);
        });
        found
    }

    /// Whether the body may be shown to readers as it is.
    ///
    /// # Errors
    /// Every obstacle, in reading order.
    pub fn publishable(&self) -> Result<(), Vec<Obstacle>> {
        let mut obstacles = Vec::new();
        walk::parts(&self.blocks, &mut |part| {
            let place = || Place::Node(part.id().to_owned());
            let is_unknown = matches!(part, Part::Block(Block { node: Node::Unknown(_), .. }));
            if is_unknown || part.content().iter().any(is_kept) {
                obstacles.push(Obstacle::Unknown(place()));
            }
            if !part.suggestions().is_empty() || part.content().iter().any(is_suggested) {
                obstacles.push(Obstacle::Suggestion(place()));
            }
            for id in part.references() {
                let says_something = self.footnotes.get(id).is_some_and(|content| content.iter().any(walk::shows));
                let obstacle = Obstacle::EmptyFootnote(place(), id.clone());
                if !says_something && obstacles.last() != Some(&obstacle) {
                    obstacles.push(obstacle);
                }
            }
        });
        for (id, content) in &self.footnotes {
            if content.iter().any(is_kept) {
                obstacles.push(Obstacle::Unknown(Place::Footnote(id.clone())));
            }
            if content.iter().any(is_suggested) {
                obstacles.push(Obstacle::Suggestion(Place::Footnote(id.clone())));
            }
        }
        if obstacles.is_empty() { Ok(()) } else { Err(obstacles) }
    }
}

fn is_kept(inline: &Inline) -> bool {
    matches!(inline, Inline::Unknown(..))
}

fn is_suggested(inline: &Inline) -> bool {
    inline.marks().iter().any(|mark| matches!(mark, Mark::Suggestion(_)))
}
