//! The ballot: a plain form that works without JavaScript, and sends itself in place with it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::PollView;
use super::server::CastBallot;
use crate::error::AppError;
use crate::text::labels;

/// The form with a poll's options.
#[component]
pub fn BallotForm(
    /// The poll.
    poll: PollView,
    /// What sends the ballot in place.
    cast: ServerAction<CastBallot>,
    /// Where the form stands, since one page may hold two.
    place: &'static str,
    /// What is wrong, from a form that was sent without JavaScript.
    #[prop(optional_no_strip)]
    problem: Option<AppError>,
) -> AnyView {
    let text = labels();
    let id = poll.id;
    let ballot_id = poll.ballot_id.clone();
    let choice = RwSignal::new(None::<i64>);
    let missing = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        match choice.get_untracked() {
            Some(choice) => {
                missing.set(false);
                cast.dispatch(CastBallot { poll: id, choice, ballot_id: ballot_id.clone() });
            }
            None => missing.set(true),
        }
    };
    let failure = move || match (missing.get(), cast.value().get()) {
        (true, _) => Some(text.poll.choose_first.to_owned()),
        (false, Some(Err(error))) => Some(error.message(text)),
        (false, _) => problem.as_ref().map(|error| match error {
            AppError::Invalid(_) => text.poll.choose_first.to_owned(),
            other => other.message(text),
        }),
    };
    view! {
        <form class="ballot" method="post" action=format!("/tham-do/{id}") on:submit=send>
            <input type="hidden" name="ballot_id" value=poll.ballot_id.clone()/>
            <fieldset class="ballot__options">
                <legend class="ballot__question">{poll.question}</legend>
                {poll.options.into_iter().map(|option| choice_view(format!("{place}-{}", option.position), option.position, option.label, choice)).collect_view()}
            </fieldset>
            <p class="form__problem" role="alert">{failure}</p>
            <button class="button" type="submit" disabled=move || cast.pending().get()>{text.poll.vote}</button>
        </form>
    }
    .into_any()
}

fn choice_view(id: String, position: i64, label: String, choice: RwSignal<Option<i64>>) -> impl IntoView {
    view! {
        <div class="ballot__option">
            <input
                type="radio" name="choice" id=id.clone() value=position.to_string()
                on:change=move |_| choice.set(Some(position))
            />
            <label for=id>{label}</label>
        </div>
    }
}
