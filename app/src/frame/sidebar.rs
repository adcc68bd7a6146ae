//! The blocks beside every page.

use leptos::prelude::*;

use super::FrameView;
use crate::links::LinkBlock;
use crate::notices::NoticeBlock;
use crate::polls::PollBlock;
use crate::text::labels;
use crate::visits::Counter;

/// Notices, poll, counts, linked sites; each only when it has content.
#[component]
pub fn Sidebar(
    /// What the frame shows.
    frame: FrameView,
) -> AnyView {
    let text = labels();
    view! {
        <aside class="columns__side" aria-label=text.side_blocks>
            <NoticeBlock notices=frame.notices/>
            {frame.poll.map(|poll| view! { <PollBlock poll/> })}
            <Counter counts=frame.counts baseline=frame.baseline/>
            <LinkBlock links=frame.links/>
        </aside>
    }
    .into_any()
}
