//! How the parts of the frame stand together.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::footer::Footer;
use super::header::Header;
use super::server::get_frame;
use super::sidebar::Sidebar;
use crate::error::AppError;
use crate::text::labels;
use crate::ui::{Data, PageHead, loaded_or, use_page_focus, use_scroll_memory};
use crate::visits::{use_live, use_view_beacon};

/// Header, page, side blocks, footer.
#[component]
pub fn Frame() -> impl IntoView {
    let text = labels();
    let frame = Data::once(get_frame);
    let head = use_context::<PageHead>();
    use_live();
    use_view_beacon();
    use_page_focus();
    use_scroll_memory();
    view! {
        <a class="skip" href="#noi-dung" rel="external">{text.skip}</a>
        {loaded_or(frame, move |frame| {
            if let Some(head) = &head {
                head.name_site(frame.site.short_name.clone());
            }
            view! { <Header site=frame.site sections=frame.sections/> }.into_any()
        }, nothing)}
        <div class="columns">
            <main class="columns__main" id="noi-dung" tabindex="-1"><Outlet/></main>
            {loaded_or(frame, |frame| view! { <Sidebar frame/> }.into_any(), nothing)}
        </div>
        {loaded_or(frame, |frame| view! { <Footer site=frame.site/> }.into_any(), nothing)}
    }
}

/// The page says why it cannot be shown; the frame around it need not say so again.
fn nothing(_: AppError) -> AnyView {
    ().into_any()
}
