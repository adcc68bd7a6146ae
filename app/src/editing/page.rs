//! `/bien-tap/bai-viet/{id}/soan`: writing an article in the browser. The script of `frontend/editor` brings the page to
//! life; its own tests run on a page of the same markup, `frontend/editor/harness/page.html`.

use leptos::prelude::*;

use super::dialogs::{Dialogs, Panels};
use super::toolbar::{Bar, Toolbar};
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::ids::ArticleId;
use crate::text::labels;
use crate::ui::RichText;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct EditorPage {
    /// Who is signed in.
    pub staff: Staff,
    /// The article.
    pub id: ArticleId,
    /// Its title as it stands; may be empty.
    pub title: String,
    /// What the script starts from: JSON in which every `<` is `\u003c`.
    pub boot: String,
    /// The body as readers would get it, until the script is there and where there is none.
    pub body_html: String,
    /// Where the script is served; none where the client was built without it.
    pub script: Option<String>,
    /// Where its style sheet is served.
    pub style: Option<String>,
    /// The person may write in it now.
    pub may_write: bool,
}

/// The page.
#[component]
pub fn DeskEditor(
    /// What it shows.
    page: EditorPage,
) -> impl IntoView {
    let words = labels().editing();
    let heading = if page.title.trim().is_empty() { words.untitled.to_owned() } else { page.title };
    let form = format!("/bien-tap/bai-viet/{}", page.id);
    let state = if page.may_write { "loading" } else { "locked" };
    view! {
        <DeskFrame staff=page.staff tab=Tab::Articles heading>
            {page.style.map(|href| view! { <link rel="stylesheet" href=href/> })}
            <div class="ed" data-editor="" data-state=state data-failed=words.load_failed>
                <Bar/>
                <Toolbar/>
                <div class="ed-trouble" data-trouble="" role="alert" hidden=true></div>
                <noscript><p>{words.without_script} " " <a href=form.clone()>{words.plain_form}</a></p></noscript>
                {page.script.is_none().then(|| view! { <p>{words.load_failed} " " <a href=form>{words.plain_form}</a></p> })}
                <div class="ed-main">
                    <Sheet body_html=page.body_html/>
                    <Side/>
                    <Panels/>
                </div>
                <Dialogs/>
                <p class="ed-hidden" aria-live="polite" data-live=""></p>
                <script type="application/json" id="editor-boot">{page.boot}</script>
            </div>
            {page.script.map(|src| view! { <script type="module" src=src></script> })}
        </DeskFrame>
    }
}

/// Title, lead and body, as wide as readers get them.
#[component]
fn Sheet(body_html: String) -> impl IntoView {
    let words = labels().editing();
    view! {
        <div class="ed-sheet">
            <label class="ed-hidden" for="ed-title">{words.field_title}</label>
            <textarea class="ed-title" id="ed-title" rows="1" maxlength="300" placeholder=words.field_title data-field="title" disabled=true></textarea>
            <label class="ed-hidden" for="ed-lead">{words.field_lead}</label>
            <textarea class="ed-lead" id="ed-lead" rows="2" maxlength="2000" placeholder=words.field_lead data-field="lead" disabled=true></textarea>
            <div class="ed-host" id="ed-body" data-editor-host=""><RichText html=body_html/></div>
            <p class="ed-counts" aria-label=words.counts role="group" data-counts=""></p>
        </div>
    }
}

/// What an article has besides its words.
#[component]
fn Side() -> impl IntoView {
    let words = labels().editing();
    view! {
        <details class="ed-side" open=true>
            <summary class="ed-side__title">{words.details}</summary>
            <div class="ed-field">
                <label class="field__label" for="ed-section">{words.field_section}</label>
                <select class="field__control" id="ed-section" data-field="section" disabled=true></select>
            </div>
            {line("byline_name", words.field_byline_name)}
            {line("byline_office", words.field_byline_office)}
            <div class="ed-field" role="group" aria-labelledby="ed-picture-label">
                <p class="field__label" id="ed-picture-label">{words.field_picture}</p>
                <div class="ed-picture" data-picture=""></div>
                <div class="form__buttons">
                    <button class="button button--plain" type="button" data-choose-picture="" disabled=true>{words.choose_picture}</button>
                    <button class="button button--plain" type="button" data-remove-picture="" disabled=true hidden=true>{words.remove_picture}</button>
                </div>
            </div>
            {line("picture_alt", words.field_picture_alt)}
            {line("picture_caption", words.field_picture_caption)}
            <div class="ed-field" role="group" aria-labelledby="ed-attachments-label">
                <p class="field__label" id="ed-attachments-label">{words.field_attachments}</p>
                <ul class="ed-files" data-attachments=""></ul>
                <button class="button button--plain" type="button" data-add-attachment="" disabled=true>{words.add_attachment}</button>
            </div>
        </details>
    }
}

fn line(name: &'static str, label: &'static str) -> impl IntoView {
    let id = format!("ed-{name}");
    view! {
        <div class="ed-field">
            <label class="field__label" for=id.clone()>{label}</label>
            <input class="field__control" id=id type="text" autocomplete="off" data-field=name disabled=true/>
        </div>
    }
}
