//! The way of a text over HTTP: who sees which buttons, who is let in, what readers find.

use std::time::{Duration, Instant};

use crate::support::{Reply, TestApp, run_sql};

fn form<'a>(base: &'a str, title: &'a str, then: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("base", base),
        ("save_key", ""),
        ("then", then),
        ("title", title),
        ("section", "tin-hoat-dong"),
        ("lead", ""),
        ("body", "Nội dung."),
        ("byline_name", ""),
        ("byline_office", ""),
        ("picture", ""),
        ("picture_alt", ""),
        ("picture_caption", ""),
        ("attachments", ""),
    ]
}

/// Somebody with a session.
struct Person<'a> {
    app: &'a TestApp,
    cookie: String,
}

impl Person<'_> {
    fn get(&self, path: &str) -> Reply {
        self.app.send("GET", path, &[("cookie", &self.cookie)], b"")
    }

    fn read(&self, path: &str) -> String {
        self.get(path).text().replace("<!>", "")
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> u16 {
        self.app.post(path, Some(&self.cookie), fields).status
    }

    /// Saves a new article and returns its page on the desk.
    fn write(&self, title: &str, then: &str) -> String {
        let saved = self.app.post("/bien-tap/bai-viet/moi", Some(&self.cookie), &form("0", title, then));
        let path = saved.header("location").and_then(|path| path.split('?').next());
        path.unwrap_or_else(|| panic!("{}", saved.text())).to_owned()
    }
}

fn people<'a, const N: usize>(app: &'a TestApp, roles: [&str; N]) -> [Person<'a>; N] {
    roles.map(|role| Person { app, cookie: app.sign_in(role) })
}

fn number(path: &str) -> i64 {
    path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id")
}

#[test]
fn a_text_goes_from_hand_to_hand_to_its_readers() {
    let app = TestApp::demo();
    let [writer, editor, publisher] = people(&app, ["contributor", "editor", "publisher"]);
    let path = writer.write("Hội chợ hợp tác xã", "submit");
    let id = number(&path);
    let page = writer.read(&path);
    assert!(page.contains("Bài đang ở bước của người khác") && page.contains("disabled"), "{page}");
    assert_eq!(writer.post(&path, &form("1", "Sửa lén", "save")), 403);
    assert!(editor.read("/bien-tap?hang=cho-bien-tap").contains("Hội chợ hợp tác xã"));

    let step = |step, from| vec![("step", step), ("from", from), ("base", "1")];
    assert_eq!(editor.post(&format!("{path}/buoc"), &step("refuse", "editing")), 422, "no reason");
    let mut refuse = step("refuse", "editing");
    refuse.push(("reason", "Thiếu ngày <b>khai mạc</b>."));
    assert_eq!(writer.post(&format!("{path}/buoc"), &refuse), 403);
    assert_eq!(editor.post(&format!("{path}/buoc"), &refuse), 303);
    assert_eq!(editor.post(&format!("{path}/buoc"), &refuse), 409, "a click that came twice");
    let page = writer.read(&path);
    assert!(page.contains("Bị trả lại:") && page.contains("Thiếu ngày &lt;b&gt;khai mạc"), "{page}");
    assert!(writer.read("/bien-tap").contains("Hội chợ hợp tác xã"), "it is the writer's work again");

    assert_eq!(writer.post(&path, &form("1", "Hội chợ hợp tác xã năm 2026", "submit")), 303);
    assert_eq!(editor.post(&path, &form("2", "Hội chợ hợp tác xã 2026", "publish")), 403);
    assert_eq!(editor.post(&path, &form("2", "Hội chợ hợp tác xã 2026", "forward")), 303);
    assert_eq!(app.article(id).status, 404, "nobody has published it");
    assert!(publisher.read("/bien-tap?hang=cho-duyet").contains("Hội chợ hợp tác xã 2026"));
    let approve = [("step", "approve"), ("from", "review"), ("base", "3")];
    assert_eq!(editor.post(&format!("{path}/buoc"), &approve), 403);
    assert_eq!(publisher.post(&format!("{path}/buoc"), &approve), 303);
    assert_eq!(publisher.post(&path, &form("3", "Hội chợ hợp tác xã 2026", "publish")), 303);
    assert_eq!(app.article(id).status, 200);

    // The next version goes its way while readers go on reading.
    assert_eq!(writer.post(&path, &form("4", "Hội chợ hoãn", "submit")), 303);
    assert!(app.article(id).text().contains("Hội chợ hợp tác xã 2026"));
    assert!(editor.read("/bien-tap?hang=cho-bien-tap").contains("Bạn đọc đang thấy bản cũ hơn"));
    let events = editor.read(&path);
    for words in ["Gửi biên tập", "Trả lại", "Chuyển duyệt", "Duyệt", "đăng", "Thiếu ngày"] {
        assert!(events.contains(words), "{words}");
    }
    assert_eq!(writer.post(&format!("{path}/y-kien"), &[("comment", "Đã gọi ban tổ chức.")]), 303);
    assert!(editor.read(&path).contains("Đã gọi ban tổ chức."));
    assert_eq!(writer.post(&format!("{path}/y-kien"), &[("comment", "  ")]), 422);
}

