//! A page, read: what an importer found, before anything is stored.

use app::time::Day;
use prose::{Block, Document, MediaId};

use super::{ImportError, Report};

/// What becomes an article.
#[derive(Debug, Default)]
pub struct Entry {
    /// The section's name, where the page told it.
    pub section: Option<String>,
    /// The title.
    pub title: String,
    /// The day it was published, where the page told it.
    pub date: Option<Day>,
    /// The old site's reads.
    pub reads: Option<i64>,
    /// The lead; empty for none.
    pub lead: String,
    /// The body. It names the n-th of `files`, counted from 0, as [`provisional`] says.
    pub body: Document,
    /// Who wrote it.
    pub byline_name: String,
    /// The writer's office.
    pub byline_office: String,
    /// The question of a poll that stood beside it.
    pub poll_question: Option<String>,
    /// The old site's visits.
    pub visits_all: Option<i64>,
    /// Paths in the tree of the files that the body shows or links to.
    pub files: Vec<String>,
    /// Which of the files are offered below the article.
    pub attachments: Vec<usize>,
    /// Where the page was on the old site.
    pub addresses: Vec<String>,
}

/// The key by which a body names a file that is not stored yet; real keys are never negative.
pub fn provisional(place: usize) -> MediaId {
    MediaId(-1 - i64::try_from(place).unwrap_or(i64::MAX - 1))
}

/// What stands for the address of a file that is not stored yet; no page of any site has such a link.
const PENDING: &str = "/-dinh-tep-dang-cho-luu-/";

/// The address by which a body links to the n-th of `files`.
pub fn provisional_link(place: usize) -> String {
    format!("{PENDING}{place}")
}

/// The inverse of [`provisional_link`]; `None` for any other address.
pub fn place_in(address: &str) -> Option<usize> {
    address.strip_prefix(PENDING)?.parse().ok()
}

/// The inverse of [`provisional`]; `None` for a real key.
pub fn place_of(key: MediaId) -> Option<usize> {
    usize::try_from(-1 - key.0).ok()
}

/// The longest title, lead and question of a poll that the desk takes, in characters.
const LONGEST: [usize; 3] = [300, 2000, 300];

/// Makes an entry one that can be stored and saved again at the desk. `today` is the newest day of a publication.
///
/// # Errors
/// A body beyond the limits of the model, a title too long to be one.
pub fn settle(entry: &mut Entry, today: Day, report: &mut Report) -> Result<(), ImportError> {
    for line in [&mut entry.title, &mut entry.lead, &mut entry.byline_name, &mut entry.byline_office]
        .into_iter()
        .chain(&mut entry.section)
    {
        *line = one_line(line);
    }
    entry.section = entry.section.take().filter(|name| !name.is_empty());
    let [title, lead, question] = LONGEST;
    if entry.title.chars().count() > title {
        return Err(ImportError::page(format!("its title has more than {title} characters")));
    }
    if entry.lead.chars().count() > lead {
        let first = Block::paragraph(std::mem::take(&mut entry.lead));
        entry.body = Document::with_footnotes(
            [vec![first], std::mem::take(&mut entry.body.blocks)].concat(),
            std::mem::take(&mut entry.body.footnotes),
        );
        report.doubtful.push(format!("the lead had more than {lead} characters; it is the first paragraph now"));
    }
    if entry.poll_question.as_ref().is_some_and(|asked| asked.chars().count() > question) {
        entry.poll_question = None;
        report.doubtful.push(format!("the question of the poll has more than {question} characters; it is left out"));
    }
    if let Some(date) = entry.date.filter(|date| *date > today) {
        entry.date = None;
        report.doubtful.push(format!("its date, {}, is yet to come; it is published as of today", date.short()));
    }
    entry.body.check().map_err(|error| ImportError::page(error.to_string()))
}

/// Without control characters and line ends.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
