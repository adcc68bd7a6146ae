//! `/tep/{id}/{name}/van-ban`: the text of a document, for who cannot open it, and for search.

use leptos::prelude::*;

use super::{FileText, Stored, file_url};
use crate::ids::MediaId;
use crate::text::{bytes, labels};
use crate::ui::PageTitle;

/// The page. The words are those of the document; how they stood on its pages is lost, and the page says so.
#[component]
pub fn DocumentText(
    /// The file.
    file: Stored,
    /// What was read; none while it was not read yet.
    text: Option<FileText>,
    /// How often it was fetched, in visitor-days.
    downloads: i64,
) -> AnyView {
    let words = labels().media();
    let href = file_url(MediaId(file.id), &file.name);
    let path = format!("{href}/van-ban");
    let note = words.state(text.as_ref().map(|text| text.state));
    let about = words.about(&file.name, file.size, text.as_ref().map_or(0, |text| text.pages), downloads);
    let content = text.map(|text| text.text).unwrap_or_default();
    view! {
        <PageTitle title=file.name.clone() description=note path=path/>
        <article class="article" lang="vi">
            <header class="article__head">
                <h1 class="article__title">{file.name.clone()}</h1>
                <p class="article__meta"><span>{about}</span></p>
            </header>
            <p>{note}</p>
            <p><a href=href rel="external" download=file.name>{words.fetch} " (" {bytes(file.size)} ")"</a></p>
            <div class="prose">{pages(&content)}</div>
            <p class="version__digest">{labels().history().digest} ": " <code>{file.sha256}</code></p>
        </article>
    }
    .into_any()
}

/// Each page under its number; one that is alone needs none.
fn pages(content: &str) -> AnyView {
    let parts: Vec<&str> = content.split('\u{C}').collect();
    let numbered = parts.len() > 1;
    let page = move |(number, text): (usize, &str)| {
        let heading = numbered.then(|| view! { <h2>{labels().media().page.replace("{n}", &number.to_string())}</h2> });
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        view! { {heading} {lines.map(|line| view! { <p>{line}</p> }).collect_view()} }
    };
    (1..).zip(parts).map(page).collect_view().into_any()
}
