//! `/bien-tap/tep`: the files, and uploading one.

use leptos::prelude::*;

use super::{Stored, file_url, small_url};
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::ids::MediaId;
use crate::text::{bytes, labels};
use crate::ui::form_problem;

/// The desk's list of files with the upload form.
#[component]
pub fn DeskMedia(
    /// Who is signed in.
    staff: Staff,
    /// The files, newest first.
    rows: Vec<Stored>,
    /// What was just done.
    done: Option<&'static str>,
    /// What was wrong with the last upload.
    error: Option<AppError>,
) -> impl IntoView {
    let text = labels();
    let detail = match &error {
        Some(AppError::Invalid(fields)) => fields.first().map(|field| text.problem(field.problem)),
        _ => None,
    };
    view! {
        <DeskFrame staff tab=Tab::Media heading=text.desk().media done>
            {form_problem(error.as_ref())}
            {detail.map(|words| view! { <p class="field__problem">{words}</p> })}
            <form class="form" method="post" action="/bien-tap/tep" enctype="multipart/form-data">
                <div class="field">
                    <label class="field__label" for="file">{text.desk().file}</label>
                    <input class="field__control" type="file" id="file" name="file" required=true/>
                </div>
                <div class="form__buttons"><button class="button" type="submit">{text.desk().upload}</button></div>
            </form>
            <div class="table-scroll" tabindex="0" role="region" aria-label=text.desk().media>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{text.desk().file_number}</th><th scope="col">{text.desk().name}</th>
                        <th scope="col">{text.desk().size}</th>
                    </tr></thead>
                    <tbody>{rows.into_iter().map(row_view).collect_view()}</tbody>
                </table>
            </div>
        </DeskFrame>
    }
}

fn row_view(row: Stored) -> impl IntoView {
    let id = MediaId(row.id);
    let href = file_url(id, &row.name);
    let thumb = (row.width > 0).then(|| {
        let src = if row.small_width > 0 { small_url(id, &row.name) } else { href.clone() };
        view! { <img class="desk-thumb" src=src alt="" width="96" height="54" loading="lazy"/> }
    });
    view! {
        <tr>
            <th scope="row">{row.id}</th>
            <td>{thumb} " " <a href=href>{row.name}</a></td>
            <td>{bytes(row.size)}</td>
        </tr>
    }
}
