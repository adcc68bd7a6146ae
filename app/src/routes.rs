//! Every address a reader can open, in one table.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::articles::{ArticlePage, HomePage};
use crate::error::AppError;
use crate::frame::Frame;
use crate::notices::NoticesPage;
use crate::polls::PollPage;
use crate::sections::SectionPage;
use crate::ui::{ErrorView, ServerPage};
use crate::visits::StatsPage;

/// The public pages, all inside the frame. They are rendered whole before the first byte leaves, so that a policy
/// can name the hash of every inline script and a reader without JavaScript misses nothing.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=|| view! { <ErrorView error=AppError::NotFound/> }>
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("chuyen-muc/:slug") view=SectionPage ssr=SsrMode::Async/>
                    <Route path=path!("bai-viet/:id/:slug") view=ArticlePage ssr=SsrMode::Async/>
                    <Route path=path!("thong-bao") view=NoticesPage ssr=SsrMode::Async/>
                    <Route path=path!("tham-do/:id") view=PollPage ssr=SsrMode::Async/>
                    <Route path=path!("thong-ke") view=StatsPage ssr=SsrMode::Async/>
                    <Route path=path!("*any") view=Missing ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// What the server put here, or nothing of ours. Pages of the server alone stand in the frame but not in the client.
#[component]
fn Missing() -> AnyView {
    match use_context::<ServerPage>() {
        Some(ServerPage(page)) => page(),
        None => view! { <ErrorView error=AppError::NotFound/> }.into_any(),
    }
}
