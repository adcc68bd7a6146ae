//! Messages by mail: over SMTP to a server on loopback, and into files.

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use crate::support::{Reply, Smtp, TestApp, number_of, run_sql};

fn get(app: &TestApp, path: &str, cookie: &str) -> Reply {
    app.send("GET", path, &[("cookie", cookie)], b"")
}

fn with_mail(demo: bool, port: u16) -> TestApp {
    let url = format!("smtp://dinh:m%E1%BA%ADt@127.0.0.1:{port}");
    let settings = [("DINH_SMTP_URL", url.as_str()), ("DINH_MAIL_FROM", "Đình Sông Ngân <dinh@htx.example>")];
    let commands: &[&[&str]] = if demo { &[&["demo"]] } else { &[] };
    TestApp::prepared(commands, &settings)
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(40);
    while !is_so() {
        assert!(Instant::now() < end, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn waiting(app: &TestApp) -> i64 {
    number_of(&app.database, "SELECT COUNT(*) FROM outbox WHERE given_up_at IS NULL")
}

const WANTED: [(&str, &str); 3] = [("email", "moi@example.vn"), ("name", "Nguyễn Thị Mới"), ("role", "editor")];

#[test]
fn an_invitation_goes_out_by_smtp() {
    let smtp = Smtp::start();
    let app = with_mail(true, smtp.port);
    let boss = app.sign_in("administrator");
    let page = app.post("/bien-tap/nguoi", Some(&boss), &WANTED).text();
    assert!(page.contains("cũng được gửi tới người đó"), "{page}");
    assert_eq!(
        app.post("/bien-tap/nguoi", Some(&boss), &[("email", "x"), ("name", "X"), ("role", "editor")]).status,
        422
    );
    let token = page.split("/loi-moi/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link on the page");
    let mail = smtp.wait_for(1).remove(0);
    assert_eq!((mail.recipient.as_str(), mail.login.as_str()), ("moi@example.vn", "\0dinh\0mật"));
    assert!(mail.raw.is_ascii(), "it passes servers that know ASCII alone: {}", mail.raw);
    assert!(mail.header("Subject").starts_with("Lời mời vào bàn biên tập"), "{}", mail.header("Subject"));
    assert!(mail.header("From").contains("dinh@htx.example"), "{}", mail.header("From"));
    assert_eq!(mail.header("To"), "moi@example.vn");
    let text = mail.text();
    assert!(
        text.contains("Chào Nguyễn Thị Mới,") && text.contains(&format!("http://127.0.0.1:3000/loi-moi/{token}")),
        "{text}"
    );
    wait_until("nothing of it is kept", || number_of(&app.database, "SELECT COUNT(*) FROM outbox") == 0);
    assert_eq!(app.get(&format!("/loi-moi/{token}")).status, 200);
}

#[test]
fn a_message_waits_for_a_server_that_is_away() {
    let port = Smtp::nowhere();
    let mut app = with_mail(false, port);
    let boss = app.sign_in("administrator");
    assert_eq!(app.post("/bien-tap/nguoi", Some(&boss), &WANTED).status, 200);
    wait_until("it is tried", || number_of(&app.database, "SELECT MAX(tries) FROM outbox") > 0);
    assert!(app.stop().success(), "a message that waits holds nobody up");
    let smtp = Smtp::at(port);
    let url = format!("smtp://127.0.0.1:{port}");
    app.restart_with(&[("DINH_SMTP_URL", &url), ("DINH_MAIL_FROM", "dinh@htx.example")]);
    assert_eq!(smtp.wait_for(1)[0].recipient, "moi@example.vn");
    wait_until("it is gone from here", || waiting(&app) == 0);
}

#[test]
fn what_cannot_be_sent_is_shown_as_given_up() {
    let smtp = Smtp::start();
    smtp.answer("451 try later");
    let app = with_mail(false, smtp.port);
    let boss = app.sign_in("administrator");
    let invited = |email: &str| {
        let fields = [("email", email), ("name", "Mới"), ("role", "editor")];
        assert_eq!(app.post("/bien-tap/nguoi", Some(&boss), &fields).status, 200);
    };
    invited("cham@example.vn");
    wait_until("it is tried", || number_of(&app.database, "SELECT MAX(tries) FROM outbox") > 0);
    assert!(!get(&app, "/bien-tap/nguoi", &boss).text().contains("Thư không gửi được"), "it is tried again");
    run_sql(&app.database, "UPDATE outbox SET tries = 19, due_at = 0");
    wait_until("the last try", || waiting(&app) == 0);
    smtp.answer("550 no such person");
    invited("sai@example.vn");
    wait_until("a mailbox that is none is tried once", || waiting(&app) == 0);
    let page = get(&app, "/bien-tap/nguoi", &boss).text();
    for words in ["Thư không gửi được", "cham@example.vn", "try later", "sai@example.vn", "no such person"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(number_of(&app.database, "SELECT COUNT(*) FROM outbox WHERE path <> '' OR about <> ''"), 0);
    assert!(app.logged("a message by mail is given up").is_some());
    let first = number_of(&app.database, "SELECT MIN(id) FROM outbox");
    assert_eq!(app.post(&format!("/bien-tap/thu/{first}/bo"), Some(&boss), &[]).status, 303);
    assert_eq!(app.post(&format!("/bien-tap/thu/{first}/bo"), Some(&boss), &[]).status, 404);
    assert!(!get(&app, "/bien-tap/nguoi", &boss).text().contains("cham@example.vn"));
    assert!(app.command(&["check"]).status.success(), "the log is whole");
}

#[test]
fn somebody_is_told_about_a_text_unless_they_want_no_mail() {
    let app = with_mail(true, Smtp::nowhere());
    let (boss, taker) = (app.sign_in("editor"), app.sign_in_as("taker", "contributor"));
    let id = number_of(&app.database, "SELECT id FROM account WHERE email = 'taker@test.example'").to_string();
    let boss_id = number_of(&app.database, "SELECT id FROM account WHERE email = 'editor@test.example'").to_string();
    let give = |text: i64, to: &str, due: &str| {
        let fields = [("assignee", to), ("due", due), ("owner", ""), ("review", "")];
        assert_eq!(app.post(&format!("/bien-tap/bai-viet/{text}/giao-viec"), Some(&boss), &fields).status, 303);
        waiting(&app)
    };
    assert_eq!(give(1, &id, ""), 1);
    let told = "SELECT COUNT(*) FROM outbox WHERE recipient = 'taker@test.example' AND path = '/bien-tap/bai-viet/1'";
    assert_eq!(number_of(&app.database, told), 1);
    assert_eq!(give(1, &id, "2100-01-01"), 1, "they have it already");
    assert_eq!(give(1, &boss_id, ""), 1, "nobody is told what they did themselves");
    let page = |cookie: &str| get(&app, "/bien-tap/toi", cookie).text();
    let ticked = |page: &str| page.contains("name=\"work\" value=\"1\" checked");
    assert!(ticked(&page(&taker)));
    assert_eq!(app.post("/bien-tap/toi/thu", Some(&taker), &[]).status, 303);
    assert!(!ticked(&page(&taker)));
    assert_eq!(give(2, &id, ""), 1);
    assert_eq!(app.post("/bien-tap/toi/thu", Some(&taker), &[("work", "1")]).status, 303);
    assert_eq!(give(3, &id, ""), 2);
    let admin = app.sign_in("administrator");
    let erased = app.post(&format!("/bien-tap/nguoi/{id}/xoa"), Some(&admin), &[("confirm", "taker@test.example")]);
    assert_eq!((erased.status, waiting(&app)), (303, 0));
}

#[test]
fn without_a_server_messages_are_files() {
    let app = TestApp::start();
    assert!(app.logged("messages are written to files").is_some());
    let boss = app.sign_in("administrator");
    app.sign_in("editor");
    let page = app.post("/bien-tap/nguoi/2/mat-khau", Some(&boss), &[]).text();
    let token = page.split("/loi-moi/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link on the page");
    let folder = app.folder.0.join("data/outbox");
    let finished = || {
        let files = std::fs::read_dir(&folder).expect("the folder").flatten();
        files.map(|file| file.path()).find(|path| path.extension().is_some_and(|ending| ending == "eml"))
    };
    wait_until("a file", || finished().is_some());
    let path = finished().expect("a file");
    let mode = |path: &std::path::Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(&folder)), (0o600, 0o700), "nobody else reads links");
    let mail = crate::support::Mail {
        recipient: String::new(),
        login: String::new(),
        raw: std::fs::read_to_string(path).expect("a message"),
    };
    assert_eq!(mail.header("To"), "editor@test.example");
    assert!(mail.header("Subject").starts_with("Đặt lại mật khẩu ở "), "{}", mail.header("Subject"));
    assert!(mail.text().contains(&format!("/loi-moi/{token}")), "{}", mail.text());
}

/// The newest message in the outbox, which nobody takes.
fn link_for(app: &TestApp, email: &str) -> i64 {
    number_of(&app.database, &format!("SELECT COUNT(*) FROM outbox WHERE recipient = '{email}' AND kind = 'reset'"))
}

#[test]
fn a_forgotten_password_is_set_anew_with_a_link_that_works_once() {
    let smtp = Smtp::start();
    let app = with_mail(false, smtp.port);
    let session = app.sign_in("editor");
    assert!(app.get("/dang-nhap").text().contains("href=\"/quen-mat-khau\""));
    assert_eq!(app.get("/quen-mat-khau").status, 200);
    let ask = |email: &str| app.post("/quen-mat-khau", None, &[("email", email)]);
    let known = ask(" Editor@test.example ");
    let mail = smtp.wait_for(1).remove(0);
    assert_eq!(mail.recipient, "editor@test.example");
    let text = mail.text();
    let link = text.split("http://127.0.0.1:3000").nth(1).and_then(|rest| rest.split_whitespace().next());
    let link = link.expect("a link").to_owned();
    assert_eq!(get(&app, "/bien-tap", &session).status, 200, "asking alone changes nothing");
    let unknown = ask("khong-co@test.example");
    // After the page itself stand numbers that differ with each request.
    let page = |reply: &Reply| reply.text().split("</main>").next().unwrap_or_default().to_owned();
    assert_eq!((known.status, page(&known)), (unknown.status, page(&unknown)), "the answer tells nothing");
    let set = app.post(&link, None, &[("password", "một mật khẩu mới")]);
    assert_eq!((set.status, set.header("location")), (303, Some("/dang-nhap")));
    assert_eq!(app.post(&link, None, &[("password", "một mật khẩu nữa")]).status, 404, "it works once");
    assert_eq!(get(&app, "/bien-tap", &session).status, 303, "older sessions end");
    let fields = [("email", "editor@test.example"), ("password", "một mật khẩu mới")];
    assert_eq!(app.post("/dang-nhap", None, &fields).status, 303);
    run_sql(&app.database, "UPDATE account SET disabled_at = 1");
    ask("editor@test.example");
    // A message that must come shows that none came before it.
    let boss = app.sign_in("administrator");
    app.post("/bien-tap/nguoi", Some(&boss), &WANTED);
    assert_eq!(smtp.wait_for(2)[1].recipient, "moi@example.vn");
    assert!(app.command(&["check"]).status.success(), "the log is whole");
}

#[test]
fn asking_for_links_fills_no_mailbox_and_tells_no_time() {
    let app = with_mail(false, Smtp::nowhere());
    app.sign_in("editor");
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(app.post("/quen-mat-khau", None, &[("email", "editor@test.example")]).status);
    }
    assert_eq!(statuses, [200; 5], "nobody is told that a mailbox has had enough");
    wait_until("three links", || link_for(&app, "editor@test.example") == 3);
    assert_eq!(
        number_of(&app.database, "SELECT COUNT(*) FROM invitation WHERE kind = 'reset'"),
        1,
        "the last one counts"
    );
    for place in 0..5 {
        app.post("/quen-mat-khau", None, &[("email", &format!("x{place}@test.example"))]);
    }
    let last = app.post("/quen-mat-khau", None, &[("email", "y@test.example")]);
    assert_eq!(last.status, 429);
    assert!(last.text().contains("y@test.example"), "what was typed is still there");
    assert_eq!(link_for(&app, "editor@test.example"), 3);
}

#[test]
fn a_link_for_a_new_password_takes_the_same_time_for_nobody() {
    let settings = [("DINH_TRUSTED_PROXIES", "127.0.0.1"), ("DINH_BASE_URL", "https://htx.example")];
    let app = TestApp::prepared(&[], &settings);
    let mut times = [Vec::new(), Vec::new()];
    for number in 0..30 {
        app_account(&app, number);
        for (place, host) in ["test.example", "nobody.example"].into_iter().enumerate() {
            let from = format!("203.0.{}.7", number * 2 + place);
            let headers = [("x-forwarded-for", from.as_str()), ("content-type", "application/x-www-form-urlencoded")];
            let body = format!("email=p{number}%40{host}");
            let start = Instant::now();
            assert_eq!(app.send("POST", "/quen-mat-khau", &headers, body.as_bytes()).status, 200);
            times[place].push(start.elapsed());
        }
    }
    let [known, unknown] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    println!("RAN known {known:?}, unknown {unknown:?}");
    assert!(known < unknown * 2 + Duration::from_millis(5), "{known:?} {unknown:?}");
    let made = || number_of(&app.database, "SELECT COUNT(*) FROM invitation WHERE kind = 'reset'");
    wait_until("a link for each", || made() == 30);
}

fn app_account(app: &TestApp, number: usize) {
    let id = 100 + number;
    let values = format!("({id}, 'p{number}@test.example', 'P', 'editor', 'x', 1)");
    run_sql(
        &app.database,
        &format!("INSERT INTO account (id, email, name, role, password_hash, created_at) VALUES {values}"),
    );
}
