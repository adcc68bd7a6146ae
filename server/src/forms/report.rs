//! The desk's report, as a page and as files for spreadsheet programs.

use app::auth::{Action, authorize};
use app::error::{AppError, Problem};
use app::state::AppState;
use app::time::Day;
use app::workflow::{DeskReport, ReportRow, as_csv, report as rows_of, report_cells};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use leptos::prelude::{IntoAny, view};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Deserialize;

use super::render::{SignedIn, desk_page, error_page, refused, status_of};

/// Which days are asked for; without them, this month.
#[derive(Deserialize)]
pub struct Span {
    #[serde(default)]
    tu: String,
    #[serde(default)]
    den: String,
}

impl Span {
    /// The first and the last day.
    fn days(&self, today: Day) -> Result<(Day, Day), AppError> {
        let (year, month, _) = today.civil();
        let read = |field, text: &str, or| match text {
            "" => Ok(or),
            text => Day::parse_iso(text).ok_or_else(|| AppError::field(field, Problem::Malformed)),
        };
        let first = read("tu", &self.tu, Day::from_civil(year, month, 1).unwrap_or(today))?;
        let last = read("den", &self.den, today)?;
        if last < first { Err(AppError::field("den", Problem::Malformed)) } else { Ok((first, last)) }
    }
}

async fn asked(state: &AppState, who: &SignedIn, span: &Span) -> Result<(Vec<ReportRow>, Day, Day), AppError> {
    authorize(&who.actor(), Action::Edit)?;
    let (first, last) = span.days(state.clock.now().day())?;
    Ok((rows_of(&state.db, &who.0, first, last).await?, first, last))
}

/// The report.
pub async fn report(State(state): State<AppState>, who: SignedIn, Query(span): Query<Span>) -> Response {
    let (rows, first, last, error) = match asked(&state, &who, &span).await {
        Ok((rows, first, last)) => (rows, first.iso(), last.iso(), None),
        Err(error @ AppError::Invalid(_)) => (Vec::new(), span.tu, span.den, Some(error)),
        Err(error) => return error_page(&state, error).await,
    };
    desk_page(&state, status_of(&error), move || {
        let (staff, rows, error) = (who.0.clone(), rows.clone(), error.clone());
        let (first, last) = (first.clone(), last.clone());
        view! { <DeskReport staff rows first last error/> }.into_any()
    })
    .await
}

fn download(kind: &'static str, name: String, bytes: Vec<u8>) -> Response {
    let place = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, place)], bytes).into_response()
}

/// The report as CSV.
pub async fn report_csv(State(state): State<AppState>, who: SignedIn, Query(span): Query<Span>) -> Response {
    match asked(&state, &who, &span).await {
        Ok((rows, first, last)) => {
            let name = format!("bao-cao-{}-{}.csv", first.iso(), last.iso());
            download("text/csv; charset=utf-8", name, as_csv(&report_cells(&rows)).into_bytes())
        }
        Err(error) => refused(&http::Method::POST, &error),
    }
}

/// Texts stay texts there, so none of them is run as a formula.
fn as_xlsx(lines: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    for (row, line) in (0_u32..).zip(lines) {
        for (column, cell) in (0_u16..).zip(line) {
            match cell.parse::<u32>() {
                Ok(figure) if column > 1 => sheet.write_number(row, column, figure)?,
                _ if row == 0 => sheet.write_string_with_format(row, column, cell, &bold)?,
                _ => sheet.write_string(row, column, cell)?,
            };
        }
    }
    sheet.autofit();
    book.save_to_buffer()
}

/// The report as an Excel file.
pub async fn report_xlsx(State(state): State<AppState>, who: SignedIn, Query(span): Query<Span>) -> Response {
    let (rows, first, last) = match asked(&state, &who, &span).await {
        Ok(asked) => asked,
        Err(error) => return refused(&http::Method::POST, &error),
    };
    match as_xlsx(&report_cells(&rows)) {
        Ok(bytes) => {
            let name = format!("bao-cao-{}-{}.xlsx", first.iso(), last.iso());
            download("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name, bytes)
        }
        Err(error) => {
            tracing::error!(%error, "a report could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
