//! `/cong-cu/sua-phong`: the form and its answer.

use leptos::prelude::*;

use super::{Posted, result::RepairResult};
use crate::text::labels;
use crate::ui::{PageTitle, area_field, choice_field};
use vietnamese::encoding::Encoding;
use vietnamese::repair::Repair;

/// The page; with a text that was posted, its repair.
#[component]
pub fn RepairPage(
    /// What the form sent, and what became of it.
    posted: Option<(Posted, Repair)>,
) -> AnyView {
    let words = labels().repair();
    let (Posted { text, encoding: chosen }, repair) = match posted {
        Some((posted, repair)) => (posted, Some(repair)),
        None => (Posted::default(), None),
    };
    let encodings = std::iter::once((String::new(), words.find_out.to_owned()))
        .chain(Encoding::ALL.into_iter().map(|encoding| (encoding.as_str().to_owned(), encoding.label().to_owned())));
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
