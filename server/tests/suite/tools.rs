//! Broken text: the tool that repairs what is pasted, and the desk's list of what is stored.

use app::articles::{ArticleText, publish_in, save_draft_in};
use app::auth::this_machine;
use app::db::{Db, DbOptions};
use app::ids::ArticleId;
use app::time::Stamp;
use prose::{Block, Document, Inline, Mark, Node};

use crate::support::TestApp;

const PATH: &str = "/cong-cu/sua-phong";

#[test]
fn a_pasted_text_is_repaired_at_once_and_stays_text() {
    let app = TestApp::demo();
    let empty = app.get(PATH);
    assert_eq!(empty.status, 200);
    assert!(empty.text().contains("<h1 class=\"page__title\">Sửa chữ tiếng Việt bị hỏng"));
    assert!(!empty.text().contains("m.hydrate()"), "the reader's client knows no such page");
    let posted = app.post(PATH, None, &[("text", "caìc xaÞ\r\n</textarea><script>window.hacked=1</script> caìc")]);
    assert_eq!(posted.status, 200, "{}", posted.text());
    assert_eq!(posted.header("cache-control"), Some("no-store"));
    // The renderer writes empty comments after texts; they are no part of what is tested.
    let page = posted.text().replace("<!>", "");
    assert!(page.contains("các xã\n&lt;/textarea&gt;"), "{page}");
    assert!(!page.contains("<script>window.hacked"));
    assert!(page.contains("Đã sửa 3 chữ."), "the summary");
    assert!(page.matches("<ins>các</ins>").count() == 1 && page.contains("<td>2</td>"), "equal changes are one line");
    let named = app.post(PATH, None, &[("text", "Hîp t¸c x·"), ("encoding", "tcvn3-capitals")]).text();
    assert!(named.contains("HỢP TÁC XÃ"));
    let healthy = app.post(PATH, None, &[("text", "Hình ảnh trong xã")]).text();
    assert!(healthy.contains("Không thấy chữ nào cần sửa."));
}

