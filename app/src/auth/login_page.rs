//! `/dang-nhap`: the way in for staff.

use leptos::prelude::*;

use crate::text::labels;
use crate::ui::{PageTitle, line_field};

/// The sign-in form.
#[component]
pub fn LoginPage(
    /// The address typed before, kept when the password was wrong.
    email: String,
    /// What went wrong, in words.
    problem: Option<String>,
    /// Signing in here is refused: the connection is not encrypted.
    refused: bool,
    /// The script that asks the browser for a passkey; none where the site has no name to bind keys to.
    script: Option<String>,
) -> impl IntoView {
    let text = labels();
    view! {
        <PageTitle title=text.desk().enter/>
        <main class="login" id="noi-dung">
            <h1 class="page__title">{text.desk().enter}</h1>
            {problem.map(|words| view! { <p class="form__problem" role="alert">{words}</p> })}
            {if refused {
                view! { <p class="form__problem" role="alert">{text.desk().needs_tls}</p> }.into_any()
            } else {
                view! {
                    <form class="form" method="post" action="/dang-nhap">
                        {line_field("email", "email", text.desk().email, email, None)}
                        {line_field("password", "password", text.desk().password, String::new(), None)}
                        <button class="button" type="submit">{text.desk().enter}</button>
                    </form>
                    {script.map(|script| view! { <PasskeyForm script/> })}
                    <p><a href="/quen-mat-khau">{text.mail().forgot_link}</a></p>
                }
                .into_any()
            }}
            <p><a href="/">{text.to_home}</a></p>
        </main>
    }
}

/// Signing in with a passkey; without the script it stays hidden.
#[component]
fn PasskeyForm(script: String) -> impl IntoView {
    let words = labels().passkeys();
    view! {
        <div hidden data-passkey="enter" data-cancelled=words.cancelled>
            <form class="form">
                <p class="form__problem" role="alert" hidden></p>
                <button class="button button--plain" type="submit">{words.enter}</button>
            </form>
        </div>
        <script src=script defer></script>
    }
}

/// The form of the second step.
#[component]
pub fn CodePage(
    /// What went wrong, in words.
    problem: Option<&'static str>,
) -> impl IntoView {
    let words = labels().people();
    view! {
        <PageTitle title=words.second/>
        <main class="login" id="noi-dung">
            <h1 class="page__title">{words.second}</h1>
            {problem.map(|words| view! { <p class="form__problem" role="alert">{words}</p> })}
            <p>{words.code_lead}</p>
            <form class="form" method="post" action="/dang-nhap/ma">
                <div class="field">
                    <label class="field__label" for="code">{words.code}</label>
                    <input class="field__control" id="code" name="code" type="text" inputmode="numeric"
                        autocomplete="one-time-code" autofocus=true/>
                </div>
                <button class="button" type="submit">{words.go_on}</button>
            </form>
            <p><a href="/dang-nhap">{labels().desk().enter}</a></p>
        </main>
    }
}
