//! Under an article's form: where it stands, who has it, what happened, and what can be done about it.

use leptos::prelude::*;

use super::{EventRow, Stage, Step, Work};
use crate::error::AppError;
use crate::ids::{AccountId, ArticleId};
use crate::text::labels;
use crate::time::{Day as CivilDay, Stamp};
use crate::ui::{Day, area_field, choice_field, line_field};

/// What the panel shows.
#[derive(Clone, Debug)]
pub struct WorkForm {
    /// The article.
    pub id: ArticleId,
    /// Its newest version.
    pub head: i64,
    /// The last part of its address.
    pub slug: String,
    /// Where it stands.
    pub work: Work,
    /// What happened, the newest first.
    pub events: Vec<EventRow>,
    /// Who could have it.
    pub people: Vec<(AccountId, String)>,
    /// The steps that the person may take from here.
    pub steps: Vec<Step>,
    /// The person may give it to somebody.
    pub may_charge: bool,
    /// The person may publish it.
    pub may_publish: bool,
    /// What was wrong with what the person sent.
    pub error: Option<AppError>,
}

impl WorkForm {
    fn is_wrong(&self, field: &str) -> bool {
        matches!(&self.error, Some(AppError::Invalid(fields)) if fields.iter().any(|one| one.field == field))
    }

    fn url(&self, part: &str) -> String {
        format!("/bien-tap/bai-viet/{}/{part}", self.id)
    }
}

/// The panel.
#[component]
pub fn Panel(
    /// What it shows.
    form: WorkForm,
) -> impl IntoView {
    let words = labels().workflow();
    view! {
        <section class="work" aria-labelledby="quy-trinh">
            <h2 class="work__title" id="quy-trinh">{words.work}</h2>
            <Facts form=form.clone()/>
            <Back form=form.clone()/>
            {form.may_charge.then(|| view! { <ChargeForm form=form.clone()/> })}
            {form.may_publish.then(|| view! { <PublisherForms form=form.clone()/> })}
            <Events form=form.clone()/>
        </section>
    }
}

#[component]
fn Facts(form: WorkForm) -> impl IntoView {
    let words = labels().workflow();
    let work = form.work;
    let name = |id: Option<AccountId>| {
        let known = id.and_then(|id| form.people.iter().find(|(person, _)| *person == id));
        known.map(|(_, name)| name.clone())
    };
    let assignee = name(work.access.assignee);
    let owner = name(work.owner);
    let day = |day: i64| CivilDay(day).short();
    let facts = [
        (words.stage, Some(words.stage_name(work.access.stage).to_owned())),
        (words.author, work.author),
        (words.assignee, assignee),
        (words.due, work.due_day.map(day)),
        (words.owner, owner),
        (words.review_day, work.review_day.map(day)),
        (
            words.goes_out,
            work.scheduled.map(|(at, version)| {
                format!("{} {} ({} {version})", at.clock(), at.day().short(), labels().desk().version)
            }),
        ),
        (words.expires_at, work.expires_at.map(|at| format!("{} {}", at.clock(), at.day().short()))),
    ];
    view! {
        <dl class="work__facts">
            {facts.into_iter().filter_map(|(term, fact)| fact.map(|fact| view! {
                <div><dt>{term}</dt><dd>{fact}</dd></div>
            })).collect_view()}
        </dl>
    }
}

/// Sending back takes a reason; taking back one's own does not.
#[component]
fn Back(form: WorkForm) -> impl IntoView {
    let words = labels().workflow();
    let steps: Vec<Step> =
        form.steps.iter().copied().filter(|step| matches!(step, Step::Refuse | Step::Recall)).collect();
    let action = form.url("buoc");
    let refuses = steps.contains(&Step::Refuse);
    let reason = refuses.then(|| area_field("reason", 2, words.reason_hint, "", form.error.as_ref()));
    (!steps.is_empty()).then(|| {
        view! {
            <form class="form" method="post" action=action>
                <input type="hidden" name="from" value=form.work.access.stage.as_str()/>
                <input type="hidden" name="base" value=form.head.to_string()/>
                {reason}
                <div class="form__buttons">
                    {steps.into_iter().map(|step| view! {
                        <button class="button button--plain" type="submit" name="step" value=step.as_str()>
                            {words.step_name(step)}
                        </button>
                    }).collect_view()}
                </div>
            </form>
        }
    })
}

