//! Fields of plain forms: label, control, and what is wrong with it, tied together for screen readers.

use leptos::prelude::*;

use crate::error::{AppError, FieldError};
use crate::text::labels;

fn problem_of(name: &str, error: Option<&AppError>) -> Option<&'static str> {
    let Some(AppError::Invalid(fields)) = error else {
        return None;
    };
    let FieldError { problem, .. } = fields.iter().find(|field| field.field == name)?;
    Some(labels().problem(*problem))
}

fn wrap(name: &'static str, label: &'static str, error: Option<&AppError>, control: AnyView) -> impl IntoView + use<> {
    let problem = problem_of(name, error);
    view! {
        <div class="field" class:field--wrong=problem.is_some()>
            <label class="field__label" for=name>{label}</label>
            {control}
            {problem.map(|words| view! { <p class="field__problem" id=format!("{name}-problem")>{words}</p> })}
        </div>
    }
}

fn described(name: &str, error: Option<&AppError>) -> Option<String> {
    problem_of(name, error).map(|_| format!("{name}-problem"))
}

/// A line of text; `kind` is the input's type.
pub fn line_field(
    name: &'static str,
    kind: &'static str,
    label: &'static str,
    value: String,
    error: Option<&AppError>,
) -> impl IntoView + use<> {
    let described = described(name, error);
    let invalid = described.is_some().then_some("true");
    let complete = match kind {
        "password" => "current-password",
        "email" => "username",
        _ => "off",
    };
    let control = view! {
        <input class="field__control" id=name name=name type=kind value=value autocomplete=complete
            aria-describedby=described aria-invalid=invalid/>
    };
    wrap(name, label, error, control.into_any())
}

/// Text of several lines.
///
/// Leptos 0.8 writes the children of a `<textarea>` unescaped on the server, so the text is escaped here. A newline
/// goes first because an HTML parser drops the first one.
pub fn area_field(
    name: &'static str,
    rows: u8,
    label: &'static str,
    value: &str,
    error: Option<&AppError>,
) -> impl IntoView + use<> {
    let escaped = format!("\n{}", value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
    let described = described(name, error);
    let invalid = described.is_some().then_some("true");
    let control = view! {
        <textarea class="field__control" id=name name=name rows=rows.to_string() inner_html=escaped
            aria-describedby=described aria-invalid=invalid></textarea>
    };
    wrap(name, label, error, control.into_any())
}

/// One of a list: each a value and its words.
pub fn choice_field(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
    error: Option<&AppError>,
) -> impl IntoView + use<> {
    let chosen = chosen.to_owned();
    let control = view! {
        <select class="field__control" id=name name=name>
            {options.into_iter().map(|(value, words)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{words}</option> }
            }).collect_view()}
        </select>
    };
    wrap(name, label, error, control.into_any())
}

/// What is wrong with the whole form, in words.
pub fn form_problem(error: Option<&AppError>) -> impl IntoView + use<> {
    error.map(|error| {
        let words = error.message(labels());
        view! { <p class="form__problem" role="alert">{words}</p> }
    })
}
