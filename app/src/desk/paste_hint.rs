//! What a form with a body says about pasting.

use leptos::prelude::*;

use crate::text::labels;

/// The place in which the part `pasting` of the client says that it is ready, and what it took in. Without that part it is
/// empty, and what is pasted is plain text.
#[component]
pub fn PasteHint() -> impl IntoView {
    let text = labels();
    view! {
        <p class="field__hint" id="dan" aria-live="polite" data-ready=text.desk().paste_ready data-done=text.desk().paste_done
            data-pictures=text.desk().paste_pictures></p>
    }
}
