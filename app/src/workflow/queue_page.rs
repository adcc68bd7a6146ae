//! `/bien-tap`: whose turn it is with which text.

use leptos::prelude::*;

use super::{Filter, Queue, QueueCounts, QueuePage, QueueRow, Stage, Step};
use crate::articles::article_url;
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::ids::{AccountId, ArticleId};
use crate::sections::Section;
use crate::text::labels;
use crate::time::{Day as CivilDay, Stamp};
use crate::ui::{Day, area_field, choice_field, form_problem, line_field};

/// What one click did before this page was shown.
#[derive(Clone, Copy, Debug)]
pub struct Click {
    /// By this number it can be taken back.
    pub id: Option<i64>,
    /// How many texts were changed.
    pub done: usize,
    /// How many were not.
    pub refused: usize,
    /// It took something back itself.
    pub undone: bool,
}

/// All that the page shows.
#[derive(Clone)]
pub struct DeskList {
    /// What is asked for.
    pub filter: Filter,
    /// The texts.
    pub page: QueuePage,
    /// How many there are in each queue.
    pub counts: QueueCounts,
    /// The sections to choose from.
    pub sections: Vec<Section>,
    /// The people to choose from.
    pub people: Vec<(AccountId, String)>,
    /// The day that counts as today.
    pub today: CivilDay,
    /// What one click did.
    pub click: Option<Click>,
    /// Why it did nothing.
    pub error: Option<AppError>,
}

/// The address of a page of a queue.
pub fn queue_url(filter: &Filter, queue: Queue, page: i64) -> String {
    let mut url = format!("/bien-tap?hang={}", queue.as_str());
    if let Some(section) = filter.section {
        url.push_str(&format!("&muc={section}"));
    }
    if let Some(person) = filter.person {
        url.push_str(&format!("&nguoi={person}"));
    }
    if !filter.words.is_empty() {
        url.push_str("&tim=");
        url.extend(percent_encoding::utf8_percent_encode(&filter.words, percent_encoding::NON_ALPHANUMERIC));
    }
    if page > 1 {
        url.push_str(&format!("&trang={page}"));
    }
    url
}

/// The list.
#[component]
pub fn DeskQueue(
    /// Who is signed in.
    staff: Staff,
    /// What it shows.
    list: DeskList,
    /// What was just done.
    done: Option<&'static str>,
) -> impl IntoView {
    let (text, words) = (labels(), labels().workflow());
    let heading = words.queue_name(list.filter.queue);
    let is_empty = list.page.rows.is_empty();
    let nothing = if list.filter.queue == Queue::Mine { words.no_work } else { words.none_found };
    let rows = list.page.rows.clone();
    let today = list.today;
    view! {
        <DeskFrame staff tab=Tab::Articles heading done>
            {form_problem(list.error.as_ref())}
            {list.click.map(|click| view! { <Clicked click filter=list.filter.clone()/> })}
            <p class="form__buttons">
                <a class="button" href="/bien-tap/bai-viet/moi" accesskey="n">{text.desk().new_article}</a>
                <a class="button button--plain" href="/bien-tap/bao-cao">{words.report}</a>
            </p>
            <Queues list=list.clone()/>
            <Search list=list.clone()/>
            {is_empty.then(|| view! { <p class="empty">{nothing}</p> })}
            {(!is_empty).then(|| view! {
                <form method="post" action="/bien-tap/hang-loat">
                    <input type="hidden" name="back" value=queue_url(&list.filter, list.filter.queue, list.filter.page)/>
                    <ul class="queue" aria-label=heading>
                        {rows.into_iter().map(|row| view! { <Row row today/> }).collect_view()}
                    </ul>
                    <Pages list=list.clone()/>
                    <Bulk list=list.clone()/>
                </form>
            })}
            <p class="desk-state">{words.shortcuts}</p>
        </DeskFrame>
    }
}

#[component]
fn Clicked(click: Click, filter: Filter) -> impl IntoView {
    let words = labels().workflow();
    let template = if click.undone { words.bulk_undone } else { words.bulk_done };
    let said = template.replace("{n}", &click.done.to_string()).replace("{m}", &click.refused.to_string());
    view! {
        <div class="form__done" role="status">
            <p>{said}</p>
            {click.id.map(|id| view! {
                <form method="post" action=format!("/bien-tap/hang-loat/{id}/hoan-tac")>
                    <input type="hidden" name="back" value=queue_url(&filter, filter.queue, filter.page)/>
                    <button class="button button--plain" type="submit">{words.bulk_undo}</button>
                </form>
            })}
        </div>
    }
}

#[component]
fn Queues(list: DeskList) -> impl IntoView {
    let words = labels().workflow();
    view! {
        <nav class="queues" aria-label=words.queues>
            <ul>
                {Queue::ALL.into_iter().map(|queue| {
                    let current = (queue == list.filter.queue).then_some("page");
                    let key = (queue == Queue::Mine).then_some("m");
                    let count = queue.count(&list.counts);
                    let href = queue_url(&Filter { words: String::new(), ..list.filter.clone() }, queue, 1);
                    view! {
                        <li><a href=href aria-current=current accesskey=key>
                            {words.queue_name(queue)} " " <span class="queues__count">{count}</span>
                        </a></li>
                    }
                }).collect_view()}
            </ul>
        </nav>
    }
}

