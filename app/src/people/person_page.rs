//! `/bien-tap/nguoi/{id}`: one person, and what an administrator can do about them.

use leptos::prelude::*;

use super::Person;
use super::list_page::{LinkToHandOn, role_options};
use crate::auth::{Role, Staff};
use crate::desk::{DeskFrame, Tab};
use crate::error::{AppError, Problem};
use crate::sections::Section;
use crate::text::labels;
use crate::ui::{form_problem, line_field};

/// The page.
#[component]
pub fn DeskPerson(
    /// Who is signed in.
    staff: Staff,
    /// The person.
    person: Person,
    /// The sections in which they could have a role.
    sections: Vec<Section>,
    /// A link to hand on, with the sentence about it.
    link: Option<(String, String)>,
    /// What was just done.
    done: Option<&'static str>,
    /// Why the last thing was not done.
    error: Option<AppError>,
) -> impl IntoView {
    let words = labels().people();
    let is_last = error == Some(AppError::field("role", Problem::Frozen));
    let url = format!("/bien-tap/nguoi/{}", person.id);
    view! {
        <DeskFrame staff tab=Tab::People heading=person.name.clone() done>
            {if is_last {
                view! { <p class="form__problem" role="alert">{words.last_administrator}</p> }.into_any()
            } else {
                form_problem(error.as_ref()).into_any()
            }}
            {link.map(|link| view! { <LinkToHandOn link/> })}
            <p class="desk-state">
                {person.email.clone()} ", " {if person.disabled.is_some() { words.disabled } else { words.active }}
                {person.has_second_step.then(|| format!(", {}", words.two_steps))}
            </p>
            <RightsForm person=person.clone() sections/>
            <Deeds person=person.clone()/>
            <details class="work__part" open=error.is_some() && !is_last>
                <summary>{words.erase}</summary>
                <form class="form" method="post" action=format!("{url}/xoa")>
                    <p>{words.erase_hint}</p>
                    {line_field("confirm", "text", labels().desk().email, String::new(), error.as_ref())}
                    <div class="form__buttons"><button class="button" type="submit">{words.erase}</button></div>
                </form>
            </details>
        </DeskFrame>
    }
}

#[component]
fn RightsForm(person: Person, sections: Vec<Section>) -> impl IntoView {
    let words = labels().people();
    let choice = |name: String, label: String, options: Vec<(String, String)>, chosen: String| {
        view! {
            <div class="field">
                <label class="field__label" for=name.clone()>{label}</label>
                <select class="field__control" id=name.clone() name=name>
                    {options.into_iter().map(|(value, words)| {
                        let selected = value == chosen;
                        view! { <option value=value selected=selected>{words}</option> }
                    }).collect_view()}
                </select>
            </div>
        }
    };
    let mut here = vec![(String::new(), words.no_more.to_owned())];
    here.extend(
        role_options()
            .into_iter()
            .filter(|(role, _)| matches!(Role::parse(role), Some(Role::Contributor | Role::Editor | Role::Publisher))),
    );
    let granted = person.rights.sections.clone();
    let fields = sections.into_iter().map(|section| {
        let role = granted.iter().find(|(id, _)| *id == section.id).map(|(_, role)| role.as_str().to_owned());
        choice(format!("section_{}", section.id), section.name, here.clone(), role.unwrap_or_default())
    });
    view! {
        <form class="form form--wide" method="post" action=format!("/bien-tap/nguoi/{}/vai-tro", person.id)>
            {choice("role".to_owned(), words.role.to_owned(), role_options(), person.rights.role.as_str().to_owned())}
            <fieldset class="form form--wide">
                <legend>{words.sections}</legend>
                <div class="form__pair">{fields.collect_view()}</div>
            </fieldset>
            <div class="form__buttons"><button class="button" type="submit">{words.keep}</button></div>
        </form>
    }
}

#[component]
fn Deeds(person: Person) -> impl IntoView {
    let words = labels().people();
    let url = format!("/bien-tap/nguoi/{}", person.id);
    let is_disabled = person.disabled.is_some();
    let state = if is_disabled { words.enable } else { words.disable };
    let deed = |part: &str, words: &'static str| {
        view! {
            <form method="post" action=format!("{url}/{part}")>
                <button class="button button--plain" type="submit">{words}</button>
            </form>
        }
    };
    view! {
        <div class="form__buttons work">
            {deed(if is_disabled { "mo-khoa" } else { "khoa" }, state)}
            {deed("dang-xuat", words.end_all)}
            {deed("mat-khau", words.reset)}
            {person.has_second_step.then(|| deed("hai-buoc", words.reset_two))}
            {deed("du-lieu", words.export)}
        </div>
    }
}
