//! What readers find where an article stood.

use leptos::prelude::*;

use super::Tombstone;
use crate::text::labels;
use crate::time::Stamp;
use crate::ui::{Day, PageTitle, ResponseStatus};

/// The page; its status says that the article is gone for now and for search engines.
#[component]
pub fn TombstonePage(
    /// Why it is gone, and since when.
    stone: Tombstone,
) -> AnyView {
    let words = labels().workflow();
    if let Some(response) = use_context::<ResponseStatus>() {
        (response.0)(410);
    }
    let reason = stone.reason.unwrap_or_else(|| words.gone_expired.to_owned());
    view! {
        <PageTitle title=words.gone/>
        <article class="page error">
            <h1 class="page__title">{words.gone}</h1>
            <p class="page__lead">{reason}</p>
            <p>{words.gone_at} " " <Day stamp=Stamp(stone.taken_down_at) clock=true/></p>
            <p><a class="button" href="/">{labels().to_home}</a></p>
        </article>
    }
    .into_any()
}
