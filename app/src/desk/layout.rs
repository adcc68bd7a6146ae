//! The frame of every desk page.

use leptos::prelude::*;

use crate::auth::{Action, Actor, Staff, authorize};
use crate::text::labels;
use crate::ui::PageTitle;

/// The parts of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Articles.
    Articles,
    /// Notices.
    Notices,
    /// Polls.
    Polls,
    /// Files.
    Media,
    /// Damaged words.
    Damaged,
    /// People.
    People,
    /// The log of deeds.
    Audit,
    /// One's own account.
    Me,
}

impl Tab {
    /// The parts in the menu; one's own account stands beside one's name.
    const ALL: [Self; 7] =
        [Self::Articles, Self::Notices, Self::Polls, Self::Media, Self::Damaged, Self::People, Self::Audit];

    /// The address of the part.
    pub fn url(self) -> &'static str {
        match self {
            Self::Articles => "/bien-tap",
            Self::Notices => "/bien-tap/thong-bao",
            Self::Polls => "/bien-tap/tham-do",
            Self::Media => "/bien-tap/tep",
            Self::Damaged => "/bien-tap/chu-hong",
            Self::People => "/bien-tap/nguoi",
            Self::Audit => "/bien-tap/nhat-ky",
            Self::Me => "/bien-tap/toi",
        }
    }

    fn label(self) -> &'static str {
        let words = labels().desk();
        match self {
            Self::Articles => words.articles,
            Self::Notices => words.notices,
            Self::Polls => words.polls,
            Self::Media => words.media,
            Self::Damaged => labels().repair().damaged,
            Self::People => labels().people().people,
            Self::Audit => labels().audit().title,
            Self::Me => labels().people().me,
        }
    }

    /// What somebody must be allowed to do for the part to be of use to them.
    fn needs(self) -> Action {
        match self {
            Self::People | Self::Audit => Action::Administer,
            Self::Damaged => Action::Edit,
            _ => Action::OpenDesk,
        }
    }
}

/// Header with the desk's parts and who is signed in, then the page.
#[component]
pub fn DeskFrame(
    /// Who is signed in.
    staff: Staff,
    /// The part that is open.
    tab: Tab,
    /// The page's heading.
    #[prop(into)]
    heading: String,
    /// What was just done, in words.
    #[prop(optional_no_strip)]
    done: Option<&'static str>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let text = labels();
    let actor = Actor::Staff(staff.clone());
    let tabs = Tab::ALL.into_iter().filter(move |tab| authorize(&actor, tab.needs()).is_ok());
    view! {
        <PageTitle title=heading.clone()/>
        <a class="skip" href="#noi-dung">{text.skip}</a>
        <header class="desk-head">
            <p class="desk-head__title"><a href="/bien-tap">{text.desk().title}</a></p>
            <nav class="desk-head__tabs" aria-label=text.desk().title>
                <ul>
                    {tabs.map(|entry| {
                        let current = (entry == tab).then_some("page");
                        view! { <li><a href=entry.url() aria-current=current>{entry.label()}</a></li> }
                    }).collect_view()}
                    <li><a href="/">{text.desk().to_site}</a></li>
                </ul>
            </nav>
            <form class="desk-head__out" method="post" action="/dang-xuat">
                <span><span class="desk-head__who">{text.desk().signed_in_as} " "</span><a href=Tab::Me.url() aria-current=(tab == Tab::Me).then_some("page")>{staff.name}</a></span>
                <button class="button button--plain" type="submit">{text.desk().sign_out}</button>
            </form>
        </header>
        <main class="desk-main" id="noi-dung" tabindex="-1">
            <h1 class="page__title">{heading}</h1>
            {done.map(|words| view! { <p class="form__done" role="status">{words}</p> })}
            {children()}
        </main>
    }
}
