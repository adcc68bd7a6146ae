//! The headers of every answer, exactly.

use crate::support::{Reply, TestApp};

const SAME: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    ),
];

fn check(path: &str, reply: &Reply) {
    // One page is made for a frame: the preview beside the editor.
    let is_framed = path.ends_with("/soan/xem") && reply.status == 200;
    for (name, value) in SAME {
        let value = if is_framed && name == "x-frame-options" { "SAMEORIGIN" } else { value };
        assert_eq!(reply.header(name), Some(value), "{path}: {name}");
    }
    assert_eq!(reply.header("x-dinh-build"), Some("test"), "{path}");
    assert_eq!(reply.header("server"), None, "{path}");
    let policy = reply.header("content-security-policy").unwrap_or_default();
    if reply.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        let scripts = policy.split("; ").find(|part| part.starts_with("script-src ")).unwrap_or_default();
        for source in scripts.split(' ').skip(1) {
            let known = ["'self'", "'wasm-unsafe-eval'"].contains(&source) || source.starts_with("'sha256-");
            assert!(known, "{path}: {source}");
        }
        let rest: Vec<&str> = policy.split("; ").filter(|part| !part.starts_with("script-src ")).collect();
        let expected = [
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ];
        let (rest, expected) = (rest.join("; "), expected.join("; "));
        if is_framed {
            let alone = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors 'self'";
            assert_eq!(policy, alone, "{path}");
        } else if path.ends_with("/soan") && reply.status == 200 {
            assert_eq!(rest, format!("{expected}; frame-src 'self'"), "{path}");
        } else {
            assert_eq!(rest, expected, "{path}");
        }
    } else {
        assert_eq!(policy, "default-src 'none'; frame-ancestors 'none'", "{path}");
    }
}

/// The routes that the binary lists itself, so that a new one is in this test from its first day.
#[test]
fn every_route_answers_with_the_same_headers() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let output = app.command(&["routes", "--json"]);
    let routes: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("the routes");
    assert!(routes.len() > 40, "{} routes", routes.len());
    for route in routes {
        let (method, path) = (route["method"].as_str().expect("a method"), route["path"].as_str().expect("a path"));
        if path == "/live" || path == "/dang-xuat" {
            // The stream has no end to wait for, and its headers are checked in `live`; signing out ends the cookie.
            continue;
        }
        let path = path
            .replace("{id}", "1")
            .replace("{name}", "x")
            .replace("{file}", "main-0123456789.css")
            .replace(":id", "1")
            .replace(":slug", "tin-hoat-dong")
            .replace("*any", "khong-co");
        check(&path, &app.send(method, &path, &[("cookie", &cookie)], b""));
        check(&path, &app.send(method, &path, &[], b""));
    }
}

#[test]
fn a_page_sets_no_cookie_and_is_asked_for_again() {
    let app = TestApp::demo();
    let renamed = app.get("/bai-viet/1/x");
    let article = renamed.header("location").expect("the article's address").to_owned();
    for path in ["/", "/chuyen-muc/tin-hoat-dong", &article, "/thong-bao", "/thong-ke", "/khong-co"] {
        let reply = app.get(path);
        assert_eq!(reply.header("set-cookie"), None, "{path}");
        assert_eq!(reply.header("cache-control"), Some("no-cache"), "{path}");
    }
    let poll = app.get("/tham-do/1");
    assert!(poll.cookie("__Host-dinh-voter").is_some(), "the page with the form knows the voter");
    assert_eq!(poll.header("cache-control"), Some("no-store"));
}

#[test]
fn client_files_are_kept_for_ever() {
    let app = TestApp::start();
    let reply = app.get("/pkg/main-0123456789.css");
    assert_eq!(reply.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(app.get("/pkg/none.css").header("cache-control"), None);
    assert_eq!(app.get("/pkg/../assets.json").status, 404);
}

#[test]
fn over_tls_browsers_are_told_to_stay_there() {
    let app = TestApp::prepared(&[], &[("DINH_BASE_URL", "https://htx.example")]);
    assert_eq!(app.get("/").header("strict-transport-security"), Some("max-age=31536000"));
    assert_eq!(TestApp::start().get("/").header("strict-transport-security"), None);
}
