//! `/bien-tap/nguoi`: everybody with an account, and the way in for others.

use leptos::prelude::*;

use super::{Person, Wanted};
use crate::auth::{Role, Staff};
use crate::desk::{DeskFrame, Tab};
use crate::error::{AppError, Problem};
use crate::mail::{GivenUp, Lost};
use crate::text::labels;
use crate::ui::{Day, choice_field, form_problem, line_field};

/// The roles to choose from.
pub(super) fn role_options() -> Vec<(String, String)> {
    let words = labels().people();
    Role::ALL.into_iter().map(|role| (role.as_str().to_owned(), words.role_name(role).to_owned())).collect()
}

/// The list.
#[component]
pub fn DeskPeople(
    /// Who is signed in.
    staff: Staff,
    /// Everybody.
    people: Vec<Person>,
    /// What was typed about somebody to be invited.
    wanted: Wanted,
    /// Messages that could not be sent.
    lost: Vec<Lost>,
    /// A link to hand on, with the sentence about it.
    link: Option<(String, String)>,
    /// What was just done.
    done: Option<&'static str>,
    /// Why somebody could not be invited.
    error: Option<AppError>,
) -> impl IntoView {
    let words = labels().people();
    let taken = error == Some(AppError::field("email", Problem::Frozen));
    let problem = form_problem(error.as_ref().filter(|_| !taken));
    view! {
        <DeskFrame staff tab=Tab::People heading=words.people done>
            {problem}
            {taken.then(|| view! { <p class="form__problem" role="alert">{words.taken}</p> })}
            <p class="page__lead">{words.lead}</p>
            {link.map(|link| view! { <LinkToHandOn link/> })}
            <div class="table-scroll" tabindex="0" role="region" aria-label=words.people>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{words.name}</th><th scope="col">{labels().desk().email}</th>
                        <th scope="col">{words.role}</th><th scope="col">{words.state}</th>
                        <th scope="col">{words.seen}</th>
                    </tr></thead>
                    <tbody>{people.into_iter().map(|person| view! { <Row person/> }).collect_view()}</tbody>
                </table>
            </div>
            <InviteForm wanted error/>
            <GivenUp lost/>
        </DeskFrame>
    }
}

#[component]
fn InviteForm(wanted: Wanted, error: Option<AppError>) -> impl IntoView {
    let words = labels().people();
    let wrong = error.as_ref();
    view! {
        <details class="work__part" open=error.is_some()>
            <summary>{words.invite}</summary>
            <form class="form form--wide" method="post" action="/bien-tap/nguoi">
                <div class="form__pair">
                    {line_field("email", "email", labels().desk().email, wanted.email, wrong)}
                    {line_field("name", "text", words.name, wanted.name, wrong)}
                </div>
                {choice_field("role", words.role, role_options(), wanted.role.as_str(), wrong)}
                <div class="form__buttons"><button class="button" type="submit">{words.make_link}</button></div>
            </form>
        </details>
    }
}

/// A link that works once, in a field from which it can be copied.
#[component]
pub(super) fn LinkToHandOn(link: (String, String)) -> impl IntoView {
    let (url, sentence) = link;
    view! {
        <div class="version__note">
            <label for="duong-dan">{sentence}</label>
            <input class="field__control" id="duong-dan" type="text" readonly=true value=url/>
        </div>
    }
}

#[component]
fn Row(person: Person) -> impl IntoView {
    let words = labels().people();
    let state = if person.disabled.is_some() { words.disabled } else { words.active };
    let sections = person.rights.sections.len();
    view! {
        <tr>
            <th scope="row"><a href=format!("/bien-tap/nguoi/{}", person.id)>{person.name}</a></th>
            <td>{person.email}</td>
            <td>
                {words.role_name(person.rights.role)}
                {(sections > 0).then(|| format!(" + {sections} {}", labels().desk().section.to_lowercase()))}
            </td>
            <td>{state} {person.has_second_step.then(|| format!(", {}", words.two_steps))}</td>
            <td>{person.seen.map(|seen| view! { <Day stamp=seen clock=true/> })}</td>
        </tr>
    }
}
