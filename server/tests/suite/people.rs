//! People over HTTP: the first administrator, invitations, the second step, sessions, and going again.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::support::{Reply, TestApp, code_of, hex_of_base32, number_of};

const WORD: &str = "mật khẩu rất dài";

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    i64::try_from(since.as_millis()).expect("a time")
}

fn get(app: &TestApp, path: &str, cookie: &str) -> Reply {
    app.send("GET", path, &[("cookie", cookie)], b"")
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split(before).nth(1)?.split(after).next()
}

/// The link that a page shows once, as a path.
fn link_in(page: &str) -> String {
    let token = between(page, "/loi-moi/", "\"").unwrap_or_else(|| panic!("{page}"));
    format!("/loi-moi/{token}")
}

fn sign_in(app: &TestApp, email: &str, password: &str) -> Reply {
    app.post("/dang-nhap", None, &[("email", email), ("password", password)])
}

#[test]
fn an_invited_person_joins_once_and_is_let_go_again() {
    let app = TestApp::demo();
    let boss = app.sign_in("administrator");
    let wanted = [("email", "Moi@Example.vn"), ("name", "Người  Mới"), ("role", "editor")];
    let page = app.post("/bien-tap/nguoi", Some(&boss), &wanted).text();
    let link = link_in(&page);
    assert!(!get(&app, "/bien-tap/nguoi", &boss).text().contains("/loi-moi/"), "it is shown once");
    assert!(app.get(&link).text().contains("moi@example.vn"));
    assert_eq!(app.post(&link, None, &[("name", "Người Mới"), ("password", "ngắn")]).status, 422);
    let joined = app.post(&link, None, &[("name", "Người Mới"), ("password", WORD)]);
    assert_eq!((joined.status, joined.header("location")), (303, Some("/bien-tap")));
    let cookie = joined.cookie("__Host-dinh").expect("a session");
    assert_eq!(get(&app, "/bien-tap", &cookie).status, 200);
    assert_eq!(app.post(&link, None, &[("name", "Kẻ khác"), ("password", WORD)]).status, 404, "it works once");
    assert_eq!(app.get(&link).status, 404);
    assert_eq!(app.post("/bien-tap/nguoi", Some(&boss), &wanted).status, 422, "the address is taken");

    let list = get(&app, "/bien-tap/nguoi", &boss).text();
    let id = between(&list, "Người Mới", "x").is_some();
    assert!(id, "{list}");
    let id = number_of(&app.database, "SELECT id FROM account WHERE email = 'moi@example.vn'");
    let person = format!("/bien-tap/nguoi/{id}");
    let rights = [("role", "contributor"), ("section_1", "publisher"), ("section_2", "")];
    assert_eq!(app.post(&format!("{person}/vai-tro"), Some(&boss), &rights).status, 303);
    assert_eq!(get(&app, "/bien-tap/bao-cao", &cookie).status, 200, "a right in one section counts at once");
    let export = app.post(&format!("{person}/du-lieu"), Some(&boss), &[]);
    assert!(export.text().contains("moi@example.vn") && export.header("content-disposition").is_some());

    let link = link_in(&app.post(&format!("{person}/mat-khau"), Some(&boss), &[]).text());
    let reset = app.post(&link, None, &[("password", "một mật khẩu khác")]);
    assert_eq!((reset.status, reset.header("location"), reset.cookie("__Host-dinh")), (303, Some("/dang-nhap"), None));
    assert_eq!(get(&app, "/bien-tap", &cookie).status, 303, "older sessions end");
    assert_eq!(sign_in(&app, "moi@example.vn", WORD).status, 401);
    let cookie = sign_in(&app, "moi@example.vn", "một mật khẩu khác").cookie("__Host-dinh").expect("a session");
    assert_eq!(app.post(&format!("{person}/khoa"), Some(&boss), &[]).status, 303);
    assert_eq!(get(&app, "/bien-tap", &cookie).status, 303, "at once");
    assert_eq!(sign_in(&app, "moi@example.vn", "một mật khẩu khác").status, 401);
    assert_eq!(app.post(&format!("{person}/mo-khoa"), Some(&boss), &[]).status, 303);
    assert_eq!(sign_in(&app, "moi@example.vn", "một mật khẩu khác").status, 303);
    assert_eq!(app.post(&format!("{person}/xoa"), Some(&boss), &[("confirm", "sai@example.vn")]).status, 422);
    assert_eq!(app.post(&format!("{person}/xoa"), Some(&boss), &[("confirm", "MOI@example.vn")]).status, 303);
    for path in ["/bien-tap/nguoi", "/bien-tap/nhat-ky", &person] {
        let page = get(&app, path, &boss).text();
        assert!(!page.contains("moi@example.vn") && !page.contains("Người Mới"), "{path}: {page}");
    }
    assert_eq!(sign_in(&app, "moi@example.vn", "một mật khẩu khác").status, 401);
    assert!(app.command(&["check"]).status.success(), "the log is whole");
}

