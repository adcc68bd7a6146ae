//! Who wrote and published how much, in a span of days.

use crate::auth::{Action, Actor, Place, Staff, authorize_at};
use crate::db::{Db, DbResult, args, row, statements};
use crate::ids::SectionId;
use crate::time::Day;

statements! { "report";
    /// An article counts for who began it, on the day it was first published; a version for who saved it.
    REPORT = "SELECT s.id AS section_id, s.name AS section, p.name AS author,
            COUNT(DISTINCT CASE WHEN a.published_at >= $1 AND a.published_at < $2 THEN a.id END) AS published,
            COUNT(DISTINCT CASE WHEN v.version = 1 AND v.saved_at >= $1 AND v.saved_at < $2 THEN a.id END) AS begun,
            COUNT(DISTINCT CASE WHEN w.stage <> 'published' AND v.saved_at >= $1 AND v.saved_at < $2 THEN a.id END) AS open,
            COUNT(CASE WHEN v.saved_at >= $1 AND v.saved_at < $2 THEN 1 END) AS saves
        FROM article a
        JOIN section s ON s.id = a.section_id
        JOIN article_work w ON w.article_id = a.id
        JOIN article_version v ON v.article_id = a.id
        LEFT JOIN account p ON p.id = w.author_id
        WHERE (a.published_at >= $1 AND a.published_at < $2) OR (v.saved_at >= $1 AND v.saved_at < $2)
        GROUP BY s.id, s.name, s.position, p.id, p.name
        ORDER BY s.position, s.id, published DESC, saves DESC, p.name";
}
pub use STATEMENTS as REPORT_STATEMENTS;

row! {
    /// What one person did in one section.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ReportRow {
        section_id: i64, section: String, author: Option<String>, published: i64, begun: i64, open: i64, saves: i64,
    }
}

/// What was written and published from the first day to the last, in the sections in which the person may edit.
///
/// # Errors
/// A database that does not answer.
pub async fn report(db: &Db, staff: &Staff, first: Day, last: Day) -> DbResult<Vec<ReportRow>> {
    let mut rows: Vec<ReportRow> = REPORT.with(args![first.start().0, last.plus(1).start().0]).all(db).await?;
    let actor = Actor::Staff(staff.clone());
    rows.retain(|row| authorize_at(&actor, Action::Edit, Place::Section(SectionId(row.section_id))).is_ok());
    Ok(rows)
}

/// A cell of a CSV file. A spreadsheet program takes a cell that begins with one of these for a formula, whatever the
/// quotes (ASVS 5.0, 1.2.10), so an apostrophe goes before it.
fn cell(text: &str) -> String {
    let risky = text.trim_start().chars().next().is_some_and(|c| "=+-@＝＋－＠\t\r\n|".contains(c));
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Lines of cells as CSV (RFC 4180), with the mark by which Excel knows UTF-8.
pub fn as_csv(lines: &[Vec<String>]) -> String {
    let mut csv = String::from("\u{feff}");
    for line in lines {
        let cells: Vec<String> = line.iter().map(|text| cell(text)).collect();
        csv.push_str(&cells.join(","));
        csv.push_str("\r\n");
    }
    csv
}

#[cfg(test)]
mod tests {
    //! What a spreadsheet program would run, it gets as text.
    use super::as_csv;

    #[test]
    fn no_cell_is_a_formula() {
        let evil = ["=1+1", " =cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "a\"b", "Nguyễn, Văn", "12"];
        let csv = as_csv(&[evil.map(str::to_owned).to_vec()]);
        let wanted = "\u{feff}\"'=1+1\",\"' =cmd|' /C calc'!A0\",\"'+1\",\"'-1\",\"'@SUM(A1)\",\"'\t=1\",\"'＝1\",\"a\"\"b\",\"Nguyễn, Văn\",\"12\"\r\n";
        assert_eq!(csv, wanted);
    }
}
