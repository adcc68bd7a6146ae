//! Writing in the editor, over its real line: nothing is acknowledged that is not stored, and nobody overwrites anybody.

use serde_json::{Value, json};

use crate::support::{Editor, TestApp, connect, form, new_article, number_of, typed};

fn head(app: &TestApp, cookie: &str, article: &str) -> Value {
    let reply = app.send("GET", &format!("/bien-tap/bai-viet/{article}/soan/ban"), &[("cookie", cookie)], b"");
    assert_eq!(reply.status, 200, "{}", reply.text());
    serde_json::from_slice(&reply.body).expect("JSON")
}

fn words(doc: &Value) -> String {
    match doc["text"].as_str() {
        Some(text) => text.to_owned(),
        None => doc["content"].as_array().into_iter().flatten().map(words).collect(),
    }
}

fn post(app: &TestApp, cookie: &str, article: &str, batch: &Value) -> (u16, Value) {
    let path = format!("/bien-tap/bai-viet/{article}/soan/buoc");
    let reply = app.post_json(&path, Some(cookie), &batch.to_string());
    (reply.status, serde_json::from_slice(&reply.body).unwrap_or_default())
}

#[test]
fn what_is_acknowledged_is_stored_and_others_hear_of_it() {
    let mut app = TestApp::demo();
    let (one, two) = (app.sign_in("editor"), app.sign_in("publisher"));
    let article = new_article(&app, &one, "Bài viết chung", "Nghề gốm.");
    let (mut first, welcome) = Editor::open(&app, &one, &article, "aaaa", 0);
    assert_eq!((&welcome["version"], &welcome["commits"]), (&json!(0), &json!([])));
    let (mut second, welcome) = Editor::open(&app, &two, &article, "bbbb", 0);
    let names: Vec<&str> =
        welcome["peers"].as_array().expect("peers").iter().flat_map(|peer| peer["name"].as_str()).collect();
    assert_eq!(names, ["editor", "publisher"]);
    first.send("aaaa-1", 0, 0, &typed(1, "Tiếng Việt. "));
    let ack = first.hear("ack");
    assert_eq!((&ack["version"], &ack["commits"]), (&json!(1), &json!([])));
    let commit = second.hear("commits")["commits"][0].clone();
    assert_eq!(
        (&commit["batch"], &commit["name"], &commit["checksum"]),
        (&json!("aaaa-1"), &json!("editor"), &ack["checksum"])
    );
    second.say(&json!({ "type": "presence", "anchor": 3, "head": 5, "version": 1 }));
    let peers = std::iter::repeat_with(|| first.hear("peers")).find(|told| told["peers"][1]["anchor"] == 3);
    assert_eq!(peers.expect("a caret")["peers"][1]["head"], 5);
    app.restart();
    let stored = head(&app, &two, &article);
    assert_eq!(words(&stored["doc"]), "Tiếng Việt. Nghề gốm.");
    assert_eq!(stored["checksum"], ack["checksum"]);
    // Whoever was away hears what came since; a version of nowhere is loaded whole.
    let (_, welcome) = Editor::open(&app, &two, &article, "cccc", 0);
    assert_eq!(welcome["commits"][0]["batch"], "aaaa-1");
    let gone = app.send("GET", &format!("/bien-tap/bai-viet/{article}/soan/buoc?tu=77"), &[("cookie", &two)], b"");
    assert_eq!(gone.status, 410);
}

#[test]
fn a_batch_is_stored_once_however_often_it_comes() {
    let app = TestApp::demo();
    let cookie = app.sign_in("editor");
    let article = new_article(&app, &cookie, "Một lần", "Chữ.");
    let batch = json!({ "client": "a", "batch": "a-1", "version": 0, "steps": typed(1, "x") });
    let (status, ack) = post(&app, &cookie, &article, &batch);
    assert_eq!((status, &ack["version"]), (200, &json!(1)));
    // The answer was lost: it comes again, over either way, and as part of what came since.
    let (status, again) = post(&app, &cookie, &article, &batch);
    assert_eq!((status, &again["version"], &again["checksum"]), (200, &json!(1), &ack["checksum"]));
    assert_eq!(again["commits"][0]["batch"], "a-1");
    let (mut line, _) = Editor::open(&app, &cookie, &article, "bbbb", 1);
    line.send("a-1", 0, 0, &typed(1, "x"));
    assert_eq!(line.hear("ack")["version"], 1);
    assert_eq!(words(&head(&app, &cookie, &article)["doc"]), "xChữ.");
    // Twenty at once are stored once.
    let batch = json!({ "client": "a", "batch": "a-2", "version": 1, "steps": typed(1, "y") });
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| assert_eq!(post(&app, &cookie, &article, &batch).0, 200));
        }
    });
    assert_eq!(words(&head(&app, &cookie, &article)["doc"]), "yxChữ.");
}

