//! `/bien-tap/toi`: one's own account: password, second step, sessions.

use leptos::prelude::*;

use crate::auth::{Session, Staff};
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::passkeys::{OwnPasskeys, Passkey};
use crate::text::labels;
use crate::ui::{Day, QrCode, line_field};

/// A second step that is being set up.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// The secret, as the form sends it back.
    pub secret: String,
    /// The same for people to type.
    pub key: String,
    /// The address that the QR code carries.
    pub address: String,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Me {
    /// The sessions.
    pub sessions: Vec<Session>,
    /// How many recovery codes are left.
    pub codes_left: i64,
    /// A second step that is being set up.
    pub enrolment: Option<Enrolment>,
    /// The account asks for a code after the password.
    pub asks_for_code: bool,
    /// The passkeys, with the script that asks for one; none where the site has no name to bind keys to.
    pub passkeys: Option<(Vec<Passkey>, String)>,
    /// They are told by mail about texts put in their charge.
    pub work_mail: bool,
    /// Recovery codes that were just made.
    pub codes: Vec<String>,
    /// Nothing else can be done before the second step is set up.
    pub is_needed: bool,
    /// What was wrong, in words.
    pub problem: Option<&'static str>,
    /// The field that it is about.
    pub error: Option<AppError>,
}

/// The page.
#[component]
pub fn DeskMe(
    /// Who is signed in.
    staff: Staff,
    /// What it shows.
    me: Me,
    /// What was just done.
    done: Option<&'static str>,
) -> impl IntoView {
    let words = labels().people();
    let has_second = me.asks_for_code;
    let keys = me.passkeys.clone().map(|(keys, script)| {
        let error = me.error.clone();
        view! { <OwnPasskeys keys script error/> }
    });
    view! {
        <DeskFrame staff tab=Tab::Me heading=words.me done>
            {me.problem.map(|words| view! { <p class="form__problem" role="alert">{words}</p> })}
            {me.is_needed.then(|| view! { <p class="version__note">{words.second_needed}</p> })}
            {(!me.codes.is_empty()).then(|| view! { <Codes codes=me.codes.clone()/> })}
            <SecondStep has_second me=me.clone()/>
            {keys}
            <section class="work" aria-labelledby="mat-khau">
                <h2 class="work__title" id="mat-khau">{words.password}</h2>
                <form class="form" method="post" action="/bien-tap/toi/mat-khau">
                    {line_field("old", "password", words.old, String::new(), me.error.as_ref())}
                    {line_field("password", "password", words.new, String::new(), me.error.as_ref())}
                    <div class="form__buttons"><button class="button" type="submit">{words.change}</button></div>
                </form>
            </section>
            <Sessions sessions=me.sessions/>
            <Mail wanted=me.work_mail/>
        </DeskFrame>
    }
}

#[component]
fn Mail(wanted: bool) -> impl IntoView {
    let words = labels().mail();
    view! {
        <section class="work" aria-labelledby="thu">
            <h2 class="work__title" id="thu">{words.mail}</h2>
            <form class="form" method="post" action="/bien-tap/toi/thu">
                <label class="library__check">
                    <input class="check" type="checkbox" name="work" value="1" checked=wanted/> {words.work_mail}
                </label>
                <div class="form__buttons"><button class="button" type="submit">{words.keep}</button></div>
            </form>
        </section>
    }
}

#[component]
fn Codes(codes: Vec<String>) -> impl IntoView {
    let words = labels().people();
    view! {
        <section class="conflict" aria-labelledby="ma-du-phong">
            <h2 id="ma-du-phong">{words.codes}</h2>
            <p>{words.codes_lead}</p>
            <ul class="codes">{codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}</ul>
        </section>
    }
}

#[component]
fn SecondStep(has_second: bool, me: Me) -> impl IntoView {
    let words = labels().people();
    let inner = match me.enrolment {
        Some(enrolment) => view! { <Enrol enrolment error=me.error/> }.into_any(),
        None if has_second => view! {
            <p>{words.is_on.replace("{n}", &me.codes_left.to_string())}</p>
            <details class="work__part">
                <summary>{words.turn_off}</summary>
                <form class="form" method="post" action="/bien-tap/toi/hai-buoc/tat">
                    <div class="field">
                        <label class="field__label" for="off-password">{words.password}</label>
                        <input class="field__control" id="off-password" name="password" type="password"
                            autocomplete="current-password"/>
                    </div>
                    <div class="form__buttons"><button class="button" type="submit">{words.turn_off}</button></div>
                </form>
            </details>
        }
        .into_any(),
        None => view! {
            <form class="form" method="post" action="/bien-tap/toi/hai-buoc">
                <div class="form__buttons"><button class="button" type="submit">{words.begin}</button></div>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="work" aria-labelledby="hai-buoc">
            <h2 class="work__title" id="hai-buoc">{words.second}</h2>
            <p>{words.second_lead}</p>
            {inner}
        </section>
    }
}

#[component]
fn Enrol(enrolment: Enrolment, error: Option<AppError>) -> impl IntoView {
    let words = labels().people();
    view! {
        <p>{words.scan}</p>
        <QrCode text=enrolment.address label=words.qr/>
        <p>{words.key} ": " <code class="qr__key">{enrolment.key}</code></p>
        <form class="form" method="post" action="/bien-tap/toi/hai-buoc/bat">
            <input type="hidden" name="secret" value=enrolment.secret/>
            {line_field("code", "text", words.code, String::new(), error.as_ref())}
            <div class="form__buttons"><button class="button" type="submit">{words.turn_on}</button></div>
        </form>
    }
}

#[component]
fn Sessions(sessions: Vec<Session>) -> impl IntoView {
    let words = labels().people();
    let others = sessions.len() > 1;
    view! {
        <section class="work" aria-labelledby="phien">
            <h2 class="work__title" id="phien">{words.sessions}</h2>
            <ul class="queue">
                {sessions.into_iter().map(|session| view! { <One session/> }).collect_view()}
            </ul>
            {others.then(|| view! {
                <form class="form" method="post" action="/bien-tap/toi/phien">
                    <div class="form__buttons">
                        <button class="button button--plain" type="submit">{words.end_others}</button>
                    </div>
                </form>
            })}
        </section>
    }
}

#[component]
fn One(session: Session) -> impl IntoView {
    let words = labels().people();
    let number = session.number.filter(|_| !session.is_this);
    view! {
        <li class="event">
            <strong>{session.browser}</strong> " "
            {session.is_this.then(|| view! { <span class="tag">{words.this_one}</span> })}
            <p class="queue__meta">
                <span>{words.began} " " <Day stamp=session.began clock=true/></span>
                {session.seen.map(|seen| view! { <span>{words.seen} " " <Day stamp=seen clock=true/></span> })}
            </p>
            {number.map(|number| view! {
                <form method="post" action=format!("/bien-tap/toi/phien/{number}")>
                    <button class="button button--plain" type="submit">{words.end}</button>
                </form>
            })}
        </li>
    }
}