#[test]
fn the_last_administrator_stays() {
    let app = TestApp::start();
    let boss = app.sign_in("administrator");
    for (part, fields) in [
        ("khoa", vec![]),
        ("vai-tro", vec![("role", "editor")]),
        ("xoa", vec![("confirm", "administrator@test.example")]),
    ] {
        let reply = app.post(&format!("/bien-tap/nguoi/1/{part}"), Some(&boss), &fields);
        assert_eq!(reply.status, 422, "{part}");
        assert!(reply.text().contains("quản trị viên cuối cùng"), "{part}");
    }
    app.sign_in_as("other", "administrator");
    assert_eq!(app.post("/bien-tap/nguoi/2/vai-tro", Some(&boss), &[("role", "editor")]).status, 303);
    assert_eq!(app.post("/bien-tap/nguoi/99/khoa", Some(&boss), &[]).status, 404);
}

#[test]
fn a_new_site_prints_a_link_for_its_first_administrator() {
    let app = TestApp::start();
    let link = app.logged("first administrator opens this link").expect("the link in the log");
    let link = format!("/loi-moi/{}", between(&link, "/loi-moi/", " ").unwrap_or_default().trim_matches('"'));
    let said = [("email", "chu@example.vn"), ("name", "Chủ"), ("password", WORD)];
    let joined = app.post(&link, None, &said);
    let cookie = joined.cookie("__Host-dinh").unwrap_or_else(|| panic!("{}", joined.text()));
    assert_eq!(get(&app, "/bien-tap/nguoi", &cookie).status, 200, "an administrator");
    assert_eq!(app.post(&link, None, &said).status, 404);
}

/// The key on the page on which a second step is set up.
fn key_in(page: &str) -> String {
    let key = between(page, "<code class=\"qr__key\">", "<").unwrap_or_else(|| panic!("{page}"));
    hex_of_base32(key)
}

