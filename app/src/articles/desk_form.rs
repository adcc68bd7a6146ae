//! `/bien-tap/bai-viet/{id}`: writing an article.

use leptos::prelude::*;

use super::{ArticleInput, article_url};
use crate::auth::Staff;
use crate::desk::{DeskFrame, PasteHint, Script, Tab};
use crate::error::AppError;
use crate::history::{Changes, Comparison};
use crate::ids::ArticleId;
use crate::library::{ChooseInto, ChooserDialog, FileKind, UploadInto};
use crate::sections::Section;
use crate::text::labels;
use crate::ui::{area_field, choice_field, form_problem, line_field};
use crate::workflow::{EventKind, EventRow, Panel, Step, WorkForm};

/// What the form shows: stored text, or what was typed before something went wrong.
#[derive(Clone, Debug, Default)]
pub struct ArticleForm {
    /// The article; none while it is new.
    pub id: Option<ArticleId>,
    /// The version the text is based on.
    pub base: i64,
    /// The version readers see.
    pub live: Option<i64>,
    /// The address's last part.
    pub slug: String,
    /// The text.
    pub input: ArticleInput,
    /// What is wrong with it.
    pub error: Option<AppError>,
    /// Makes a repeated request return the first answer.
    pub save_key: String,
    /// What the words of the form change in the version that somebody saved meanwhile.
    pub conflict: Option<Comparison>,
    /// Where the text stands; none while it is new.
    pub work: Option<WorkForm>,
    /// What the person may do with it.
    pub may: MayDo,
}

/// What a person may do with a text, for the form's buttons. The store asks again.
#[derive(Clone, Debug, Default)]
pub struct MayDo {
    /// Save it.
    pub save: bool,
    /// Steps that begin with a save.
    pub steps: Vec<Step>,
    /// Publish it.
    pub publish: bool,
}

/// The page with the form.
#[component]
pub fn DeskArticle(
    /// Who is signed in.
    staff: Staff,
    /// What the form shows.
    form: ArticleForm,
    /// The sections to choose from.
    sections: Vec<Section>,
    /// What was just done.
    done: Option<&'static str>,
) -> impl IntoView {
    let text = labels();
    let heading = if form.id.is_some() { form.input.title.clone() } else { text.desk().new_article.to_owned() };
    let action = form.id.map_or("/bien-tap/bai-viet/moi".to_owned(), |id| format!("/bien-tap/bai-viet/{id}"));
    view! {
        <DeskFrame staff tab=Tab::Articles heading done>
            {form_problem(form.error.as_ref())}
            <Conflict comparison=form.conflict.clone()/>
            <State form=form.clone()/>
            <SentBack form=form.clone()/>
            {form.id.map(|id| view! {
                <p><a class="button button--plain" href=format!("/bien-tap/bai-viet/{id}/soan")>{text.co_editing().open}</a></p>
            })}
            {(!form.may.save).then(|| view! { <p class="version__note">{text.workflow().locked}</p> })}
            <form class="form form--wide" method="post" action=action>
                <input type="hidden" name="base" value=form.base.to_string()/>
                <input type="hidden" name="save_key" value=form.save_key.clone()/>
                <fieldset class="form form--wide" disabled=!form.may.save>
                    <Fields form=form.clone() sections/>
                    {form.may.save.then(|| view! { <Buttons may=form.may.clone() is_new=form.id.is_none()/> })}
                </fieldset>
            </form>
            {form.may.save.then(|| view! { <ChooserDialog/> })}
            {form.work.map(|form| view! { <Panel form/> })}
        </DeskFrame>
    }
}

/// Save first: pressing Enter in a field presses the first button.
#[component]
fn Buttons(may: MayDo, is_new: bool) -> impl IntoView {
    let (text, words) = (labels(), labels().workflow());
    let steps = may.steps.into_iter().filter_map(|step| match step {
        Step::Submit => Some((step, words.save_submit)),
        Step::Forward => Some((step, words.save_forward)),
        Step::Approve => Some((step, words.save_approve)),
        Step::Recall | Step::Refuse => None,
    });
    view! {
        <div class="form__buttons">
            <button class="button" type="submit" name="then" value="save" accesskey="s">{text.desk().save}</button>
            {is_new.then(|| view! {
                <button class="button button--plain" type="submit" name="then" value="editor">{text.co_editing().save_open}</button>
            })}
            {steps.map(|(step, words)| view! {
                <button class="button button--plain" type="submit" name="then" value=step.as_str()>{words}</button>
            }).collect_view()}
            {may.publish.then(|| view! {
                <button class="button button--plain" type="submit" name="then" value="publish">{text.desk().publish}</button>
            })}
        </div>
    }
}

