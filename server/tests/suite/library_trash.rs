//! The trash of the library, and one click for many files.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::library::{article, get, png, text, upload};
use crate::support::{Reply, TestApp, run_sql};

/// Files numbered from 1, uploaded by the holder of the cookie.
fn with_files(app: &TestApp, cookie: &str, count: u8) {
    for number in 1..=count {
        assert_eq!(upload(app, cookie, &format!("anh-{number}.png"), &png(700, 400, number)).status, 303);
    }
}

fn stored(app: &TestApp) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(app.folder.0.join("data/files")).expect("the files").flatten();
    folders
        .flat_map(|folder| std::fs::read_dir(folder.path()).expect("a folder").flatten())
        .map(|file| file.path())
        .collect()
}

fn click(app: &TestApp, cookie: &str, work: &str, to: &str, ids: &[&str]) -> Reply {
    let mut fields = vec![("back", "/bien-tap/tep?tim=anh"), ("work", work), ("to", to)];
    fields.extend(ids.iter().map(|id| ("id", *id)));
    app.post("/bien-tap/tep/hang-loat", Some(cookie), &fields)
}

fn undo(app: &TestApp, cookie: &str, clicked: &Reply) -> Reply {
    let address = clicked.header("location").expect("an address");
    let number = address.split("lam=").nth(1).and_then(|rest| rest.split('&').next()).expect("a number");
    let back = [("back", "https://evil.example/")];
    app.post(&format!("/bien-tap/tep/hang-loat/{number}/hoan-tac"), Some(cookie), &back)
}

#[test]
fn only_what_nobody_reads_or_works_on_goes_to_the_trash() {
    let mut app = TestApp::demo();
    let (editor, publisher) = (app.sign_in("editor"), app.sign_in("publisher"));
    assert_eq!(upload(&app, &editor, "moi.png", &png(700, 400, 1)).status, 303);
    let list = text(&app, &editor, "/bien-tap/tep?cua-toi=1");
    let id = list.split("href=\"/bien-tap/tep/").nth(1).and_then(|rest| rest.split('"').next()).expect("it").to_owned();
    let (path, bytes) = (format!("/bien-tap/tep/{id}"), format!("/tep/{id}/moi.jpg"));
    let bin = |action: &str| app.post(&format!("{path}/{action}"), Some(&editor), &[]);
    let form = [("picture", id.as_str()), ("picture_alt", "Ảnh"), ("body", "Chữ."), ("then", "publish")];
    let saved = app.post("/bien-tap/bai-viet/moi", Some(&publisher), &article("0", &form));
    let page = saved.header("location").and_then(|path| path.split('?').next()).expect("a path").to_owned();
    for (base, sent) in [("1", vec![("body", "Chữ.")]), ("2", vec![("body", "Chữ."), ("then", "publish")])] {
        let refused = bin("xoa");
        assert_eq!(refused.status, 422, "before version {base} is replaced");
        assert!(refused.text().contains("chưa xóa được") && refused.text().contains(&page), "{}", refused.text());
        assert_eq!(app.post(&page, Some(&publisher), &article(base, &sent)).status, 303);
    }
    assert_eq!(bin("xoa").status, 422, "a version that readers saw keeps its files for good");
    assert_eq!(app.get(&bytes).status, 200);

    let draft = [("picture", id.as_str()), ("picture_alt", "Ảnh"), ("body", "Chữ.")];
    let number = page.rsplit('/').next().expect("a number").to_owned();
    run_sql(&app.database, &format!("DELETE FROM article WHERE id = {number}"));
    assert_eq!(bin("xoa").status, 303);
    assert_eq!(app.get(&bytes).status, 410, "readers get nothing of the trash");
    assert_eq!(get(&app, &editor, &bytes).header("cache-control"), Some("private, no-store"));
    assert!(!text(&app, &editor, "/bien-tap/tep?cua-toi=1").contains(&format!("href=\"{path}\"")));
    assert!(text(&app, &editor, "/bien-tap/tep?rac=1").contains(&format!("href=\"{path}\"")));
    assert_eq!(bin("xoa").status, 404, "it is there already");
    assert_eq!(bin("lay-lai").status, 303);
    assert_eq!((bin("lay-lai").status, app.get(&bytes).status), (404, 200));

    assert_eq!(bin("xoa").status, 303);
    assert_eq!(app.post("/bien-tap/bai-viet/moi", Some(&publisher), &article("0", &draft)).status, 303);
    assert_eq!(app.get(&bytes).status, 200, "what is named again leaves the trash");
    let log = app.sign_in("administrator");
    let log = text(&app, &log, "/bien-tap/nhat-ky");
    assert!(log.contains("Bỏ tệp vào thùng rác") && log.contains("Lấy tệp khỏi thùng rác"));
    app.restart();
    assert_eq!(app.get(&bytes).status, 200);
    assert!(app.command(&["check"]).status.success());
}

