//! `/quen-mat-khau`: asking for a link for a new password.

use leptos::prelude::*;

use crate::text::labels;
use crate::ui::{PageTitle, line_field};

/// The page. What it says after the form was sent is the same whether or not there is such an account.
#[component]
pub fn ForgotPage(
    /// The address typed before.
    email: String,
    /// It was asked for.
    sent: bool,
    /// What went wrong, in words.
    problem: Option<&'static str>,
) -> impl IntoView {
    let words = labels().mail();
    view! {
        <PageTitle title=words.forgot/>
        <main class="login" id="noi-dung">
            <h1 class="page__title">{words.forgot}</h1>
            {problem.map(|words| view! { <p class="form__problem" role="alert">{words}</p> })}
            {if sent {
                view! { <p class="version__note" role="status">{words.forgot_sent}</p> }.into_any()
            } else {
                view! {
                    <p>{words.forgot_lead}</p>
                    <form class="form" method="post" action="/quen-mat-khau">
                        {line_field("email", "email", labels().desk().email, email, None)}
                        <button class="button" type="submit">{words.forgot_send}</button>
                    </form>
                }
                .into_any()
            }}
            <p><a href="/dang-nhap">{labels().desk().enter}</a></p>
        </main>
    }
}
