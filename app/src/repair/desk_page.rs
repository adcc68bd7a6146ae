//! `/bien-tap/chu-hong`: damaged words in what is stored, to be looked at and mended.

use leptos::prelude::*;

use super::{Damaged, Place};
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::text::labels;
use crate::ui::form_problem;

/// The list: a form for each piece, a line for each word.
#[component]
pub fn DeskDamaged(
    /// Who is signed in.
    staff: Staff,
    /// The pieces.
    found: Vec<Damaged>,
    /// Whether there may be more of them.
    more: bool,
    /// What was just done.
    done: Option<&'static str>,
    /// Why the last one was not mended.
    error: Option<AppError>,
) -> impl IntoView {
    let words = labels().repair();
    let none = found.is_empty();
    view! {
        <DeskFrame staff tab=Tab::Damaged heading=words.damaged done>
            {form_problem(error.as_ref())}
            <p class="page__lead">{if none { words.no_damage } else { words.damaged_lead }}</p>
            {found.into_iter().map(piece_form).collect_view()}
            {more.then(|| view! { <p>{words.more_damage}</p> })}
        </DeskFrame>
    }
}

fn piece_form(damaged: Damaged) -> AnyView {
    let words = labels().repair();
    let Damaged { piece, version, title, places } = damaged;
    let path = piece.path();
    let heading = format!("chu-hong-{}", path.replace('/', "-"));
    let labelled = heading.clone();
    let rows = places.into_iter().enumerate().map(|(index, place)| row(index, place)).collect_view();
    view! {
        <section class="repair" aria-labelledby=labelled>
            <h2 id=heading><a href=format!("/bien-tap/{path}")>{title}</a></h2>
            <form method="post" action=format!("/bien-tap/chu-hong/{path}")>
                <input type="hidden" name="version" value=version/>
                <div class="table-scroll" tabindex="0" role="region" aria-label=words.changes>
                    <table class="table">
                        <thead><tr>
                            <th scope="col">{words.before}</th><th scope="col">{words.after}</th>
                            <th scope="col" class="repair__keep">{words.keep}</th>
                            <th scope="col">{words.context}</th><th scope="col">{words.confidence}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p class="repair__actions"><button class="button">{words.mend}</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn row(index: usize, place: Place) -> AnyView {
    let Place { left, right, change, .. } = place;
    let label = format!("{}: {}", labels().repair().keep, change.before);
    view! {
        <tr>
            <td><del>{change.before.clone()}</del></td><td><ins>{change.after}</ins></td>
            <td class="repair__keep"><input type="checkbox" name="keep" value=index.to_string() aria-label=label/></td>
            <td>"… " {left} <mark>{change.before}</mark> {right} " …"</td><td>{change.confidence.label()}</td>
        </tr>
    }
    .into_any()
}
