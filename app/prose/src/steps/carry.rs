//! Steps carried over other changes, and joined to their neighbours.

use super::Step;
use super::map::{Mapping, Side, StepMap};
use super::slice::Slice;
use super::step::{Around, Kind, MarkRange, Replace};

impl Step {
    /// What this step does to positions.
    #[must_use]
    pub fn step_map(&self) -> StepMap {
        match &self.0 {
            Kind::Replace(step) => StepMap::new([(step.from, step.to.saturating_sub(step.from), step.slice.size())]),
            Kind::Around(step) => StepMap::new([
                (step.from, step.gap_from.saturating_sub(step.from), step.insert),
                (step.gap_to, step.to.saturating_sub(step.gap_to), step.slice.size().saturating_sub(step.insert)),
            ]),
            _ => StepMap::default(),
        }
    }

    /// This step as it is after the changes of the mapping; `None` when what it was about is gone.
    #[must_use]
    pub fn map(&self, mapping: &Mapping) -> Option<Self> {
        self.map_from(mapping, 0)
    }

    /// As [`Step::map`], through the maps from the `first` on.
    pub(super) fn map_from(&self, mapping: &Mapping, first: usize) -> Option<Self> {
        let map = |position: usize, side: Side| mapping.map_from(first, position, side);
        let node = |position: usize| {
            let mapped = map(position, Side::After);
            (!mapped.deleted_after).then_some(mapped.position)
        };
        let kind = match &self.0 {
            Kind::Replace(step) => {
                let (from, to) = (map(step.from, Side::After), map(step.to, Side::Before));
                if from.deleted_across && to.deleted_across {
                    return None;
                }
                let to = to.position.max(from.position);
                Kind::Replace(Replace { from: from.position, to, ..step.clone() })
            }
            Kind::Around(step) => Kind::Around(step.map(&map)?),
            Kind::Mark(range) => Kind::Mark(range.map(&map)?),
            Kind::MarkSet(ranges) => {
                let left: Vec<_> = ranges.iter().filter_map(|range| range.map(&map)).collect();
                (!left.is_empty()).then_some(Kind::MarkSet(left))?
            }
            Kind::AddNodeMark(at, mark) => Kind::AddNodeMark(node(*at)?, mark.clone()),
            Kind::RemoveNodeMark(at, mark) => Kind::RemoveNodeMark(node(*at)?, mark.clone()),
            Kind::Attr(at, setting) => Kind::Attr(node(*at)?, setting.clone()),
            Kind::DocAttr(setting) => Kind::DocAttr(setting.clone()),
        };
        Some(Self(kind))
    }

    /// One step that does what this one and then `next` do, where ProseMirror makes one of them.
    #[must_use]
    pub fn merge(&self, next: &Self) -> Option<Self> {
        let kind = match (&self.0, &next.0) {
            (Kind::Replace(one), Kind::Replace(two)) => Kind::Replace(one.merge(two)?),
            (Kind::Mark(one), Kind::Mark(two)) => Kind::Mark(one.merge(two)?),
            _ => return None,
        };
        Some(Self(kind))
    }
}

impl Around {
    fn map(&self, map: &dyn Fn(usize, Side) -> super::Mapped) -> Option<Self> {
        let (from, to) = (map(self.from, Side::After), map(self.to, Side::Before));
        let gap_from =
            if self.from == self.gap_from { from.position } else { map(self.gap_from, Side::Before).position };
        let gap_to = if self.to == self.gap_to { to.position } else { map(self.gap_to, Side::After).position };
        let is_gone = from.deleted_across && to.deleted_across;
        if is_gone || gap_from < from.position || gap_to > to.position || gap_from > gap_to {
            return None;
        }
        Some(Self { from: from.position, to: to.position, gap_from, gap_to, ..self.clone() })
    }
}

impl MarkRange {
    fn map(&self, map: &dyn Fn(usize, Side) -> super::Mapped) -> Option<Self> {
        let (from, to) = (map(self.from, Side::After).position, map(self.to, Side::Before).position);
        (from < to).then(|| Self { from, to, ..self.clone() })
    }

    fn merge(&self, next: &Self) -> Option<Self> {
        let is_same = self.adds == next.adds && self.mark == next.mark;
        let joins = is_same && self.from <= next.to && self.to >= next.from;
        joins.then(|| Self { from: self.from.min(next.from), to: self.to.max(next.to), ..self.clone() })
    }
}

impl Replace {
    fn merge(&self, next: &Self) -> Option<Self> {
        if self.structure || next.structure {
            return None;
        }
        if self.from + self.slice.size() == next.from && self.slice.open_end == 0 && next.slice.open_start == 0 {
            let to = self.to + (next.to - next.from);
            Some(Self { from: self.from, to, slice: joined(&self.slice, &next.slice), structure: false })
        } else if next.to == self.from && self.slice.open_start == 0 && next.slice.open_end == 0 {
            Some(Self { from: next.from, to: self.to, slice: joined(&next.slice, &self.slice), structure: false })
        } else {
            None
        }
    }
}

fn joined(first: &Slice, second: &Slice) -> Slice {
    if first.size() + second.size() == 0 {
        return Slice::default();
    }
    let content = first.content.append(&second.content);
    Slice { content, open_start: first.open_start, open_end: second.open_end }
}
