//! The article page of NukeViet 4: `h1.title`, `.hometext`, `#news-bodyhtml`, as its themes write them.

use prose::Document;
use prose::import::dom::{find_all, find_by_id, text_of};
use prose::import::{Dom, Page};

use super::locate::{Place, by_class, date, heading, section};
use super::{Entry, Reader, Report};

/// The article, when the page has NukeViet's mark.
pub fn read(reader: &Reader<'_>, body: &Place, report: &mut Report) -> Option<Entry> {
    let page = reader.page;
    let text = find_by_id(page, body, "news-bodyhtml")?;
    let title = heading(page, body)?;
    let lead = by_class(page, body, &["hometext"]).map(|node| text_of(page, &node)).unwrap_or_default();
    let mut document = reader.body(&text, true, report);
    if let Some(picture) = lead_picture(reader, body, report) {
        document = Document::new([picture.blocks, document.blocks].concat());
    }
    report.found.push(("kind", "NukeViet".into()));
    Some(Entry {
        section: section(page, &title),
        date: date(page, body),
        lead,
        body: document,
        byline_name: author(page, body).unwrap_or_default(),
        attachments: attachments(reader, body, report),
        title,
        ..Entry::default()
    })
}

/// The picture above or beside the lead, which stands outside the text.
fn lead_picture(reader: &Reader<'_>, body: &Place, report: &mut Report) -> Option<Document> {
    let figures = find_all(reader.page, body, "figure");
    let figure = figures.into_iter().find(|figure| {
        reader.page.attribute(figure, "class").is_some_and(|class| class.split_whitespace().any(|own| own == "article"))
    })?;
    Some(reader.body(&figure, false, report))
}

/// `Tác giả: …` below the text, in a line of its own.
fn author(page: &Page, body: &Place) -> Option<String> {
    let lines = find_all(page, body, "p").into_iter().map(|line| text_of(page, &line));
    lines
        .filter_map(|line| line.strip_prefix("Tác giả:").map(|name| name.trim().to_owned()))
        .find(|name| !name.is_empty())
}

/// The files offered below the text.
fn attachments(reader: &Reader<'_>, body: &Place, report: &mut Report) -> Vec<usize> {
    let Some(list) = by_class(reader.page, body, &["news-download-file"]) else {
        return Vec::new();
    };
    let mut places = Vec::new();
    for link in find_all(reader.page, &list, "a") {
        let Some(address) = reader.page.attribute(&link, "href").filter(|href| !href.starts_with('#')) else {
            continue;
        };
        match reader.file(&address) {
            Some(place) if places.contains(&place) => {}
            Some(place) => places.push(place),
            None => report.missing.push(format!("attachment {address}")),
        }
    }
    places
}
