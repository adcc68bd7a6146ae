//! What an import found, changed, missed and doubts.

use std::fmt;

/// The report of one import.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was read: a name and its value or count.
    pub found: Vec<(&'static str, String)>,
    /// Words that were repaired: before and after, in order.
    pub repaired: Vec<(String, String)>,
    /// Blocks that a page of this kind has and this one has empty.
    pub missing: Vec<String>,
    /// What a person should look at.
    pub doubtful: Vec<String>,
    /// What was done with it.
    pub outcome: Outcome,
}

/// What was done with a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was written, as asked.
    #[default]
    DryRun,
    /// It is new; the article's address.
    Stored(String),
    /// It was imported before and has not changed; the article's address.
    Unchanged(String),
    /// It was imported before from a text that differs; nothing was written.
    Differs(String),
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Found")?;
        for (name, value) in &self.found {
            writeln!(f, "  {name}: {value}")?;
        }
        writeln!(f, "Changed")?;
        writeln!(f, "  words repaired: {}", self.repaired.len())?;
        let mut distinct: Vec<(&(String, String), usize)> = Vec::new();
        for pair in &self.repaired {
            match distinct.iter_mut().find(|(seen, _)| *seen == pair) {
                Some((_, count)) => *count += 1,
                None => distinct.push((pair, 1)),
            }
        }
        for ((before, after), count) in distinct {
            writeln!(f, "    {before} -> {after} ({count})")?;
        }
        writeln!(f, "Missing: {}", self.missing.len())?;
        for line in &self.missing {
            writeln!(f, "  {line}")?;
        }
        writeln!(f, "Doubtful: {}", self.doubtful.len())?;
        for line in &self.doubtful {
            writeln!(f, "  {line}")?;
        }
        match &self.outcome {
            Outcome::DryRun => write!(f, "Dry run: nothing was written."),
            Outcome::Stored(address) => write!(f, "Stored as {address}."),
            Outcome::Unchanged(address) => {
                write!(f, "Imported before as {address}; nothing was changed.")
            }
            Outcome::Differs(address) => {
                write!(f, "Imported before as {address} from another text; nothing was changed.")
            }
        }
    }
}
