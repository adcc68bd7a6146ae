//! Importing saved pages: the one of our own and, where it is, the real one.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::support::{Folder, TestApp, repository};

fn fixture(name: &str) -> PathBuf {
    repository().join("server/tests/fixtures").join(name)
}

fn import(app: &TestApp, path: &Path, extra: &[&str]) -> (bool, String) {
    let path = path.to_string_lossy();
    let output = app.command(&[&["import", "page", &path], extra].concat());
    let both = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&both).into_owned())
}

#[derive(Deserialize)]
struct Expected {
    title: String,
    section: String,
    date: String,
    reads: i64,
    lead: String,
    headings: Vec<String>,
    byline: String,
    office: String,
    poll_question: String,
    visits_all: i64,
    repaired: usize,
    word: Vec<Word>,
}

#[derive(Deserialize)]
struct Word {
    before: String,
    after: String,
}

fn address(report: &str) -> String {
    let start = report.find("/bai-viet/").expect("an address");
    report[start..].split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ';']).to_owned()
}

#[test]
fn a_saved_page_becomes_an_article() {
    let app = TestApp::start();
    let text = std::fs::read_to_string(fixture("saved-page.expected.toml")).expect("what is expected");
    let expected: Expected = toml::from_str(&text).expect("what is expected");
    let (done, report) = import(&app, &fixture("saved-page.txt"), &[]);
    assert!(done, "{report}");
    assert!(report.contains(&format!("words repaired: {}", expected.repaired)), "{report}");
    for Word { before, after } in &expected.word {
        assert!(report.contains(&format!("{before} -> {after} (")), "{before} -> {after}: {report}");
    }
    let page = app.get(&address(&report));
    assert_eq!(page.status, 200);
    let text = page.text().replace("&quot;", "\"").replace("&amp;", "&");
    for words in [&expected.title, &expected.lead, &expected.byline, &expected.office, &expected.section] {
        assert!(text.contains(words.as_str()), "{words}");
    }
    for heading in &expected.headings {
        assert!(text.contains(&format!(">{heading}</h2>")), "{heading}");
    }
    assert!(text.contains(&expected.date), "{}", expected.date);
    for figure in [expected.reads, expected.visits_all] {
        let digits = figure.to_string();
        let written = if figure < 1000 { digits } else { format!("{}.{}", figure / 1000, &digits[digits.len() - 3..]) };
        assert!(text.contains(&format!("Trang cũ ghi {written} lượt")), "{written} stands apart");
    }
    assert!(!text.contains("./."));
    assert!(!text.contains(&expected.poll_question), "a poll without options is a draft");
    let cookie = app.sign_in("editor");
    let polls = app.send("GET", "/bien-tap/tham-do", &[("cookie", &cookie)], b"").text();
    assert!(polls.contains(&expected.poll_question));
}

#[test]
fn a_dry_run_writes_nothing_and_a_second_run_changes_nothing() {
    let app = TestApp::start();
    let (done, report) = import(&app, &fixture("saved-page.txt"), &["--dry-run"]);
    assert!(done && report.contains("nothing was written"), "{report}");
    assert!(app.get("/").text().contains("Chưa có tin nào được đăng."));
    let (_, first) = import(&app, &fixture("saved-page.txt"), &[]);
    let before = app.get(&address(&first)).text();
    let (done, second) = import(&app, &fixture("saved-page.txt"), &[]);
    assert!(done && second.contains("nothing was changed"), "{second}");
    assert_eq!(address(&first), address(&second));
    let strip = |text: &str| text.matches("<article").count();
    assert_eq!(strip(&before), strip(&app.get(&address(&first)).text()));
    assert_eq!(app.article(2).status, 404, "there is one article");
    let changed = std::fs::read_to_string(fixture("saved-page.txt")).expect("the page").replace(" và ", " cùng ");
    let path = app.folder.0.join("changed.txt");
    std::fs::write(&path, changed).expect("a changed copy");
    let (done, third) = import(&app, &path, &[]);
    assert!(done && third.contains("from another text; nothing was changed"), "{third}");
}

