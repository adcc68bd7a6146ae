//! `/bien-tap/bao-cao`: who wrote and published how much.

use leptos::prelude::*;

use super::ReportRow;
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::text::{labels, number};
use crate::ui::{form_problem, line_field};

/// The rows of a report as cells: the heads, then each row, then the sums.
pub fn report_cells(rows: &[ReportRow]) -> Vec<Vec<String>> {
    let words = labels().workflow();
    let heads = [labels().desk().section, words.author, words.r_published, words.r_begun, words.r_open, words.r_saves];
    let mut lines = vec![heads.map(str::to_owned).to_vec()];
    let author = |row: &ReportRow| row.author.clone().unwrap_or_else(|| words.unknown.to_owned());
    for row in rows {
        let figures = [row.published, row.begun, row.open, row.saves].map(|figure| figure.to_string());
        lines.push([vec![row.section.clone(), author(row)], figures.to_vec()].concat());
    }
    let sum = |figure: fn(&ReportRow) -> i64| rows.iter().map(figure).sum::<i64>().to_string();
    lines.push(vec![
        words.total.to_owned(),
        String::new(),
        sum(|row| row.published),
        sum(|row| row.begun),
        sum(|row| row.open),
        sum(|row| row.saves),
    ]);
    lines
}

/// The report.
#[component]
pub fn DeskReport(
    /// Who is signed in.
    staff: Staff,
    /// The rows.
    rows: Vec<ReportRow>,
    /// The first day, as the form writes it.
    first: String,
    /// The last day, as the form writes it.
    last: String,
    /// What is wrong with the days.
    error: Option<AppError>,
) -> impl IntoView {
    let words = labels().workflow();
    let mut lines = report_cells(&rows).into_iter();
    let heads = lines.next().unwrap_or_default();
    let query = format!("?tu={first}&den={last}");
    view! {
        <DeskFrame staff tab=Tab::Articles heading=words.report done=None>
            {form_problem(error.as_ref())}
            <p class="page__lead">{words.report_lead}</p>
            <form class="form form--wide filter" method="get" action="/bien-tap/bao-cao">
                {line_field("tu", "date", words.first, first, error.as_ref())}
                {line_field("den", "date", words.last, last, error.as_ref())}
                <button class="button button--plain" type="submit">{words.filter}</button>
            </form>
            <div class="table-scroll" tabindex="0" role="region" aria-label=words.report>
                <table class="table">
                    <thead><tr>{heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                    <tbody>{lines.map(|line| view! { <Line line/> }).collect_view()}</tbody>
                </table>
            </div>
            <p class="form__buttons">
                <a class="button button--plain" href=format!("/bien-tap/bao-cao.csv{query}")>{words.as_csv}</a>
                <a class="button button--plain" href=format!("/bien-tap/bao-cao.xlsx{query}")>{words.as_xlsx}</a>
            </p>
        </DeskFrame>
    }
}

#[component]
fn Line(line: Vec<String>) -> impl IntoView {
    let mut cells = line.into_iter();
    let first = cells.next().unwrap_or_default();
    let rest = cells.map(|cell| cell.parse::<i64>().map_or(cell, number));
    view! { <tr><th scope="row">{first}</th>{rest.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
}
