//! What is worked on: a text, its repair, and which changes the reader does not want.

use vietnamese::repair::{Change, Confidence, Repair, repair_chosen};

/// The longest text that is repaired, in bytes; the server's limit is the same.
pub const LONGEST: usize = 1024 * 1024;

/// A text and its repair.
pub struct Work {
    original: String,
    repair: Repair,
    /// Equal changes, by their places in the repair.
    groups: Vec<Vec<usize>>,
    /// Groups that stay as they were.
    kept: Vec<bool>,
}

impl Work {
    /// Repairs a text; `encoding` is a name, or empty to have it found out.
    pub fn new(original: String, encoding: &str) -> Self {
        let repair = repair_chosen(&original, encoding);
        let groups: Vec<Vec<usize>> = repair.groups().into_iter().map(|group| group.places).collect();
        let kept = vec![false; groups.len()];
        Self { original, repair, groups, kept }
    }

    /// How many words were changed, and how many of these a person should look at.
    pub fn counts(&self) -> (usize, usize) {
        let wanted = self.wanted();
        let changes = || self.repair.changes.iter().zip(&wanted).filter(|(_, wanted)| **wanted);
        let doubtful = changes().filter(|(change, _)| change.confidence == Confidence::Likely);
        (changes().count(), doubtful.count())
    }

    /// Each kind of change, with how often it was made.
    pub fn rows(&self) -> impl Iterator<Item = (&Change, usize)> {
        self.groups.iter().filter_map(|group| {
            let first = group.first().and_then(|index| self.repair.changes.get(*index))?;
            Some((first, group.len()))
        })
    }

    /// Keeps a kind of change from being made, or makes it again.
    pub fn keep(&mut self, group: usize, keep: bool) {
        if let Some(kept) = self.kept.get_mut(group) {
            *kept = keep;
        }
    }

    /// The text with the changes that are wanted.
    pub fn text(&self) -> String {
        let wanted = self.wanted();
        self.repair.with(&self.original, |index| wanted.get(index).copied().unwrap_or(true))
    }

    /// Whether each change is made.
    fn wanted(&self) -> Vec<bool> {
        let mut wanted = vec![true; self.repair.changes.len()];
        for (group, _) in self.groups.iter().zip(&self.kept).filter(|(_, kept)| **kept) {
            for index in group {
                if let Some(wanted) = wanted.get_mut(*index) {
                    *wanted = false;
                }
            }
        }
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::Work;

    #[test]
    fn a_change_that_is_not_wanted_is_not_made() {
        let mut work = Work::new("caìc xaÞ, caìc tiÒnh".to_owned(), "");
        assert_eq!(work.text(), "các xã, các tỉnh");
        let rows: Vec<_> = work.rows().map(|(change, times)| (change.after.as_str(), times)).collect();
        assert_eq!(rows, [("các", 2), ("xã", 1), ("tỉnh", 1)]);
        work.keep(0, true);
        assert_eq!(work.text(), "caìc xã, caìc tỉnh");
        assert_eq!(work.counts(), (2, 0));
        work.keep(0, false);
        assert_eq!((work.text().as_str(), work.counts()), ("các xã, các tỉnh", (4, 0)));
    }
}