#[test]
fn after_thirty_days_the_bytes_go_unless_another_file_has_them() {
    let mut app = TestApp::start();
    let cookie = app.sign_in("editor");
    with_files(&app, &cookie, 2);
    // Pictures of one colour share the bytes of some widths.
    let uploaded = stored(&app).len();
    assert!(uploaded > 4, "two pictures in five forms each: {uploaded}");
    // An import may have stored the same bytes under another name.
    run_sql(
        &app.database,
        "INSERT INTO media (id, sha256, name, mime, size, width, height, small_sha256, small_width, created_at)
            SELECT 9, sha256, 'khac.jpg', mime, size, width, height, NULL, 0, created_at FROM media WHERE id = 1",
    );
    assert_eq!(click(&app, &cookie, "trash", "", &["1", "2"]).status, 303);
    let day: i64 = 86_400_000;
    run_sql(&app.database, &format!("UPDATE library_file SET trashed_at = trashed_at - {}", 29 * day));
    app.restart();
    assert!(text(&app, &cookie, "/bien-tap/tep?rac=1").contains("2 tệp"));
    run_sql(&app.database, &format!("UPDATE library_file SET trashed_at = trashed_at - {}", 2 * day));
    app.restart();
    let since = Instant::now();
    while stored(&app).len() > 1 && since.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(stored(&app).len(), 1, "of file 1 the bytes that are shared");
    assert!(text(&app, &cookie, "/bien-tap/tep?rac=1").contains("Không có tệp nào như vậy."));
    assert_eq!(app.get("/tep/9/khac.jpg").status, 200);
    assert_eq!(upload(&app, &cookie, "anh-2.png", &png(700, 400, 2)).status, 303);
    assert!((2..uploaded).contains(&stored(&app).len()), "and it can be uploaded anew");
    assert!(app.command(&["check"]).status.success());
}

#[test]
fn one_click_changes_many_files_and_another_takes_it_back() {
    let app = TestApp::start();
    let (cookie, other) = (app.sign_in("editor"), app.sign_in("publisher"));
    with_files(&app, &cookie, 3);
    let moved = click(&app, &cookie, "move", " Ảnh  cũ ", &["1", "2", "99"]);
    assert_eq!(moved.status, 303);
    let address = moved.header("location").expect("an address").to_owned();
    assert!(address.starts_with("/bien-tap/tep?tim=anh&lam=") && address.ends_with("&xong=2&khong=1"), "{address}");
    let page = text(&app, &cookie, &address);
    assert!(page.contains("Đã làm với 2 tệp, 1 tệp giữ nguyên.") && page.contains("hoan-tac"), "{page}");
    assert_eq!(page.matches("role=\"status\"").count(), 1);
    assert!(text(&app, &cookie, "/bien-tap/tep?thu-muc=%E1%BA%A2nh+c%C5%A9").contains("2 tệp"));
    assert_eq!(undo(&app, &other, &moved).status, 404, "somebody else's click");
    let tagged = click(&app, &cookie, "tag", "lúa, Gặt", &["1", "3"]);
    assert!(text(&app, &cookie, "/bien-tap/tep?nhan=gat").contains("2 tệp"));
    let back = undo(&app, &cookie, &moved);
    let address = back.header("location").expect("an address").to_owned();
    assert_eq!(address, "/bien-tap/tep?lam=0&xong=1&khong=1", "file 1 was changed since, and nobody is sent elsewhere");
    assert!(text(&app, &cookie, &address).contains("Đã trả lại 1 tệp, 1 tệp giữ nguyên vì đã đổi."));
    assert_eq!(undo(&app, &cookie, &moved).status, 404, "it was taken back");
    assert_eq!(click(&app, &cookie, "untag", "LUA", &["1", "2", "3"]).status, 303);
    assert!(text(&app, &cookie, "/bien-tap/tep?nhan=lua").contains("Không có tệp nào như vậy."));
    assert!(undo(&app, &cookie, &tagged).header("location").is_some_and(|to| to.ends_with("xong=0&khong=2")));
    let trashed = click(&app, &cookie, "trash", "", &["1", "2", "3"]);
    assert!(text(&app, &cookie, "/bien-tap/tep").contains("Không có tệp nào như vậy."));
    assert!(undo(&app, &cookie, &trashed).header("location").is_some_and(|to| to.ends_with("xong=3&khong=0")));
    assert!(text(&app, &cookie, "/bien-tap/tep").contains("3 tệp"));
    for (work, to, ids) in [("trash", "", &[][..]), ("tag", " ", &["1"][..]), ("burn", "", &["1"][..])] {
        assert_eq!(click(&app, &cookie, work, to, ids).status, 422, "{work}");
    }
    let writer = app.sign_in("contributor");
    let refused = click(&app, &writer, "trash", "", &["1", "2"]);
    assert!(refused.header("location").is_some_and(|to| to.ends_with("xong=0&khong=2")), "not theirs to delete");
    assert!(!text(&app, &writer, "/bien-tap/tep").contains("rac=1"));
}
