//! The files of the list, and what one click may do to those that are chosen.

use leptos::prelude::*;

use super::list_page::library_url;
use super::{LibraryFilter, ListRow};
use crate::error::AppError;
use crate::ids::MediaId;
use crate::media::{file_url, small_url};
use crate::text::{bytes, labels};
use crate::time::Stamp;
use crate::ui::{Day, choice_field, line_field};

/// What one click did before this page was shown.
#[derive(Clone, Copy, Debug)]
pub struct Click {
    /// By this number it can be taken back.
    pub id: Option<i64>,
    /// How many files were changed.
    pub done: usize,
    /// How many were not.
    pub refused: usize,
    /// It took something back itself.
    pub undone: bool,
}

/// What one click did, with the way back.
#[component]
pub fn Clicked(
    /// The click.
    click: Click,
    /// The list it was made on.
    filter: LibraryFilter,
) -> impl IntoView {
    let words = labels().library();
    let template = if click.undone { words.bulk_undone } else { words.bulk_done };
    let said = template.replace("{n}", &click.done.to_string()).replace("{m}", &click.refused.to_string());
    view! {
        <div class="form__done" role="status">
            <p>{said}</p>
            {click.id.map(|id| view! {
                <form method="post" action=format!("/bien-tap/tep/hang-loat/{id}/hoan-tac")>
                    <input type="hidden" name="back" value=library_url(&filter, filter.page)/>
                    <button class="button button--plain" type="submit">{labels().workflow().bulk_undo}</button>
                </form>
            })}
        </div>
    }
}

/// The files, to be chosen for one click.
#[component]
pub fn Rows(
    /// The files.
    rows: Vec<ListRow>,
    /// The list they are of.
    filter: LibraryFilter,
    /// Whether the person may put files in the trash.
    may_delete: bool,
    /// What was wrong with the last click.
    error: Option<AppError>,
) -> impl IntoView {
    let grid = filter.grid;
    (!rows.is_empty()).then(|| {
        view! {
            <form method="post" action="/bien-tap/tep/hang-loat">
                <input type="hidden" name="back" value=library_url(&filter, filter.page)/>
                {if grid { view! { <Grid rows/> }.into_any() } else { view! { <Table rows/> }.into_any() }}
                <Work in_trash=filter.trash may_delete error/>
            </form>
        }
    })
}

#[component]
fn Work(in_trash: bool, may_delete: bool, error: Option<AppError>) -> impl IntoView {
    let (words, common) = (labels().library(), labels().workflow());
    let wrong = error.as_ref();
    let mut works = vec![("move", words.bulk_move), ("tag", words.bulk_tag), ("untag", words.bulk_untag)];
    if may_delete {
        let bin = if in_trash { ("untrash", words.untrash) } else { ("trash", words.trash) };
        works.push(bin);
        if in_trash {
            works.rotate_right(1);
        }
    }
    let works = works.into_iter().map(|(value, words)| (value.to_owned(), words.to_owned())).collect();
    view! {
        <details class="work__part" open=wrong.is_some()>
            <summary>{words.bulk}</summary>
            <div class="form">
                {choice_field("work", common.bulk_what, works, "", wrong)}
                {line_field("to", "text", words.bulk_to, String::new(), wrong)}
                <div class="form__buttons"><button class="button" type="submit">{common.bulk_do}</button></div>
            </div>
        </details>
    }
}

fn chosen(row: &ListRow) -> impl IntoView + use<> {
    let label = format!("{}: {}", labels().workflow().choose, row.name);
    view! { <input class="check" type="checkbox" name="id" value=row.id.to_string() aria-label=label/> }
}

/// The picture of a row; none for what is no picture.
pub(super) fn thumb(row: &ListRow) -> Option<AnyView> {
    let id = MediaId(row.id);
    (row.width > 0).then(|| {
        let src = if row.small_width > 0 { small_url(id, &row.name) } else { file_url(id, &row.name) };
        view! { <img class="desk-thumb" src=src alt="" width="96" height="54" loading="lazy"/> }.into_any()
    })
}

fn unused(row: &ListRow) -> impl IntoView + use<> {
    (row.used == 0).then(|| view! { <span class="tag">{labels().library().not_used}</span> })
}

#[component]
fn Table(rows: Vec<ListRow>) -> impl IntoView {
    let (text, words) = (labels(), labels().library());
    let view_row = |row: ListRow| {
        view! {
            <tr>
                <td>{chosen(&row)}</td>
                <th scope="row">{row.id}</th>
                <td>
                    <div class="library__name">
                        {thumb(&row)}
                        <div>
                            <a href=format!("/bien-tap/tep/{}", row.id)>{row.name.clone()}</a> " " {unused(&row)}
                            {(!row.caption.is_empty()).then(|| view! { <br/><span>{row.caption.clone()}</span> })}
                        </div>
                    </div>
                </td>
                <td>{row.folder}</td>
                <td>{bytes(row.size)}</td>
                <td><Day stamp=Stamp(row.created_at) clock=false/></td>
            </tr>
        }
    };
    (!rows.is_empty()).then(|| {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=text.desk().media>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{labels().workflow().choose}</th>
                        <th scope="col">{text.desk().file_number}</th><th scope="col">{text.desk().name}</th>
                        <th scope="col">{words.folder}</th><th scope="col">{text.desk().size}</th>
                        <th scope="col">{words.uploaded}</th>
                    </tr></thead>
                    <tbody>{rows.into_iter().map(view_row).collect_view()}</tbody>
                </table>
            </div>
        }
    })
}

#[component]
fn Grid(rows: Vec<ListRow>) -> impl IntoView {
    let card = |row: ListRow| {
        let ending = row.name.rsplit('.').next().unwrap_or_default().to_uppercase();
        let shown = thumb(&row)
            .unwrap_or_else(|| view! { <span class="library__ending" aria-hidden="true">{ending}</span> }.into_any());
        view! {
            <li class="library__card">
                <a href=format!("/bien-tap/tep/{}", row.id)>{shown} <span class="library__title">{row.name.clone()}</span></a>
                <p class="desk-state">{chosen(&row)} " " {row.id} " · " {bytes(row.size)} " " {unused(&row)}</p>
            </li>
        }
    };
    view! { <ul class="library">{rows.into_iter().map(card).collect_view()}</ul> }
}