/// Why the text came back, for as long as it has not gone on.
#[component]
fn SentBack(form: ArticleForm) -> impl IntoView {
    let words = labels().workflow();
    let refused = form.work.and_then(|work| {
        let step = |event: &&EventRow| matches!(event.kind(), Some(EventKind::Step(_)));
        let last = work.events.iter().find(step)?.clone();
        (last.kind() == Some(EventKind::Step(Step::Refuse))).then_some(last)
    });
    refused.map(|event| {
        view! {
            <div class="version__note">
                <p><strong>{words.sent_back}</strong> " " {event.name}</p>
                <p class="event__note">{event.note}</p>
            </div>
        }
    })
}

#[component]
fn State(form: ArticleForm) -> impl IntoView {
    let text = labels();
    let state = match form.live {
        None => text.desk().not_published,
        Some(live) if live == form.base => text.desk().live,
        Some(_) => text.desk().live_older,
    };
    let href = form.id.filter(|_| form.live.is_some()).map(|id| article_url(id, &form.slug));
    view! {
        <p class="desk-state">
            {state}
            {(form.base > 0).then(|| format!(" ({} {})", text.desk().version, form.base))}
            {href.map(|href| view! { " " <a href=href>{text.desk().view}</a> })}
            {form.id.map(|id| view! {
                " " <a href=format!("/bien-tap/bai-viet/{id}/lich-su")>{text.history().all}</a>
            })}
        </p>
    }
}

/// After a save that came too late: what somebody else saved meanwhile, beside what was typed.
#[component]
fn Conflict(comparison: Option<Comparison>) -> impl IntoView {
    let words = labels().history();
    comparison.map(|comparison| {
        let heading = words.yours.replace("{n}", &comparison.from.to_string());
        view! {
            <section class="conflict" aria-labelledby="khac-nhau">
                <h2 id="khac-nhau">{heading}</h2>
                <p>{words.conflict}</p>
                <Changes comparison level=3/>
            </section>
        }
    })
}

#[component]
fn Fields(form: ArticleForm, sections: Vec<Section>) -> impl IntoView {
    let text = labels();
    let (input, error) = (form.input, form.error);
    let wrong = error.as_ref();
    let options = sections.into_iter().map(|section| (section.slug, section.name)).collect();
    let picture = input.picture.map(|id| id.to_string()).unwrap_or_default();
    let attached: Vec<String> = input.attachments.iter().map(ToString::to_string).collect();
    view! {
        {line_field("title", "text", text.desk().heading, input.title, wrong)}
        {choice_field("section", text.desk().section, options, &input.section, wrong)}
        {area_field("lead", 3, text.desk().lead, &input.lead, wrong)}
        {area_field("body", 24, text.desk().body, &input.body, wrong)}
        <p class="field__hint">{text.desk().body_hint}</p>
        <PasteHint/>
        <div class="form__pair">
            {line_field("byline_name", "text", text.desk().byline_name, input.byline_name, wrong)}
            {line_field("byline_office", "text", text.desk().byline_office, input.byline_office, wrong)}
        </div>
        <div class="form__pair">
            {line_field("picture", "text", text.desk().picture, picture, wrong)}
            {line_field("picture_alt", "text", text.desk().picture_alt, input.picture_alt, wrong)}
        </div>
        <ChooseInto field="picture" kind=Some(FileKind::Picture) label=text.library().choose_picture many=false/>
        <UploadInto field="picture" label=text.library().picture_new many=false/>
        {line_field("picture_caption", "text", text.desk().picture_caption, input.picture_caption, wrong)}
        {line_field("attachments", "text", text.desk().attachments, attached.join(", "), wrong)}
        <p class="field__hint">
            <a href="/bien-tap/tep?dang=luoi" target="_blank" rel="noopener">{text.library().look_up}</a>
        </p>
        <ChooseInto field="attachments" kind=None label=text.library().choose_attachment many=true/>
        <UploadInto field="attachments" label=text.library().attach_new many=true/>
        <script type="module" src=Script::Upload.url()></script>
    }
}