#[test]
fn who_comes_late_is_told_twice_and_then_carried_over() {
    let app = TestApp::demo();
    let cookie = app.sign_in("editor");
    let article = new_article(&app, &cookie, "Hai người", "Giữa.");
    let send = |batch: &str, version: i64, attempt: u32, at: usize, text: &str| {
        let steps = typed(at, text);
        let sent =
            json!({ "client": &batch[..1], "batch": batch, "version": version, "attempt": attempt, "steps": steps });
        post(&app, &cookie, &article, &sent)
    };
    assert_eq!(send("a-1", 0, 0, 1, "Đầu ").0, 200);
    for attempt in 0..2 {
        let (status, late) = send("b-1", 0, attempt, 6, " Cuối");
        assert_eq!((status, &late["type"], &late["commits"][0]["batch"]), (409, &json!("reject"), &json!("a-1")));
    }
    let (status, carried) = send("b-1", 0, 2, 6, " Cuối");
    assert_eq!((status, carried["commits"].as_array().map(Vec::len)), (200, Some(2)));
    assert_eq!(carried["commits"][1]["steps"][0]["from"], 10);
    let stored = head(&app, &cookie, &article);
    assert_eq!((words(&stored["doc"]), &stored["checksum"]), ("Đầu Giữa. Cuối".to_owned(), &carried["checksum"]));
    // Nothing of one page is carried over its own steps: it may hold them a second time, under another name.
    let (status, told) = send("b-2", 1, 9, 6, " Cuối");
    assert_eq!((status, &told["type"]), (409, &json!("reject")));
    assert_eq!(words(&head(&app, &cookie, &article)["doc"]), "Đầu Giữa. Cuối");
}

