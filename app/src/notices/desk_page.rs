//! `/bien-tap/thong-bao`: the notices, and writing one.

use leptos::prelude::*;

use super::{NoticeDraft, Severity};
use crate::auth::Staff;
use crate::desk::{DeskFrame, PasteHint, Tab};
use crate::error::AppError;
use crate::ids::NoticeId;
use crate::text::labels;
use crate::time::Stamp;
use crate::ui::{Day, area_field, choice_field, form_problem, line_field};

/// The desk's list of notices.
#[component]
pub fn DeskNotices(
    /// Who is signed in.
    staff: Staff,
    /// The notices.
    rows: Vec<NoticeDraft>,
    /// What was just done.
    done: Option<&'static str>,
) -> impl IntoView {
    let text = labels();
    view! {
        <DeskFrame staff tab=Tab::Notices heading=text.desk().notices done>
            <p><a class="button" href="/bien-tap/thong-bao/moi">{text.desk().new_notice}</a></p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=text.desk().notices>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{text.desk().heading}</th><th scope="col">{text.desk().state}</th>
                        <th scope="col">{text.desk().starts_at}</th>
                    </tr></thead>
                    <tbody>
                        {rows.into_iter().map(|row| {
                            let state = if row.state == "published" { text.desk().live } else { text.desk().draft };
                            view! {
                                <tr>
                                    <th scope="row"><a href=format!("/bien-tap/thong-bao/{}", row.id)>{row.title}</a></th>
                                    <td>{state}</td>
                                    <td><Day stamp=Stamp(row.starts_at) clock=true/></td>
                                </tr>
                            }
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        </DeskFrame>
    }
}

/// What the form shows: stored text, or what was typed before something went wrong.
#[derive(Clone, Debug, Default)]
pub struct NoticeForm {
    /// The notice; none while it is new.
    pub id: Option<NoticeId>,
    /// The version the text is based on.
    pub base: i64,
    /// Readers see it.
    pub published: bool,
    /// The title.
    pub title: String,
    /// The body in Markdown.
    pub body: String,
    /// The word for its severity.
    pub severity: String,
    /// From when it shows, as the form writes it.
    pub starts_at: String,
    /// Until when, as the form writes it.
    pub ends_at: String,
    /// What is wrong with it.
    pub error: Option<AppError>,
}

/// The page with the form.
#[component]
pub fn DeskNotice(
    /// Who is signed in.
    staff: Staff,
    /// What the form shows.
    form: NoticeForm,
    /// What was just done.
    done: Option<&'static str>,
    /// The person may publish.
    may_publish: bool,
) -> impl IntoView {
    let text = labels();
    let heading = if form.id.is_some() { form.title.clone() } else { text.desk().new_notice.to_owned() };
    let action = form.id.map_or("/bien-tap/thong-bao/moi".to_owned(), |id| format!("/bien-tap/thong-bao/{id}"));
    let problem = form_problem(form.error.as_ref());
    let fields = fields(&form);
    view! {
        <DeskFrame staff tab=Tab::Notices heading done>
            {problem}
            <form class="form form--wide" method="post" action=action>
                <input type="hidden" name="base" value=form.base.to_string()/>
                {fields}
                <div class="form__buttons">
                    <button class="button" type="submit" name="then" value="save">{text.desk().save}</button>
                    {may_publish.then(|| view! {
                        <button class="button" type="submit" name="then" value="publish">{text.desk().publish}</button>
                    })}
                </div>
            </form>
            {form.id.filter(|_| may_publish && form.published).map(|id| view! {
                <form class="form" method="post" action=format!("/bien-tap/thong-bao/{id}/go-xuong")>
                    <button class="button button--plain" type="submit">{text.desk().unpublish}</button>
                </form>
            })}
        </DeskFrame>
    }
}

fn fields(form: &NoticeForm) -> impl IntoView + use<> {
    let text = labels();
    let wrong = form.error.as_ref();
    let severities =
        Severity::ALL.into_iter().map(|one| (one.as_str().to_owned(), text.severity(one).to_owned())).collect();
    view! {
        {line_field("title", "text", text.desk().heading, form.title.clone(), wrong)}
        {area_field("body", 8, text.desk().body, &form.body, wrong)}
        <PasteHint/>
        {choice_field("severity", text.desk().severity, severities, &form.severity, wrong)}
        <div class="form__pair">
            {line_field("starts_at", "datetime-local", text.desk().starts_at, form.starts_at.clone(), wrong)}
            {line_field("ends_at", "datetime-local", text.desk().ends_at, form.ends_at.clone(), wrong)}
        </div>
    }
}
