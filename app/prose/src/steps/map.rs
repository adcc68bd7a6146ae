//! Positions carried over from before a change to after it.

/// With which neighbour a position stays when something is put right at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// With what is before it (ProseMirror's `assoc` of -1).
    Before,
    /// With what is behind it (ProseMirror's `assoc` of 1).
    After,
}

/// Where a position went, and what happened around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    /// The new position.
    pub position: usize,
    /// Whether what stood on the side asked for was deleted.
    pub deleted: bool,
    /// Whether what stood before it was deleted.
    pub deleted_before: bool,
    /// Whether what stood behind it was deleted.
    pub deleted_after: bool,
    /// Whether one change deleted what stood on both sides.
    pub deleted_across: bool,
}

/// What a step did to positions: up to two ranges, each with its start and its size before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepMap {
    ranges: Vec<Range>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    start: usize,
    old: usize,
    new: usize,
}

/// A place in a range that was deleted, so that it can be found again when the range comes back.
#[derive(Clone, Copy)]
struct Recover {
    index: usize,
    offset: usize,
}

/// Several maps in a row. A map can be told to be the mirror of an earlier one, as when a step is undone and made
/// again: positions in what it deleted then come back to where they were.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    maps: Vec<StepMap>,
    /// For each map, the later one that restores what it deletes.
    restored_by: Vec<Option<usize>>,
}

impl StepMap {
    /// A map of ranges in order, each with start, old size and new size.
    pub(super) fn new<const N: usize>(ranges: [(usize, usize, usize); N]) -> Self {
        Self { ranges: ranges.into_iter().map(|(start, old, new)| Range { start, old, new }).collect() }
    }

    /// Each changed range in order: where it starts in the old document, its old size and its new size.
    pub fn ranges(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.ranges.iter().map(|range| (range.start, range.old, range.new))
    }

    /// The map back.
    #[must_use]
    pub fn inverted(&self) -> Self {
        let mut shifted = Shift::default();
        let back = |range: &Range| {
            let start = shifted.apply(range.start);
            shifted.pass(range);
            Range { start, old: range.new, new: range.old }
        };
        Self { ranges: self.ranges.iter().map(back).collect() }
    }

    /// The position after the change.
    #[must_use]
    pub fn map(&self, position: usize, side: Side) -> usize {
        self.map_result(position, side).position
    }

    /// The position after the change, and what became of its neighbours.
    #[must_use]
    pub fn map_result(&self, position: usize, side: Side) -> Mapped {
        self.follow(position, side).0
    }

    fn follow(&self, position: usize, side: Side) -> (Mapped, Option<Recover>) {
        let mut shift = Shift::default();
        for (index, range) in self.ranges.iter().enumerate() {
            let (start, end) = (range.start, range.start + range.old);
            if start > position {
                break;
            }
            if position <= end {
                let stays = match side {
                    _ if range.old == 0 => side,
                    _ if position == start => Side::Before,
                    _ if position == end => Side::After,
                    _ => side,
                };
                let added = if stays == Side::Before { 0 } else { range.new };
                let kept_edge = if side == Side::Before { start } else { end };
                let is_cut = range.old > 0;
                let mapped = Mapped {
                    position: shift.apply(start) + added,
                    deleted: is_cut && position != kept_edge,
                    deleted_before: is_cut && position != start,
                    deleted_after: is_cut && position != end,
                    deleted_across: is_cut && position != start && position != end,
                };
                let recover = (position != kept_edge).then_some(Recover { index, offset: position - start });
                return (mapped, recover);
            }
            shift.pass(range);
        }
        (Mapped { position: shift.apply(position), ..Mapped::default() }, None)
    }

    /// Where a place that another map deleted is after this one, its mirror.
    fn recover(&self, place: Recover) -> Option<usize> {
        let mut shift = Shift::default();
        self.ranges.iter().take(place.index).for_each(|range| shift.pass(range));
        Some(shift.apply(self.ranges.get(place.index)?.start) + place.offset)
    }
}

/// How far positions behind the ranges passed so far have moved.
#[derive(Default)]
struct Shift {
    added: usize,
    removed: usize,
}

impl Shift {
    fn pass(&mut self, range: &Range) {
        self.added += range.new;
        self.removed += range.old;
    }

    fn apply(&self, position: usize) -> usize {
        (position + self.added).saturating_sub(self.removed)
    }
}

impl From<Vec<StepMap>> for Mapping {
    fn from(maps: Vec<StepMap>) -> Self {
        Self { restored_by: vec![None; maps.len()], maps }
    }
}

impl Mapping {
    /// Adds a map at the end; `mirror` is the index of the earlier map whose deletions it restores.
    pub fn push(&mut self, map: StepMap, mirror: Option<usize>) {
        let index = self.maps.len();
        if let Some(restored) = mirror.and_then(|mirror| self.restored_by.get_mut(mirror)) {
            *restored = Some(index);
        }
        self.maps.push(map);
        self.restored_by.push(None);
    }

    /// The position after all changes.
    #[must_use]
    pub fn map(&self, position: usize, side: Side) -> usize {
        self.map_result(position, side).position
    }

    /// The position after all changes, and what became of its neighbours on the way.
    #[must_use]
    pub fn map_result(&self, position: usize, side: Side) -> Mapped {
        self.map_from(0, position, side)
    }

    /// As [`Mapping::map_result`], for a position that is known only from the `first` map on.
    #[must_use]
    pub fn map_from(&self, first: usize, position: usize, side: Side) -> Mapped {
        let mut total = Mapped { position, ..Mapped::default() };
        let mut index = first;
        while let Some(map) = self.maps.get(index) {
            let (mapped, recover) = map.follow(total.position, side);
            let mirror = self.restored_by.get(index).copied().flatten();
            let found = recover.zip(mirror).and_then(|(place, at)| Some((at, self.maps.get(at)?.recover(place)?)));
            if let Some((at, position)) = found {
                (index, total.position) = (at + 1, position);
                continue;
            }
            total = Mapped {
                position: mapped.position,
                deleted: total.deleted || mapped.deleted,
                deleted_before: total.deleted_before || mapped.deleted_before,
                deleted_after: total.deleted_after || mapped.deleted_after,
                deleted_across: total.deleted_across || mapped.deleted_across,
            };
            index += 1;
        }
        total
    }
}
