//! Files that go with an article.

use leptos::prelude::*;

use crate::media::{Attachment, file_url};
use crate::text::labels;

/// The list of files; nothing when there are none.
#[component]
pub fn Attachments(
    /// The files.
    files: Vec<Attachment>,
) -> AnyView {
    let text = labels();
    (!files.is_empty())
        .then(|| {
            view! {
                <section class="attachments" aria-labelledby="attachments-title">
                    <h2 class="attachments__title" id="attachments-title">{text.attachments}</h2>
                    <ul class="attachments__list">
                        {files.into_iter().map(|file| {
                            let href = file_url(file.id, &file.name);
                            let text = (!file.as_text.is_empty())
                                .then(|| view! { <a href=format!("{href}/van-ban") rel="external">{file.as_text}</a> });
                            view! {
                                <li>
                                    // The router must not take a download for a page.
                                    <a href=href rel="external" download=file.name.clone()>{file.name.clone()}</a>
                                    <span class="attachments__meta">{file.about} " " {text}</span>
                                    <details class="attachments__check">
                                        <summary>"SHA-256"</summary>
                                        <code>{file.sha256}</code>
                                    </details>
                                </li>
                            }
                        }).collect_view()}
                    </ul>
                </section>
            }
        })
        .into_any()
}
