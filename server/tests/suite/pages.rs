//! Pages as a reader without JavaScript gets them.

use crate::support::{TestApp, request};

const EVIL: &str = "</title><script>window.hacked=1</script>";
const EVIL_AREA: &str = "</textarea><script>window.hacked=1</script>";

fn article<'f>(title: &'f str, body: &'f str) -> [(&'f str, &'f str); 13] {
    [
        ("base", "0"),
        ("save_key", "0123456789abcdef0123456789abcdef"),
        ("then", "publish"),
        ("title", title),
        ("section", "tin-hoat-dong"),
        ("lead", EVIL_AREA),
        ("body", body),
        ("byline_name", EVIL),
        ("byline_office", EVIL),
        ("picture", ""),
        ("picture_alt", ""),
        ("picture_caption", ""),
        ("attachments", ""),
    ]
}

/// Leptos 0.8's `<textarea>` writes what it is given as it is, and a title is put in by hand; neither may run.
#[test]
fn markup_in_a_title_or_a_text_field_stays_text() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let saved = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &article(EVIL, EVIL_AREA));
    assert_eq!(saved.status, 303, "{}", saved.text());
    let edit = saved.header("location").expect("an address").to_owned();
    let id = edit.split(['/', '?']).nth(3).expect("an id").to_owned();
    let with_session = [("cookie", cookie.as_str())];
    let renamed = app.get(&format!("/bai-viet/{id}/title"));
    let public = renamed.header("location").expect("the address of its title").to_owned();
    for (path, headers) in [
        (public.as_str(), &[][..]),
        ("/", &[][..]),
        ("/chuyen-muc/tin-hoat-dong", &[][..]),
        (edit.as_str(), &with_session[..]),
        ("/bien-tap?hang=tat-ca", &with_session[..]),
    ] {
        let page = app.send("GET", path, headers, b"");
        assert_eq!(page.status, 200, "{path}");
        let text = page.text();
        assert!(text.contains("window.hacked"), "{path} shows the text");
        assert!(!text.contains("<script>window.hacked"), "{path} runs the text");
    }
    let page = app.get(&public).text();
    let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
    assert!(title.starts_with("&lt;/title&gt;&lt;script&gt;window.hacked"), "the title is escaped: {title}");
    // A form that is shown again keeps what was typed, as text.
    let mut again = article(EVIL, EVIL_AREA);
    again[0] = ("base", "7");
    again[1] = ("save_key", "");
    let stale = app.post(&format!("/bien-tap/bai-viet/{id}"), Some(&cookie), &again);
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("&lt;/textarea&gt;"));
    assert!(!stale.text().contains("<script>window.hacked"));
}

#[test]
fn the_same_save_sent_twice_is_stored_once() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let form = article("Gửi hai lần", "Nội dung.");
    let one = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &form);
    let two = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &form);
    assert_eq!(one.header("location"), two.header("location"));
    let list = app.send("GET", "/bien-tap?hang=tat-ca", &[("cookie", &cookie)], b"").text();
    assert_eq!(list.matches(">Gửi hai lần<").count(), 1);
}

#[test]
fn pages_have_what_the_issue_lists() {
    let app = TestApp::demo();
    let home = app.get("/").text();
    for words in
        ["Tin nổi bật", "Thăm dò dư luận", "Thống kê truy cập", "Website liên kết", "Cơ quan chủ quản", "Giấy phép"]
    {
        assert!(home.contains(words), "{words}");
    }
    assert!(home.matches("<article").count() >= 20);
    let page = app.article(2).text();
    for words in [
        "aria-label=\"Vị trí trang\"",
        "Trong bài này",
        "SHA-256",
        "Lượt đọc",
        "Tin khác cùng chuyên mục",
        "rel=\"canonical\"",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("<h1") && page.contains("<table") && page.contains("<tbody"));
    let missing = app.article(99999);
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("Thống kê truy cập"), "an error stands in the frame");
    assert_eq!(app.get("/chuyen-muc/khong-co").status, 404);
    assert_eq!(app.get("/chuyen-muc/tin-hoat-dong?trang=99").status, 404);
    assert_eq!(app.get("/tham-do/99").status, 404);
}

#[test]
fn blocks_without_content_are_not_there() {
    let home = TestApp::start().get("/").text();
    for words in ["Thăm dò dư luận", "Website liên kết", "notices__list", "Giấy phép"] {
        assert!(!home.contains(words), "{words}");
    }
    assert!(home.contains("Chưa có tin nào được đăng."));
}

#[test]
fn attachments_are_downloads_and_pictures_are_shown() {
    let app = TestApp::demo();
    let page = app.article(2).text();
    let address = |ending: &str| {
        let end = page.find(ending).expect("a file") + ending.len();
        page[..end].rsplit('"').next().expect("its address").to_owned()
    };
    let paper = app.get(&address(".pdf"));
    assert_eq!((paper.status, paper.header("content-type")), (200, Some("application/pdf")));
    assert!(paper.header("content-disposition").is_some_and(|value| value.starts_with("attachment; filename=\"")));
    assert_eq!(paper.header("cache-control"), Some("public, max-age=31536000, immutable"));
    let picture = app.get(&address(".jpg"));
    assert_eq!((picture.status, picture.header("content-type")), (200, Some("image/jpeg")));
    assert_eq!(picture.header("content-disposition"), None);
    for path in ["/tep/1/../../etc/passwd", "/tep/x/x", "/tep/-1/x", "/tep/99999/x"] {
        assert!([400, 404].contains(&app.get(path).status), "{path}");
    }
}

#[test]
fn sign_in_over_a_network_needs_tls() {
    let app = TestApp::prepared(&[], &[("DINH_TRUSTED_PROXIES", "127.0.0.1")]);
    assert_eq!(app.get("/dang-nhap").status, 200, "loopback is the machine itself");
    let elsewhere = [("x-forwarded-for", "203.0.113.7")];
    let refused = app.send("GET", "/dang-nhap", &elsewhere, b"");
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("Hãy đặt TLS phía trước"));
    let form = [elsewhere[0], ("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(app.send("POST", "/dang-nhap", &form, b"email=a%40b.example&password=x").status, 403);
    let settings = [("DINH_TRUSTED_PROXIES", "127.0.0.1"), ("DINH_BASE_URL", "https://htx.example")];
    let safe = TestApp::prepared(&[], &settings);
    assert_eq!(safe.send("GET", "/dang-nhap", &elsewhere, b"").status, 200);
}

#[test]
fn the_old_form_of_a_server_function_is_never_redirected() {
    let app = TestApp::demo();
    let headers = [
        ("user-agent", "Mozilla/5.0"),
        ("referer", "https://evil.example/x"),
        ("accept", "text/html"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let reply = request(&app.address, "POST", "/_fn/get_counts", &headers, b"");
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("location"), None);
}
