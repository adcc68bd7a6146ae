//! `/bien-tap/bai-viet/{id}/lich-su`: the versions of an article.

use leptos::prelude::*;

use super::{History, VersionRow, version_url};
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::ids::ArticleId;
use crate::text::labels;
use crate::time::Stamp;
use crate::ui::{Day, form_problem};

/// The list, in which two versions are chosen to be compared, one is named or gone back to.
#[component]
pub fn DeskHistory(
    /// Who is signed in.
    staff: Staff,
    /// The versions.
    history: History,
    /// What was just done.
    done: Option<&'static str>,
    /// Why the last thing was not done.
    error: Option<AppError>,
) -> impl IntoView {
    let (text, words) = (labels(), labels().history());
    let History { id, slug, head, live, rows } = history;
    let title = rows.first().map(|row| row.title.clone()).unwrap_or_default();
    let newest = title.clone();
    let heading = format!("{}: {title}", words.versions);
    // Before anybody chooses: what readers see and the newest, or the last two.
    let before = rows.get(1).map_or(head, |row| row.version);
    let from = live.filter(|live| *live != head).unwrap_or(before);
    let rows = rows
        .into_iter()
        .map(|row| Row { id, slug: slug.clone(), head, live, from, is_retitled: row.title != newest, row })
        .map(version)
        .collect_view();
    view! {
        <DeskFrame staff tab=Tab::Articles heading done>
            {form_problem(error.as_ref())}
            <p class="page__lead">{words.lead}</p>
            <form id="so-sanh" class="form form--wide" method="get" action=format!("/bien-tap/bai-viet/{id}/so-sanh")>
                <div class="form__buttons">
                    <button class="button" type="submit">{words.compare}</button>
                    <a class="button button--plain" href=format!("/bien-tap/bai-viet/{id}")>{text.desk().edit}</a>
                </div>
            </form>
            <div class="table-scroll" tabindex="0" role="region" aria-label=words.versions>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{words.from}</th><th scope="col">{words.to}</th>
                        <th scope="col">{words.version}</th><th scope="col">{words.saved}</th>
                        <th scope="col">{words.name}</th><th scope="col">{words.restore}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="field__hint">{words.restore_hint}</p>
        </DeskFrame>
    }
}

struct Row {
    id: ArticleId,
    slug: String,
    head: i64,
    live: Option<i64>,
    from: i64,
    /// It has another title than the newest, which the heading names.
    is_retitled: bool,
    row: VersionRow,
}

fn version(row: Row) -> AnyView {
    let (text, words) = (labels(), labels().history());
    let Row { id, slug, head, live, from, is_retitled, row } = row;
    let VersionRow { version, title, saved_at, saved_by, name, published_at } = row;
    // Readers can open what was published as long as the article is not taken down.
    let address = version_url(id, &slug, version);
    let published = published_at.filter(|_| live.is_some());
    let choice = |field: &'static str, label: &str, chosen: i64| {
        let label = format!("{label}: {} {version}", words.version);
        view! {
            <td><input type="radio" form="so-sanh" name=field value=version.to_string() checked=version == chosen aria-label=label/></td>
        }
    };
    let labelled = format!("{} {version}", words.version);
    view! {
        <tr>
            {choice("tu", words.from, from)} {choice("den", words.to, head)}
            <th scope="row">
                {version} {is_retitled.then(|| view! { " " <span class="versions__title">{title}</span> })}
                {(live == Some(version)).then(|| view! { " " <strong class="tag">{words.live}</strong> })}
                {(head == version).then(|| view! { " " <span class="tag">{words.newest}</span> })}
                {published.map(|at| view! { " " <a class="tag" href=address>{words.published} " " <Day stamp=Stamp(at)/></a> })}
            </th>
            <td><Day stamp=Stamp(saved_at) clock=true/> {saved_by.map(|name| format!(" {} {name}", text.desk().by))}</td>
            <td>
                <form class="versions__name" method="post" action=format!("/bien-tap/bai-viet/{id}/ten-ban/{version}")>
                    <input class="field__control" name="name" value=name.unwrap_or_default() maxlength="100"
                        aria-label=format!("{}, {labelled}", words.name) autocomplete="off"/>
                    <button class="button button--plain" type="submit" aria-label=format!("{}, {labelled}", words.set_name)>{words.set_name}</button>
                </form>
            </td>
            <td>
                {(head != version).then(|| view! {
                    <form method="post" action=format!("/bien-tap/bai-viet/{id}/lay-lai/{version}")>
                        <input type="hidden" name="base" value=head.to_string()/>
                        <button class="button button--plain" type="submit" aria-label=format!("{}, {labelled}", words.restore)>{words.restore}</button>
                    </form>
                })}
            </td>
        </tr>
    }
    .into_any()
}
