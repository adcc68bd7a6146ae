//! `/bien-tap`: the articles, newest save first.

use leptos::prelude::*;

use super::{DeskRow, article_url};
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::ids::ArticleId;
use crate::text::labels;
use crate::time::Stamp;
use crate::ui::Day;

fn state(row: &DeskRow) -> &'static str {
    let words = labels().desk();
    match row.live_version {
        None => words.draft,
        Some(live) if live == row.head_version => words.live,
        Some(_) => words.live_older,
    }
}

/// The desk's list of articles.
#[component]
pub fn DeskArticles(
    /// Who is signed in.
    staff: Staff,
    /// The articles.
    rows: Vec<DeskRow>,
    /// What was just done.
    done: Option<&'static str>,
) -> impl IntoView {
    let text = labels();
    let empty = rows.is_empty();
    view! {
        <DeskFrame staff tab=Tab::Articles heading=text.desk().articles done>
            <p><a class="button" href="/bien-tap/bai-viet/moi">{text.desk().new_article}</a></p>
            {empty.then(|| view! { <p class="empty">{text.desk().nothing}</p> })}
            <div class="table-scroll" tabindex="0" role="region" aria-label=text.desk().articles>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{text.desk().heading}</th><th scope="col">{text.desk().section}</th>
                        <th scope="col">{text.desk().state}</th><th scope="col">{text.desk().changed}</th>
                    </tr></thead>
                    <tbody>{rows.into_iter().map(|row| view! { <Row row/> }).collect_view()}</tbody>
                </table>
            </div>
        </DeskFrame>
    }
}

#[component]
fn Row(row: DeskRow) -> impl IntoView {
    let text = labels();
    let state = state(&row);
    let public = row.live_version.is_some().then(|| article_url(ArticleId(row.id), &row.slug));
    view! {
        <tr>
            <th scope="row"><a href=format!("/bien-tap/bai-viet/{}", row.id)>{row.title}</a></th>
            <td>{row.section}</td>
            <td>{state} {public.map(|href| view! { " " <a href=href>{text.desk().view}</a> })}</td>
            <td>
                <Day stamp=Stamp(row.saved_at) clock=true/>
                {row.saved_by.map(|name| format!(" {} {name}", text.desk().by))}
            </td>
        </tr>
    }
}
