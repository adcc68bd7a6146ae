//! `/bien-tap/tham-do`: the polls, and writing one.

use leptos::prelude::*;

use super::{PollDraft, PollId, PollState};
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::text::labels;
use crate::ui::{area_field, form_problem, line_field};

fn state_label(state: PollState) -> &'static str {
    let words = labels().desk();
    match state {
        PollState::Draft => words.draft,
        PollState::Open => words.poll_open,
        PollState::Closed => words.poll_closed,
    }
}

/// The desk's list of polls.
#[component]
pub fn DeskPolls(
    /// Who is signed in.
    staff: Staff,
    /// The polls.
    rows: Vec<PollDraft>,
    /// What was just done.
    done: Option<&'static str>,
) -> impl IntoView {
    let text = labels();
    view! {
        <DeskFrame staff tab=Tab::Polls heading=text.desk().polls done>
            <p><a class="button" href="/bien-tap/tham-do/moi">{text.desk().new_poll}</a></p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=text.desk().polls>
                <table class="table">
                    <thead><tr><th scope="col">{text.desk().question}</th><th scope="col">{text.desk().state}</th></tr></thead>
                    <tbody>
                        {rows.into_iter().map(|row| {
                            let state = PollState::parse(&row.state).map(state_label).unwrap_or_default();
                            view! {
                                <tr>
                                    <th scope="row"><a href=format!("/bien-tap/tham-do/{}", row.id)>{row.question}</a></th>
                                    <td>{state}</td>
                                </tr>
                            }
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        </DeskFrame>
    }
}

/// What the form shows: what is stored, or what was typed before something went wrong.
#[derive(Clone, Debug, Default)]
pub struct PollForm {
    /// The poll; none while it is new.
    pub id: Option<PollId>,
    /// The version the text is based on.
    pub base: i64,
    /// Where it is in its life.
    pub state: Option<PollState>,
    /// The question.
    pub question: String,
    /// The options, one a line.
    pub options: String,
    /// When it closes by itself, as the form writes it.
    pub closes_at: String,
    /// The options with their votes.
    pub votes: Vec<(String, i64)>,
    /// What is wrong with it.
    pub error: Option<AppError>,
}

/// The page with the form.
#[component]
pub fn DeskPoll(
    /// Who is signed in.
    staff: Staff,
    /// What the form shows.
    form: PollForm,
    /// What was just done.
    done: Option<&'static str>,
    /// The person may publish.
    may_publish: bool,
) -> impl IntoView {
    let text = labels();
    let heading = if form.id.is_some() { form.question.clone() } else { text.desk().new_poll.to_owned() };
    let action = form.id.map_or("/bien-tap/tham-do/moi".to_owned(), |id| format!("/bien-tap/tham-do/{id}"));
    let problem = form_problem(form.error.as_ref());
    let fields = fields(&form);
    let steps = form.id.filter(|_| may_publish).map(|id| steps(id, form.state));
    view! {
        <DeskFrame staff tab=Tab::Polls heading done>
            {problem}
            <p class="desk-state">{form.state.map(state_label)}</p>
            <form class="form form--wide" method="post" action=action>
                <input type="hidden" name="base" value=form.base.to_string()/>
                {fields}
                <div class="form__buttons"><button class="button" type="submit">{text.desk().save}</button></div>
            </form>
            {steps}
            <ul>
                {form.votes.into_iter().map(|(label, votes)| view! {
                    <li>{format!("{label}: {votes} {}", text.desk().votes)}</li>
                }).collect_view()}
            </ul>
        </DeskFrame>
    }
}

fn steps(id: PollId, state: Option<PollState>) -> impl IntoView {
    let text = labels();
    let (word, label) = match state {
        Some(PollState::Open) => ("dong", text.desk().close_poll),
        _ => ("mo", text.desk().open_poll),
    };
    view! {
        <form class="form" method="post" action=format!("/bien-tap/tham-do/{id}/{word}")>
            <button class="button button--plain" type="submit">{label}</button>
        </form>
    }
}

fn fields(form: &PollForm) -> impl IntoView + use<> {
    let text = labels();
    let wrong = form.error.as_ref();
    view! {
        {line_field("question", "text", text.desk().question, form.question.clone(), wrong)}
        {area_field("options", 6, text.desk().options, &form.options, wrong)}
        {line_field("closes_at", "datetime-local", text.desk().closes_at, form.closes_at.clone(), wrong)}
    }
}
