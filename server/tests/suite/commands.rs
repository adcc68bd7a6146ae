//! The command line: exit codes, errors that name what is wrong, repair of text.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::TestApp;

#[test]
fn a_wrong_setting_ends_the_start_and_is_named() {
    for (name, value) in [
        ("DINH_LISTEN", "nowhere"),
        ("DINH_BASE_URL", "x"),
        ("DINH_DATABASE_URL", "mysql://x"),
        ("DINH_TRUSTED_PROXIES", "x"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_dinh")).arg("serve").env(name, value).output().expect("it runs");
        assert!(!output.status.success());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(name), "{said}");
    }
}

#[test]
fn a_missing_client_is_said() {
    let app = TestApp::start();
    std::fs::remove_file(app.folder.0.join("site/assets.json")).expect("the client's names");
    let output = app.command(&["serve"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("DINH_SITE_DIR"));
}

#[test]
fn text_is_repaired_from_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dinh"))
        .arg("repair-text")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let damaged = "caìc xã, phýõÌng và hình ảnh\n";
    child.stdin.take().expect("its input").write_all(damaged.as_bytes()).expect("the text goes in");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "các xã, phường và hình ảnh\n");
    assert!(String::from_utf8_lossy(&output.stderr).contains("2 words repaired"));
}

#[test]
fn the_demo_never_mixes_with_a_site() {
    let app = TestApp::demo();
    let again = app.command(&["demo"]);
    assert!(!again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("has content already"));
}

#[test]
fn accounts_are_checked() {
    let app = TestApp::start();
    let add = |email: &str, role: &str| app.command(&["user", "add", email, "--name", "x", "--role", role]);
    assert!(add("a@b.example", "editor").status.success());
    assert!(!add("A@B.example", "editor").status.success(), "the address is taken, whatever its case");
    assert!(!add("no-address", "editor").status.success());
    assert!(!add("c@d.example", "king").status.success());
    assert!(!app.command(&["user", "reset", "nobody@b.example"]).status.success());
}

#[test]
fn a_whole_database_passes_its_check() {
    let app = TestApp::demo();
    let output = app.command(&["check"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("integrity: in order"));
}

#[test]
fn the_demo_site_is_whole() {
    let app = TestApp::demo();
    let articles = (1..100).take_while(|id| app.article(*id).status == 200).count();
    assert!(articles >= 24, "{articles} articles");
    let home = app.get("/").text();
    assert!(home.matches("href=\"/chuyen-muc/").count() >= 5);
    assert_eq!(app.get("/thong-bao").text().matches("<article").count(), 3);
    assert!(home.contains("Đánh giá của bạn về website này"));
}
