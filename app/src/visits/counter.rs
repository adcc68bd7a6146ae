//! The block of visitor figures: as the server rendered them, then as the stream says.

use leptos::prelude::*;

use super::{Baseline, Counts, Live};
use crate::text::{labels, number};

/// The five figures, kept current while the page is open.
#[component]
pub fn Counter(
    /// The figures at the time the page was made.
    counts: Counts,
    /// The figure of an older site, shown apart.
    baseline: Option<Baseline>,
) -> AnyView {
    let text = labels();
    let live = use_context::<Live>();
    let now = Memo::new(move |_| live.and_then(|live| live.counts.get()).unwrap_or(counts));
    let line = move |name: &'static str, kind: &'static str, value: fn(&Counts) -> i64| {
        view! {
            <div class=format!("counter__line counter__line--{kind}")>
                <dt>{name}</dt>
                <dd>{move || number(value(&now.get()))}</dd>
            </div>
        }
    };
    view! {
        <section class="block counter" aria-labelledby="counter-title">
            <h2 class="block__title" id="counter-title">{text.counter.title}</h2>
            <dl class="counter__list">
                {line(text.counter.online, "online", |counts| counts.online)}
                {line(text.counter.today, "today", |counts| counts.today)}
                {line(text.counter.yesterday, "yesterday", |counts| counts.yesterday)}
                {line(text.counter.week, "week", |counts| counts.week)}
                {line(text.counter.all, "all", |counts| counts.all)}
            </dl>
            {baseline.map(|old| view! { <p class="counter__note">{text.counter_baseline(&old)}</p> })}
            <p class="counter__note"><a href="/thong-ke">{text.counter.how}</a></p>
        </section>
    }
    .into_any()
}
