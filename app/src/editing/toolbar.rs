//! The editor's tools: what `frontend/editor/page.json` names, as buttons that its script brings to life.

use std::sync::LazyLock;

use leptos::prelude::*;
use serde::Deserialize;

use super::dialogs::Form;
use crate::text::labels;

/// What stands on the page besides the text. The harness of the editor's own tests builds its page from the same file.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Plan {
    tools: Vec<Group>,
    bar: Vec<String>,
    pub(super) panels: Vec<Form>,
    pub(super) dialogs: Vec<Form>,
}

#[derive(Debug, Deserialize)]
struct Group {
    label: String,
    /// The block in which the tools are of use; shown always where there is none.
    when: Option<String>,
    tools: Vec<String>,
}

/// The plan, read once.
pub(super) fn plan() -> &'static Plan {
    static PLAN: LazyLock<Plan> =
        LazyLock::new(|| serde_json::from_str(include_str!("../../../frontend/editor/page.json")).unwrap_or_default());
    &PLAN
}

/// A button of a command; its name is also that of its words.
pub(super) fn tool(command: &str) -> impl IntoView + use<> {
    let word = labels().editing().named(command);
    view! {
        <button class="ed-tool" type="button" data-command=command.to_owned() title=word tabindex="-1" disabled=true>
            <span class="ed-tool__text">{word}</span>
        </button>
    }
}

/// The tools for the text: one stop for the Tab key, arrow keys within.
#[component]
pub(super) fn Toolbar() -> impl IntoView {
    let words = labels().editing();
    let groups = plan().tools.iter().map(|group| {
        view! {
            <div class="ed-toolbar__group" role="group" aria-label=words.named(&group.label) data-when=group.when.clone()
                hidden=group.when.is_some()>
                {group.tools.iter().map(|command| tool(command)).collect_view()}
            </div>
        }
    });
    view! {
        <div class="ed-toolbar" role="toolbar" aria-label=words.toolbar aria-controls="ed-body" data-toolbar="">
            {groups.collect_view()}
        </div>
    }
}

/// The tools for the article as a whole, with what is said of its state.
#[component]
pub(super) fn Bar() -> impl IntoView {
    let words = labels().editing();
    view! {
        <div class="ed-bar">
            <p class="ed-status" role="status" data-status="">{words.loading}</p>
            <p class="ed-peers" data-peers=""></p>
            <div class="ed-bar__tools">{plan().bar.iter().map(|command| tool(command)).collect_view()}</div>
        </div>
    }
}
