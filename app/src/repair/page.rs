//! `/cong-cu/sua-phong`: the form and its answer.

use leptos::prelude::*;

use super::{Posted, result::RepairResult};
use crate::text::labels;
use crate::ui::{PageTitle, area_field, choice_field};
use vietnamese::encoding::Encoding;
use vietnamese::repair::repair_chosen;

/// The page; with a text that was posted, its repair.
#[component]
pub fn RepairPage(
    /// What the form sent.
    posted: Option<Posted>,
) -> AnyView {
    let words = labels().repair();
    let text = posted.as_ref().map(|posted| posted.text.clone()).unwrap_or_default();
    let chosen = posted.as_ref().map(|posted| posted.encoding.clone()).unwrap_or_default();
    let encodings = std::iter::once((String::new(), words.find_out.to_owned()))
        .chain(Encoding::ALL.into_iter().map(|encoding| (encoding.as_str().to_owned(), encoding.label().to_owned())));
    let repair = posted.map(|posted| repair_chosen(&posted.text, &posted.encoding));
    view! {
        <PageTitle title=words.title path="/cong-cu/sua-phong"/>
        <article class="page">
            <h1 class="page__title">{words.title}</h1>
            <p class="page__lead">{words.lead}</p>
            <form id="sua-phong" class="form form--wide" method="post" action="/cong-cu/sua-phong">
                {area_field("text", 10, words.pasted, &text, None)}
                {choice_field("encoding", words.encoding, encodings.collect(), &chosen, None)}
                <p class="field__hint" id="noi-xu-ly" data-here=words.on_device>{words.on_server}</p>
                <div class="form__buttons"><button class="button">{words.run}</button></div>
            </form>
            <RepairResult repair/>
            <section class="prose">
                <h2>{words.how}</h2>
                {words.rules.iter().map(|rule| view! { <p>{*rule}</p> }).collect_view()}
            </section>
        </article>
    }
    .into_any()
}
