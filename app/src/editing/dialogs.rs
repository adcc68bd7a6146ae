//! The editor's dialogs and panels, as `frontend/editor/page.json` describes them.

use leptos::prelude::*;
use serde::Deserialize;

use super::toolbar::plan;
use crate::text::labels;

/// A dialog or a panel: fields, a place for what its script shows, and buttons.
#[derive(Debug, Deserialize)]
pub(super) struct Form {
    id: String,
    title: String,
    fields: Vec<Field>,
    #[serde(default)]
    place: bool,
    actions: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Field {
    name: String,
    label: String,
    #[serde(rename = "type")]
    kind: String,
    hint: Option<String>,
    min: Option<i64>,
    max: Option<i64>,
    #[serde(default)]
    options: Vec<(String, String)>,
}

/// A control with its label and hint.
fn field(form: &str, field: &Field) -> impl IntoView + use<> {
    let words = labels().editing();
    let id = format!("ed-{form}-{}", field.name);
    let hint_id = format!("{id}-hint");
    let described = field.hint.is_some().then(|| hint_id.clone());
    let name = field.name.clone();
    let control = match field.kind.as_str() {
        "textarea" => {
            view! { <textarea class="field__control" id=id.clone() name=name rows="4" aria-describedby=described></textarea> }
                .into_any()
        }
        "select" => {
            let options = field.options.iter();
            let options = options
                .map(|(value, label)| view! { <option value=value.clone()>{words.named(label)}</option> })
                .collect_view();
            view! { <select class="field__control" id=id.clone() name=name>{options}</select> }.into_any()
        }
        kind => view! {
            <input class=if kind == "checkbox" { "ed-check" } else { "field__control" } id=id.clone() name=name type=kind.to_owned() min=field.min max=field.max
                multiple=kind == "file" autocomplete="off" aria-describedby=described/>
        }
        .into_any(),
    };
    let hint = field.hint.as_ref().map(|hint| view! { <p class="ed-hint" id=hint_id>{words.named(hint)}</p> });
    view! {
        <div class="ed-field" data-kind=field.kind.clone()>
            <label class="field__label" for=id>{words.named(&field.label)}</label>
            {control} {hint}
        </div>
    }
}

fn inside(form: &'static Form, heading: String) -> impl IntoView {
    let words = labels().editing();
    let last = form.actions.len().saturating_sub(1);
    let buttons = form.actions.iter().enumerate().map(|(place, action)| {
        let class = if place == last { "button" } else { "button button--plain" };
        view! { <button class=class type="button" data-action=action.clone()>{words.named(action)}</button> }
    });
    let buttons = buttons.collect_view();
    view! {
        <div class="ed-form__head">
            <h2 class="ed-form__title" id=heading>{words.named(&form.title)}</h2>
            <button class="ed-close" type="button" data-close="">{words.close}</button>
        </div>
        {form.fields.iter().map(|one| field(&form.id, one)).collect_view()}
        <div data-place="" hidden=!form.place></div>
        <p class="ed-problem" role="alert" data-problem=""></p>
        <div class="form__buttons">{buttons}</div>
    }
}

/// Panels beside the text; hidden until they are asked for.
#[component]
pub(super) fn Panels() -> impl IntoView {
    let panels = plan().panels.iter().map(|form| {
        let heading = format!("ed-panel-{}", form.id);
        view! {
            <section class="ed-panel" data-panel=form.id.clone() aria-labelledby=heading.clone() hidden=true>
                {inside(form, heading.clone())}
            </section>
        }
    });
    panels.collect_view()
}

/// Dialogs over the text.
#[component]
pub(super) fn Dialogs() -> impl IntoView {
    let dialogs = plan().dialogs.iter().map(|form| {
        let heading = format!("ed-dialog-{}", form.id);
        view! {
            <dialog class="ed-dialog" data-dialog=form.id.clone() aria-labelledby=heading.clone()>
                <form class="ed-form" method="dialog">{inside(form, heading.clone())}</form>
            </dialog>
        }
    });
    dialogs.collect_view()
}
