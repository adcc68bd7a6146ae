//! Passkeys over HTTP: adding, signing in, removing, and everything that must not be taken.

use crate::support::{Authenticator, Reply, TestApp, number_of, run_sql};

const ORIGIN: &str = "http://localhost:3000";

fn site(second_step: &str) -> TestApp {
    TestApp::prepared(&[], &[("DINH_BASE_URL", ORIGIN), ("DINH_SECOND_STEP", second_step)])
}

fn get(app: &TestApp, path: &str, cookie: &str) -> Reply {
    app.send("GET", path, &[("cookie", cookie)], b"")
}

fn device() -> Authenticator {
    Authenticator::new(ORIGIN, "localhost")
}

fn asked(app: &TestApp, cookie: &str) -> String {
    let reply = app.post_json("/bien-tap/toi/khoa/hoi", Some(cookie), "{}");
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.text()
}

fn give(app: &TestApp, cookie: &str, credential: &str) -> Reply {
    let body = format!("{{\"name\":\"Máy cơ quan\",\"credential\":{credential}}}");
    app.post_json("/bien-tap/toi/khoa", Some(cookie), &body)
}

fn add(app: &TestApp, cookie: &str) -> Authenticator {
    let mut device = device();
    let made = device.make(&asked(app, cookie));
    let added = give(app, cookie, &made);
    assert_eq!(added.status, 204, "{}", added.text());
    device
}

fn question(app: &TestApp) -> String {
    let reply = app.post_json("/dang-nhap/khoa/hoi", None, "{}");
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.text()
}

fn enter(app: &TestApp, signed: &str) -> Reply {
    app.post_json("/dang-nhap/khoa", None, signed)
}

/// Signs in by password; the session's cookie.
fn by_password(app: &TestApp, email: &str) -> String {
    let output = app.command(&["user", "reset", email]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let word = printed.split_whitespace().nth(1).expect("a password").to_owned();
    let reply = app.post("/dang-nhap", None, &[("email", email), ("password", &word)]);
    reply.cookie("__Host-dinh").expect("a session")
}

#[test]
fn a_passkey_is_a_whole_way_in() {
    let app = site("required");
    let cookie = app.sign_in("editor");
    assert_eq!(get(&app, "/bien-tap", &cookie).header("location"), Some("/bien-tap/toi"));
    let mut device = add(&app, &cookie);
    assert_eq!(get(&app, "/bien-tap", &cookie).status, 200, "it is a second step");
    let page = get(&app, "/bien-tap/toi", &cookie).text();
    assert!(page.contains("Máy cơ quan") && page.contains("Chưa dùng"), "{page}");

    let signed = device.sign(&question(&app));
    let entered = enter(&app, &signed);
    let session = entered.cookie("__Host-dinh").unwrap_or_else(|| panic!("{}", entered.text()));
    assert!(entered.cookie("__Host-dinh-may").is_some(), "the device is known");
    assert_eq!(get(&app, "/bien-tap", &session).status, 200, "nothing else is asked for");
    assert!(get(&app, "/bien-tap/toi", &session).text().contains("Dùng lần cuối"));
    assert_eq!(enter(&app, &signed).status, 409, "an answer works once");

    let key = number_of(&app.database, "SELECT id FROM passkey");
    let removal = format!("/bien-tap/toi/khoa/{key}/bo");
    let refused = app.post(&removal, Some(&session), &[]);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Đây là khóa cuối cùng"), "{}", refused.text());
    let stranger = app.sign_in("contributor");
    assert_eq!(app.post(&removal, Some(&stranger), &[]).status, 404, "nobody removes what is another's");
    add(&app, &session);
    assert_eq!(app.post(&removal, Some(&session), &[]).status, 303);
    assert_eq!(enter(&app, &device.sign(&question(&app))).status, 422, "it is gone");
    assert_eq!(number_of(&app.database, "SELECT COUNT(*) FROM audit WHERE deed = 'account.passkey-add'"), 2);
    assert_eq!(number_of(&app.database, "SELECT COUNT(*) FROM audit WHERE deed = 'account.passkey-remove'"), 1);
    assert!(app.command(&["check"]).status.success(), "the log is whole");
}

#[test]
fn a_stolen_password_makes_no_second_step_beside_a_passkey() {
    let app = site("required");
    let cookie = app.sign_in("editor");
    add(&app, &cookie);
    let weak = by_password(&app, "editor@test.example");
    assert_eq!(get(&app, "/bien-tap", &weak).header("location"), Some("/bien-tap/toi"));
    let refused = app.post_json("/bien-tap/toi/khoa/hoi", Some(&weak), "{}");
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("Hãy đăng nhập bằng khóa truy cập"), "{}", refused.text());
    let key = number_of(&app.database, "SELECT id FROM passkey");
    assert_eq!(app.post(&format!("/bien-tap/toi/khoa/{key}/bo"), Some(&weak), &[]).status, 403);
    let page = app.post("/bien-tap/toi/hai-buoc", Some(&weak), &[]).text();
    let secret =
        page.split("name=\"secret\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a secret");
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock after 1970");
    let code = crate::support::code_of(secret, i64::try_from(since.as_millis()).expect("a time"));
    let fields = [("secret", secret), ("code", code.as_str())];
    assert_eq!(app.post("/bien-tap/toi/hai-buoc/bat", Some(&weak), &fields).status, 403);
    // An administrator helps who lost the device.
    let boss = app.sign_in("administrator");
    add(&app, &boss);
    let id = number_of(&app.database, "SELECT id FROM account WHERE email = 'editor@test.example'");
    assert_eq!(app.post(&format!("/bien-tap/nguoi/{id}/hai-buoc"), Some(&boss), &[]).status, 303);
    add(&app, &weak);
    assert_eq!(get(&app, "/bien-tap", &weak).status, 200);
}

