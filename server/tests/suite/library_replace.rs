//! A new file in the place of an old one: newest versions show it, older ones keep theirs, and it can be taken back.

use super::library::{article, data, png, text, upload, upload_to};
use crate::support::{Reply, TestApp};

/// A new article; its address on the desk.
fn written(app: &TestApp, cookie: &str, fields: &[(&str, &str)]) -> String {
    let saved = app.post("/bien-tap/bai-viet/moi", Some(cookie), &article("0", fields));
    assert_eq!(saved.status, 303, "{}", saved.text());
    saved.header("location").and_then(|path| path.split('?').next()).expect("a path").to_owned()
}

fn number_of(path: &str) -> i64 {
    path.rsplit('/').next().and_then(|number| number.parse().ok()).expect("a number")
}

fn undo(app: &TestApp, cookie: &str, replaced: &Reply) -> Reply {
    let address = replaced.header("location").expect("an address");
    let number = address.split("thay=").nth(1).and_then(|rest| rest.split('&').next()).expect("a number");
    app.post(&format!("/bien-tap/tep/thay/{number}/hoan-tac"), Some(cookie), &[])
}

#[test]
fn newest_versions_show_the_new_file_and_older_ones_keep_theirs() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    assert_eq!(upload(&app, &cookie, "cu.png", &png(700, 400, 1)).status, 303);
    let list = text(&app, &cookie, "/bien-tap/tep?cua-toi=1");
    let old =
        list.split("href=\"/bien-tap/tep/").nth(1).and_then(|rest| rest.split('"').next()).expect("it").to_owned();
    let said = [("caption", "Cánh đồng"), ("licence", "own")];
    assert_eq!(app.post(&format!("/bien-tap/tep/{old}"), Some(&cookie), &data("1", &said)).status, 303);
    let body = format!("Xem [ảnh](/tep/{old}/cu.jpg).\n\n![Ảnh](/tep/{old}/cu.jpg)");
    let used = [("picture", old.as_str()), ("picture_alt", "Ảnh"), ("body", &body)];
    let mut live = used.to_vec();
    live.push(("then", "publish"));
    let (live, draft) = (written(&app, &cookie, &live), written(&app, &cookie, &used));
    let notice = [
        ("base", "0"),
        ("title", "Nghỉ lễ"),
        ("body", &body),
        ("severity", "info"),
        ("starts_at", "2026-01-01T00:00"),
        ("ends_at", ""),
        ("then", "publish"),
    ];
    assert_eq!(app.post("/bien-tap/thong-bao/moi", Some(&cookie), &notice).status, 303);
    let first = app.article(number_of(&live)).text();
    let address = first.split("/bai-viet/").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    assert!(address.is_some() && first.contains(&format!("/tep/{old}/")), "{first}");
    let kept = |path: &str| app.get(&format!("{path}/ban/1")).text();
    let public = format!("/bai-viet/{}/bai-co-tep", number_of(&live));
    let before = kept(&public);

    let path = format!("/bien-tap/tep/{old}/thay");
    let replaced = upload_to(&app, &cookie, &path, "moi.png", &png(800, 500, 2));
    let to = replaced.header("location").expect("an address").to_owned();
    assert!(to.ends_with("&xong=2&nhap=1&khong=0"), "{to}");
    let page = text(&app, &cookie, &to);
    assert!(
        page.contains("bạn đọc thấy tệp mới ở 2 nơi, 1 nơi còn là bản nháp") && page.contains("Cánh đồng"),
        "{page}"
    );
    let new = to.split(['/', '?']).nth(3).expect("a number").to_owned();
    for shown in [app.article(number_of(&live)).text(), app.get("/thong-bao").text(), text(&app, &cookie, &draft)] {
        assert!(shown.contains(&format!("/tep/{new}/")) && !shown.contains(&format!("/tep/{old}/")), "{shown}");
    }
    let same = |page: &str| page.split("SHA-256").nth(1)?.split("</code>").next().map(str::to_owned);
    assert_eq!(same(&kept(&public)), same(&before), "what was published keeps its hash");
    assert!(kept(&public).contains(&format!("/tep/{old}/")), "and its file");
    assert_eq!(app.get(&format!("/tep/{old}/cu.jpg")).status, 200);
    assert_eq!(app.article(number_of(&draft)).status, 404, "a draft stays one");

    assert_eq!(app.post(&draft, Some(&cookie), &article("2", &[("body", "Đã sửa.")])).status, 303);
    let undone = undo(&app, &cookie, &replaced);
    let to = undone.header("location").expect("an address").to_owned();
    assert!(to.starts_with(&format!("/bien-tap/tep/{old}?")) && to.ends_with("&xong=2&nhap=0&khong=0"), "{to}");
    assert!(app.article(number_of(&live)).text().contains(&format!("/tep/{old}/")));
    assert!(text(&app, &cookie, &draft).contains("Đã sửa."), "what was saved since stays");
    assert_eq!(undo(&app, &cookie, &replaced).status, 404, "it was taken back");
    assert!(app.command(&["check"]).status.success());
}

#[test]
fn only_editors_replace_and_only_like_by_like() {
    let app = TestApp::start();
    let (writer, editor) = (app.sign_in("contributor"), app.sign_in("editor"));
    assert_eq!(upload(&app, &writer, "a.png", &png(700, 400, 1)).status, 303);
    let path = "/bien-tap/tep/1/thay";
    assert_eq!(upload_to(&app, &writer, path, "b.png", &png(700, 400, 2)).status, 403, "not even their own");
    assert!(text(&app, &editor, "/bien-tap/tep").contains("1 tệp"), "nothing was stored");
    assert_eq!(upload_to(&app, &editor, path, "b.pdf", b"%PDF-1.4 b").status, 422);
    assert_eq!(upload_to(&app, &editor, path, "b.exe", b"MZ").status, 422);
    assert_eq!(upload_to(&app, &editor, path, "a.png", &png(700, 400, 1)).status, 422, "the same file");
    assert_eq!(upload_to(&app, &editor, "/bien-tap/tep/99/thay", "c.png", &png(700, 400, 3)).status, 404);
    let replaced = upload_to(&app, &editor, path, "d.png", &png(700, 400, 4));
    assert!(replaced.header("location").is_some_and(|to| to.ends_with("?thay=-1&xong=0&nhap=0&khong=0")));
    let chief = app.sign_in("administrator");
    assert!(text(&app, &chief, "/bien-tap/nhat-ky").contains("Thay tệp"));
}
