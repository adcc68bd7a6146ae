//! The notices beside every page.

use leptos::prelude::*;

use super::NoticeHeading;
use crate::text::labels;
use crate::ui::Day;

/// The block of notices; nothing when none show.
#[component]
pub fn NoticeBlock(
    /// The notices, newest first.
    notices: Vec<NoticeHeading>,
) -> AnyView {
    let text = labels();
    (!notices.is_empty())
        .then(|| {
            view! {
                <section class="block notices" aria-labelledby="notices-title">
                    <h2 class="block__title" id="notices-title"><a href="/thong-bao">{text.notices}</a></h2>
                    <ul class="notices__list">
                        {notices.into_iter().map(|notice| {
                            let href = format!("/thong-bao#thong-bao-{}", notice.id);
                            view! {
                                <li class=format!("notices__item notices__item--{}", notice.severity.as_str())>
                                    <a href=href>{notice.title}</a> <Day stamp=notice.starts_at/>
                                </li>
                            }
                        }).collect_view()}
                    </ul>
                </section>
            }
        })
        .into_any()
}