#[test]
fn answers_that_were_not_asked_for_add_nothing() {
    let app = site("optional");
    let (cookie, other) = (app.sign_in("editor"), app.sign_in("contributor"));
    let mut good = device();
    let mut cases: Vec<(&str, Authenticator, u16)> = vec![
        ("another site", Authenticator::new("http://localhost.evil.example", "localhost"), 422),
        ("another port", Authenticator::new("http://localhost:4000", "localhost"), 422),
        ("a key for another host", Authenticator::new(ORIGIN, "evil.example"), 422),
        ("nobody was verified", Authenticator { verifies: false, ..device() }, 422),
    ];
    for (what, device, status) in &mut cases {
        let made = device.make(&asked(&app, &cookie));
        assert_eq!(give(&app, &cookie, &made).status, *status, "{what}");
    }
    let made = good.make(&asked(&app, &other));
    assert_eq!(give(&app, &cookie, &made).status, 409, "what somebody else was asked");
    let made = good.make(&question(&app));
    assert_eq!(give(&app, &cookie, &made).status, 409, "what was asked for a sign-in");
    let made = good.make(&asked(&app, &cookie));
    run_sql(&app.database, "UPDATE passkey_challenge SET expires_at = 1");
    assert_eq!(give(&app, &cookie, &made).status, 409, "too late");
    for garbage in ["{}", "[]", "null", "{\"id\":\"x\"}", "\"\""] {
        assert_eq!(give(&app, &cookie, garbage).status, 422, "{garbage}");
    }
    assert_eq!(app.post_json("/bien-tap/toi/khoa", Some(&cookie), "no json").status, 422);
    let made = good.make(&asked(&app, &cookie));
    let nameless = format!("{{\"name\":\" \",\"credential\":{made}}}");
    assert_eq!(app.post_json("/bien-tap/toi/khoa", Some(&cookie), &nameless).status, 422);
    assert_eq!(number_of(&app.database, "SELECT COUNT(*) FROM passkey"), 0);
    assert_eq!(give(&app, &cookie, &made).status, 204, "a name that was forgotten costs no question");
    assert_eq!(give(&app, &cookie, &made).status, 409, "twice");
    let again = good.make(&asked(&app, &other));
    assert_eq!(give(&app, &other, &again).status, 422, "a key belongs to one account");
}

#[test]
fn signatures_that_are_not_good_open_nothing() {
    let app = site("optional");
    let cookie = app.sign_in("editor");
    let good = add(&app, &cookie);
    let refused = |what: &str, mut device: Authenticator, status: u16| {
        let reply = enter(&app, &device.sign(&question(&app)));
        assert_eq!((reply.status, reply.cookie("__Host-dinh")), (status, None), "{what}: {}", reply.text());
    };
    refused("another key", good.forged(), 422);
    refused("another site", Authenticator { origin: "https://evil.example".into(), ..good.clone() }, 422);
    refused("another host", Authenticator { host: "evil.example".into(), ..good.clone() }, 422);
    refused("nobody was verified", Authenticator { verifies: false, ..good.clone() }, 422);
    let mut stranger = device();
    stranger.make(&asked(&app, &cookie));
    refused("a key that nobody has", stranger, 422);
    let signed = good.clone().sign(&question(&app));
    run_sql(&app.database, "UPDATE passkey_challenge SET expires_at = 1");
    assert_eq!(enter(&app, &signed).status, 409, "too late");
    assert_eq!(enter(&app, "{}").status, 422);
    let mut copy = good.clone();
    let mut first = good.clone();
    for _ in 0..3 {
        assert_eq!(enter(&app, &first.sign(&question(&app))).status, 204);
    }
    assert_eq!(enter(&app, &copy.sign(&question(&app))).status, 422, "a copy, whose counter lags behind");
    run_sql(&app.database, "UPDATE account SET disabled_at = 1");
    assert_eq!(enter(&app, &first.sign(&question(&app))).status, 422, "somebody who is kept out");
}

#[test]
fn the_script_is_kept_for_ever_and_a_site_without_a_name_has_none() {
    let app = site("optional");
    let page = app.get("/dang-nhap").text();
    let path = page.split("src=\"/tap-lenh/").nth(1).and_then(|rest| rest.split('"').next()).expect("a script");
    let script = app.get(&format!("/tap-lenh/{path}"));
    assert_eq!((script.status, script.header("content-type")), (200, Some("text/javascript; charset=utf-8")));
    assert!(script.header("cache-control").is_some_and(|value| value.contains("immutable")));
    assert_eq!(app.get("/tap-lenh/khoa-0.js").status, 404);
    assert!(page.contains("<div hidden data-passkey=\"enter\""), "hidden until the script runs: {page}");
    let bare = TestApp::start();
    assert!(!bare.get("/dang-nhap").text().contains("/tap-lenh/"));
    assert_eq!(bare.post_json("/dang-nhap/khoa/hoi", None, "{}").status, 404);
    for _ in 0..100 {
        question(&app);
    }
    assert_eq!(app.post_json("/dang-nhap/khoa/hoi", None, "{}").status, 429);
}
