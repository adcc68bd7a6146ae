//! `/thong-ke`: the figures, and how they are made.

use leptos::prelude::*;

use super::server::get_counts;
use crate::text::{labels, number};
use crate::ui::{Data, PageTitle, loaded};

/// The page that explains the figures.
#[component]
pub fn StatsPage() -> impl IntoView {
    let text = labels();
    let counts = Data::once(get_counts);
    view! {
        <PageTitle title=text.counter.title path="/thong-ke"/>
        <article class="page">
            <h1 class="page__title">{text.counter.title}</h1>
            {loaded(counts, move |counts| view! {
                <p class="page__lead">{text.stats_sentence(&counts)}</p>
                <table class="table">
                    <thead><tr><th scope="col">{text.counter.figure}</th><th scope="col">{text.counter.value}</th></tr></thead>
                    <tbody>
                        <tr><th scope="row">{text.counter.online}</th><td>{number(counts.online)}</td></tr>
                        <tr><th scope="row">{text.counter.today}</th><td>{number(counts.today)}</td></tr>
                        <tr><th scope="row">{text.counter.yesterday}</th><td>{number(counts.yesterday)}</td></tr>
                        <tr><th scope="row">{text.counter.week}</th><td>{number(counts.week)}</td></tr>
                        <tr><th scope="row">{text.counter.all}</th><td>{number(counts.all)}</td></tr>
                    </tbody>
                </table>
            }.into_any())}
            <div class="prose">
                {text.stats_rules.iter().map(|(title, rule)| view! { <h2>{*title}</h2><p>{*rule}</p> }).collect_view()}
            </div>
        </article>
    }
}
