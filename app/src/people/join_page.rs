//! `/loi-moi/{token}`: what a link that works once leads to.

use leptos::prelude::*;

use super::{Invitation, Wanted};
use crate::error::{AppError, Problem};
use crate::text::labels;
use crate::ui::{PageTitle, form_problem, line_field};

/// The page.
#[component]
pub fn JoinPage(
    /// What the link is for; none for one that is used or too old.
    link: Option<Invitation>,
    /// Where the form goes: the link itself.
    action: String,
    /// What was typed before.
    said: Wanted,
    /// What was wrong with it.
    error: Option<AppError>,
) -> impl IntoView {
    let words = labels().people();
    let taken = error == Some(AppError::field("email", Problem::Frozen));
    let title = match &link {
        Some(link) if link.is_setup() => words.setup,
        Some(link) if link.is_reset() => words.new_password,
        _ => words.join,
    };
    let wrong = error.as_ref();
    view! {
        <PageTitle title=title/>
        <main class="login" id="noi-dung">
            <h1 class="page__title">{title}</h1>
            {if taken {
                view! { <p class="form__problem" role="alert">{words.taken}</p> }.into_any()
            } else {
                form_problem(wrong.filter(|_| link.is_some())).into_any()
            }}
            {match link {
                None => view! { <p class="form__problem" role="alert">{words.dead_link}</p> }.into_any(),
                Some(link) => view! {
                    <p>{if link.is_setup() {
                        words.setup_lead.to_owned()
                    } else {
                        words.join_lead.replace("{n}", &link.email)
                    }}</p>
                    <form class="form" method="post" action=action>
                        {link.is_setup().then(|| line_field("email", "email", labels().desk().email, said.email.clone(), wrong))}
                        {(!link.is_reset()).then(|| line_field("name", "text", words.name, said.name.clone(), wrong))}
                        {line_field("password", "password", words.new, String::new(), wrong)}
                        <button class="button" type="submit">{words.go_on}</button>
                    </form>
                }
                .into_any(),
            }}
            <p><a href="/">{labels().to_home}</a></p>
        </main>
    }
}