#[component]
fn ChargeForm(form: WorkForm) -> impl IntoView {
    let words = labels().workflow();
    let wrong = form.error.as_ref();
    let mut people = vec![(String::new(), words.nobody.to_owned())];
    people.extend(form.people.iter().map(|(id, name)| (id.to_string(), name.clone())));
    let chosen = |id: Option<AccountId>| id.map(|id| id.to_string()).unwrap_or_default();
    let day = |day: Option<i64>| day.map(|day| CivilDay(day).iso()).unwrap_or_default();
    let open = ["assignee", "due", "owner", "review"].iter().any(|field| form.is_wrong(field));
    view! {
        <details class="work__part" open=open>
            <summary>{words.charge}</summary>
            <form class="form form--wide" method="post" action=form.url("giao-viec")>
                <div class="form__pair">
                    {choice_field("assignee", words.assignee, people.clone(), &chosen(form.work.access.assignee), wrong)}
                    {line_field("due", "date", words.due, day(form.work.due_day), wrong)}
                </div>
                <div class="form__pair">
                    {choice_field("owner", words.owner, people, &chosen(form.work.owner), wrong)}
                    {line_field("review", "date", words.review_day, day(form.work.review_day), wrong)}
                </div>
                <div class="form__buttons"><button class="button" type="submit">{words.keep}</button></div>
            </form>
        </details>
    }
}

#[component]
fn PublisherForms(form: WorkForm) -> impl IntoView {
    let words = labels().workflow();
    let wrong = form.error.as_ref();
    let time = |at: Option<Stamp>| at.map(Stamp::local).unwrap_or_default();
    let version = form.work.scheduled.map_or(form.head, |(_, version)| version).to_string();
    let publish_at = time(form.work.scheduled.map(|(at, _)| at));
    let timed = form.is_wrong("publish_at") || form.is_wrong("expires_at");
    let is_live = form.work.live.is_some();
    view! {
        <details class="work__part" open=timed>
            <summary>{words.times}</summary>
            <form class="form form--wide" method="post" action=form.url("hen-gio")>
                <input type="hidden" name="base" value=form.head.to_string()/>
                <p>{words.publish_at.replace("{n}", &version)} ": " {words.zone}</p>
                <div class="form__pair">
                    {line_field("publish_at", "datetime-local", words.goes_out, publish_at, wrong)}
                    {line_field("expires_at", "datetime-local", words.expires_at, time(form.work.expires_at), wrong)}
                </div>
                <div class="form__buttons"><button class="button" type="submit">{words.keep}</button></div>
            </form>
        </details>
        {is_live.then(|| view! {
            <details class="work__part" open=form.is_wrong("slug")>
                <summary>{words.readdress}</summary>
                <form class="form form--wide" method="post" action=form.url("dia-chi")>
                    {line_field("slug", "text", words.slug, form.slug.clone(), wrong)}
                    <p class="field__hint">{words.slug_hint}</p>
                    <div class="form__buttons"><button class="button" type="submit">{words.readdress}</button></div>
                </form>
            </details>
            <details class="work__part" open=form.is_wrong("why")>
                <summary>{words.take_down}</summary>
                <form class="form form--wide" method="post" action=form.url("go-xuong")>
                    {area_field("why", 2, words.why, "", wrong)}
                    <div class="form__buttons"><button class="button" type="submit">{words.take_down}</button></div>
                </form>
            </details>
        })}
    }
}

#[component]
fn Events(form: WorkForm) -> impl IntoView {
    let words = labels().workflow();
    view! {
        <h3 class="work__heading" id="dien-bien">{words.events}</h3>
        <form class="form form--wide" method="post" action=form.url("y-kien")>
            {area_field("comment", 2, words.comment, "", form.error.as_ref())}
            <div class="form__buttons"><button class="button button--plain" type="submit">{words.say}</button></div>
        </form>
        <ol class="events" aria-labelledby="dien-bien">
            {form.events.into_iter().map(|event| view! { <Event event/> }).collect_view()}
        </ol>
    }
}

#[component]
fn Event(event: EventRow) -> impl IntoView {
    let words = labels().workflow();
    let kind = event.kind();
    let what = kind.map_or(event.kind.clone(), |kind| words.event_name(kind).to_owned());
    let is_comment = kind == Some(super::EventKind::Comment);
    let stage = event.stage().filter(|_| !is_comment).map(|stage: Stage| words.stage_name(stage));
    let who = event.name.unwrap_or_else(|| words.by_itself.to_owned());
    view! {
        <li class="event">
            <p class="event__head">
                <strong>{who}</strong> ": " {what}
                {stage.map(|stage| view! { " " <span class="tag">{stage}</span> })}
                " " <span class="event__time">
                    <Day stamp=Stamp(event.at) clock=true/> ", " {labels().desk().version} " " {event.version}
                </span>
            </p>
            {(!event.note.is_empty()).then(|| view! { <p class="event__note">{event.note}</p> })}
        </li>
    }
}
