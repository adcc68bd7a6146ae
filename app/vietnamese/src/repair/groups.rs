//! Equal changes put together, as a person reviews them: once for a word, not once for each of its places.

use std::collections::HashMap;

use super::{Change, Repair};

/// A kind of change and where it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// The first of them.
    pub change: &'a Change,
    /// Its places in [`Repair::changes`], in order.
    pub places: Vec<usize>,
}

impl Repair {
    /// The changes with those put together that have before, after, rule and confidence in common, in the order in
    /// which each is first made.
    #[must_use]
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut known: HashMap<_, usize> = HashMap::new();
        for (place, change) in self.changes.iter().enumerate() {
            let key = (&change.before, &change.after, change.rule, change.confidence);
            let index = *known.entry(key).or_insert(groups.len());
            match groups.get_mut(index) {
                Some(group) => group.places.push(place),
                None => groups.push(Group { change, places: vec![place] }),
            }
        }
        groups
    }
}
