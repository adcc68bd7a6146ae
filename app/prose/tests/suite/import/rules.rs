//! What each kind of markup becomes.

use std::borrow::Cow;

use prose::MediaId;
use prose::import::Dom;
use prose::import::{ImagePlace, Imported, Note, Options, Source, dom, parse, read};

use super::outline::outline;

fn import(html: &str) -> Imported {
    let page = parse(html).unwrap();
    read(&page, &page.root(), &Options::default())
}

#[track_caller]
fn becomes(html: &str, expected: &[&str]) {
    let read = outline(&import(html).document);
    assert_eq!(read.lines().collect::<Vec<_>>(), expected, "{html}\n{read}");
}

#[test]
fn text_is_divided_and_blanks_collapse() {
    becomes("một<p>hai<div>ba<br>bốn<br><br>năm", &["một", "hai", "ba⏎bốn", "năm"]);
    becomes("<p> a  <b> b</b>\n c&nbsp; </p><p>&nbsp;</p><p><br></p>", &["a [strong:b] c"]);
    becomes("<p>13&nbsp;NQ&shy;/TW\u{200b}\u{feff}</p>", &["13~NQ/TW"]);
    becomes("<pre>a  b\n\n  c\n</pre>", &["[code:a ~b]⏎[code:~]⏎[code:~ c]"]);
    becomes("<span>a<div>b</div>c</span>", &["a", "b", "c"]);
    becomes("<p>a<q>b</q></p><hr>", &["a“b”", "---"]);
}

#[test]
fn marks_come_from_tags_and_styles() {
    becomes(
        "<i>a</i><span style='font-weight:700'>b</span><b style='font-weight:normal'>c</b><del>d</del><ins>e</ins>\
         <span style='vertical-align:super'>f</span><sub>g</sub><span style='text-decoration:line-through'>h</span>",
        &["[em:a][strong:b]c[strike:d]e[sup:f][sub:g][strike:h]"],
    );
    becomes(
        "<p lang=vi>một <span lang=en>one <i>two</i></span> <span lang=vi-VN>ba</span>",
        &["một [en:one ][em:[en:two]] ba"],
    );
    becomes(
        "<style>.x{font-style:italic} /* y */ p.y{font-weight:bold}</style><p class=y>a <span class=x>b</span>",
        &["[strong:a ][strong:[em:b]]"],
    );
}

#[test]
fn headings_keep_their_order() {
    becomes("<h2>a</h2><h3><b>b</b></h3><h6>c", &["## a", "### b", "#### c"]);
    becomes("<h1>a</h1><h2>b <b>c</b></h2><h3></h3><h4>d", &["## a", "### b [strong:c]", "#### d"]);
    becomes("<div role=heading aria-level=3>a</div><p><b>b</b></p>", &["### a", "[strong:b]"]);
}

#[test]
fn lists_nest_as_they_stand_even_without_items_around_them() {
    becomes("<ul><li>a<ul><li>b</ul><li>c</ul>", &["- a", "  - b", "- c"]);
    becomes("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", &["- a", "  - b", "- c"]);
    becomes("<ol start=3><li>a<p>b</p></li><li></li><li>c</ol>", &["3. a", "  b", "4. c"]);
    becomes("<li>a<li>b<p>c", &["- a", "- b", "  c"]);
    becomes("<ul><li><h3>a</h3></li>b</ul>", &["-", "  ### a", "  b"]);
}

#[test]
fn tables_keep_heads_and_spans_and_layout_dissolves() {
    becomes(
        "<table><caption>T</caption><tr><th>a<th colspan=2>b<tr><th>c<td rowspan=2>d<td></table>",
        &[
            "table T",
            "  row",
            "    cell col",
            "      a",
            "    cell col 2x1",
            "      b",
            "  row",
            "    cell row",
            "      c",
            "    cell 1x2",
            "      d",
            "    cell",
        ],
    );
    becomes("<table role=presentation><tr><td>a<td>b</table>", &["a", "b"]);
    becomes("<table><tr><td>a<p>b</table>", &["a", "b"]);
    becomes(
        "<table><tr><td>x<td><table border=1><tr><td>a<td>b</table></table>",
        &["x", "table", "  row", "    cell", "      a", "    cell", "      b"],
    );
    becomes(
        "<table border=1><tr><td>x<td><table><tr><td>a<td>b</table></table>",
        &["table", "  row", "    cell", "      x", "    cell", "      a", "      b"],
    );
    becomes("<table><tr><td><img src=/a.jpg><tr><td>Chú thích</table>", &["image ? () Chú thích"]);
    becomes("<table><tr><td> <td>&nbsp;</table>", &[]);
}

