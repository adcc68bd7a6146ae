//! `/bien-tap/tep/{id}`: one file, what is said of it, and where it is used.

use leptos::prelude::*;

use super::used_at::{Bin, Replace, Uses, WasReplaced};
use super::{FileData, FileRow, Licence, Replaced, Use};
use crate::auth::Staff;
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::ids::MediaId;
use crate::media::{file_url, small_url};
use crate::text::{bytes, labels, number};
use crate::time::Stamp;
use crate::ui::{Day, choice_field, form_problem, line_field};

/// What the form shows: what is stored, or what was typed before something went wrong.
#[derive(Clone, Debug)]
pub struct FileForm {
    /// The version that a save is based on.
    pub base: i64,
    /// The data; tags and focal point stand apart, as they were typed.
    pub data: FileData,
    /// The tags, separated by commas.
    pub tags: String,
    /// The focal point from the left, as typed.
    pub focal_x: String,
    /// The focal point from the top, as typed.
    pub focal_y: String,
    /// What is wrong with it.
    pub error: Option<AppError>,
}

impl FileForm {
    /// The form with what is stored.
    pub fn stored(row: &FileRow, data: FileData) -> Self {
        let tags = data.tags.join(", ");
        let per_cent = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
        Self {
            base: row.version,
            tags,
            focal_x: per_cent(data.focal.map(|(x, _)| x)),
            focal_y: per_cent(data.focal.map(|(_, y)| y)),
            data,
            error: None,
        }
    }
}

/// All that the page shows.
#[derive(Clone)]
pub struct FilePage {
    /// The file.
    pub row: FileRow,
    /// What is stored of it.
    pub stored: FileData,
    /// The form.
    pub form: FileForm,
    /// What names it.
    pub uses: Vec<Use>,
    /// The folders there are.
    pub folders: Vec<(String, i64)>,
    /// Whether the person may change it.
    pub may_change: bool,
    /// Whether the person may delete it.
    pub may_delete: bool,
    /// What a replacing did before this page was shown.
    pub replaced: Option<Replaced>,
}

/// The page.
#[component]
pub fn DeskFile(
    /// Who is signed in.
    staff: Staff,
    /// What it shows.
    page: FilePage,
    /// What was just done.
    done: Option<&'static str>,
) -> impl IntoView {
    let words = labels().library();
    let heading = page.row.name.clone();
    let action = format!("/bien-tap/tep/{}", page.row.id);
    let error = page.form.error.clone();
    let is_stale = error == Some(AppError::Stale);
    view! {
        <DeskFrame staff tab=Tab::Media heading done>
            {page.replaced.map(|replaced| view! { <WasReplaced replaced/> })}
            {(!is_stale).then(|| form_problem(error.as_ref()))}
            {words.hint(error.as_ref()).map(|words| view! { <p class="field__problem">{words}</p> })}
            {is_stale.then(|| view! { <Theirs stored=page.stored.clone() form=page.form.clone()/> })}
            <p><a href="/bien-tap/tep">{words.to_library}</a></p>
            <div class="file">
                <Preview row=page.row.clone() focal=page.stored.focal/>
                <Facts row=page.row.clone()/>
            </div>
            {(!page.may_change).then(|| view! { <p class="version__note">{words.locked}</p> })}
            <form class="form form--wide" method="post" action=action>
                <input type="hidden" name="base" value=page.form.base.to_string()/>
                <fieldset class="form form--wide" disabled=!page.may_change>
                    <Fields page=page.clone()/>
                    <div class="form__buttons">
                        <button class="button" type="submit" accesskey="s">{words.save}</button>
                    </div>
                </fieldset>
            </form>
            <Uses uses=page.uses/>
            {(page.may_delete && page.row.trashed_at.is_none()).then(|| view! { <Replace row=page.row.clone()/> })}
            {page.may_delete.then(|| view! { <Bin row=page.row/> })}
        </DeskFrame>
    }
}

/// The picture, with the point that must stay in view drawn on it.
#[component]
fn Preview(row: FileRow, focal: Option<(i64, i64)>) -> impl IntoView {
    let words = labels().library();
    let id = MediaId(row.id);
    let href = file_url(id, &row.name);
    let src = if row.small_width > 0 { small_url(id, &row.name) } else { href.clone() };
    let picture = (row.width > 0).then(|| {
        let (width, height) = (row.width, row.height);
        let point = focal.map(|(x, y)| {
            let (cx, cy) = (width * x / 100, height * y / 100);
            view! {
                <circle class="file__ring" cx=cx.to_string() cy=cy.to_string() r=(width.max(height) / 30).to_string()/>
                <circle class="file__point" cx=cx.to_string() cy=cy.to_string() r=(width.max(height) / 60).to_string()/>
            }
        });
        view! {
            <svg class="file__picture" viewBox=format!("0 0 {width} {height}") role="img" aria-label=words.preview>
                <image href=src width=width.to_string() height=height.to_string()/>
                {point}
            </svg>
        }
    });
    view! { <div>{picture} <p><a href=href>{words.open}</a></p></div> }
}

