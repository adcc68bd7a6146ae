//! `/bien-tap/tep/chon`: files to choose from. The article form shows it in a dialog; without a script it is a page that
//! tells the numbers.

use leptos::prelude::*;

use super::list_page::library_url;
use super::list_rows::thumb;
use super::{FileKind, LibraryFilter, ListRow, Listed};
use crate::auth::Staff;
use crate::desk::{DeskFrame, Script, Tab};
use crate::text::{bytes, labels};

/// The address of a page of the files to choose from.
pub fn chooser_url(filter: &LibraryFilter, page: i64) -> String {
    library_url(filter, page).replacen("/bien-tap/tep", "/bien-tap/tep/chon", 1)
}

/// The files to choose from.
#[component]
pub fn DeskChooser(
    /// Who is signed in.
    staff: Staff,
    /// What is asked for.
    filter: LibraryFilter,
    /// The files.
    listed: Listed,
) -> impl IntoView {
    let words = labels().library();
    let last = listed.last();
    let page = filter.page.clamp(1, last);
    let previous = (page > 1).then(|| chooser_url(&filter, page - 1));
    let next = (page < last).then(|| chooser_url(&filter, page + 1));
    let rows = listed.rows;
    view! {
        <DeskFrame staff tab=Tab::Media heading=words.choose_file>
            <div data-chooser="">
                <form class="form" method="get" action="/bien-tap/tep/chon" role="search">
                    {filter.kind.map(|kind| view! { <input type="hidden" name="loai" value=kind.as_str()/> })}
                    <div class="field">
                        <label class="field__label" for="chon-tim">{words.search}</label>
                        <input class="field__control" id="chon-tim" name="tim" type="search" value=filter.words.clone()/>
                    </div>
                    <div class="form__buttons">
                        <button class="button button--plain" type="submit">{words.filter}</button>
                    </div>
                </form>
                {rows.is_empty().then(|| view! { <p class="empty">{words.none}</p> })}
                <ul class="library">{rows.into_iter().map(card).collect_view()}</ul>
                {(last > 1).then(|| view! {
                    <nav class="form__buttons" aria-label=words.pages>
                        {previous.map(|href| view! { <a class="button button--plain" rel="prev" href=href>{words.previous}</a> })}
                        {next.map(|href| view! { <a class="button button--plain" rel="next" href=href>{words.next}</a> })}
                    </nav>
                })}
            </div>
        </DeskFrame>
    }
}

fn card(row: ListRow) -> impl IntoView {
    let words = labels().library();
    let ending = row.name.rsplit('.').next().unwrap_or_default().to_uppercase();
    let shown = thumb(&row)
        .unwrap_or_else(|| view! { <span class="library__ending" aria-hidden="true">{ending}</span> }.into_any());
    let label = format!("{}: {}", words.choose, row.name);
    view! {
        <li class="library__card">
            {shown} <span class="library__title">{row.name.clone()}</span>
            {(!row.caption.is_empty()).then(|| view! { <span class="desk-state">{row.caption.clone()}</span> })}
            <p class="desk-state">
                {row.id} " · " {bytes(row.size)} " "
                <button class="button button--plain" type="button" hidden=true aria-label=label data-choose=row.id.to_string()
                    data-name=row.name.clone() data-alt=row.alt.clone() data-caption=row.caption.clone()>
                    {words.choose}
                </button>
            </p>
        </li>
    }
}

/// Opens the files beside a field that takes their numbers; there only with its script.
#[component]
pub fn ChooseInto(
    /// The field's id.
    field: &'static str,
    /// Only files of this kind.
    kind: Option<FileKind>,
    /// The words of the button.
    label: &'static str,
    /// More than one file may be chosen.
    many: bool,
) -> impl IntoView {
    let filter = LibraryFilter { kind, page: 1, ..LibraryFilter::default() };
    view! {
        <p class="chooser__open" hidden=true data-choose-into=field data-one=(!many).then_some("")
            data-from=chooser_url(&filter, 1)>
            <button class="button button--plain" type="button" aria-haspopup="dialog">{label}</button>
            " " <span aria-live="polite" data-chosen=""></span>
        </p>
    }
}

/// The dialog that all fields of a form share, and its script.
#[component]
pub fn ChooserDialog() -> impl IntoView {
    let words = labels().library();
    view! {
        <dialog class="chooser" aria-labelledby="chon-tep" data-chooser-dialog="" data-chosen=words.chosen
            data-failed=words.choose_failed>
            <div class="chooser__head">
                <h2 id="chon-tep">{words.choose_file}</h2>
                <button class="button button--plain" type="button" data-chooser-close="">{words.choose_close}</button>
            </div>
            <div data-chooser-place=""></div>
        </dialog>
        <script type="module" src=Script::Chooser.url()></script>
    }
}