#[test]
fn a_whole_import_is_taken_back_but_for_what_was_worked_on() {
    let app = TestApp::start();
    let (_, report) = import(&app, &fixture("saved-page.txt"), &[]);
    let address = address(&report);
    let list = || String::from_utf8_lossy(&app.command(&["import", "list"]).stdout).into_owned();
    assert!(list().contains("1 articles, complete"), "{}", list());
    let undone = app.command(&["import", "undo", "1"]);
    let said = String::from_utf8_lossy(&undone.stdout).into_owned();
    assert!(undone.status.success() && said.contains("1 articles, 0 files, 1 sections, 1 polls"), "{said}");
    assert_eq!(app.get(&address).status, 404);
    assert!(list().contains("taken back"), "{}", list());
    let again = app.command(&["import", "undo", "1"]);
    assert!(!again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("import 1 is unknown or was taken back before"));
    // Taken back is as if never imported: the same page can come again.
    let (done, report) = import(&app, &fixture("saved-page.txt"), &[]);
    assert!(done && report.contains("Stored as"), "{report}");
}

#[test]
fn what_is_no_such_page_is_refused_and_leaves_nothing() {
    let app = TestApp::start();
    let folder = Folder::new();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.0.join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    };
    let huge = folder.0.join("huge");
    std::fs::File::create(&huge).and_then(|file| file.set_len(100 * 1024 * 1024)).expect("a sparse file");
    let mut cut = std::fs::read(fixture("saved-page.txt")).expect("the page");
    cut.truncate(90);
    while std::str::from_utf8(&cut).is_err() {
        cut.pop();
    }
    for (path, words) in [
        (write("empty", b""), "is empty"),
        (write("binary", b"\x7fELF\0\0\0"), "zero bytes"),
        (write("latin", b"Trang ch\xfa"), "not UTF-8"),
        (write("other", "Một bài thơ\nhai câu\nba câu\n".as_bytes()), "breadcrumb"),
        (write("undated", "Trang chủ  Tin\nTựa\nNgày nào đó\n".as_bytes()), "third line"),
        (write("cut", &cut), "not a saved article page"),
        (huge, "larger than 10 MB"),
        (folder.0.join("absent"), "cannot be read"),
        (folder.0.clone(), "is not a file"),
    ] {
        let (done, said) = import(&app, &path, &[]);
        assert!(!done, "{}", path.display());
        assert!(said.contains("error: ") && said.contains(words), "{}: {said}", path.display());
    }
    assert!(app.get("/").text().contains("Chưa có tin nào được đăng."));
    assert_eq!(app.article(1).status, 404);
}

#[test]
fn the_real_page() {
    let named = std::env::var_os("DINH_REAL_PAGE").map(PathBuf::from);
    let shared = repository().join("../shared/pages/lmhtx-quangtri-2019.txt");
    let Some(path) = named.or_else(|| shared.exists().then_some(shared)) else {
        eprintln!("SKIPPED the real page: it is neither in DINH_REAL_PAGE nor beside the repository");
        return;
    };
    let app = TestApp::start();
    let (done, report) = import(&app, &path, &[]);
    assert!(done, "{report}");
    for words in [
        "section: Hoạt động LM HTX và thành viên",
        "date: 31/05/2019",
        "reads on the old site: 765",
        "byline: Cáp Kim Thánh",
        "office: Chủ tịch Liên minh HTX tỉnh",
        "figure caption: Hội nghị tổng kết 15 năm",
        "headings: 3",
        "list items: 4",
        "words repaired: 55",
        "poll question: Đánh giá của bạn về website này",
        "options of the poll",
        "the lead breaks off",
        "228 visitors online, 1 today",
        "765 reads of one article, 606 visits ever",
        "entries under \"VĂN BẢN MỚI\"",
        "phýõÌng -> phường (1)",
        "citations: 16",
        "cited: 222-KL/TU",
        "citation \"13 TW5\": Thiếu dấu gạch chéo hoặc gạch nối",
        "likely 13-NQ/TW",
        "ðaòo -> đạo (3)",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    let text = app.get(&address(&report)).text();
    assert!(text.contains("Ban chỉ đạo kinh tế tập thể các huyện") && text.contains("1. Công tác tham mưu</h2>"));
    for word in ["ðaòo", "tiÒnh", "laÞnh", "./.", "xă"] {
        assert!(!text.contains(word), "{word}");
    }
    eprintln!("RAN the real page: 55 words repaired");
}