#[component]
fn Facts(row: FileRow) -> impl IntoView {
    let words = labels().library();
    let pixels = (row.width > 0).then(|| format!("{} × {} {}", number(row.width), number(row.height), words.pixels));
    let uploader = row.uploader.unwrap_or_else(|| words.nobody.to_owned());
    let original = row.original_sha256.filter(|original| *original != row.sha256);
    view! {
        <section aria-labelledby="ve-tep">
            <h2 class="work__heading" id="ve-tep">{words.about}</h2>
            <dl class="work__facts">
                <div><dt>{words.number}</dt><dd>{row.id}</dd></div>
                <div><dt>{words.mime}</dt><dd>{row.mime}</dd></div>
                <div><dt>{words.size}</dt><dd>{bytes(row.size)}</dd></div>
                {pixels.map(|pixels| view! { <div><dt>{words.dimensions}</dt><dd>{pixels}</dd></div> })}
                <div><dt>{words.uploaded}</dt><dd><Day stamp=Stamp(row.created_at) clock=true/></dd></div>
                <div><dt>{words.uploader}</dt><dd>{uploader}</dd></div>
            </dl>
            <dl class="work__facts file__hash">
                <div><dt>{words.sha256}</dt><dd>{row.sha256}</dd></div>
                {original.map(|hash| view! { <div><dt>{words.original}</dt><dd>{hash}</dd></div> })}
            </dl>
        </section>
    }
}

#[component]
fn Fields(page: FilePage) -> impl IntoView {
    let words = labels().library();
    let FilePage { row, form, folders, .. } = page;
    let (data, error) = (form.data, form.error);
    let wrong = error.as_ref();
    let licences =
        Licence::ALL.map(|licence| (licence.as_str().to_owned(), words.licence_name(licence).to_owned())).to_vec();
    let picture = (row.width > 0).then(|| {
        view! {
            {line_field("alt", "text", words.alt, data.alt.clone(), wrong)}
            <label class="library__check">
                <input class="check" type="checkbox" name="decorative" value="1" checked=data.decorative/> {words.decorative}
            </label>
        }
    });
    let focal = (row.width > 0).then(|| {
        view! {
            <fieldset class="file__focal">
                <legend class="field__label">{words.focal}</legend>
                <div class="form__pair">
                    {line_field("focal_x", "number", words.focal_x, form.focal_x.clone(), wrong)}
                    {line_field("focal_y", "number", words.focal_y, form.focal_y.clone(), wrong)}
                </div>
            </fieldset>
        }
    });
    view! {
        {picture}
        {line_field("caption", "text", words.caption, data.caption, wrong)}
        <div class="form__pair">
            {line_field("credit", "text", words.credit, data.credit, wrong)}
            {line_field("source", "text", words.source, data.source, wrong)}
        </div>
        <div class="form__pair">
            {choice_field("licence", words.licence, licences, data.licence.as_str(), wrong)}
            {line_field("licence_note", "text", words.licence_note, data.licence_note, wrong)}
        </div>
        <div class="form__pair">
            <div class="field">
                <label class="field__label" for="folder">{words.folder}</label>
                <input class="field__control" id="folder" name="folder" type="text" list="thu-muc" autocomplete="off"
                    maxlength="60" value=data.folder aria-describedby="folder-hint"/>
                <datalist id="thu-muc">
                    {folders.into_iter().map(|(name, _)| view! { <option value=name></option> }).collect_view()}
                </datalist>
                <p class="file__hint" id="folder-hint">{words.folder_hint}</p>
            </div>
            <div>
                {line_field("tags", "text", words.tags, form.tags, wrong)}
                <p class="file__hint">{words.tags_hint}</p>
            </div>
        </div>
        {focal}
    }
}

/// What the person who saved meanwhile has stored, field by field where it differs from what was typed.
#[component]
fn Theirs(stored: FileData, form: FileForm) -> impl IntoView {
    let words = labels().library();
    let point = |focal: Option<(i64, i64)>| focal.map(|(x, y)| format!("{x}, {y}")).unwrap_or_default();
    let typed = form.data;
    let yes = |decorative: bool| if decorative { "✓".to_owned() } else { "–".to_owned() };
    let lines = [
        (words.alt, stored.alt, typed.alt),
        (words.decorative, yes(stored.decorative), yes(typed.decorative)),
        (words.caption, stored.caption, typed.caption),
        (words.credit, stored.credit, typed.credit),
        (words.source, stored.source, typed.source),
        (words.licence, words.licence_name(stored.licence).to_owned(), words.licence_name(typed.licence).to_owned()),
        (words.licence_note, stored.licence_note, typed.licence_note),
        (words.folder, stored.folder, typed.folder),
        (words.tags, stored.tags.join(", "), form.tags),
        (words.focal, point(stored.focal), point(typed.focal)),
    ];
    let lines = lines.into_iter().filter(|(_, theirs, typed)| theirs != typed);
    view! {
        <div class="conflict" role="alert">
            <p>{words.stale}</p>
            <dl class="work__facts">
                {lines.map(|(name, theirs, _)| {
                    view! { <div><dt>{words.theirs} ": " {name}</dt><dd>{theirs}</dd></div> }
                }).collect_view()}
            </dl>
        </div>
    }
}
