//! The log of deeds: what is written, who reads it, and that touching it shows.

use app::audit::Deed;

use crate::support::{TestApp, run_sql};

#[test]
fn deeds_are_logged_and_only_an_administrator_reads_them() {
    let app = TestApp::demo();
    let publisher = app.sign_in("publisher");
    assert_eq!(app.post("/bien-tap/bai-viet/1/go-xuong", Some(&publisher), &[("why", "Đăng nhầm.")]).status, 303);
    assert_eq!(app.post("/bien-tap/thong-bao/1/go-xuong", Some(&publisher), &[]).status, 303);
    let boss = app.sign_in("administrator");
    let read = |path: &str| app.send("GET", path, &[("cookie", &boss)], b"").text().replace("<!>", "");
    let page = read("/bien-tap/nhat-ky");
    for words in ["Gỡ bài", "article 1", "Gỡ thông báo", "notice 1", "Thêm tài khoản", "publisher", "Lệnh trên máy chủ"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("@test.example"), "nobody's address is in the log");
    let about = read("/bien-tap/nhat-ky?viec=article%201");
    assert!(about.contains("Gỡ bài") && !about.contains("Gỡ thông báo"), "{about}");
    assert!(read("/bien-tap").contains("/bien-tap/nhat-ky"), "the desk leads there");
    let desk = app.send("GET", "/bien-tap", &[("cookie", &publisher)], b"").text();
    assert!(!desk.contains("/bien-tap/nhat-ky"), "nobody is led where they may not go");
    assert_eq!(app.send("GET", "/bien-tap/nhat-ky", &[("cookie", &publisher)], b"").status, 403);
}

#[test]
fn a_row_that_was_touched_is_named() {
    let app = TestApp::start();
    for number in 1..=6 {
        let email = format!("{number}@test.example");
        app.command(&["user", "add", &email, "--name", "x", "--role", "editor"]);
    }
    let check = || {
        let output = app.command(&["check"]);
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert!(check().0, "{}", check().1);
    let touched = [
        (
            "UPDATE audit SET detail = 'publisher' WHERE number = 3",
            "UPDATE audit SET detail = 'editor' WHERE number = 3",
            "audit row 3 was changed",
        ),
        (
            "UPDATE audit SET at = at + 1 WHERE number = 2",
            "UPDATE audit SET at = at - 1 WHERE number = 2",
            "audit row 2 was changed",
        ),
        (
            "UPDATE audit SET account_id = 4 WHERE number = 1",
            "UPDATE audit SET account_id = NULL WHERE number = 1",
            "audit row 1 was changed",
        ),
        ("UPDATE audit_head SET number = 7", "UPDATE audit_head SET number = 6", "audit rows 7 to 7 are missing"),
        (
            "UPDATE audit SET number = 9 WHERE number = 4",
            "UPDATE audit SET number = 4 WHERE number = 9",
            "audit row 4 is missing",
        ),
    ];
    for (harm, mend, words) in touched {
        run_sql(&app.database, harm);
        let (fine, said) = check();
        assert!(!fine && said.contains(words), "{harm}: {said}");
        run_sql(&app.database, mend);
        assert!(check().0, "{mend}: {}", check().1);
    }
    run_sql(&app.database, "DELETE FROM audit WHERE number = 6");
    assert!(check().1.contains("audit rows 6 to 6 are missing"), "the end of the chain: {}", check().1);
    run_sql(&app.database, "DELETE FROM audit WHERE number IN (2, 3)");
    assert!(check().1.contains("audit rows 2 to 3 are missing"), "{}", check().1);
}

#[test]
fn every_deed_has_a_word_of_its_own() {
    let mut words: Vec<&str> = Deed::ALL.iter().map(|deed| deed.as_str()).collect();
    assert!(Deed::ALL.iter().all(|deed| Deed::parse(deed.as_str()) == Some(*deed)));
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Deed::ALL.len());
}