#[test]
fn what_is_gone_says_why_and_an_older_address_leads_on() {
    let app = TestApp::demo();
    let [publisher] = people(&app, ["publisher"]);
    let path = publisher.write("Thông tin giá tiêu", "publish");
    let id = number(&path);
    let old = app.get(&format!("/bai-viet/{id}/x")).header("location").expect("its address").to_owned();
    assert_eq!(publisher.post(&format!("{path}/dia-chi"), &[("slug", "Giá tiêu, tháng 11")]), 303);
    let moved = app.get(&format!("{old}?a=1"));
    let new = format!("/bai-viet/{id}/gia-tieu-thang-11");
    assert_eq!((moved.status, moved.header("location")), (301, Some(format!("{new}?a=1").as_str())));
    assert_eq!(app.get(&new).status, 200);
    assert_eq!(publisher.post(&format!("{path}/dia-chi"), &[("slug", "!!")]), 422);

    assert_eq!(publisher.post(&format!("{path}/go-xuong"), &[("why", " ")]), 422);
    assert_eq!(app.get(&new).status, 200);
    assert_eq!(publisher.post(&format!("{path}/go-xuong"), &[("why", "Số liệu <sai>.")]), 303);
    let stone = app.get(&new);
    assert_eq!(stone.status, 410);
    let text = stone.text();
    assert!(text.contains("Số liệu &lt;sai&gt;.") && !text.contains("Thông tin giá tiêu"), "{text}");
    assert!(!app.get("/").text().contains("Thông tin giá tiêu"));
    assert_eq!(app.get("/bai-viet/99999/x").status, 404);
    assert_eq!(publisher.post(&path, &form("1", "Thông tin giá tiêu", "publish")), 303);
    assert_eq!(app.get(&new).status, 301, "an address follows its title again once readers lost it");
    assert_eq!(app.article(id).status, 200);
}

