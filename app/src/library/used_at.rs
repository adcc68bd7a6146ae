//! Where a file is used, and its way to the trash.

use leptos::prelude::*;

use super::{FileRow, Replaced, Use};
use crate::articles::article_url;
use crate::text::labels;
use crate::time::Stamp;
use crate::ui::Day;

/// What names a file.
#[component]
pub fn Uses(
    /// What names it.
    uses: Vec<Use>,
) -> impl IntoView {
    let words = labels().library();
    let empty = uses.is_empty();
    view! {
        <section aria-labelledby="dung-o">
            <h2 class="work__heading" id="dung-o">{words.where_used}</h2>
            {empty.then(|| view! { <p class="desk-state">{words.used_nowhere}</p> })}
            {(!empty).then(|| view! { <ul class="file__uses">{uses.into_iter().map(use_view).collect_view()}</ul> })}
        </section>
    }
}

fn use_view(one: Use) -> AnyView {
    let words = labels().library();
    match one {
        Use::Article { id, version, title, slug, place, is_live, is_head, was_published } => {
            let state = match (is_live, is_head, was_published) {
                (true, ..) => words.live,
                (_, true, _) => words.head,
                (_, _, true) => words.was_published,
                _ => words.older,
            };
            let public = article_url(id, &slug);
            let public = if is_live { public } else { format!("{public}/ban/{version}") };
            let read = was_published.then(|| view! { " " <a href=public>{words.version} " " {version}</a> });
            let unread = (!was_published).then(|| view! { " " {words.version} " " {version} });
            view! {
                <li>
                    <a href=format!("/bien-tap/bai-viet/{id}")>{title}</a> ", " {words.place_name(&place)} ","
                    {read} {unread} " " <span class="tag">{state}</span>
                </li>
            }
            .into_any()
        }
        Use::Notice { id, title, place } => view! {
            <li>
                {words.notice} ": " <a href=format!("/bien-tap/thong-bao/{id}")>{title}</a> ", "
                {words.place_name(&place)}
            </li>
        }
        .into_any(),
    }
}

/// The way to the trash and out of it.
#[component]
pub fn Bin(
    /// The file.
    row: FileRow,
) -> impl IntoView {
    let words = labels().library();
    let trashed = row.trashed_at.map(Stamp);
    let (action, button) = match trashed {
        Some(_) => ("lay-lai", words.untrash),
        None => ("xoa", words.trash),
    };
    let note = if row.used == 1 { words.cannot_trash } else { words.trash_hint };
    view! {
        <section aria-labelledby="thung-rac">
            <h2 class="work__heading" id="thung-rac">{words.bin}</h2>
            {match trashed {
                Some(since) => view! { <p>{words.in_trash_since} " " <Day stamp=since clock=true/> "."</p> }.into_any(),
                None => view! { <p class="desk-state">{note}</p> }.into_any(),
            }}
            {(trashed.is_some() || row.used == 0).then(|| view! {
                <form class="form" method="post" action=format!("/bien-tap/tep/{}/{action}", row.id)>
                    <div class="form__buttons">
                        <button class="button button--plain" type="submit">{button}</button>
                    </div>
                </form>
            })}
        </section>
    }
}

/// A form that puts another file in the place of this one.
#[component]
pub fn Replace(
    /// The file.
    row: FileRow,
) -> impl IntoView {
    let words = labels().library();
    view! {
        <section aria-labelledby="thay-tep">
            <h2 class="work__heading" id="thay-tep">{words.replace}</h2>
            <p class="desk-state">{words.replace_lead}</p>
            <form class="form" method="post" action=format!("/bien-tap/tep/{}/thay", row.id) enctype="multipart/form-data">
                <div class="field">
                    <label class="field__label" for="tep-moi">{words.replace_file}</label>
                    <input class="field__control" type="file" id="tep-moi" name="file" required=true/>
                </div>
                <div class="form__buttons">
                    <button class="button button--plain" type="submit">{words.replace}</button>
                </div>
            </form>
        </section>
    }
}

/// What a replacing did, with the way back.
#[component]
pub fn WasReplaced(
    /// What it did.
    replaced: Replaced,
) -> impl IntoView {
    let words = labels().library();
    let said = words.replaced.replace("{n}", &replaced.shown.to_string()).replace("{d}", &replaced.drafts.to_string());
    view! {
        <div class="form__done" role="status">
            <p>{said.replace("{m}", &replaced.refused.to_string())}</p>
            {replaced.id.map(|id| view! {
                <form method="post" action=format!("/bien-tap/tep/thay/{id}/hoan-tac")>
                    <button class="button button--plain" type="submit">{labels().workflow().bulk_undo}</button>
                </form>
            })}
        </div>
    }
}
