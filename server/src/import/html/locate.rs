//! What pages of all kinds have in common: dates, breadcrumbs, words and links below a node.

use app::time::Day;
use prose::import::dom::{find, find_all, has_class, meta, text_of};
use prose::import::{Dom, Page};

/// A place in a page.
pub type Place = <Page as Dom>::Node;

/// The first element with one of the classes, in the order of the classes.
pub fn by_class(page: &Page, under: &Place, classes: &[&str]) -> Option<Place> {
    classes.iter().find_map(|class| find(page, under, &|node, _| has_class(page, node, class)))
}

/// The first element of which an attribute has that value.
pub fn by_attribute(page: &Page, under: &Place, attribute: &str, value: &str) -> Option<Place> {
    find(page, under, &|node, _| page.attribute(node, attribute).is_some_and(|own| own.trim() == value))
}

/// The text of the first heading of the first rank.
pub fn heading(page: &Page, under: &Place) -> Option<String> {
    find(page, under, &|_, name| name == "h1").map(|node| text_of(page, &node)).filter(|text| !text.is_empty())
}

/// The last step of the breadcrumb that is a section: links alone, without the way home and the page itself.
pub fn section(page: &Page, title: &str) -> Option<String> {
    let trail = find(page, &page.root(), &|node, _| {
        let names = [page.attribute(node, "class"), page.attribute(node, "id")];
        names.into_iter().flatten().any(|name| name.to_ascii_lowercase().contains("breadcrumb"))
    })?;
    let mut steps = find_all(page, &trail, "a").into_iter().map(|link| text_of(page, &link));
    let is_section = |step: &String| {
        let plain = vietnamese::fold(step);
        !plain.is_empty()
            && step != title
            && !["trang chu", "trang nhat", "home", "trang chinh"].contains(&plain.as_str())
    };
    steps.rfind(is_section)
}

/// The day the page was published: by its machine-readable marks, else the first date in its words.
pub fn date(page: &Page, under: &Place) -> Option<Day> {
    let marked = ["article:published_time", "datepublished", "pubdate", "dc.date", "date"];
    let by_meta = marked.iter().find_map(|name| meta(page, name)).and_then(|value| iso(&value));
    let by_time = || {
        let time = find(page, under, &|node, _| page.attribute(node, "datetime").is_some())?;
        iso(&page.attribute(&time, "datetime")?)
    };
    by_meta.or_else(by_time).or_else(|| first_date(&text_of(page, under)))
}

fn iso(value: &str) -> Option<Day> {
    Day::parse_iso(value.trim().get(..10)?)
}

/// The first `dd/mm/yyyy` or `dd-mm-yyyy` of a text.
pub fn first_date(text: &str) -> Option<Day> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '/' || c == '-')).find_map(|word| {
        let is_date = word.len() >= 8 && word.matches(['/', '-']).count() == 2;
        is_date.then(|| Day::parse_vietnamese(word)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::first_date;

    #[test]
    fn the_first_date_is_found() {
        let found = |text| first_date(text).map(|day| day.iso());
        assert_eq!(found("Thứ sáu - 31/05/2019 08:00").as_deref(), Some("2019-05-31"));
        assert_eq!(found("Số 12-NQ/TW, ngày 1-6-2019").as_deref(), Some("2019-06-01"));
        assert_eq!(found("31/13/2019, 2019, 0200-000-000"), None);
    }
}
