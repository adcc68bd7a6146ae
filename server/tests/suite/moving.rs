//! What goes wrong while a site moves in: pages beyond the limits, files in the wrong place, links with queries, a full
//! disk, and a second thought.

use std::fs;

use super::folder::{PORTAL, address, folder, import, png};
use crate::support::TestApp;

fn page(title: &str, body: &str) -> Vec<u8> {
    let words =
        "Hợp tác xã họp bàn việc gieo cấy vụ mùa, bà con xã viên đến dự đông đủ và góp nhiều ý kiến hay. ".repeat(3);
    format!(
        "<html><head><meta charset=utf-8></head><body><main><h1>{title}</h1><p>{words}</p>{body}</main></body></html>"
    )
    .into()
}

fn pdf(mark: &str) -> Vec<u8> {
    format!("%PDF-1.4 {mark}").into()
}

/// Where a link of a page leads, by the words of the link.
fn link<'a>(html: &'a str, words: &str) -> &'a str {
    let end = html.find(&format!("\">{words}")).unwrap_or_else(|| panic!("no link {words} in {html}"));
    let start = html[..end].rfind("href=\"").expect("an address") + 6;
    &html[start..end]
}

#[test]
fn a_page_beyond_the_limits_is_refused_alone_and_a_dry_run_says_so() {
    let app = TestApp::start();
    let row = format!("<tr>{}</tr>", "<td>1</td>".repeat(8));
    let long =
        PORTAL.replace("<div>Tin khác</div>", &format!("<div>Thăm dò dư luận</div><div>{}?</div>", "hỏi ".repeat(99)));
    let (_top, old) = folder(&[
        ("a.html", page("Bảng quá lớn", &format!("<table>{}</table>", row.repeat(3_000)))),
        ("b.html", page("Bài lành", "")),
        ("c.html", long.into()),
        ("d.html", page(&"Tựa ".repeat(99), "")),
    ]);
    let (_, dry) = import(&app, &old, &["--dry-run"]);
    let (done, report) = import(&app, &old, &[]);
    assert!(!done, "some were refused: {report}");
    for said in [&dry, &report] {
        assert!(said.contains("refused    a.html") && said.contains("refused    d.html"), "{said}");
    }
    assert!(dry.contains("2 readable") && report.contains("2 stored, 2 refused"), "{dry} {report}");
    assert!(report.contains("question of the poll has more than"), "{report}");
}

#[test]
fn zeros_of_a_damaged_disk_stop_nothing() {
    let app = TestApp::start();
    let text = String::from_utf8(page("Trang bị hỏng", "")).expect("text");
    let mut wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    wide.extend([0; 512]);
    let (_top, old) = folder(&[("a.html", wide), ("b.html", page("Bài lành", ""))]);
    let (done, report) = import(&app, &old, &[]);
    assert!(done && report.contains("2 stored"), "{report}");
    assert!(app.get(&address(&report, "a.html")).text().contains("Trang bị hỏng"));
}

#[test]
fn what_an_editor_named_or_took_down_outlives_an_undo() {
    let app = TestApp::start();
    let cookie = app.sign_in("publisher");
    let (_top, old) = folder(&[("a.html", page("Một", "")), ("b.html", page("Hai", "")), ("c.html", page("Ba", ""))]);
    let (_, report) = import(&app, &old, &[]);
    let id = |file| address(&report, file).split('/').nth(2).expect("an id").to_owned();
    let (named, down) = (id("a.html"), id("b.html"));
    let name = format!("/bien-tap/bai-viet/{named}/ten-ban/1");
    assert_eq!(app.post(&name, Some(&cookie), &[("name", "Bản gốc")]).status, 303);
    assert_eq!(
        app.post(&format!("/bien-tap/bai-viet/{down}/go-xuong"), Some(&cookie), &[("why", "Đăng nhầm.")]).status,
        303
    );
    assert!(app.command(&["import", "undo", "1"]).status.success());
    let has = |id: &str| app.send("GET", &format!("/bien-tap/bai-viet/{id}"), &[("cookie", &cookie)], b"").status;
    assert_eq!((has(&named), has(&down), has(&id("c.html"))), (200, 200, 404));
}

