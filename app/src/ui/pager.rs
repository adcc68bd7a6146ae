//! Going from page to page of a list.

use leptos::prelude::*;

use crate::text::labels;

/// The address of one page of a list; the first has no query.
pub fn page_path(address: &str, page: i64) -> String {
    if page == 1 { address.to_owned() } else { format!("{address}?trang={page}") }
}

/// Links to the pages around this one; nothing for a list of one page.
#[component]
pub fn Pager(
    /// The list's address without a query.
    address: String,
    /// This page, from 1.
    number: i64,
    /// The last page.
    last: i64,
) -> AnyView {
    let text = labels();
    let to = move |page| page_path(&address, page);
    (last > 1).then(|| {
        view! {
            <nav class="pager" aria-label=text.pages>
                {(number > 1).then(|| view! { <a class="pager__step" rel="prev" href=to(number - 1)>{text.newer}</a> })}
                <ol class="pager__list">
                    {(1..=last).map(|page| {
                        let current = (page == number).then_some("page");
                        view! { <li><a href=to(page) aria-current=current>{page}</a></li> }
                    }).collect_view()}
                </ol>
                {(number < last).then(|| view! { <a class="pager__step" rel="next" href=to(number + 1)>{text.older}</a> })}
            </nav>
        }
    })
    .into_any()
}