#[test]
fn hostile_batches_are_refused_whole() {
    let app = TestApp::demo();
    let cookie = app.sign_in("editor");
    let article = new_article(&app, &cookie, "Thù địch", "Chữ.");
    let deep =
        (0..40).fold(json!({ "type": "paragraph" }), |inner, _| json!({ "type": "blockquote", "content": [inner] }));
    for (steps, status) in [
        (json!([{ "stepType": "replace", "from": 900, "to": 901 }]), 422),
        (json!([{ "stepType": "nonsense" }]), 422),
        (json!([{ "stepType": "attr", "pos": 0, "attr": "onclick", "value": "x" }]), 422),
        (json!([{ "stepType": "replace", "from": -1, "to": 1 }]), 422),
        (json!([{ "stepType": "replace", "from": 0, "to": 0, "slice": { "content": [{ "type": "script" }] } }]), 422),
        (json!([{ "stepType": "replace", "from": 0, "to": 0, "slice": { "content": [deep] } }]), 413),
        (json!((0..1_001).map(|_| json!({ "stepType": "replace", "from": 1, "to": 1 })).collect::<Vec<_>>()), 422),
        (
            json!([{ "stepType": "addMark", "from": 1, "to": 3, "mark": { "type": "link", "attrs": { "href": "javascript:1", "page_id": null } } }]),
            422,
        ),
    ] {
        let batch = json!({ "client": "a", "batch": "a-1", "version": 0, "steps": steps });
        let (found, answer) = post(&app, &cookie, &article, &batch);
        assert_eq!(found, status, "{answer}");
        assert!(answer["message"].as_str().is_some_and(|text| text.len() > 20), "{answer}");
    }
    for fields in [json!({ "unknown": "x" }), json!({ "title": 7 }), json!({ "lead": "x".repeat(20_000) })] {
        let batch = json!({ "client": "a", "batch": "a-1", "version": 0, "steps": [], "fields": fields });
        assert_eq!(post(&app, &cookie, &article, &batch).0, 422);
    }
    for name in ["", "a b", &"x".repeat(65)] {
        let batch = json!({ "client": "a", "batch": name, "version": 0, "steps": typed(1, "x") });
        assert_eq!(post(&app, &cookie, &article, &batch).0, 422, "{name:?}");
    }
    let path = format!("/bien-tap/bai-viet/{article}/soan/buoc");
    assert!(
        app.post_json(&path, Some(&cookie), r#"{"client":"a","batch":"a-1","version":0,"steps":["\ud800"]}"#).status
            >= 400
    );
    assert_eq!(words(&head(&app, &cookie, &article)["doc"]), "Chữ.");
    assert_eq!(number_of(&app.database, "SELECT COUNT(*) FROM editing_commit"), 0);
    assert!(connect(&app, &cookie, &article, "https://evil.example").is_none(), "another site opens no line");
}

#[test]
fn who_signs_out_or_is_let_go_writes_no_more() {
    let app = TestApp::demo();
    let cookie = app.sign_in("editor");
    let article = new_article(&app, &cookie, "Phiên", "Chữ.");
    let (mut line, _) = Editor::open(&app, &cookie, &article, "aaaa", 0);
    assert_eq!(app.post("/dang-xuat", Some(&cookie), &[]).status, 303);
    line.send("aaaa-1", 0, 0, &typed(1, "x"));
    let refused = line.hear("refused");
    assert_eq!((&refused["code"], &refused["batch"]), (&json!("signed_out"), &json!("aaaa-1")));
    assert!(std::iter::repeat_with(|| line.next()).take(5).any(|message| message.is_none()), "the line ends");
    let other = app.sign_in("contributor");
    let (mut line, _) = Editor::open(&app, &other, &article, "bbbb", 0);
    line.send("bbbb-1", 0, 0, &typed(1, "x"));
    assert_eq!(line.hear("refused")["code"], "denied", "a contributor does not write in somebody else's text");
}

#[test]
fn versions_are_made_of_what_is_written_and_the_plain_form_sees_them() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let article = new_article(&app, &cookie, "Phiên bản", "Chữ.");
    let (mut line, _) = Editor::open(&app, &cookie, &article, "aaaa", 0);
    line.send("aaaa-1", 0, 0, &typed(1, "Nhiều "));
    line.hear("ack");
    // Whoever saves an older version with the form meanwhile is told so, with what was written here.
    let path = format!("/bien-tap/bai-viet/{article}");
    let late = app.post(&path, Some(&cookie), &form("1", "Phiên bản", "Khác."));
    assert_eq!(late.status, 409);
    assert_eq!(number_of(&app.database, &format!("SELECT head_version FROM article WHERE id = {article}")), 2);
    let version = |label: Value| {
        let reply =
            app.post_json(&format!("{path}/soan/phien-ban"), Some(&cookie), &json!({ "label": label }).to_string());
        (reply.status, serde_json::from_slice::<Value>(&reply.body).expect("JSON"))
    };
    let (status, made) = version(json!(null));
    assert_eq!((status, &made["article_version"], &made["is_new"]), (200, &json!(2), &json!(false)), "nothing is new");
    let batch = json!({ "client": "a", "batch": "a-2", "version": 1, "steps": [], "fields": { "title": "" } });
    assert_eq!(post(&app, &cookie, &article, &batch).0, 200);
    let (status, problems) = version(json!(null));
    assert_eq!((status, &problems["problems"][0]["field"]), (422, &json!("title")));
    let batch = json!({ "client": "a", "batch": "a-3", "version": 2, "steps": [], "fields": { "title": "Tên mới" } });
    assert_eq!(post(&app, &cookie, &article, &batch).0, 200);
    let (status, made) = version(json!("Bản gửi duyệt"));
    assert_eq!((status, &made["article_version"]), (200, &json!(3)));
    let list = app.send("GET", &format!("{path}/lich-su"), &[("cookie", &cookie)], b"").text();
    assert!(list.contains("Bản gửi duyệt") && list.contains("Tên mới"), "{list}");
    // A save by the form is a change of nobody's for those who have the article open.
    line.hear("commits");
    line.hear("commits");
    assert_eq!(app.post(&path, Some(&cookie), &form("3", "Từ biểu mẫu", "Nhiều chữ hơn.")).status, 303);
    let told = line.hear("commits")["commits"][0].clone();
    assert_eq!((&told["client"], &told["fields"]["title"]), (&json!("system"), &json!("Từ biểu mẫu")));
    let stored = head(&app, &cookie, &article);
    assert_eq!((words(&stored["doc"]), &stored["version"]), ("Nhiều chữ hơn.".to_owned(), &json!(4)));
    assert_eq!(told["checksum"], stored["checksum"]);
}

