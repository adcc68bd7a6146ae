//! The passkeys of one's own account.

use leptos::prelude::*;

use super::types::Passkey;
use crate::error::{AppError, Problem};
use crate::text::labels;
use crate::ui::Day;

/// The list and, where the browser knows passkeys, the form that adds one. Without the script it stays hidden.
#[component]
pub fn OwnPasskeys(
    /// The keys.
    keys: Vec<Passkey>,
    /// The script that asks the browser.
    script: String,
    /// Why one was not removed.
    error: Option<AppError>,
) -> impl IntoView {
    let words = labels().passkeys();
    let is_last = error == Some(AppError::field("passkey", Problem::TooFew));
    view! {
        <section class="work" aria-labelledby="khoa">
            <h2 class="work__title" id="khoa">{words.title}</h2>
            <p>{words.lead}</p>
            {is_last.then(|| view! { <p class="form__problem" role="alert">{words.last}</p> })}
            {(!keys.is_empty()).then(|| view! {
                <ul class="queue">{keys.into_iter().map(|key| view! { <One key/> }).collect_view()}</ul>
            })}
            <div hidden data-passkey="add" data-cancelled=words.cancelled>
                <form class="form">
                    <div class="field">
                        <label class="field__label" for="ten-khoa">{words.name}</label>
                        <input class="field__control" id="ten-khoa" name="name" type="text" maxlength="60"
                            required=true autocomplete="off"/>
                    </div>
                    <p class="form__problem" role="alert" hidden></p>
                    <div class="form__buttons"><button class="button" type="submit">{words.add}</button></div>
                </form>
            </div>
            <script src=script defer></script>
        </section>
    }
}

#[component]
fn One(key: Passkey) -> impl IntoView {
    let words = labels().passkeys();
    let label = format!("{}: {}", words.remove, key.name);
    view! {
        <li class="event">
            <strong>{key.name}</strong>
            <p class="queue__meta">
                <span>{words.added} " " <Day stamp=key.added clock=true/></span>
                {match key.used {
                    Some(used) => view! { <span>{words.used} " " <Day stamp=used clock=true/></span> }.into_any(),
                    None => view! { <span>{words.unused}</span> }.into_any(),
                }}
            </p>
            <form method="post" action=format!("/bien-tap/toi/khoa/{}/bo", key.id)>
                <button class="button button--plain" type="submit" aria-label=label>{words.remove}</button>
            </form>
        </li>
    }
}
