//! The poll beside every page: vote in place, watch the result.

use leptos::prelude::*;

use super::PollView;
use super::ballot::BallotForm;
use super::result::{PollResult, live_tally};
use super::server::CastBallot;
use crate::text::labels;

/// The block of the open poll. Without JavaScript it names the question and leads to the poll's own page, since
/// only that page's form may set a cookie.
#[component]
pub fn PollBlock(
    /// The open poll.
    poll: PollView,
) -> AnyView {
    let text = labels();
    let started = RwSignal::new(false);
    Effect::new(move |_| started.set(true));
    let href = poll.url();
    let question = poll.question.clone();
    view! {
        <section class="block poll" aria-labelledby="poll-title">
            <h2 class="block__title" id="poll-title"><a href=href.clone()>{text.poll.title}</a></h2>
            {move || if started.get() {
                view! { <PollBody poll=poll.clone()/> }.into_any()
            } else {
                view! {
                    <p class="poll__question">{question.clone()}</p>
                    <p><a class="button" href=href.clone()>{text.poll.take_part}</a></p>
                }
                .into_any()
            }}
        </section>
    }
    .into_any()
}

/// The ballot, or the result once this browser voted or asked to see it.
#[component]
pub fn PollBody(
    /// The poll.
    poll: PollView,
) -> AnyView {
    let text = labels();
    let cast = ServerAction::<CastBallot>::new();
    let asked = RwSignal::new(false);
    let tally = live_tally(&poll, cast);
    let voted = poll.voted;
    let open = poll.open;
    let counted = move || voted || matches!(cast.value().get(), Some(Ok(_)));
    let question = poll.question.clone();
    view! {
        {move || if counted() || asked.get() || !open {
            view! {
                <p class="poll__question">{question.clone()}</p>
                <p class="poll__thanks" role="status">{move || counted().then_some(text.poll.counted)}</p>
                <PollResult poll=poll.clone() tally/>
                {move || (open && !counted()).then(|| view! {
                    <button class="button button--plain" type="button" on:click=move |_| asked.set(false)>{text.poll.back}</button>
                })}
            }
            .into_any()
        } else {
            view! {
                <BallotForm poll=poll.clone() cast place="lua-chon-ben-le" problem=None/>
                <button class="button button--plain" type="button" on:click=move |_| asked.set(true)>{text.poll.see_result}</button>
            }
            .into_any()
        }}
    }
    .into_any()
}
