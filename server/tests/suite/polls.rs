//! Voting over HTTP, with and without a client.

use std::collections::HashSet;

use crate::support::{Reply, TestApp};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn ballot_id(number: usize) -> String {
    format!("{number:032x}")
}

fn cast(app: &TestApp, cookie: Option<&str>, choice: i64, ballot: &str, from: &str) -> Reply {
    let mut headers = vec![FORM, ("x-forwarded-for", from)];
    headers.extend(cookie.map(|cookie| ("cookie", cookie)));
    let body = format!("poll=1&choice={choice}&ballot_id={ballot}");
    app.send("POST", "/_fn/cast_ballot", &headers, body.as_bytes())
}

fn votes(reply: &Reply) -> Vec<i64> {
    let value: serde_json::Value = serde_json::from_slice(&reply.body).expect("a tally");
    value["votes"].as_array().expect("votes").iter().filter_map(serde_json::Value::as_i64).collect()
}

fn poll_app() -> TestApp {
    TestApp::prepared(&[&["demo"]], &[("DINH_TRUSTED_PROXIES", "127.0.0.1")])
}

#[test]
fn one_ballot_per_voter_and_the_same_one_answers_the_same() {
    let app = poll_app();
    let first = cast(&app, None, 2, &ballot_id(1), "203.0.113.1");
    assert_eq!((first.status, votes(&first)), (200, vec![0, 1, 0, 0]));
    let cookie = first.cookie("__Host-dinh-voter").expect("the first vote sets the cookie");
    let same = cast(&app, Some(&cookie), 2, &ballot_id(1), "203.0.113.1");
    assert_eq!((same.status, votes(&same)), (200, vec![0, 1, 0, 0]));
    let other = cast(&app, Some(&cookie), 3, &ballot_id(2), "203.0.113.1");
    assert_eq!(other.status, 409);
    assert!(other.text().contains("AlreadyVoted"));
    // Somebody else's ballot id is nobody's answer.
    assert_eq!(cast(&app, None, 1, &ballot_id(1), "203.0.113.2").status, 409);
    for (choice, ballot) in [(9, ballot_id(3)), (0, ballot_id(3)), (1, "x".to_owned()), (1, String::new())] {
        assert_eq!(cast(&app, None, choice, &ballot, "203.0.113.3").status, 422, "{choice} {ballot}");
    }
    let clean = cast(&app, None, 1, &ballot_id(9), "203.0.113.4");
    assert_eq!(votes(&clean), [1, 1, 0, 0], "what was refused left nothing");
}

#[test]
fn many_at_once_count_each_once() {
    let app = poll_app();
    let cookies: Vec<String> =
        (0..8).map(|_| app.get("/tham-do/1").cookie("__Host-dinh-voter").expect("the page knows the voter")).collect();
    assert_eq!(cookies.iter().collect::<HashSet<_>>().len(), 8);
    std::thread::scope(|scope| {
        for (voter, cookie) in cookies.iter().enumerate() {
            for attempt in 0..4 {
                let app = &app;
                scope.spawn(move || {
                    let from = format!("203.0.113.{voter}");
                    cast(app, Some(cookie), 1, &ballot_id(voter * 10 + attempt + 1), &from)
                });
            }
        }
    });
    let last = cast(&app, None, 2, &ballot_id(999), "203.0.113.99");
    assert_eq!(votes(&last), [8, 1, 0, 0]);
}

#[test]
fn one_network_has_its_share_and_no_more() {
    let app = poll_app();
    let statuses: Vec<u16> =
        (0..52).map(|number| cast(&app, None, 1, &ballot_id(number + 1), "198.51.100.7").status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 50);
    assert_eq!(statuses[50..], [429, 429]);
    assert_eq!(cast(&app, None, 1, &ballot_id(900), "198.51.100.8").status, 200);
}

#[test]
fn the_plain_form_counts_and_says_what_is_wrong() {
    let app = poll_app();
    let page = app.get("/tham-do/1");
    let cookie = page.cookie("__Host-dinh-voter").expect("the page knows the voter");
    let text = page.text();
    let start = text.find("name=\"ballot_id\" value=\"").expect("a ballot id") + 24;
    let ballot = text[start..start + 32].to_owned();
    assert_ne!(app.get("/tham-do/1").text()[start..start + 32], ballot, "each page has its own");
    let nothing = app.post("/tham-do/1", Some(&cookie), &[("ballot_id", &ballot)]);
    assert_eq!((nothing.status, nothing.header("location")), (303, Some("/tham-do/1?loi=chua-chon")));
    let fields = [("ballot_id", ballot.as_str()), ("choice", "1")];
    let counted = app.post("/tham-do/1", Some(&cookie), &fields);
    assert_eq!((counted.status, counted.header("location")), (303, Some("/tham-do/1")));
    let result = app.send("GET", "/tham-do/1", &[("cookie", &cookie)], b"").text();
    assert!(result.contains("Phiếu của bạn đã được ghi nhận") && result.contains("1 phiếu (100 %)"));
    let again = app.post("/tham-do/1", Some(&cookie), &[("ballot_id", &ballot_id(7)), ("choice", "2")]);
    assert_eq!(again.header("location"), Some("/tham-do/1?loi=da-bo-phieu"));
    let said = app.send("GET", "/tham-do/1?loi=da-bo-phieu", &[("cookie", &cookie)], b"").text();
    assert!(said.contains("Trình duyệt này đã gửi phiếu trước đó"));
}

#[test]
fn a_closed_poll_takes_nothing_and_keeps_its_options() {
    let app = poll_app();
    let cookie = app.sign_in("publisher");
    cast(&app, None, 1, &ballot_id(1), "203.0.113.1");
    let changed = app.post(
        "/bien-tap/tham-do/1",
        Some(&cookie),
        &[("base", "1"), ("question", "Câu hỏi"), ("options", "Một\nHai"), ("closes_at", "")],
    );
    assert_eq!(changed.status, 422, "options are frozen by the first vote");
    assert!(changed.text().contains("Đã có người bỏ phiếu"));
    assert_eq!(app.post("/bien-tap/tham-do/1/dong", Some(&cookie), &[]).status, 303);
    let late = cast(&app, None, 1, &ballot_id(2), "203.0.113.2");
    assert_eq!(late.status, 410);
    assert!(app.get("/tham-do/1").text().contains("Cuộc thăm dò đã đóng."));
    let post = app.post("/tham-do/1", None, &[("ballot_id", &ballot_id(3)), ("choice", "1")]);
    assert_eq!(post.header("location"), Some("/tham-do/1?loi=da-dong"));
    let draft = app.post(
        "/bien-tap/tham-do/moi",
        Some(&cookie),
        &[("base", "0"), ("question", "Chưa đủ"), ("options", "Một"), ("closes_at", "")],
    );
    let id = draft.header("location").and_then(|path| path.split(['/', '?']).nth(3)).expect("an id").to_owned();
    assert_eq!(app.post(&format!("/bien-tap/tham-do/{id}/mo"), Some(&cookie), &[]).status, 422);
    assert_eq!(app.get(&format!("/tham-do/{id}")).status, 404, "a draft is nobody's to see");
}