/// Waits until something is so, as long as a job that runs every five seconds may need on a busy machine.
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn what_has_a_time_happens_by_itself_and_once() {
    let app = TestApp::demo();
    let [writer, publisher] = people(&app, ["contributor", "publisher"]);
    let path = publisher.write("Chúc mừng năm mới", "save");
    let id = number(&path);
    let times = |publish_at, expires_at| vec![("base", "1"), ("publish_at", publish_at), ("expires_at", expires_at)];
    assert_eq!(publisher.post(&format!("{path}/hen-gio"), &times("2020-01-01T08:00", "")), 422, "it has passed");
    assert_eq!(publisher.post(&format!("{path}/hen-gio"), &times("2100-01-02T08:00", "2100-01-01T08:00")), 422);
    assert_eq!(publisher.post(&format!("{path}/hen-gio"), &times("x", "")), 422);
    assert_eq!(writer.post(&format!("{path}/hen-gio"), &times("2100-01-01T08:00", "")), 403);
    assert_eq!(publisher.post(&format!("{path}/hen-gio"), &times("2100-01-01T08:00", "2100-02-01T08:00")), 303);
    let page = publisher.read(&path);
    assert!(page.contains("08:00 01/01/2100") && page.contains("Giờ Việt Nam (UTC+7)"), "{page}");
    assert!(publisher.read("/bien-tap?hang=cho-dang").contains("Chúc mừng năm mới"));
    // Somebody writes on; what was scheduled goes out all the same.
    assert_eq!(publisher.post(&path, &form("1", "Chúc mừng năm mới nữa", "save")), 303);
    run_sql(&app.database, &format!("UPDATE article_work SET publish_at = 5 WHERE article_id = {id}"));
    wait_until("it is published", || app.article(id).status == 200);
    let shown = app.article(id).text();
    assert!(shown.contains("Chúc mừng năm mới") && !shown.contains("Chúc mừng năm mới nữa"), "{shown}");
    run_sql(&app.database, &format!("UPDATE article_work SET expires_at = 5 WHERE article_id = {id}"));
    wait_until("its time is over", || app.article(id).status == 410);
    assert!(app.article(id).text().contains("Bài đã hết thời hạn đăng."));
    let events = publisher.read(&path);
    assert!(events.contains("hết hạn đăng") && events.contains("bản 1"), "{events}");
}

#[test]
fn many_are_done_with_one_click_and_put_back_with_another() {
    let app = TestApp::demo();
    let [writer, editor] = people(&app, ["contributor", "editor"]);
    let paths = [writer.write("Bài một", "submit"), writer.write("Bài hai", "save"), editor.write("Bài ba", "save")];
    let ids: Vec<String> = paths.iter().map(|path| number(path).to_string()).collect();
    let back = "/bien-tap?hang=tat-ca&tim=b%C3%A0i";
    let mut fields = vec![("back", back), ("work", "forward")];
    fields.extend(ids.iter().map(|id| ("id", id.as_str())));
    let reply = app.post("/bien-tap/hang-loat", Some(&writer.cookie), &fields);
    let target = reply.header("location").expect("the list").to_owned();
    assert!(target.starts_with("/bien-tap?hang=tat-ca&tim=b%C3%A0i&lam=-1&xong=0&khong=3"), "{target}");
    let reply = app.post("/bien-tap/hang-loat", Some(&editor.cookie), &fields);
    let target = reply.header("location").expect("the list").to_owned();
    let page = editor.read(&target);
    assert!(page.contains("Đã làm xong 3 bài, 0 bài không làm được."), "{page}");
    assert!(editor.read("/bien-tap?hang=cho-duyet").matches("Bài ").count() >= 3);
    let undo = page.split("action=\"/bien-tap/hang-loat/").nth(1).and_then(|rest| rest.split('"').next());
    let undo = format!("/bien-tap/hang-loat/{}", undo.expect("a way back"));
    assert_eq!(writer.post(&undo, &[("back", back)]), 404, "it is not theirs");
    // Somebody goes on with one of them meanwhile.
    let refuse = [("step", "refuse"), ("from", "review"), ("base", "1"), ("reason", "Chưa xong")];
    let [publisher] = people(&app, ["publisher"]);
    assert_eq!(publisher.post(&format!("{}/buoc", paths[0]), &refuse), 303);
    let reply = app.post(&undo, Some(&editor.cookie), &[("back", "https://evil.example/")]);
    let target = reply.header("location").expect("the list").to_owned();
    assert!(target.starts_with("/bien-tap?hang=cua-toi&lam=0&xong=2&khong=1"), "{target}");
    assert_eq!(editor.post(&undo, &[("back", back)]), 404, "once is enough");
    let none = app.post("/bien-tap/hang-loat", Some(&editor.cookie), &[("back", back), ("work", "forward")]);
    assert_eq!(none.status, 422);
    let given = [("assignee", "1"), ("due", "2026-01-02"), ("owner", ""), ("review", "2026-01-03")];
    assert_eq!(writer.post(&format!("{}/giao-viec", paths[1]), &given), 403);
    assert_eq!(editor.post(&format!("{}/giao-viec", paths[1]), &given), 303);
    assert!(editor.read("/bien-tap?hang=qua-han").contains("Bài hai"));
    let wrong = [("assignee", "99"), ("due", "hôm nay"), ("owner", ""), ("review", "")];
    assert_eq!(editor.post(&format!("{}/giao-viec", paths[1]), &wrong), 422);
}