#[test]
fn files_under_their_label_are_attached_and_name_nobody() {
    let app = TestApp::start();
    let with = |files: &str, title: &str| {
        let page = PORTAL.replace("<div>File đính kèm:</div>", &format!("<div>File đính kèm:</div>{files}"));
        page.replace("Đại hội nhiệm kỳ mới", title)
    };
    let alone = with("<p><a href='vb/b.pdf'>Báo cáo - 2019.pdf</a></p>", "Bài thứ hai");
    let (_top, old) = folder(&[
        ("a.html", with("<p><a href='vb/a.pdf'>Kế hoạch</a></p>", "Bài thứ nhất").into()),
        ("b.html", alone.replace("<div>Nguyễn Văn An - Chánh văn phòng</div>", "").into()),
        ("vb/a.pdf", pdf("a")),
        ("vb/b.pdf", pdf("b")),
    ]);
    let (done, report) = import(&app, &old, &[]);
    assert!(done, "{report}");
    let first = app.get(&address(&report, "a.html")).text();
    assert!(first.contains("Chánh văn phòng") && first.contains("a.pdf"), "{first}");
    let second = app.get(&address(&report, "b.html")).text();
    assert!(second.contains("b.pdf") && !second.contains("class=\"byline"), "a file wrote nothing: {second}");
}

#[test]
fn a_disk_that_takes_no_file_ends_the_import_and_a_second_run_has_all() {
    let app = TestApp::start();
    let (_top, old) = folder(&[("a.html", page("Có ảnh", "<img src='x.png' alt='Ảnh'>")), ("x.png", png())]);
    let files = app.folder.0.join("data/files");
    fs::create_dir_all(files.parent().expect("a folder")).expect("the data folder");
    let _ = fs::remove_dir_all(&files);
    fs::write(&files, b"in the way").expect("a file in the way");
    let (done, report) = import(&app, &old, &[]);
    assert!(!done && report.contains("a.html"), "{report}");
    assert!(app.get("/").text().contains("Chưa có tin nào được đăng."), "nothing is stored without its picture");
    fs::remove_file(&files).expect("out of the way");
    let (done, report) = import(&app, &old, &[]);
    assert!(done && report.contains("1 stored") && report.contains("0 files missing"), "{report}");
    assert!(app.get(&address(&report, "a.html")).text().contains("alt=\"Ảnh\""));
}

#[test]
fn links_lead_to_the_files_of_their_own_folder_and_keep_their_queries() {
    let app = TestApp::start();
    let body = "<p><a href='files/1.pdf'>Tệp</a> <a href='xem.aspx?id=77#m'>Xem kia</a> <a href='het.pdf'>Hết</a></p>";
    let (_one, one) = folder(&[("a.html", page("Bài một", body)), ("files/1.pdf", pdf("one"))]);
    let (_two, old) = folder(&[
        ("b.html", page("Bài hai", body)),
        ("files/1.pdf", pdf("two")),
        ("xem.aspx?id=5", page("Có dấu hỏi", "")),
    ]);
    let two = old.with_file_name("hai");
    fs::rename(&old, &two).expect("another name");
    let (_, first) = import(&app, &one, &[]);
    let (_, second) = import(&app, &two, &[]);
    let pages = [(address(&first, "a.html"), "one"), (address(&second, "b.html"), "two")];
    for (path, mark) in pages {
        let html = app.get(&path).text();
        let file = app.get(link(&html, "Tệp"));
        assert!(String::from_utf8_lossy(&file.body).ends_with(mark), "{path} has its own file");
        assert_eq!(link(&html, "Xem kia"), "/xem.aspx?id=77#m");
    }
    assert!(first.contains("linked file het.pdf"), "{first}");
    assert!(second.contains("stored     xem.aspx?id=5"), "a mirror's page: {second}");
}

