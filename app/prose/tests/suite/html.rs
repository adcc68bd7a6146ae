//! Rendering: structure, lookups, and that nothing gets out of its quotes.

use std::collections::HashSet;

use proptest::prelude::*;
use prose::{
    Assets, Block, CalloutKind, Cell, Crop, Document, EmbedRef, Figure, Href, Inline, ListItem, ListKind, Mark, Media,
    MediaId, Node, Page, PageId, Provider, Row, Scope, html, html::Options, outline,
};
use serde_json::json;

use super::generate;

const HOSTILE: &str = "</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(2)>&";

/// File 1 is an ordinary image, 2 has hostile values everywhere, others are gone.
pub struct Files;

impl Assets for Files {
    fn media(&self, id: MediaId) -> Option<Media> {
        let hostile = HOSTILE.to_owned();
        match id.0 {
            1 => Some(Media {
                src: "/tep/1.jpg".to_owned(),
                srcset: "/tep/1-400.jpg 400w".to_owned(),
                webp: String::new(),
                width: 800,
                height: 600,
                name: "Báo cáo.pdf".to_owned(),
            }),
            2 => Some(Media {
                src: hostile.clone(),
                srcset: hostile.clone(),
                webp: hostile.clone(),
                width: 1,
                height: 1,
                name: hostile,
            }),
            3 => Some(Media { src: "javascript:alert(1)".to_owned(), ..Media::default() }),
            _ => None,
        }
    }

    /// Page 1 is an ordinary one, 2 has a hostile title, others are gone.
    fn page(&self, id: PageId) -> Option<Page> {
        let title = match id.0 {
            1 => "Giới thiệu",
            2 => HOSTILE,
            _ => return None,
        };
        Some(Page { href: Href::parse("/gioi-thieu").unwrap(), title: title.to_owned() })
    }

    /// Only the left half of file 1 is cut out.
    fn cropped(&self, id: MediaId, crop: Crop) -> Option<Media> {
        let is_left = crop.parts().map(|part| part.get()) == [0.0, 0.0, 0.5, 1.0];
        (id.0 == 1 && is_left).then(|| Media { src: "/tep/1-trai.jpg".to_owned(), ..Media::default() })
    }
}

pub fn show(blocks: Vec<Block>) -> String {
    html::render(&Document::new(blocks), &Files)
}

/// The names of all tags, in order; fails where a `<` or a quote is out of place.
fn tags(html: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        assert!(!rest[..open].contains(['>', '"', '\'']), "loose sign in text: {html}");
        let close = rest[open..].find('>').map(|at| at + open).unwrap_or(rest.len() - 1);
        let inside = &rest[open + 1..close];
        assert_eq!(inside.matches('"').count() % 2, 0, "odd quotes: {html}");
        // Outside its quoted values a tag holds no handler and no style.
        let bare: String = inside.split('"').step_by(2).collect();
        assert!(!bare.contains(" on") && !bare.contains("style") && !bare.contains('<'), "{inside}");
        names.push(inside.split(' ').next().unwrap_or_default().to_owned());
        rest = &rest[close + 1..];
    }
    names
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let open = format!(" {attribute}=\"");
    html.split(&open).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Every opened tag is closed in order, only tags of the model occur, no link is in a link, no id comes twice,
/// and every place that a link on the page leads to is there.
pub fn assert_well_formed(html: &str) {
    let ids = values(html, "id");
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "an id comes twice: {html}");
    for target in values(html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(!(target.starts_with("chu-thich") || target.starts_with("dan-")) || unique.contains(target), "{html}");
    }
    let known = [
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "div",
        "figure",
        "figcaption",
        "img",
        "picture",
        "source",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
        "br",
        "a",
        "strong",
        "em",
        "s",
        "sub",
        "sup",
        "code",
        "span",
        "caption",
        "ins",
        "del",
        "section",
    ];
    let mut open = Vec::new();
    for tag in tags(html) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "{html}"),
            None => {
                assert!(known.contains(&tag.as_str()), "{tag} in {html}");
                assert!(tag != "a" || !open.contains(&tag), "a link in a link: {html}");
                if !["img", "source", "hr", "br"].contains(&tag.as_str()) {
                    open.push(tag);
                }
            }
        }
    }
    assert!(open.is_empty(), "{html}");
}

proptest! {
    #[test]
    fn every_document_gives_well_formed_markup(document in generate::document()) {
        let html = html::render(&document, &Files);
        assert_well_formed(&html);
        let feed = Options { block_ids: true, base: Some("https://a.vn/tin/1?x=\"") };
        let elsewhere = html::render_with(&document, &Files, &feed);
        assert_well_formed(&elsewhere);
        for relative in [" href=\"/", " src=\"/", " href=\"#"] {
            prop_assert!(!elsewhere.contains(relative), "{}", elsewhere);
        }
        for heading in outline(&document) {
            let id = format!("<h{} id=\"{}\">", heading.level, heading.anchor);
            prop_assert_eq!(html.matches(&id).count(), 1);
        }
    }
}

