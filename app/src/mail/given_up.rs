//! What was given up, for administrators.

use leptos::prelude::*;

use super::types::{Kind, Lost};
use crate::text::labels;
use crate::ui::Day;

/// The list; nothing at all while it is empty.
#[component]
pub fn GivenUp(
    /// The messages.
    lost: Vec<Lost>,
) -> impl IntoView {
    let words = labels().mail();
    (!lost.is_empty()).then(|| {
        view! {
            <section class="work" aria-labelledby="thu-hong">
                <h2 class="work__title" id="thu-hong">{words.given_up}</h2>
                <p>{words.given_up_lead}</p>
                <ul class="queue">{lost.into_iter().map(|lost| view! { <One lost/> }).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn One(lost: Lost) -> impl IntoView {
    let words = labels().mail();
    let kind = match lost.kind {
        Some(Kind::Invite) => words.kind_invite,
        Some(Kind::Reset) => words.kind_reset,
        Some(Kind::Charge) => words.kind_charge,
        None => words.kind_other,
    };
    view! {
        <li class="event">
            <strong>{kind}</strong> " " {lost.recipient.clone()}
            <p class="queue__meta"><span><Day stamp=lost.at clock=true/></span> <span lang="en">{lost.fault}</span></p>
            <form method="post" action=format!("/bien-tap/thu/{}/bo", lost.id)>
                <button class="button button--plain" type="submit"
                    aria-label=format!("{}: {}", words.discard, lost.recipient)>{words.discard}</button>
            </form>
        </li>
    }
}