#[test]
fn what_others_use_outlives_an_undo() {
    let app = TestApp::start();
    let cookie = app.sign_in("publisher");
    let (_one, one) = folder(&[
        ("a.html", page("Bài một", "<p><a href='f/a.pdf'>Tệp một</a></p>")),
        ("b.html", page("Bài hai", "<p><a href='f/b.pdf'>Tệp hai</a></p>")),
        ("f/a.pdf", pdf("a")),
        ("f/b.pdf", pdf("b")),
    ]);
    let (_, report) = import(&app, &one, &[]);
    let html = app.get(&address(&report, "a.html")).text();
    let file = link(&html, "Tệp một").to_owned();
    let notice = [
        ("base", "0"),
        ("title", "Thông báo"),
        ("body", &format!("Xem [tệp]({file}).")),
        ("severity", "info"),
        ("starts_at", "2026-01-02T08:00"),
        ("ends_at", ""),
    ];
    assert_eq!(app.post("/bien-tap/thong-bao/moi", Some(&cookie), &notice).status, 303);
    let other = app.get(&address(&report, "b.html")).text();
    let gone = link(&other, "Tệp hai").to_owned();
    let undone = app.command(&["import", "undo", "1"]);
    let said = String::from_utf8_lossy(&undone.stdout).into_owned();
    assert!(undone.status.success() && said.contains("1 file"), "{said}");
    assert_eq!((app.get(&file).status, app.get(&gone).status), (200, 404));
    assert_eq!(app.get("/f/a.pdf").status, 404, "old addresses go with the import");
}

#[test]
fn one_question_is_one_poll_dates_to_come_wait_and_menus_name_no_section() {
    let app = TestApp::start();
    let cookie = app.sign_in("publisher");
    let portal = |title: &str| {
        let page = PORTAL.replace("<div>Tin khác</div>", "<div>Thăm dò dư luận</div><div>Trang này thế nào?</div>");
        page.replace("Đại hội nhiệm kỳ mới", title)
            .replace("<div id=\"path\">", "<ul><li>Trang chủ<br>Giới thiệu<br>Tin tức</li></ul><div id=\"path\">")
    };
    let future = page("Đăng ký trước hạn", "<p>Hạn chót: 31/12/2099.</p>");
    let (_top, old) =
        folder(&[("a.html", portal("Bài một").into()), ("b.html", portal("Bài hai").into()), ("c.html", future)]);
    let (done, report) = import(&app, &old, &[]);
    assert!(done && report.contains("yet to come"), "{report}");
    let polls = app.send("GET", "/bien-tap/tham-do", &[("cookie", &cookie)], b"").text();
    assert_eq!(polls.matches("Trang này thế nào?").count(), 1, "{polls}");
    let html = app.get(&address(&report, "a.html")).text();
    assert!(html.contains("/chuyen-muc/tin-cua-lien-minh") && !html.contains("Giới thiệu"), "{html}");
    assert!(!app.get(&address(&report, "c.html")).text().contains("2099-"));
}

#[test]
fn an_old_address_leads_nowhere_while_its_article_is_down_and_never_to_itself() {
    let app = TestApp::start();
    let cookie = app.sign_in("publisher");
    let own = "<link rel=canonical href='http://old.example/bai-viet/1/bai-mot'>";
    let html = String::from_utf8(page("Bài một", "")).expect("text").replace("<head>", &format!("<head>{own}"));
    let (_top, old) = folder(&[("a.html", html.into())]);
    let (done, report) = import(&app, &old, &[]);
    let path = address(&report, "a.html");
    assert!(done && path == "/bai-viet/1/bai-mot", "{report}");
    let moved = app.get("/a.html");
    assert_eq!((moved.status, moved.header("location")), (301, Some(path.as_str())));
    assert_eq!(moved.header("cache-control"), Some("public, max-age=3600"), "it may change");
    assert_eq!(app.post("/bien-tap/bai-viet/1/go-xuong", Some(&cookie), &[("why", "Đăng nhầm.")]).status, 303);
    assert_eq!((app.get("/a.html").status, app.get(&path).status), (404, 410));
}
