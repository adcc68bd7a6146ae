//! `/bien-tap/bai-viet/{id}/so-sanh?tu=1&den=2`: what changed between two versions.

use leptos::prelude::*;

use super::Comparison;
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::text::labels;
use crate::ui::RichText;

/// The page.
#[component]
pub fn DeskCompare(
    /// Who is signed in.
    staff: Staff,
    /// What changed.
    comparison: Comparison,
) -> impl IntoView {
    let words = labels().history();
    let id = comparison.id;
    let to = comparison.to.map_or_else(String::new, |to| to.to_string());
    let heading = words.compared.replace("{n}", &comparison.from.to_string()).replace("{m}", &to);
    let title = comparison.title.clone();
    view! {
        <DeskFrame staff tab=Tab::Articles heading done=None>
            <p class="page__lead"><a href=format!("/bien-tap/bai-viet/{id}")>{title}</a></p>
            <Changes comparison level=2/>
            <p><a class="button button--plain" href=format!("/bien-tap/bai-viet/{id}/lich-su")>{words.all}</a></p>
        </DeskFrame>
    }
}

/// What changed, field by field, then the text.
#[component]
pub fn Changes(
    /// What changed.
    comparison: Comparison,
    /// The level of its headings.
    level: u8,
) -> AnyView {
    let words = labels().history();
    if comparison.is_empty() {
        return view! { <p class="empty">{words.same}</p> }.into_any();
    }
    let heading = move |text: &'static str| match level {
        2 => view! { <h2>{text}</h2> }.into_any(),
        _ => view! { <h3>{text}</h3> }.into_any(),
    };
    let counted = words.changed(comparison.words);
    let fields = comparison.fields.into_iter().map(|field| {
        view! { <section class="changes__field">{heading(field.label)} <RichText html=field.html/></section> }
    });
    view! {
        <div class="changes">
            <p>{counted}</p>
            {fields.collect_view()}
            {comparison.body.map(|html| view! {
                <section class="changes__body">{heading(words.body)} <RichText html/></section>
            })}
        </div>
    }
    .into_any()
}