#[test]
fn a_text_that_is_too_long_or_no_form_is_refused() {
    let app = TestApp::demo();
    let long = "a".repeat(1024 * 1024 + 1);
    assert_eq!(app.post(PATH, None, &[("text", &long)]).status, 422);
    let host = format!("http://{}", app.address);
    let headers = [("origin", host.as_str()), ("content-type", "application/json")];
    assert_eq!(app.send("POST", PATH, &headers, b"{}").status, 415);
    let headers = [("origin", "https://elsewhere.example"), ("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(app.send("POST", PATH, &headers, b"text=a").status, 403);
}

/// Stores an article as an older program would have: nothing mends what enters the database by itself.
fn store_damaged(app: &TestApp) -> ArticleId {
    let body = Document::new(vec![
        Block::paragraph("Caìc xaÞ trong tiÒnh baìo caìo nãm nay."),
        Block::new(Node::Paragraph(vec![
            Inline::text("Chuìng tôi "),
            Inline::marked("phýõ", vec![Mark::Strong]),
            Inline::text("Ìng"),
        ])),
    ]);
    let text = ArticleText {
        section: "tin-hoat-dong".into(),
        slug: "bao-cao".into(),
        title: "Baìo caìo cuÒa tiÒnh".into(),
        lead: "Câu lành.".into(),
        body,
        byline_name: String::new(),
        byline_office: String::new(),
        picture: None,
        picture_alt: String::new(),
        picture_caption: String::new(),
        attachments: Vec::new(),
    };
    let url = app.database.clone();
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async move {
        let db = Db::open(&DbOptions::new(&url)).await.expect("the database");
        let saved = db.write(move |tx| {
            Box::pin(async move {
                let guard = this_machine();
                let saved = save_draft_in(tx, &guard.as_editor(), None, &text, None, Stamp(1)).await?;
                publish_in(tx, &guard, saved.id, saved.version, Stamp(1)).await?;
                Ok(saved.id)
            })
        });
        let id = saved.await.expect("an article");
        db.close().await;
        id
    })
}

#[test]
fn damaged_words_in_store_are_listed_and_mended_as_a_draft() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let list = || app.send("GET", "/bien-tap/chu-hong", &[("cookie", &cookie)], b"").text().replace("<!>", "");
    assert!(list().contains("Không có gì còn chữ hỏng."), "the demo is sound");
    let id = store_damaged(&app);
    let shown = list();
    assert!(shown.contains("<del>tiÒnh</del></td><td><ins>tỉnh</ins>"), "{shown}");
    assert!(shown.contains("<ins>phường</ins>"), "a word in two runs is one word");
    let said = app.command(&["repair-text", "--site"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("1 pieces") && said.contains("title: Baìo -> Báo (certain)"), "{said}");

    // The first word of the title is to stay as it is.
    let path = format!("/bien-tap/chu-hong/bai-viet/{id}");
    let stale = app.post(&path, Some(&cookie), &[("version", "7")]);
    assert_eq!(stale.status, 409);
    let mended = app.post(&path, Some(&cookie), &[("version", "1"), ("keep", "0")]);
    assert_eq!(mended.status, 303, "{}", mended.text());
    let form = app.send("GET", &format!("/bien-tap/bai-viet/{id}"), &[("cookie", &cookie)], b"").text();
    assert!(form.contains("Baìo cáo của tỉnh") && form.contains("Các xã trong tỉnh báo cáo"), "{form}");
    assert!(form.contains("phườ") && form.contains("Chúng tôi"));
    let public = app.get(&format!("/bai-viet/{id}/bao-cao")).text();
    assert!(public.contains("tiÒnh"), "readers see the mended one once it is published");
    assert!(app.post(&path, Some(&cookie), &[("version", "1")]).status == 409, "once on each version");
}

#[test]
fn damaged_notices_and_polls_are_mended_in_place() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let id_of = |path: &str, fields: &[(&str, &str)]| {
        let saved = app.post(path, Some(&cookie), fields);
        let address = saved.header("location").unwrap_or_default().to_owned();
        address.split(['/', '?']).nth(3).unwrap_or_else(|| panic!("{path}: {}", saved.text())).to_owned()
    };
    let notice = id_of(
        "/bien-tap/thong-bao/moi",
        &[
            ("base", "0"),
            ("title", "Baìo caìo cuÒa xaÞ"),
            ("body", "Một **câu** lành."),
            ("severity", "important"),
            ("starts_at", "2026-01-02T08:00"),
            ("ends_at", ""),
        ],
    );
    let poll = id_of(
        "/bien-tap/tham-do/moi",
        &[("base", "0"), ("question", "Caìc xaÞ?"), ("options", "Rất tốt\ntiÒnh\nphýõÌng"), ("closes_at", "")],
    );
    let list = || app.send("GET", "/bien-tap/chu-hong", &[("cookie", &cookie)], b"").text().replace("<!>", "");
    let shown = list();
    assert!(shown.contains(&format!("action=\"/bien-tap/chu-hong/thong-bao/{notice}\"")), "{shown}");
    assert!(shown.contains("<ins>phường</ins>"), "an answer: {shown}");

    let path = format!("/bien-tap/chu-hong/thong-bao/{notice}");
    assert_eq!(app.post(&path, Some(&cookie), &[("version", "2")]).status, 409, "another version");
    assert_eq!(app.post(&path, Some(&cookie), &[("version", "1"), ("keep", "1")]).status, 303);
    let form = app.send("GET", &format!("/bien-tap/thong-bao/{notice}"), &[("cookie", &cookie)], b"").text();
    assert!(form.contains("Báo caìo của xã") && form.contains("Một **câu** lành."), "{form}");
    assert!(form.contains("2026-01-02T08:00"), "the rest stays as it was");

    let path = format!("/bien-tap/chu-hong/tham-do/{poll}");
    assert_eq!(app.post(&path, Some(&cookie), &[("version", "1")]).status, 303);
    let form = app.send("GET", &format!("/bien-tap/tham-do/{poll}"), &[("cookie", &cookie)], b"").text();
    assert!(form.contains("Các xã?") && form.contains("tỉnh\nphường"), "{form}");
    for nothing in ["tham-do/99", "thong-bao/99", "bai-viet/99", "khac/1"] {
        let path = format!("/bien-tap/chu-hong/{nothing}");
        assert_eq!(app.post(&path, Some(&cookie), &[("version", "1")]).status, 404, "{nothing}");
    }
    assert_eq!(app.post(&path, None, &[("version", "2")]).status, 401, "nobody's to mend");
}
