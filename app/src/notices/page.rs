//! `/thong-bao`: the notices that show now.

use leptos::prelude::*;

use super::Notice;
use super::server::get_notices;
use crate::text::labels;
use crate::ui::{Breadcrumb, Data, Day, PageTitle, RichText, loaded};

/// The page of notices.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let text = labels();
    let notices = Data::once(get_notices);
    view! {
        <PageTitle title=text.notices path="/thong-bao"/>
        <Breadcrumb trail=vec![]/>
        <header class="page__head"><h1 class="page__title">{text.notices}</h1></header>
        {loaded(notices, move |notices: Vec<Notice>| if notices.is_empty() {
            view! { <p class="empty">{text.no_notices}</p> }.into_any()
        } else {
            notices.into_iter().map(|notice| view! { <Entry notice/> }).collect_view().into_any()
        })}
    }
}

#[component]
fn Entry(notice: Notice) -> AnyView {
    let text = labels();
    view! {
        <article class=format!("notice notice--{}", notice.severity.as_str()) id=format!("thong-bao-{}", notice.id)>
            <h2 class="notice__title">{notice.title}</h2>
            <p class="notice__meta">
                <span class="notice__severity">{text.severity(notice.severity)}</span>
                <Day stamp=notice.starts_at/>
                {notice.ends_at.map(|stamp| view! { <span>{text.until} " " <Day stamp/></span> })}
            </p>
            <RichText html=notice.html/>
        </article>
    }
    .into_any()
}
