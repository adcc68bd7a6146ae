//! What a link says of where it leads.

use super::fix::link_of;
use super::line::{OBJECT, is_blank, spoken, width};
use super::{Finding, FindingKind, Fix};
use crate::{Inline, Mark, Place};

/// The longest address that is heard out as the text of a link, in characters.
const MAX_ADDRESS: usize = 30;

/// Texts that tell nothing without the sentence around them, in lower case and without signs at the ends.
const VAGUE: &[&str] = &[
    "tại đây",
    "ở đây",
    "đây",
    "vào đây",
    "theo đây",
    "xem",
    "xem thêm",
    "xem tiếp",
    "xem chi tiết",
    "xem tại đây",
    "xem thêm tại đây",
    "xem chi tiết tại đây",
    "chi tiết",
    "chi tiết tại đây",
    "chi tiết xem tại đây",
    "đọc thêm",
    "đọc tiếp",
    "tìm hiểu thêm",
    "thông tin thêm",
    "bấm đây",
    "bấm vào đây",
    "bấm tại đây",
    "nhấn vào đây",
    "nhấn tại đây",
    "nhấp vào đây",
    "ấn vào đây",
    "kích vào đây",
    "click vào đây",
    "click tại đây",
    "truy cập tại đây",
    "tải tại đây",
    "tải về tại đây",
    "tải về",
    "tải xuống",
    "liên kết",
    "liên kết này",
    "đường dẫn",
    "đường dẫn này",
    "đường link",
    "link",
    "link này",
    "trang này",
    "bài này",
    "tại link này",
    "here",
    "click here",
    "click",
    "tap here",
    "press here",
    "see here",
    "read more",
    "more",
    "learn more",
    "see more",
    "find out more",
    "more info",
    "more information",
    "more details",
    "details",
    "continue",
    "continue reading",
    "go here",
    "this",
    "this link",
    "this page",
    "link here",
    "download",
    "download here",
];

/// Inlines in a row that lead to the same place.
struct Link<'a> {
    target: &'a Mark,
    start: usize,
    end: usize,
    content: &'a [Inline],
}

pub(super) fn check(content: &[Inline], place: &Place, found: &mut Vec<Finding>) {
    let links = links(content);
    for (index, link) in links.iter().enumerate() {
        let range = link.start..link.end;
        let mut add = |kind, fix| found.push(Finding { kind, place: place.clone(), range: Some(range.clone()), fix });
        let text = spoken(link.content);
        if link.content.iter().all(is_blank) {
            let fix = Fix::unlink(place.clone(), range.clone(), link.target.clone());
            add(FindingKind::LinkBlank, Some(fix));
            continue;
        }
        if is_vague(&text) {
            add(FindingKind::LinkVague, None);
        } else if is_long_address(&text) {
            add(FindingKind::LinkIsAddress, None);
        }
        let Some(next) = links.get(index + 1).filter(|next| next.target == link.target) else { continue };
        if !next.content.iter().all(is_blank) && parted_by_blanks(content, link.end, next.start) {
            let gap = link.end..next.start;
            let fix = Some(Fix::link(place.clone(), gap.clone(), link.target.clone()));
            let range = Some(link.start..next.end);
            found.push(Finding { kind: FindingKind::LinkRepeated, place: place.clone(), range, fix });
        }
    }
}

fn links(content: &[Inline]) -> Vec<Link<'_>> {
    let mut links: Vec<Link<'_>> = Vec::new();
    let (mut at, mut first) = (0, 0);
    for (index, inline) in content.iter().enumerate() {
        let start = at;
        at += width(inline);
        let Some(target) = link_of(inline) else { continue };
        match links.last_mut() {
            Some(last) if last.end == start && last.target == target => {
                last.end = at;
                last.content = content.get(first..=index).unwrap_or_default();
            }
            _ => {
                first = index;
                links.push(Link { target, start, end: at, content: content.get(index..=index).unwrap_or_default() });
            }
        }
    }
    links
}

fn parted_by_blanks(content: &[Inline], from: usize, to: usize) -> bool {
    let mut at = 0;
    content.iter().all(|inline| {
        let start = at;
        at += width(inline);
        start < from || at > to || is_blank(inline)
    })
}

fn is_vague(text: &str) -> bool {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric() && c != OBJECT);
    VAGUE.contains(&bare)
}

fn is_long_address(text: &str) -> bool {
    let text = text.trim();
    let starts = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    starts && !text.contains(char::is_whitespace) && text.chars().nth(MAX_ADDRESS).is_some()
}
