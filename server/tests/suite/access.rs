//! Every endpoint that the binary lists × every role, and the walls in front of them.

use crate::support::TestApp;

const ROLES: [&str; 5] = ["reader", "contributor", "editor", "publisher", "administrator"];

fn may(role: &str, access: &str) -> bool {
    match access {
        "public" => true,
        "desk" => ["contributor", "editor", "publisher", "administrator"].contains(&role),
        "edit" => ["editor", "publisher", "administrator"].contains(&role),
        "publish" => ["publisher", "administrator"].contains(&role),
        "administer" => role == "administrator",
        other => panic!("no rule for {other}"),
    }
}

#[test]
fn every_endpoint_lets_in_whom_it_should() {
    let app = TestApp::demo();
    let cookies: Vec<(&str, Option<String>)> = std::iter::once(("nobody", None))
        .chain(ROLES.into_iter().map(|role| (role, Some(app.sign_in(role)))))
        .collect();
    let output = app.command(&["routes", "--json"]);
    let routes: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("the routes");
    let mut guarded = 0;
    for route in &routes {
        let text = |key: &str| route[key].as_str().expect("a text").to_owned();
        let (method, access) = (text("method"), text("access"));
        let path = text("path").replace("{id}", "1").replace("{version}", "1").replace("{kind}", "bai-viet");
        assert!(!path.contains('{') || access == "public", "no example for {path}");
        if access == "public" {
            assert!(!path.starts_with("/bien-tap"), "{path} is part of the desk");
            continue;
        }
        guarded += 1;
        for (role, cookie) in &cookies {
            let cookie = cookie.as_deref();
            let reply = if method == "GET" {
                let headers: Vec<(&str, &str)> = cookie.map(|cookie| ("cookie", cookie)).into_iter().collect();
                app.send("GET", &path, &headers, b"")
            } else if method == "POST" {
                // An empty form is refused by its handler with 4xx other than these, once it is let in.
                app.post(&path, cookie, &[])
            } else {
                let headers: Vec<(&str, &str)> = cookie.map(|cookie| ("cookie", cookie)).into_iter().collect();
                app.send(&method, &path, &headers, b"")
            };
            let kept_out = match (cookie, method.as_str()) {
                (None, "GET") => reply.status == 303 && reply.header("location") == Some("/dang-nhap"),
                (None, _) => reply.status == 401,
                _ => reply.status == 403,
            };
            assert_eq!(kept_out, !may(role, &access), "{method} {path} as {role}: {}", reply.status);
        }
    }
    assert!(guarded >= 20, "{guarded} guarded endpoints");
}

#[test]
fn a_contributor_saves_and_does_not_publish() {
    let app = TestApp::demo();
    let cookie = app.sign_in("contributor");
    let form = |then| {
        [
            ("base", "0"),
            ("save_key", ""),
            ("then", then),
            ("title", "Bài của cộng tác viên"),
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
    };
    let refused = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &form("publish"));
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("Bài của cộng tác viên"), "what was typed is still there");
    let list = app.send("GET", "/bien-tap?hang=tat-ca", &[("cookie", &cookie)], b"").text();
    assert!(!list.contains("Bài của cộng tác viên"), "nothing was half stored");
    let saved = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &form("save"));
    assert_eq!(saved.status, 303);
    let id = saved.header("location").and_then(|path| path.split(['/', '?']).nth(3)).expect("an id").to_owned();
    assert_eq!(app.get(&format!("/bai-viet/{id}/x")).status, 404, "a draft is nobody's to read");
}

#[test]
fn requests_of_other_sites_change_nothing() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    for headers in [
        [("sec-fetch-site", "cross-site"), ("cookie", &cookie)],
        [("origin", "https://evil.example"), ("cookie", &cookie)],
        [("origin", "null"), ("cookie", &cookie)],
    ] {
        for path in ["/bien-tap/bai-viet/1/go-xuong", "/dang-xuat", "/_fn/cast_ballot", "/tham-do/1", "/dang-nhap"] {
            assert_eq!(app.send("POST", path, &headers, b"").status, 403, "{path} {headers:?}");
        }
    }
    assert_eq!(app.article(1).status, 200);
    assert_eq!(app.send("GET", "/bien-tap", &[("cookie", &cookie)], b"").status, 200, "still signed in");
}

#[test]
fn a_get_never_calls_a_server_function() {
    let app = TestApp::demo();
    let output = app.command(&["routes", "--json"]);
    let routes: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("the routes");
    let functions: Vec<&str> =
        routes.iter().filter_map(|route| route["path"].as_str()).filter(|path| path.starts_with("/_fn/")).collect();
    assert!(functions.len() >= 10, "{functions:?}");
    for path in functions {
        assert_eq!(app.get(path).status, 405, "{path}");
    }
}

#[test]
fn sessions_begin_anew_and_end() {
    let app = TestApp::start();
    let first = app.sign_in("editor");
    assert!(first.len() > 60, "{first}");
    // A token planted before the sign-in is worth nothing after it.
    let output = app.command(&["user", "reset", "editor@test.example"]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let password = printed.split_whitespace().nth(1).expect("a password");
    assert_eq!(app.send("GET", "/bien-tap", &[("cookie", &first)], b"").status, 303, "a reset ends every session");
    let fields = [("email", "editor@test.example"), ("password", password)];
    let one = app.post("/dang-nhap", None, &fields).cookie("__Host-dinh").expect("a session");
    let two = app.post("/dang-nhap", Some(&one), &fields).cookie("__Host-dinh").expect("a session");
    assert_ne!(one, two);
    assert_eq!(app.send("GET", "/bien-tap", &[("cookie", &one)], b"").status, 303, "the old one ended");
    let page = app.send("GET", "/bien-tap", &[("cookie", &two)], b"");
    assert_eq!((page.status, page.header("cache-control")), (200, Some("private, no-store")));
    let out = app.post("/dang-xuat", Some(&two), &[]);
    assert!(out.header("set-cookie").is_some_and(|cookie| cookie.contains("Max-Age=0")));
    assert_eq!(app.send("GET", "/bien-tap", &[("cookie", &two)], b"").status, 303);
}

#[test]
fn guessing_passwords_is_stopped_without_locking_the_owner_out() {
    let settings = [("DINH_TRUSTED_PROXIES", "127.0.0.1"), ("DINH_BASE_URL", "https://htx.example")];
    let app = TestApp::prepared(&[], &settings);
    app.sign_in("editor");
    let guess = [("email", "editor@test.example"), ("password", "wrong wrong wrong")];
    let statuses: Vec<u16> = (0..12).map(|_| app.post("/dang-nhap", None, &guess).status).collect();
    assert_eq!(statuses[..10], [401; 10]);
    assert_eq!(statuses[10..], [429; 2]);
    let output = app.command(&["user", "reset", "editor@test.example"]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let password = printed.split_whitespace().nth(1).expect("a password");
    let body = format!("email=editor%40test.example&password={password}");
    let headers = [("x-forwarded-for", "203.0.113.7"), ("content-type", "application/x-www-form-urlencoded")];
    let elsewhere = app.send("POST", "/dang-nhap", &headers, body.as_bytes());
    assert_eq!(elsewhere.status, 303);
}
