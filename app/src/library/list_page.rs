//! `/bien-tap/tep`: the files, looked for and found, and uploading more.

use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::drop_zone::UploadForm;
use super::list_rows::{Click, Clicked, Rows};
use super::{FileKind, LibraryFilter, Listed, Sort, Usage, spent};
use crate::auth::{Action, Actor, Place, Staff, authorize_at};
use crate::desk::{DeskFrame, Tab};
use crate::error::AppError;
use crate::ids::MediaId;
use crate::media::Arriving;
use crate::text::{bytes, labels, number};
use crate::ui::{choice_field, form_problem};

/// All that the page shows.
#[derive(Clone)]
pub struct LibraryPage {
    /// What is asked for.
    pub filter: LibraryFilter,
    /// The files.
    pub listed: Listed,
    /// The folders to choose from.
    pub folders: Vec<(String, i64)>,
    /// The tags to choose from.
    pub tags: Vec<(String, i64)>,
    /// How much is spent of what it may hold.
    pub usage: Usage,
    /// What the person began to send and did not finish.
    pub unfinished: Vec<Arriving>,
    /// What was sent and was there already, by number.
    pub already: Vec<MediaId>,
    /// What was sent and not taken, with the reason.
    pub refused: Vec<(String, AppError)>,
    /// What one click did before this page was shown.
    pub click: Option<Click>,
    /// What was wrong with what was just sent.
    pub error: Option<AppError>,
}

/// The address of a page of the library.
pub fn library_url(filter: &LibraryFilter, page: i64) -> String {
    let mut parts = Vec::new();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            parts.push(format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
        }
    };
    add("tim", &filter.words);
    add("loai", filter.kind.map_or("", FileKind::as_str));
    add("thu-muc", filter.folder.as_deref().unwrap_or_default());
    add("nhan", &filter.tag);
    add("chua-dung", if filter.unused { "1" } else { "" });
    add("cua-toi", if filter.mine.is_some() { "1" } else { "" });
    add("thu-tu", if filter.sort == Sort::Newest { "" } else { filter.sort.as_str() });
    add("dang", if filter.grid { "luoi" } else { "" });
    add("rac", if filter.trash { "1" } else { "" });
    add("trang", &if page > 1 { page.to_string() } else { String::new() });
    if parts.is_empty() { "/bien-tap/tep".to_owned() } else { format!("/bien-tap/tep?{}", parts.join("&")) }
}

/// The library.
#[component]
pub fn DeskLibrary(
    /// Who is signed in.
    staff: Staff,
    /// What it shows.
    page: LibraryPage,
    /// What was just done.
    done: Option<&'static str>,
) -> impl IntoView {
    let (text, words) = (labels(), labels().library());
    let may_delete = authorize_at(&Actor::Staff(staff.clone()), Action::Edit, Place::Site).is_ok();
    let (rows, grid) = (page.listed.rows.clone(), page.filter.grid);
    let total = words.files.replace("{n}", &number(page.listed.files)).replace("{size}", &bytes(page.listed.bytes));
    let other = LibraryFilter { grid: !grid, ..page.filter.clone() };
    let bin = LibraryFilter { trash: !page.filter.trash, grid, page: 1, ..LibraryFilter::default() };
    let to_bin = if page.filter.trash { words.to_library } else { words.bin };
    let switch = if grid { words.as_list } else { words.as_grid };
    view! {
        <DeskFrame staff=staff.clone() tab=Tab::Media heading=text.desk().media done>
            {form_problem(page.error.as_ref())}
            {page.error.as_ref().and_then(reason).map(|words| view! { <p class="field__problem">{words}</p> })}
            {page.click.map(|click| view! { <Clicked click filter=page.filter.clone()/> })}
            <Sent already=page.already.clone() refused=page.refused.clone()/>
            <UploadForm unfinished=page.unfinished.clone()/>
            <Room staff=staff.clone() usage=page.usage/>
            <Search page=page.clone()/>
            <p class="desk-state">
                {total} " · " <a href=library_url(&other, page.filter.page)>{switch}</a>
                {may_delete.then(|| view! { " · " <a href=library_url(&bin, 1)>{to_bin}</a> })}
            </p>
            {rows.is_empty().then(|| view! { <p class="empty">{words.none}</p> })}
            <Rows rows filter=page.filter.clone() may_delete error=page.error.clone()/>
            <Pages filter=page.filter last=page.listed.last()/>
        </DeskFrame>
    }
}

/// Why a file was not taken.
pub fn reason(error: &AppError) -> Option<&'static str> {
    let (text, words) = (labels(), labels().library());
    let AppError::Invalid(fields) = error else { return None };
    fields.first().map(|field| match field.field.as_str() {
        "quota_site" => words.quota_site,
        "quota_person" => words.quota_person,
        "used" => words.cannot_trash,
        _ => text.problem(field.problem),
    })
}