#[test]
fn the_second_step_asks_for_a_code_and_takes_each_once() {
    let app = TestApp::start();
    let cookie = app.sign_in("editor");
    let output = app.command(&["user", "reset", "editor@test.example"]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let word = printed.split_whitespace().nth(1).expect("a password").to_owned();
    let cookie = sign_in(&app, "editor@test.example", &word).cookie("__Host-dinh").unwrap_or(cookie);
    let page = app.post("/bien-tap/toi/hai-buoc", Some(&cookie), &[]).text();
    assert!(page.contains("class=\"qr\""), "{page}");
    let secret = key_in(&page);
    let turn_on =
        |code: &str| app.post("/bien-tap/toi/hai-buoc/bat", Some(&cookie), &[("secret", &secret), ("code", code)]);
    assert_eq!(turn_on("000000").status, 422);
    let page = turn_on(&code_of(&secret, now())).text().replace("<!>", "");
    let codes: Vec<&str> = page.split("<li><code>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(codes.len(), 10, "{page}");
    assert!(!get(&app, "/bien-tap/toi", &cookie).text().contains(codes[0]), "they are shown once");

    let half = || {
        let reply = sign_in(&app, "editor@test.example", &word);
        assert_eq!((reply.header("location"), reply.cookie("__Host-dinh")), (Some("/dang-nhap/ma"), None));
        assert_eq!(reply.cookie("__Host-dinh-may"), None, "the device is not known yet");
        reply.cookie("__Host-dinh-ma").expect("the cookie of the second step")
    };
    let give = |half: &str, code: &str| app.post("/dang-nhap/ma", Some(half), &[("code", code)]);
    let one = half();
    assert_eq!(get(&app, "/bien-tap", &one).status, 303, "half a session is none");
    assert_eq!(give(&one, "123456").status, 401);
    assert_eq!(give("__Host-dinh-ma=0000", codes[1]).status, 401, "a code is worth nothing without the password");
    let entered = give(&one, codes[1]);
    assert!(entered.cookie("__Host-dinh").is_some(), "{}", entered.text());
    assert!(entered.cookie("__Host-dinh-may").is_some(), "the device is known now");
    assert_eq!(give(&half(), codes[1]).status, 401, "a recovery code works once");
    // The code that turned it on is used; the next step's is taken, once.
    assert_eq!(give(&half(), &code_of(&secret, now() - 30_000)).status, 401);
    let fresh = code_of(&secret, now() + 30_000);
    let entered = give(&half(), &fresh);
    assert!(entered.cookie("__Host-dinh").is_some(), "{}", entered.text());
    assert_eq!(give(&half(), &fresh).status, 401);
    let left = get(&app, "/bien-tap/toi", &cookie).text().replace("<!>", "");
    assert!(left.contains("Còn 9 mã dự phòng"), "{left}");
    let off = |word: &str| app.post("/bien-tap/toi/hai-buoc/tat", Some(&cookie), &[("password", word)]).status;
    assert_eq!((off("sai"), off(&word)), (422, 303));
    assert!(sign_in(&app, "editor@test.example", &word).cookie("__Host-dinh").is_some());
}

#[test]
fn five_wrong_codes_lead_back_to_the_password() {
    let app = TestApp::start();
    let cookie = app.sign_in("editor");
    let secret = key_in(&app.post("/bien-tap/toi/hai-buoc", Some(&cookie), &[]).text());
    let fields = [("secret", secret.as_str()), ("code", &code_of(&secret, now()))];
    assert_eq!(app.post("/bien-tap/toi/hai-buoc/bat", Some(&cookie), &fields).status, 200);
    let output = app.command(&["user", "reset", "editor@test.example"]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let word = printed.split_whitespace().nth(1).expect("a password").to_owned();
    let half = sign_in(&app, "editor@test.example", &word).cookie("__Host-dinh-ma").expect("a second step");
    for _ in 0..5 {
        assert_eq!(app.post("/dang-nhap/ma", Some(&half), &[("code", "1")]).status, 401);
    }
    let right = code_of(&secret, now() + 30_000);
    assert_eq!(app.post("/dang-nhap/ma", Some(&half), &[("code", &right)]).status, 401, "too late for this try");
    let half = sign_in(&app, "editor@test.example", &word).cookie("__Host-dinh-ma").expect("a second step");
    assert_eq!(app.post("/dang-nhap/ma", Some(&half), &[("code", &right)]).status, 303);
}

#[test]
fn a_site_that_others_reach_wants_a_second_step() {
    let settings = [("DINH_TRUSTED_PROXIES", "127.0.0.1"), ("DINH_BASE_URL", "https://htx.example")];
    let app = TestApp::prepared(&[], &settings);
    let cookie = app.sign_in("publisher");
    for path in ["/bien-tap", "/bien-tap/tep", "/bien-tap/bai-viet/moi"] {
        let reply = get(&app, path, &cookie);
        assert_eq!((reply.status, reply.header("location")), (303, Some("/bien-tap/toi")), "{path}");
    }
    assert_eq!(app.post("/bien-tap/bai-viet/moi", Some(&cookie), &[]).status, 403);
    let page = get(&app, "/bien-tap/toi", &cookie);
    assert!(page.text().contains("Hãy bật xác nhận hai bước"));
    let secret = key_in(&app.post("/bien-tap/toi/hai-buoc", Some(&cookie), &[]).text());
    let fields = [("secret", secret.as_str()), ("code", &code_of(&secret, now()))];
    assert_eq!(app.post("/bien-tap/toi/hai-buoc/bat", Some(&cookie), &fields).status, 200);
    assert_eq!(get(&app, "/bien-tap", &cookie).status, 200);
}

#[test]
fn sessions_are_listed_and_ended_by_their_own_people_alone() {
    let app = TestApp::start();
    let first = app.sign_in("editor");
    let output = app.command(&["user", "reset", "editor@test.example"]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let word = printed.split_whitespace().nth(1).expect("a password").to_owned();
    drop(first);
    let enter = || sign_in(&app, "editor@test.example", &word).cookie("__Host-dinh").expect("a session");
    let (one, two, three) = (enter(), enter(), enter());
    let page = get(&app, "/bien-tap/toi", &one).text().replace("<!>", "");
    assert!(page.contains("Firefox, Linux") && page.contains("phiên này"), "{page}");
    assert_eq!(page.matches("action=\"/bien-tap/toi/phien/").count(), 2, "{page}");
    let number = |cookie: &str| {
        let page = get(&app, "/bien-tap/toi", cookie).text();
        let own: Vec<i64> = page
            .split("action=\"/bien-tap/toi/phien/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next()?.parse().ok())
            .collect();
        own
    };
    let others = number(&one);
    let stranger = app.sign_in("contributor");
    assert_eq!(app.post(&format!("/bien-tap/toi/phien/{}", others[0]), Some(&stranger), &[]).status, 303);
    assert_eq!(get(&app, "/bien-tap", &three).status, 200, "nobody ends what is another's");
    assert_eq!(app.post(&format!("/bien-tap/toi/phien/{}", others[0]), Some(&one), &[]).status, 303);
    let alive = [&one, &two, &three].map(|cookie| get(&app, "/bien-tap", cookie).status == 200);
    assert_eq!(alive.iter().filter(|alive| **alive).count(), 2);
    let change = |old: &str, new: &str| {
        app.post("/bien-tap/toi/mat-khau", Some(&one), &[("old", old), ("password", new)]).status
    };
    assert_eq!((change("sai", WORD), change(&word, "ngắn"), change(&word, WORD)), (422, 422, 303));
    let alive = [&one, &two, &three].map(|cookie| get(&app, "/bien-tap", cookie).status == 200);
    assert_eq!(alive, [true, false, false], "a new password ends the others");
}