#[test]
fn hostile_text_stays_text_in_every_field() {
    let text = || vec![Inline::marked(HOSTILE, vec![Mark::Code])];
    let link = Href::parse("https://a.vn/\"><script>alert(1)</script>").unwrap();
    let paragraph = Block::new(Node::Paragraph(vec![Inline::link(HOSTILE, link), Inline::text(HOSTILE)]));
    let figure = |id| {
        Block::new(Node::Figure(Figure { media_id: id, alt: HOSTILE.into(), caption: text(), ..Figure::default() }))
    };
    let unknown = json!({ "type": HOSTILE, "attrs": { "id": HOSTILE } });
    let html = show(vec![
        paragraph.clone(),
        Block::heading(2, HOSTILE),
        Block::bullets(vec![HOSTILE.to_owned()]),
        Block::new(Node::Callout(CalloutKind::Warning, vec![paragraph.clone()])),
        Block::table(vec![vec![HOSTILE.to_owned()], vec![HOSTILE.to_owned()]]),
        figure(Some(MediaId(2))),
        figure(None),
        Block::new(Node::Attachment(MediaId(2))),
        Block::new(Node::Table { caption: HOSTILE.into(), rows: vec![Row::new(vec![Cell::new(None, vec![])])] }),
        Block::embed(EmbedRef::new(Provider::Youtube, "dQw4w9WgXcQ").unwrap(), HOSTILE),
        Block::new(Node::Paragraph(vec![
            Inline::page(PageId(2)),
            Inline::marked(HOSTILE, vec![Mark::PageLink(PageId(2))]),
        ])),
        Block::new(Node::Attachment(MediaId(3))),
        Block::new(Node::Unknown(unknown.clone())),
        Block::new(Node::Paragraph(vec![Inline::Unknown(unknown, Vec::new())])),
        Block { id: HOSTILE.to_owned(), suggestions: Vec::new(), node: Node::Paragraph(text()) },
    ]);
    assert_well_formed(&html);
    assert!(!html.contains("<script") && !html.contains("<svg"));
    assert!(!html.contains("javascript:"));
}

#[test]
fn headings_have_the_anchors_of_the_outline() {
    let blocks = vec![Block::heading(1, "Một"), Block::heading(3, "  "), Block::quote(vec![Block::heading(9, "Hai")])];
    let document = Document::new(blocks);
    let anchors: Vec<_> = outline(&document).into_iter().map(|h| (h.level, h.anchor, h.text)).collect();
    let expected = [(2, "muc-1".to_owned(), "Một".to_owned()), (4, "muc-2".to_owned(), "Hai".to_owned())];
    assert_eq!(anchors, expected);
    let html = html::render(&document, &Files);
    assert_eq!(html, "<h2 id=\"muc-1\">Một</h2><blockquote><h4 id=\"muc-2\">Hai</h4></blockquote>");
}

#[test]
fn a_table_always_has_head_and_body() {
    let cell = |header, text: &str| Cell::new(header, vec![Block::paragraph(text)]);
    let table = |rows| Block::new(Node::Table { caption: String::new(), rows });
    let wrapped = |inner: &str| {
        format!(
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Bảng\"><table>{inner}</table></div>"
        )
    };
    let full = show(vec![Block::table(vec![vec!["A".into()], vec!["1".into()]])]);
    assert_eq!(full, wrapped("<thead><tr><th scope=\"col\">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody>"));
    let bare = show(vec![table(vec![Row::new(vec![cell(None, "1")])])]);
    assert_eq!(bare, wrapped("<thead></thead><tbody><tr><td>1</td></tr></tbody>"));
    let mut wide = cell(Some(Scope::Row), "A");
    wide.colspan = 2;
    let side = show(vec![table(vec![Row::new(vec![wide, cell(None, "1")])])]);
    assert_eq!(
        side,
        wrapped("<thead></thead><tbody><tr><th scope=\"row\" colspan=\"2\">A</th><td>1</td></tr></tbody>")
    );
}

#[test]
fn figures_with_and_without_a_picture() {
    assert_eq!(
        show(vec![Block::figure(MediaId(1), "Trụ sở", "Ảnh: A")]),
        "<figure class=\"figure\"><img src=\"/tep/1.jpg\" alt=\"Trụ sở\" width=\"800\" height=\"600\" loading=\"lazy\" \
         decoding=\"async\" srcset=\"/tep/1-400.jpg 400w\" sizes=\"(min-width: 48rem) 44rem, 100vw\">\
         <figcaption>Ảnh: A</figcaption></figure>"
    );
    let missing = "<figure class=\"figure figure--missing\"><figcaption>Hội nghị</figcaption></figure>";
    assert_eq!(show(vec![Block::caption_figure("Hội nghị")]), missing);
    assert_eq!(show(vec![Block::figure(MediaId(99), "Hội nghị", "")]), missing);
    assert_eq!(show(vec![Block::caption_figure("")]), "");
}

#[test]
fn marks_shared_by_neighbours_stay_open() {
    let link = Mark::Link(Href::parse("https://a.vn").unwrap());
    let content = vec![
        Inline::marked("a", vec![link.clone()]),
        Inline::marked("b", vec![Mark::Strong, link]),
        Inline::marked("c", vec![Mark::Strong]),
    ];
    assert_eq!(
        show(vec![Block::new(Node::Paragraph(content))]),
        "<p><a href=\"https://a.vn\" rel=\"noopener\">a<strong>b</strong></a><strong>c</strong></p>"
    );
}

#[test]
fn an_item_of_one_paragraph_has_no_paragraph_around_it() {
    let item = ListItem::new(vec![Block::paragraph("a"), Block::bullets(vec!["b".into()])]);
    let two = ListItem::new(vec![Block::paragraph("c"), Block::paragraph("d")]);
    assert_eq!(
        show(vec![Block::new(Node::OrderedList { start: 4, kind: ListKind::Decimal, items: vec![item, two] })]),
        "<ol start=\"4\"><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>"
    );
}

#[test]
fn attachments_are_links_only_while_the_file_is_there() {
    assert_eq!(
        show(vec![Block::new(Node::Attachment(MediaId(1)))]),
        "<p class=\"attachment\"><a href=\"/tep/1.jpg\" download>Báo cáo.pdf</a></p>"
    );
    assert!(show(vec![Block::new(Node::Attachment(MediaId(9)))]).contains("attachment--missing"));
}
