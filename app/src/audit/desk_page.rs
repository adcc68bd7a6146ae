//! `/bien-tap/nhat-ky`: the log, newest deed first.

use leptos::prelude::*;

use super::{AuditPage, AuditRow, Deed};
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::text::labels;
use crate::time::Stamp;
use crate::ui::Day;

/// The log.
#[component]
pub fn DeskAudit(
    /// Who is signed in.
    staff: Staff,
    /// The rows.
    page: AuditPage,
    /// The rest of the address of the next page.
    filter: String,
) -> impl IntoView {
    let words = labels().audit();
    let empty = page.rows.is_empty();
    let older = page.older.map(|number| format!("/bien-tap/nhat-ky?truoc={number}{filter}"));
    view! {
        <DeskFrame staff tab=Tab::Audit heading=words.title done=None>
            <p class="page__lead">{words.lead}</p>
            {empty.then(|| view! { <p class="empty">{labels().desk().nothing}</p> })}
            <div class="table-scroll" tabindex="0" role="region" aria-label=words.title>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{words.number}</th><th scope="col">{words.at}</th>
                        <th scope="col">{words.who}</th><th scope="col">{words.deed}</th>
                        <th scope="col">{words.subject}</th><th scope="col">{words.detail}</th>
                    </tr></thead>
                    <tbody>{page.rows.into_iter().map(|row| view! { <Row row/> }).collect_view()}</tbody>
                </table>
            </div>
            {older.map(|href| view! { <p><a class="button button--plain" href=href>{words.older}</a></p> })}
        </DeskFrame>
    }
}

#[component]
fn Row(row: AuditRow) -> impl IntoView {
    let words = labels().audit();
    let who = match (row.name, row.account_id) {
        (Some(name), _) => name,
        (None, Some(id)) => format!("{} {id}", words.account),
        (None, None) => words.machine.to_owned(),
    };
    // A newer program may have written a deed that this one has no words for.
    let deed = Deed::parse(&row.deed).map_or(row.deed, |deed| words.deed_words(deed).to_owned());
    view! {
        <tr>
            <th scope="row">{row.number}</th>
            <td><Day stamp=Stamp(row.at) clock=true/></td>
            <td>{who}</td><td>{deed}</td><td>{row.subject}</td><td>{row.detail}</td>
        </tr>
    }
}
