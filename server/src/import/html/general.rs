//! Any other page: the article is where the marks of its markup say, or where most of its words are.

use prose::import::dom::{find, find_all, find_by_id, meta, text_of, title};
use prose::import::{Dom, Kind, Page};

use super::locate::{Place, by_attribute, by_class, date, heading, section};
use super::{Entry, Reader, Report};
use crate::import::ImportError;

/// Elements that hold an article by their name, mark, id or class, in the order of trust.
const IDS: [&str; 8] =
    ["article-body", "article-content", "post-content", "noidung", "noi-dung", "main-content", "content", "contents"];
const CLASSES: [&str; 12] = [
    "article-body",
    "article-content",
    "article__body",
    "entry-content",
    "post-content",
    "detail-content",
    "news-detail",
    "content-detail",
    "noidung",
    "bodytext",
    "main-content",
    "content",
];
/// What an article has at least, in characters; less is a list, a form or an empty page.
const LEAST: usize = 200;
/// Where more than this part, in percent, of a page's words are links, it is a list of pages.
const MOST_LINKED: usize = 50;

/// The article of a page.
///
/// # Errors
/// A page that is a list of links, or has too few words.
pub fn read(reader: &Reader<'_>, body: &Place, report: &mut Report) -> Result<Entry, ImportError> {
    let page = reader.page;
    let node = marked(page, body).unwrap_or_else(|| densest(page, body));
    let words = text_of(page, &node);
    let length = words.chars().count();
    if length < LEAST {
        return Err(ImportError::page(format!("the page has no article: {length} characters of text")));
    }
    let linked: usize = find_all(page, &node, "a").iter().map(|link| text_of(page, link).chars().count()).sum();
    if linked * 100 > length * MOST_LINKED {
        return Err(ImportError::page("the page is a list of links, no article"));
    }
    let title = heading(page, &node).or_else(|| heading(page, body)).or_else(|| meta(page, "og:title"));
    let title = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| own_title(&self::title(page)));
    let lead = by_class(page, body, &["sapo", "lead", "article-lead", "summary-content", "hometext"]);
    report.found.push(("kind", "page".into()));
    Ok(Entry {
        section: section(page, &title).or_else(|| meta(page, "article:section")),
        date: date(page, body),
        lead: lead.map(|node| text_of(page, &node)).unwrap_or_default(),
        body: reader.body(&node, false, report),
        byline_name: meta(page, "author").unwrap_or_default(),
        title,
        ..Entry::default()
    })
}

/// The title without the site's name, which most sites append.
fn own_title(title: &str) -> String {
    let cut = [" | ", " – ", " — ", " - ", " :: "].iter().filter_map(|sign| title.rfind(sign)).max();
    cut.and_then(|cut| title.get(..cut)).unwrap_or(title).trim().to_owned()
}

/// The element that the markup itself calls the article.
fn marked(page: &Page, body: &Place) -> Option<Place> {
    let long = |node: &Place| text_of(page, node).chars().count() >= LEAST;
    let by_name = |wanted: &'static str| find(page, body, &move |_, name| name == wanted);
    by_attribute(page, body, "itemprop", "articleBody")
        .into_iter()
        .chain(by_name("article"))
        .chain(IDS.iter().filter_map(|id| find_by_id(page, body, id)))
        .chain(by_class(page, body, &CLASSES))
        .chain(by_name("main"))
        .find(long)
}

/// From the body inwards, as long as one child holds most of the words.
fn densest(page: &Page, body: &Place) -> Place {
    let mut here = *body;
    // A bound, since the tree is a stranger's.
    for _ in 0..64 {
        let all = text_of(page, &here).len();
        let mut child = page.first_child(&here);
        let mut inner = None;
        while let Some(node) = child {
            if matches!(page.kind(&node), Kind::Element(_)) && text_of(page, &node).len() * 10 > all * 7 {
                inner = Some(node);
            }
            child = page.next_sibling(&node);
        }
        match inner {
            Some(inner) => here = inner,
            None => break,
        }
    }
    here
}

#[cfg(test)]
mod tests {
    use super::own_title;

    #[test]
    fn the_sites_name_is_cut_off() {
        assert_eq!(own_title("Hội nghị tổng kết - Liên minh HTX"), "Hội nghị tổng kết");
        assert_eq!(own_title("Hội nghị"), "Hội nghị");
    }
}
