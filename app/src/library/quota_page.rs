//! `/bien-tap/tep/han-muc`: what the library may hold.

use leptos::prelude::*;

use super::Usage;
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::text::{bytes, labels};
use crate::ui::{form_problem, line_field};

/// How much is spent, of how much.
pub fn spent(used: i64, limit: Option<i64>) -> String {
    let words = labels().library();
    match limit {
        Some(limit) => words.spent_of.replace("{used}", &bytes(used)).replace("{limit}", &bytes(limit)),
        None => words.spent.replace("{used}", &bytes(used)),
    }
}

/// The form.
#[component]
pub fn DeskQuota(
    /// Who is signed in.
    staff: Staff,
    /// What is spent.
    usage: Usage,
    /// The limits as typed or stored, in MB: of everybody, of each person.
    typed: (String, String),
    /// What was just done.
    done: Option<&'static str>,
    /// What is wrong with what was typed.
    error: Option<AppError>,
) -> impl IntoView {
    let words = labels().library();
    view! {
        <DeskFrame staff tab=Tab::Media heading=words.quota done>
            {form_problem(error.as_ref())}
            <p><a href="/bien-tap/tep">{words.to_library}</a></p>
            <p>{words.quota_lead} " " {words.whole_site} ": " {spent(usage.site, usage.quota.site)} "."</p>
            <form class="form" method="post" action="/bien-tap/tep/han-muc">
                {line_field("site", "number", words.site_limit, typed.0, error.as_ref())}
                {line_field("person", "number", words.person_limit, typed.1, error.as_ref())}
                <div class="form__buttons"><button class="button" type="submit">{words.save}</button></div>
            </form>
        </DeskFrame>
    }
}
