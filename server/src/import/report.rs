//! What an import found, changed, missed and doubts.

use std::fmt;

use super::ImportError;

/// The report of one import.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was read: a name and its value or count.
    pub found: Vec<(&'static str, String)>,
    /// Words that were repaired: before and after, in order.
    pub repaired: Vec<(String, String)>,
    /// Blocks that a page of this kind has and this one has empty.
    pub empty: Vec<String>,
    /// Pictures and files that the page names and that are not there.
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

impl Report {
    /// The report without what was done, as it is kept beside the article.
    pub fn findings(&self) -> String {
        Findings(self).to_string()
    }
}

struct Findings<'a>(&'a Report);

impl fmt::Display for Findings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.0;
        writeln!(f, "Found")?;
        for (name, value) in &report.found {
            writeln!(f, "  {name}: {value}")?;
        }
        writeln!(f, "Changed")?;
        writeln!(f, "  words repaired: {}", report.repaired.len())?;
        let mut distinct: Vec<(&(String, String), usize)> = Vec::new();
        for pair in &report.repaired {
            match distinct.iter_mut().find(|(seen, _)| *seen == pair) {
                Some((_, count)) => *count += 1,
                None => distinct.push((pair, 1)),
            }
        }
        for ((before, after), count) in distinct {
            writeln!(f, "    {before} -> {after} ({count})")?;
        }
        writeln!(f, "Missing: {}", report.missing.len() + report.empty.len())?;
        for line in report.missing.iter().chain(&report.empty) {
            writeln!(f, "  {line}")?;
        }
        writeln!(f, "Doubtful: {}", report.doubtful.len())?;
        for line in &report.doubtful {
            writeln!(f, "  {line}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Findings(self))?;
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

/// What an import of many pages came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages that are new.
    pub stored: usize,
    /// Pages that were there already.
    pub unchanged: usize,
    /// Pages that were there from another text.
    pub differ: usize,
    /// Pages that would be stored.
    pub readable: usize,
    /// Pages that could not be imported.
    pub refused: usize,
    /// Files that were passed by without being looked at.
    pub passed: usize,
    /// Words that were repaired.
    pub repaired: usize,
    /// Pictures and files that the pages name and that are not there.
    pub missing: usize,
}

impl Summary {
    /// Counts what became of a page and gives its line; an empty line for what was no page.
    ///
    /// # Errors
    /// What concerns more than this page: a database that no longer stores.
    pub fn count(&mut self, path: &str, said: Result<Option<Report>, ImportError>) -> Result<String, ImportError> {
        let report = match said {
            Ok(Some(report)) => report,
            Ok(None) => {
                self.passed += 1;
                return Ok(format!("passed by  {path}: is no page"));
            }
            Err(error) if error.stops => return Err(ImportError::stopping(format!("{path}: {error}"))),
            Err(error) => {
                self.refused += 1;
                return Ok(format!("refused    {path}: {error}"));
            }
        };
        let (word, address, counter) = match &report.outcome {
            Outcome::DryRun => ("readable ", "", &mut self.readable),
            Outcome::Stored(address) => ("stored   ", address.as_str(), &mut self.stored),
            Outcome::Unchanged(address) => ("unchanged", address.as_str(), &mut self.unchanged),
            Outcome::Differs(address) => ("differs  ", address.as_str(), &mut self.differ),
        };
        *counter += 1;
        self.repaired += report.repaired.len();
        self.missing += report.missing.len();
        let mut line = format!("{word}  {path}");
        if !address.is_empty() {
            line.push_str(&format!(" -> {address}"));
        }
        for (count, what) in [(report.repaired.len(), "words repaired"), (report.missing.len(), "missing")] {
            if count > 0 {
                line.push_str(&format!(", {count} {what}"));
            }
        }
        for note in report.missing.iter().chain(&report.doubtful) {
            line.push_str(&format!("\n           {note}"));
        }
        Ok(line)
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.readable, "readable (dry run: nothing was written)"),
            (self.stored, "stored"),
            (self.unchanged, "unchanged"),
            (self.differ, "different from what was imported before, left as they are"),
            (self.refused, "refused"),
            (self.passed, "passed by"),
        ];
        let said: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let said = if said.is_empty() { "no pages".to_owned() } else { said.join(", ") };
        write!(f, "{said}; {} words repaired, {} files missing", self.repaired, self.missing)
    }
}