#[component]
fn Search(list: DeskList) -> impl IntoView {
    let words = labels().workflow();
    let mut sections = vec![(String::new(), words.any_section.to_owned())];
    sections.extend(list.sections.iter().map(|section| (section.id.to_string(), section.name.clone())));
    let mut people = vec![(String::new(), words.anybody.to_owned())];
    people.extend(list.people.iter().map(|(id, name)| (id.to_string(), name.clone())));
    let section = list.filter.section.map(|id| id.to_string()).unwrap_or_default();
    let person = list.filter.person.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <form class="form form--wide filter" method="get" action="/bien-tap" role="search">
            <input type="hidden" name="hang" value=list.filter.queue.as_str()/>
            <div class="field">
                <label class="field__label" for="tim">{words.search}</label>
                <input class="field__control" id="tim" name="tim" type="search" value=list.filter.words accesskey="f"/>
            </div>
            {choice_field("muc", labels().desk().section, sections, &section, None)}
            {choice_field("nguoi", words.person, people, &person, None)}
            <button class="button button--plain" type="submit">{words.filter}</button>
        </form>
    }
}

#[component]
fn Row(row: QueueRow, today: CivilDay) -> impl IntoView {
    let (text, words) = (labels(), labels().workflow());
    let stage = Stage::parse(&row.stage);
    let name = stage.map_or(row.stage.clone(), |stage| words.stage_name(stage).to_owned());
    let public = row.live_version.map(|live| {
        let seen = if live == row.head_version { text.desk().view } else { words.readers_older };
        view! { " " <a href=article_url(ArticleId(row.id), &row.slug)>{seen}</a> }
    });
    let late = row.due_day.is_some_and(|day| day < today.0) && stage != Some(Stage::Published);
    let due = row.due_day.map(|day| {
        let late = late.then(|| format!(" ({})", words.late));
        format!("{} {}{}", words.due, CivilDay(day).short(), late.unwrap_or_default())
    });
    let assignee = row.assignee.map(|name| format!("{}: {name}", words.assignee));
    let goes_out = row.publish_at.map(Stamp);
    let label = format!("{}: {}", words.choose, row.title);
    view! {
        <li class="queue__item">
            <input class="check" type="checkbox" name="id" value=row.id.to_string() aria-label=label/>
            <div>
                <p class="queue__title"><a href=format!("/bien-tap/bai-viet/{}", row.id)>{row.title}</a></p>
                <p class="queue__meta">
                    <span>{row.section}</span>
                    <span>
                        {text.desk().changed} " " <Day stamp=Stamp(row.saved_at) clock=true/>
                        {row.saved_by.map(|name| format!(" {} {name}", text.desk().by))}
                    </span>
                    {assignee.map(|words| view! { <span>{words}</span> })}
                    {due.map(|due| view! { <span class="due" class:due--late=late>{due}</span> })}
                </p>
            </div>
            <p class="queue__stage">
                <span class="tag">{name}</span> {public}
                {goes_out.map(|at| view! { <br/>{words.goes_out} " " <Day stamp=at clock=true/> })}
            </p>
        </li>
    }
}

#[component]
fn Pages(list: DeskList) -> impl IntoView {
    let words = labels().workflow();
    let (filter, page) = (list.filter, list.page);
    let to = |number: i64| queue_url(&filter, filter.queue, number);
    let previous = (filter.page > 1).then(|| to(filter.page - 1));
    let next = page.more.then(|| to(filter.page.max(1) + 1));
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <p class="form__buttons">
                {previous.map(|href| view! { <a class="button button--plain" href=href>{words.previous}</a> })}
                {next.map(|href| view! { <a class="button button--plain" href=href>{words.next}</a> })}
            </p>
        }
    })
}

#[component]
fn Bulk(list: DeskList) -> impl IntoView {
    let words = labels().workflow();
    let wrong = list.error.as_ref();
    let mut works: Vec<(String, String)> = [Step::Submit, Step::Forward, Step::Approve, Step::Refuse]
        .into_iter()
        .map(|step| (step.as_str().to_owned(), words.step_name(step).to_owned()))
        .collect();
    works.push(("assign".to_owned(), words.assign.to_owned()));
    works.push(("due".to_owned(), words.set_due.to_owned()));
    let mut people = vec![(String::new(), words.nobody.to_owned())];
    people.extend(list.people.iter().map(|(id, name)| (id.to_string(), name.clone())));
    view! {
        <details class="work__part" open=wrong.is_some()>
            <summary>{words.bulk}</summary>
            <div class="form form--wide">
                {choice_field("work", words.bulk_what, works, "", wrong)}
                <div class="form__pair">
                    {choice_field("assignee", words.assign, people, "", wrong)}
                    {line_field("due", "date", words.due, String::new(), wrong)}
                </div>
                {area_field("reason", 2, words.reason_hint, "", wrong)}
                <div class="form__buttons"><button class="button" type="submit">{words.bulk_do}</button></div>
            </div>
        </details>
    }
}