#[test]
fn a_right_in_one_section_ends_at_its_border() {
    let app = TestApp::demo();
    let [reader, publisher] = people(&app, ["reader", "publisher"]);
    assert_eq!(reader.get("/bien-tap").status, 403);
    let sections = "SELECT id FROM section WHERE slug = 'tin-hoat-dong'";
    let account = "SELECT id FROM account WHERE email = 'reader@test.example'";
    let grant = format!("INSERT INTO account_section VALUES (({account}), ({sections}), 'publisher')");
    run_sql(&app.database, &grant);
    let here = publisher.write("Tin của chuyên mục", "save");
    let mut elsewhere = form("0", "Tin của nơi khác", "save");
    elsewhere[4] = ("section", "kinh-te-tap-the");
    let other = app.post("/bien-tap/bai-viet/moi", Some(&publisher.cookie), &elsewhere);
    assert_eq!(other.status, 303, "{}", other.text());
    let other = other.header("location").and_then(|path| path.split('?').next()).expect("a path").to_owned();
    let list = reader.read("/bien-tap?hang=tat-ca&tim=tin+cua");
    assert!(list.contains("Tin của chuyên mục") && !list.contains("Tin của nơi khác"), "{list}");
    for path in [other.clone(), format!("{other}/lich-su"), format!("{other}/so-sanh?tu=1&den=1")] {
        assert_eq!(reader.get(&path).status, 403, "{path}");
    }
    assert_eq!(reader.post(&here, &form("1", "Tin của chuyên mục", "publish")), 303);
    elsewhere[0] = ("base", "1");
    assert_eq!(reader.post(&other, &elsewhere), 403);
    let mut away = form("2", "Tin của chuyên mục", "save");
    away[4] = ("section", "kinh-te-tap-the");
    assert_eq!(reader.post(&here, &away), 403, "not out of one's section either");
    assert_eq!(reader.post(&format!("{other}/go-xuong"), &[("why", "x")]), 403);
    let notice = [
        ("base", "0"),
        ("title", "x"),
        ("body", "x"),
        ("severity", "info"),
        ("starts_at", "2026-01-01T00:00"),
        ("ends_at", ""),
    ];
    assert_eq!(reader.post("/bien-tap/thong-bao/moi", &notice), 403, "a notice is of the whole site");
    let report = reader.read("/bien-tap/bao-cao");
    assert!(report.contains("Tin hoạt động") && !report.contains("Kinh tế tập thể"), "{report}");
}

#[test]
fn a_report_is_a_page_and_two_files() {
    let app = TestApp::demo();
    let output = app.command(&["user", "add", "f@test.example", "--name", "=1+1", "--role", "publisher"]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let password = printed.split_whitespace().nth(1).expect("a password").to_owned();
    let reply = app.post("/dang-nhap", None, &[("email", "f@test.example"), ("password", &password)]);
    let person = Person { app: &app, cookie: reply.cookie("__Host-dinh").expect("a session") };
    person.write("Bài cho báo cáo", "publish");
    let page = person.read("/bien-tap/bao-cao");
    assert!(page.contains("=1+1") && page.contains("Tổng"), "{page}");
    let csv = person.get("/bien-tap/bao-cao.csv");
    assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(csv.text().contains("\"Tin hoạt động\",\"'=1+1\",\"1\",\"1\",\"0\",\"1\"\r\n"), "{}", csv.text());
    let xlsx = person.get("/bien-tap/bao-cao.xlsx");
    assert!(
        xlsx.body.starts_with(b"PK") && xlsx.header("content-disposition").is_some_and(|value| value.contains(".xlsx"))
    );
    assert_eq!(person.get("/bien-tap/bao-cao?tu=2026-02-01&den=2026-01-01").status, 422);
    let [writer] = people(&app, ["contributor"]);
    assert_eq!(writer.get("/bien-tap/bao-cao").status, 403);
}