#[test]
fn images_become_figures_and_are_listed() {
    let html = "<p>a<img src=' anh/1.jpg ' alt=' Trụ\n sở '>b</p><figure><img src='data:image/png;base64,xx'>\
        <figcaption>c <i>d</i></figcaption></figure><img src='file:///C:/x.png'><img src=/dot.gif width=1><img>";
    let page = parse(html).unwrap();
    let options = Options {
        media: &|src| (src == "/goc/anh/1.jpg").then_some(MediaId(7)),
        rewrite: &|src| src.starts_with("anh/").then(|| format!("/goc/{src}")),
        ..Options::default()
    };
    let imported = read(&page, &page.root(), &options);
    assert_eq!(outline(&imported.document), "a\nimage 7 (Trụ sở)\nb\nimage ? () c [em:d]\nimage ? ()\n");
    let places: Vec<_> = imported.images.iter().map(|image| (image.place, image.media.is_some())).collect();
    assert_eq!(places, [(ImagePlace::Web, true), (ImagePlace::Embedded, false), (ImagePlace::Missing, false)]);
    assert_eq!(imported.notes, [(Note::TinyImage("/dot.gif".into()), 1), (Note::NoAddress, 1)]);
}

#[test]
fn an_image_whose_address_holds_controls_is_none() {
    let page = parse("<img src='ja\u{1}:x'><img src='anh\n/1\t.jpg'>").unwrap();
    let imported = read(
        &page,
        &page.root(),
        &Options { media: &|src| (src == "anh/1.jpg").then_some(MediaId(7)), ..Options::default() },
    );
    assert_eq!(outline(&imported.document), "image 7 ()\n");
    assert_eq!(imported.notes, [(Note::NoAddress, 1)]);
}

#[test]
fn links_are_rewritten_and_bad_ones_lose_their_target() {
    let html = "<a href='x.htm'>a</a> <a href='javascript:x()'>b</a> <a name=c>c</a> <a href='#_Toc1'>d</a>";
    let page = parse(html).unwrap();
    let rewrite = |href: &str| (!href.contains(':')).then(|| format!("https://a.vn/{href}"));
    let imported = read(&page, &page.root(), &Options { rewrite: &rewrite, ..Options::default() });
    assert_eq!(outline(&imported.document), "[https://a.vn/x.htm:a] b c d\n");
    assert_eq!(imported.notes, [(Note::BadLink("javascript:x()".into()), 1)]);
}

#[test]
fn fonts_tell_the_encoding() {
    let decode = |font: &str, text: &str| font.starts_with(".Vn").then(|| format!("{font}({text})"));
    let options = Options {
        decode_font: &decode,
        clean_text: &|text| if text.contains('e') { Cow::Owned(text.replace('e', "E")) } else { Cow::Borrowed(text) },
        ..Options::default()
    };
    let html = "<style>p.M, li.M {font-family:\".VnTime\",serif}</style><p class=M>a <span style='font-family:Arial'>b\
        </span> <b>c</b></p><font face='.VnArial'>d<i>e</i></font><p style='font-family:\\.VnTimeH'>f</p>\
        <p style='font-family:VNI-Times'>g";
    let page = parse(html).unwrap();
    let imported = read(&page, &page.root(), &options);
    assert_eq!(
        outline(&imported.document),
        ".VnTimE(a )b [strong:.VnTimE(c)]\n.VnArial(d)[em:.VnArial(E)]\n.VnTimEH(f)\ng\n"
    );
    assert!(imported.notes.contains(&(Note::UnknownFont("VNI-Times".into()), 1)));
}

#[test]
fn what_is_hidden_or_runs_vanishes() {
    becomes(
        "a<script>x</script><style>y</style><svg><text>q</text></svg><noscript><p>z</noscript><!-- c --><p hidden>h\
         <p style='display:none'>i<p style='mso-hide:all'>j<template><p>t</template><textarea>u</textarea>\
         <select><option>v</select><iframe src=w></iframe><math><mi>m</math><object>o</object><title>n</title>",
        &["a"],
    );
}

#[test]
fn our_own_markup_is_understood() {
    becomes(
        "<div class='callout callout--warning' role=note><p>a</div><blockquote>b</blockquote>\
         <p class=attachment><a href=/tep/1>x</a></p>",
        &["!warning", "  a", ">", "  b", "[/tep/1:x]"],
    );
}

#[test]
fn portal_habits_are_options() {
    let html = "<p><img src=/a.jpg></p><p align=center><em>Chú thích</em></p><p>1. Kết quả</p><p>Lời.</p>\
        <p>- một</p><p>– hai</p><p>2. Câu này dài;</p>";
    let page = parse(html).unwrap();
    let options =
        Options { promote_numbered_headings: true, dash_lists: true, caption_after_image: true, ..Options::default() };
    let read_by = |options: &Options<'_>| outline(&read(&page, &page.root(), options).document);
    assert_eq!(read_by(&options), "image ? () Chú thích\n## 1. Kết quả\nLời.\n- một\n- hai\n2. Câu này dài;\n");
    assert!(read_by(&Options::default()).starts_with("image ? ()\n[em:Chú thích]\n1. Kết quả\n"));
}

