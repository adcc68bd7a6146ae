//! The step that undoes a step.

use serde_json::Value;

use super::apply::{displaced, node_at, value_of};
use super::slice::Slice;
use super::step::{Around, Kind, MarkRange, Replace, Setting};
use super::tree::Tree;
use super::{Step, StepError};

impl Step {
    /// The step that leads back, given the tree as it was before this one.
    ///
    /// # Errors
    /// Where a position of the step is not in that tree.
    pub fn invert(&self, before: &Tree) -> Result<Self, StepError> {
        let doc = before.root();
        Ok(Self(match &self.0 {
            Kind::Replace(step) => Kind::Replace(Replace {
                from: step.from,
                to: step.from + step.slice.size(),
                slice: Slice::between(doc, step.from, step.to)?,
                structure: false,
            }),
            Kind::Around(step) => Kind::Around(step.invert(before)?),
            Kind::Mark(range) => single(range.invert(doc)),
            Kind::MarkSet(ranges) => Kind::MarkSet(ranges.iter().flat_map(|range| range.invert(doc)).collect()),
            Kind::AddNodeMark(at, mark) => match node_at(doc, *at)? {
                Some(node) if mark.added_to(node.marks()).len() == node.marks().len() => {
                    Kind::AddNodeMark(*at, displaced(node.marks(), mark).unwrap_or_else(|| mark.clone()))
                }
                _ => Kind::RemoveNodeMark(*at, mark.clone()),
            },
            Kind::RemoveNodeMark(at, mark) => match node_at(doc, *at)? {
                Some(node) if node.marks().contains(mark) => Kind::AddNodeMark(*at, mark.clone()),
                _ => self.0.clone(),
            },
            Kind::Attr(at, setting) => {
                let node = node_at(doc, *at)?.ok_or(StepError::Misfit("there is no node at the position"))?;
                Kind::Attr(*at, setting.before(value_of(&node, &setting.name)))
            }
            Kind::DocAttr(setting) => Kind::DocAttr(setting.before(value_of(doc, &setting.name))),
        }))
    }
}

/// A set of one is the step itself, as ProseMirror writes it.
fn single(mut ranges: Vec<MarkRange>) -> Kind {
    match (ranges.pop(), ranges.is_empty()) {
        (Some(range), true) => Kind::Mark(range),
        (last, _) => {
            ranges.extend(last);
            Kind::MarkSet(ranges)
        }
    }
}

impl Around {
    fn invert(&self, before: &Tree) -> Result<Self, StepError> {
        const NOT_A_GAP: StepError = StepError::Misfit("the gap is not within its range");
        let gap = self.gap_to.checked_sub(self.gap_from).ok_or(NOT_A_GAP)?;
        let offset = self.gap_from.checked_sub(self.from).ok_or(NOT_A_GAP)?;
        let old = Slice::between(before.root(), self.from, self.to)?;
        Ok(Self {
            from: self.from,
            to: self.from + self.slice.size() + gap,
            gap_from: self.from + self.insert,
            gap_to: self.from + self.insert + gap,
            slice: old.without(offset, offset + gap)?,
            insert: offset,
            structure: self.structure,
        })
    }
}

impl Setting {
    fn before(&self, value: Option<Value>) -> Self {
        Self { name: self.name.clone(), value }
    }
}
