//! The result of a poll: bars with numbers.

use leptos::prelude::*;

use super::server::CastBallot;
use super::{PollTally, PollView};
use crate::text::{labels, number};
use crate::visits::Live;

/// The votes: as this page knows them, as the answer to this browser's ballot says, as the stream says.
pub fn live_tally(poll: &PollView, cast: ServerAction<CastBallot>) -> Memo<PollTally> {
    let known = poll.tally.clone();
    let live = use_context::<Live>();
    Memo::new(move |_| {
        let pushed = live.and_then(|live| live.tally.get()).filter(|tally| tally.poll == known.poll);
        let answered = cast.value().get().and_then(Result::ok);
        // Ballots are only ever added, so the largest result is the newest.
        let newest = pushed.into_iter().chain(answered).max_by_key(PollTally::total);
        newest.filter(|newest| newest.total() >= known.total()).unwrap_or_else(|| known.clone())
    })
}

/// The bars of a result, each with its votes and share in words.
#[component]
pub fn PollResult(
    /// The poll.
    poll: PollView,
    /// Its votes.
    #[prop(into)]
    tally: Signal<PollTally>,
) -> AnyView {
    let text = labels();
    let dates = text.poll_dates(&poll);
    let bar = move |place: usize, label: String| {
        let votes = move || tally.with(|tally| tally.votes.get(place).copied().unwrap_or(0));
        let share = move || tally.with(|tally| tally.percentages().get(place).copied().unwrap_or(0));
        view! {
            <li class="result__row">
                <span class="result__label">{label}</span>
                <span class="result__value">{move || text.votes(votes(), share())}</span>
                <meter class="result__bar" min="0" max="100" value=share aria-hidden="true"></meter>
            </li>
        }
    };
    view! {
        <div class="result">
            <ul class="result__list">
                {poll.options.into_iter().enumerate().map(|(place, option)| bar(place, option.label)).collect_view()}
            </ul>
            <p class="result__note">
                {move || text.poll.total} ": " <strong>{move || number(tally.with(PollTally::total))}</strong>". "
                {text.poll.level} " " {dates}
            </p>
        </div>
    }
    .into_any()
}