/// What became of files that were sent together.
#[component]
fn Sent(already: Vec<MediaId>, refused: Vec<(String, AppError)>) -> impl IntoView {
    let words = labels().library();
    let again = (!already.is_empty()).then(|| {
        let links = already.into_iter().map(|id| view! { " " <a href=format!("/bien-tap/tep/{id}")>{id.0}</a> });
        view! { <p class="version__note">{words.already_some} {links.collect_view()}</p> }
    });
    let refused = (refused.len() > 1).then(|| {
        let lines = refused.into_iter().map(|(name, error)| view! { <li>{name} ": " {reason(&error)}</li> });
        view! { <div class="version__note"><p>{words.refused_some}</p><ul>{lines.collect_view()}</ul></div> }
    });
    view! { {again} {refused} }
}

/// What is spent, and for an administrator the way to the limits.
#[component]
fn Room(staff: Staff, usage: Usage) -> impl IntoView {
    let words = labels().library();
    let limits = authorize_at(&Actor::Staff(staff), Action::Administer, Place::Site).is_ok();
    view! {
        <p class="desk-state">
            {words.whole_site} ": " {spent(usage.site, usage.quota.site)} "; " {words.your_part} ": "
            {spent(usage.person, usage.quota.person)} "."
            {limits.then(|| view! { " " <a href="/bien-tap/tep/han-muc">{words.quota}</a> })}
        </p>
    }
}

fn named(all: &'static str, names: Vec<(String, i64)>) -> Vec<(String, String)> {
    let first = std::iter::once((String::new(), all.to_owned()));
    first.chain(names.into_iter().map(|(name, files)| (name.clone(), format!("{name} ({files})")))).collect()
}

#[component]
fn Search(page: LibraryPage) -> impl IntoView {
    let words = labels().library();
    let filter = page.filter;
    let mut kinds = vec![(String::new(), words.any_kind.to_owned())];
    kinds.extend(FileKind::ALL.map(|kind| (kind.as_str().to_owned(), words.kind_name(kind).to_owned())));
    let sorts = Sort::ALL.map(|sort| (sort.as_str().to_owned(), words.sort_name(sort).to_owned())).to_vec();
    let kind = filter.kind.map_or("", FileKind::as_str);
    let folder = filter.folder.clone().unwrap_or_default();
    // A tag is found whatever its marks and capitals, so the list must show the one that was meant.
    let tag = page.tags.iter().find(|(tag, _)| vietnamese::fold(tag) == vietnamese::fold(&filter.tag));
    let tag = tag.map(|(tag, _)| tag.clone()).unwrap_or_default();
    view! {
        <form class="form form--wide filter" method="get" action="/bien-tap/tep" role="search">
            {filter.grid.then(|| view! { <input type="hidden" name="dang" value="luoi"/> })}
            {filter.trash.then(|| view! { <input type="hidden" name="rac" value="1"/> })}
            <div class="field">
                <label class="field__label" for="tim">{words.search}</label>
                <input class="field__control" id="tim" name="tim" type="search" value=filter.words accesskey="f"/>
            </div>
            {choice_field("loai", words.kind, kinds, kind, None)}
            {choice_field("thu-muc", words.folder, named(words.any_folder, page.folders), &folder, None)}
            {choice_field("nhan", words.tag, named(words.any_tag, page.tags), &tag, None)}
            {choice_field("thu-tu", words.sort, sorts, filter.sort.as_str(), None)}
            <div class="library__checks">
                <label class="library__check">
                    <input class="check" type="checkbox" name="chua-dung" value="1" checked=filter.unused/> {words.unused}
                </label>
                <label class="library__check">
                    <input class="check" type="checkbox" name="cua-toi" value="1" checked=filter.mine.is_some()/> {words.mine}
                </label>
            </div>
            <button class="button button--plain" type="submit">{words.filter}</button>
        </form>
    }
}

#[component]
fn Pages(filter: LibraryFilter, last: i64) -> impl IntoView {
    let words = labels().library();
    let page = filter.page.clamp(1, last);
    let previous = (page > 1).then(|| library_url(&filter, page - 1));
    let next = (page < last).then(|| library_url(&filter, page + 1));
    (last > 1).then(|| {
        view! {
            <nav class="form__buttons" aria-label=words.pages>
                {previous.map(|href| view! { <a class="button button--plain" rel="prev" href=href>{words.previous}</a> })}
                <span class="library__page">
                    {words.page.replace("{n}", &page.to_string()).replace("{m}", &last.to_string())}
                </span>
                {next.map(|href| view! { <a class="button button--plain" rel="next" href=href>{words.next}</a> })}
            </nav>
        }
    })
}
