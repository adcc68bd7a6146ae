//! What a page shows when it cannot be shown.

use std::sync::Arc;

use leptos::prelude::*;

use super::PageTitle;
use crate::error::AppError;
use crate::text::labels;

/// Sets the status of the response that is being rendered; only the server provides it.
#[derive(Clone)]
pub struct ResponseStatus(pub Arc<dyn Fn(u16) + Send + Sync>);

/// The error in words, with the way home; on the server it also sets the status.
#[component]
pub fn ErrorView(
    /// Why there is no page.
    error: AppError,
) -> AnyView {
    let text = labels();
    let status = error.status();
    if let Some(response) = use_context::<ResponseStatus>() {
        (response.0)(status);
    }
    view! {
        <PageTitle title=text.errors.title/>
        <article class="page error">
            <p class="error__code" aria-hidden="true">{status}</p>
            <h1 class="page__title">{text.errors.title}</h1>
            <p class="page__lead">{error.message(text)}</p>
            <p><a class="button" href="/">{text.to_home}</a></p>
        </article>
    }
    .into_any()
}
