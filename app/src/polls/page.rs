//! `/tham-do/{id}`: a poll with its form and its result, for browsers with and without JavaScript.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::PollView;
use super::ballot::BallotForm;
use super::result::{PollResult, live_tally};
use super::server::{CastBallot, get_poll};
use crate::error::{AppError, Problem};
use crate::text::labels;
use crate::ui::{Breadcrumb, Data, PageTitle, loaded};

/// The page of a poll.
#[component]
pub fn PollPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let poll = Data::new(id, |id| async move {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        get_poll(id).await
    });
    loaded(poll, |poll| view! { <Poll poll/> }.into_any())
}

/// What the plain form's handler found wrong, named in the address it sent the browser back to.
fn problem(word: &str) -> Option<AppError> {
    match word {
        "da-bo-phieu" => Some(AppError::AlreadyVoted),
        "da-dong" => Some(AppError::PollClosed),
        "qua-nhieu" => Some(AppError::TooMany),
        "chua-chon" => Some(AppError::field("choice", Problem::Missing)),
        _ => None,
    }
}

#[component]
fn Poll(poll: PollView) -> AnyView {
    let text = labels();
    let query = use_query_map();
    let problem = problem(&query.read_untracked().get("loi").unwrap_or_default());
    let cast = ServerAction::<CastBallot>::new();
    let tally = live_tally(&poll, cast);
    let counted = {
        let voted = poll.voted;
        move || voted || matches!(cast.value().get(), Some(Ok(_)))
    };
    let status = {
        let (open, problem) = (poll.open, problem.clone());
        move || match (counted(), open, &problem) {
            (true, _, Some(AppError::AlreadyVoted)) => Some(AppError::AlreadyVoted.message(text)),
            (true, ..) => Some(text.poll.counted.to_owned()),
            (false, false, _) => Some(text.poll.closed.to_owned()),
            _ => None,
        }
    };
    let form = {
        let poll = poll.clone();
        move || {
            (poll.open && !counted())
                .then(|| view! { <BallotForm poll=poll.clone() cast place="lua-chon" problem=problem.clone()/> })
        }
    };
    view! {
        <PageTitle title=poll.question.clone() path=poll.url()/>
        <Breadcrumb trail=vec![]/>
        <article class="page poll-page">
            <h1 class="page__title">{poll.question.clone()}</h1>
            <p class="poll__thanks" role="status">{status}</p>
            {form}
            <section aria-labelledby="result-title">
                <h2 id="result-title">{text.poll.result}</h2>
                <PollResult poll tally/>
            </section>
        </article>
    }
    .into_any()
}