#[test]
fn a_part_of_a_page_is_read_alone() {
    let page = parse("<p>x<div id=b><p>a<p>b</div><p>y").unwrap();
    let node = dom::find_by_id(&page, &page.root(), "b").unwrap();
    assert_eq!(outline(&read(&page, &node, &Options::default()).document), "a\nb\n");
}

#[test]
fn depth_is_bounded_without_losing_text() {
    for (open, sign) in [("<blockquote>", 'x'), ("<ul><li>", 'y'), ("<div><ul>", 'z'), ("<i><table><tr><td>", 'w')] {
        let imported = import(&format!("{}{sign}", open.repeat(150)));
        assert_eq!(imported.document.check(), Ok(()), "{open}");
        assert!(outline(&imported.document).contains(sign), "{open}");
    }
    let words: String = (1..40).map(|n| format!("<p style='mso-list:l0 level{n} lfo1'>m{n}</p>")).collect();
    let imported = import(&words);
    assert_eq!((imported.document.check(), imported.source), (Ok(()), Source::Word));
    assert!(outline(&imported.document).contains("m39"));
}

#[test]
fn footnotes_need_both_a_reference_and_words() {
    becomes(
        "<p>a<sup><a href='#_ftn1'>[1]</a></sup> b<a href='x.htm#_ftn1'>[1]</a></p><div id=ftn1><p><a href='#_ftnref1'>[1]</a> \
         một<p>hai</div><div id=ftn2>không dẫn</div>",
        &["a[^1] b[^1]", "không dẫn", "[^1] một⏎hai"],
    );
    becomes("<p>a<a href='#_ftn1'>[1]</a></p>", &["a[sup:[?]]"]);
    becomes(
        "<p>a<a href='#_ftn2'>2</a><a href='#_ftn1'>1</a><div id=ftn1>một</div><div id=ftn2>hai</div>",
        &["a[^1][^2]", "[^1] hai", "[^2] một"],
    );
}

#[test]
fn frames_become_embeds_where_the_site_is_on_the_list() {
    let html = "<iframe src='//www.youtube.com/embed/abcdefghijk?rel=0' title=' Lễ  hội '></iframe><p>a\
        <iframe src='https://evil.vn/x'></iframe>";
    let imported = import(html);
    assert_eq!(outline(&imported.document), "embed youtube abcdefghijk Lễ hội\na\n");
    assert_eq!(imported.notes, [(Note::Frame("https://evil.vn/x".into()), 1)]);
}

#[test]
fn captions_find_their_picture_or_table() {
    becomes(
        "<figure><table border=1><tr><td>a<td>b</table><figcaption>Bảng</figcaption></figure>",
        &["table Bảng", "  row", "    cell", "      a", "    cell", "      b"],
    );
    becomes(
        "<div class=gallery><img src=/a><figure><img src=/b><figcaption>c</figcaption></figure></div>",
        &["gallery", "  image ? ()", "  image ? () c"],
    );
    becomes("<figure><blockquote>a</blockquote><figcaption>b</figcaption></figure>", &[">", "  a", "b"]);
}

#[test]
fn words_headings_changes_and_comments_are_understood() {
    let html = "<p class=MsoTitle>Tên</p><p class=MsoNormal style='mso-outline-level:2'><b>Mục</b></p><h3>Nhỏ</h3>\
        <p class=MsoNormal>a<a class=msocomanchor></a><span class=MsoCommentReference>[A1]</span><ins>thêm</ins></p>\
        <p class=MsoNormal style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>Điều 1.&nbsp; </span>b</p>\
        <div style='mso-element:comment-list'><p>ghi chú</div>";
    let imported = import(html);
    assert_eq!(outline(&imported.document), "## Tên\n### Mục\n#### Nhỏ\nathêm\nĐiều 1. b\n");
    assert_eq!(imported.notes, [(Note::TrackedChanges, 1), (Note::WordsAsSign("Điều 1.".into()), 1)]);
    assert_eq!(imported.notes.first().map(|(note, _)| note.to_string().is_empty()), Some(false));
}

#[test]
fn levels_without_items_of_their_own_vanish() {
    becomes(
        "<ol><li>a</li><ol><ol><ol><li>b</li></ol></ol><li>c</li></ol><li>d</li></ol>",
        &["1. a", "  1. b", "  2. c", "2. d"],
    );
    becomes("<ul><ul><li>a</ul></ul>", &["- a"]);
    becomes(
        "<p style='mso-list:l0 level1 lfo1'>a</p><ul><ul><li style='mso-list:l0 level2 lfo1'>b</li></ul></ul>\
         <p style='mso-list:l0 level1 lfo1'>c</p>",
        &["- a", "  - b", "- c"],
    );
}
