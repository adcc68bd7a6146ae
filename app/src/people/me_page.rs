//! `/bien-tap/toi`: one's own account: password, second step, sessions.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::auth::{Session, Staff};
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::text::labels;
use crate::ui::{Day, line_field};

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
    let has_second = staff.has_second_step;
    view! {
        <DeskFrame staff tab=Tab::Me heading=words.me done>
            {me.problem.map(|words| view! { <p class="form__problem" role="alert">{words}</p> })}
            {me.is_needed.then(|| view! { <p class="version__note">{words.second_needed}</p> })}
            {(!me.codes.is_empty()).then(|| view! { <Codes codes=me.codes.clone()/> })}
            <SecondStep has_second me=me.clone()/>
            <section class="work" aria-labelledby="mat-khau">
                <h2 class="work__title" id="mat-khau">{words.password}</h2>
                <form class="form" method="post" action="/bien-tap/toi/mat-khau">
                    {line_field("old", "password", words.old, String::new(), me.error.as_ref())}
                    {line_field("password", "password", words.new, String::new(), me.error.as_ref())}
                    <div class="form__buttons"><button class="button" type="submit">{words.change}</button></div>
                </form>
            </section>
            <Sessions sessions=me.sessions/>
        </DeskFrame>
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

/// The dark squares as one path, with the four squares of rest around them that the standard asks for.
fn qr_path(address: &str) -> Option<(String, i32)> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + 4, y + 4));
        }
    }
    Some((path, code.size() + 8))
}

#[component]
fn Enrol(enrolment: Enrolment, error: Option<AppError>) -> impl IntoView {
    let words = labels().people();
    let qr = qr_path(&enrolment.address).map(|(path, size)| {
        view! {
            <svg class="qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=words.qr>
                <path d=path/>
            </svg>
        }
    });
    view! {
        <p>{words.scan}</p>
        {qr}
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