#[test]
fn the_last_to_leave_leaves_a_version_behind() {
    let app = TestApp::demo();
    let cookie = app.sign_in("editor");
    let article = new_article(&app, &cookie, "Rời trang", "Chữ.");
    let (mut line, _) = Editor::open(&app, &cookie, &article, "aaaa", 0);
    line.send("aaaa-1", 0, 0, &typed(1, "Nhiều "));
    line.hear("ack");
    drop(line);
    let begun = std::time::Instant::now();
    let count = format!("SELECT head_version FROM article WHERE id = {article}");
    while number_of(&app.database, &count) != 2 {
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "no version is made");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn the_page_and_what_it_asks_are_there() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let get = |path: &str| app.send("GET", path, &[("cookie", &cookie)], b"");
    let page = get("/bien-tap/bai-viet/1/soan");
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").is_some_and(|policy| policy.contains("frame-src 'self'")));
    let text = page.text();
    let boot = text.split("id=\"editor-boot\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("boot");
    let boot: Value = serde_json::from_str(boot).expect("JSON");
    assert_eq!((&boot["schema"], &boot["may"]["write"]), (&json!(prose::SCHEMA_VERSION), &json!(true)));
    assert!(boot["sections"].as_array().is_some_and(|sections| sections.len() > 2));
    let frame = get("/bien-tap/bai-viet/1/soan/xem");
    assert_eq!((frame.status, frame.header("x-frame-options")), (200, Some("SAMEORIGIN")));
    assert!(frame.text().contains("data-block=") && !frame.text().contains("<script"), "{}", frame.text());
    assert_eq!(page.header("x-frame-options"), Some("DENY"));
    let found: Value = serde_json::from_slice(&get("/bien-tap/bai-viet/1/soan/kiem").body).expect("JSON");
    assert!(found["findings"].is_array(), "{found}");
    let title = boot["fields"]["title"].as_str().expect("a title");
    let word = vietnamese::fold(title.split(' ').next().expect("a word"));
    let pages: Value = serde_json::from_slice(&get(&format!("/bien-tap/trang?q={word}")).body).expect("JSON");
    let dated = |page: &Value| page["title"] == *title && page["date"].as_str().is_some_and(|date| date.contains('/'));
    assert!(pages.as_array().is_some_and(|pages| pages.iter().any(dated)), "{pages}");
    let files: Value = serde_json::from_slice(&get("/bien-tap/tep/tin?id=1,99999").body).expect("JSON");
    assert_eq!((files["1"]["id"].as_i64(), files.as_object().map(serde_json::Map::len)), (Some(1), Some(1)));
}

#[test]
fn a_clipboard_is_read_by_the_rules_of_the_import() {
    let app = TestApp::demo();
    let cookie = app.sign_in("editor");
    let paste = |html: &str| {
        let body = json!({ "html": html }).to_string();
        app.post_json("/bien-tap/bai-viet/1/soan/dan", Some(&cookie), &body)
    };
    let reply = paste(
        "<h2>Đầu</h2><p style='mso-list:l0 level1 lfo1' class=MsoListParagraph><span style='mso-list:Ignore'>·</span>một</p><script>x</script>",
    );
    let found: Value = serde_json::from_slice(&reply.body).expect("JSON");
    let kinds: Vec<&str> =
        found["doc"]["content"].as_array().expect("blocks").iter().flat_map(|block| block["type"].as_str()).collect();
    assert_eq!((reply.status, kinds), (200, vec!["heading", "bullet_list"]));
    assert_eq!(found["repaired"], Value::Null);
    let old = "<p style=\"font-family:'.VnTime'\">Céng hoµ x· héi chñ nghÜa ViÖt Nam</p>";
    let found: Value = serde_json::from_slice(&paste(old).body).expect("JSON");
    assert_eq!(words(&found["doc"]), "Cộng hoà xã hội chủ nghĩa Việt Nam");
    assert!(found["repaired"]["sample_before"].as_str().is_some_and(|text| text.contains("Céng")), "{found}");
    assert!(words(&found["plain"]).starts_with("Céng"));
    assert_eq!(paste(&"x".repeat(17 * 1024 * 1024)).status, 413);
}
