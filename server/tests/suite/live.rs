//! Counting over HTTP: beacons in, figures out, the stream, restarts and stopping.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::TestApp;

const PROXY: (&str, &str) = ("DINH_TRUSTED_PROXIES", "127.0.0.1");

fn view(app: &TestApp, from: &str, tab: u32, extra: &[(&str, &str)]) {
    beacon(app, "record_view", from, &format!("tab={tab}"), extra);
}

fn beacon(app: &TestApp, name: &str, from: &str, body: &str, extra: &[(&str, &str)]) {
    let mut headers = vec![("x-forwarded-for", from), ("content-type", "application/x-www-form-urlencoded")];
    headers.extend_from_slice(extra);
    let reply = app.send("POST", &format!("/_fn/{name}"), &headers, body.as_bytes());
    assert_eq!(reply.status, 200, "{}", reply.text());
}

fn counts(app: &TestApp) -> [i64; 5] {
    let reply = app.send("POST", "/_fn/get_counts", &[], b"");
    let value: serde_json::Value = serde_json::from_slice(&reply.body).expect("counts");
    ["online", "today", "yesterday", "week", "all"].map(|name| value[name].as_i64().expect("a figure"))
}

#[test]
fn one_visitor_counts_once_and_others_beside_it() {
    let app = TestApp::prepared(&[&["demo"]], &[PROXY]);
    view(&app, "203.0.113.1", 1, &[]);
    view(&app, "203.0.113.1", 2, &[]);
    assert_eq!(counts(&app), [1, 1, 0, 1, 1]);
    view(&app, "203.0.113.2", 3, &[]);
    view(&app, "2001:db8:1:2::1", 4, &[]);
    view(&app, "2001:db8:1:2::9", 5, &[]);
    assert_eq!(counts(&app), [3, 3, 0, 3, 3]);
    beacon(&app, "leave_page", "203.0.113.1", "tab=1", &[]);
    assert_eq!(counts(&app)[0], 3, "another page of the same browser is open");
    beacon(&app, "leave_page", "203.0.113.1", "tab=2", &[]);
    assert_eq!(counts(&app)[..2], [2, 3]);
}

#[test]
fn machines_staff_and_those_who_opted_out_are_not_counted() {
    let app = TestApp::prepared(&[&["demo"]], &[PROXY]);
    let cookie = app.sign_in("editor");
    view(&app, "203.0.113.1", 1, &[("sec-gpc", "1")]);
    view(&app, "203.0.113.2", 2, &[("dnt", "1")]);
    view(&app, "203.0.113.3", 3, &[("cookie", &cookie)]);
    view(&app, "203.0.113.4", 4, &[("sec-purpose", "prefetch")]);
    let bot = [("user-agent", "Googlebot/2.1"), ("content-type", "application/x-www-form-urlencoded")];
    crate::support::request(&app.address, "POST", "/_fn/record_view", &bot, b"tab=5");
    assert_eq!(counts(&app), [0; 5]);
    // Opening pages counts nothing either: only a page that was looked at does.
    app.get("/");
    assert_eq!(counts(&app), [0; 5]);
}

#[test]
fn reads_count_once_and_only_for_published_articles() {
    let app = TestApp::prepared(&[&["demo"]], &[PROXY]);
    for tab in ["1", "2"] {
        beacon(&app, "record_read", "203.0.113.1", &format!("article=2&tab={tab}"), &[]);
    }
    beacon(&app, "record_read", "203.0.113.2", "article=2&tab=3", &[]);
    beacon(&app, "record_read", "203.0.113.3", "article=9999&tab=4", &[]);
    assert_eq!(counts(&app)[1], 2, "a reader is a visitor; a reader of nothing is none");
    wait_for(|| app.article(2).text().contains("Lượt đọc<!>: <!>2"), &app);
}

fn wait_for(done: impl Fn() -> bool, app: &TestApp) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < Duration::from_secs(5), "{}", app.article(2).text());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn counts_outlive_a_stop_whole_and_a_kill_but_for_a_second() {
    let mut app = TestApp::prepared(&[&["demo"]], &[PROXY]);
    view(&app, "127.0.0.1", 1, &[]);
    assert!(app.stop().success(), "SIGTERM is an orderly end");
    app.restart();
    assert_eq!(counts(&app)[1..], [1, 0, 1, 1], "nothing is lost on a stop");
    // The salt outlived the stop too, so the same visitor is not a second one.
    view(&app, "127.0.0.1", 7, &[]);
    assert_eq!(counts(&app), [1, 1, 0, 1, 1]);
    std::thread::sleep(Duration::from_millis(1100));
    app.restart();
    assert_eq!(counts(&app)[1], 1);
}

#[test]
fn the_stream_tells_figures_and_ends_on_a_stop() {
    let mut app = TestApp::prepared(&[&["demo"]], &[PROXY]);
    let mut stream = TcpStream::connect(&app.address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a limit");
    stream.write_all(b"GET /live HTTP/1.1\r\nhost: x\r\naccept-encoding: br, gzip\r\n\r\n").expect("a request");
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let head: Vec<String> =
        lines.by_ref().take_while(|line| !line.is_empty()).map(|line| line.to_lowercase()).collect();
    assert!(head.contains(&"content-type: text/event-stream".to_owned()), "{head:?}");
    assert!(head.contains(&"x-accel-buffering: no".to_owned()));
    assert!(!head.iter().any(|line| line.starts_with("content-encoding")));
    let mut next = |words: &str| lines.by_ref().any(|line| line.starts_with("data:") && line.contains(words));
    assert!(next("\"build\":\"test\""));
    assert!(next("\"online\":0"));
    view(&app, "203.0.113.1", 1, &[]);
    let begun = Instant::now();
    assert!(next("\"online\":1"));
    assert!(begun.elapsed() < Duration::from_secs(5));
    let begun = Instant::now();
    assert!(app.stop().success());
    assert!(begun.elapsed() < Duration::from_secs(20), "an open stream does not hold a stop up");
    assert!(lines.last().is_some(), "the stream ended");
}
