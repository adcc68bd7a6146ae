//! Versions: every save is one, any two can be compared, going back is a save, and a save that came too late shows why.

use crate::support::TestApp;

fn form<'a>(base: &'a str, key: &'a str, title: &'a str, body: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("base", base),
        ("save_key", key),
        ("title", title),
        ("section", "tin-hoat-dong"),
        ("lead", "Lời dẫn."),
        ("body", body),
        ("byline_name", ""),
        ("byline_office", ""),
        ("picture", ""),
        ("picture_alt", ""),
        ("picture_caption", ""),
        ("attachments", ""),
    ]
}

#[test]
fn versions_are_listed_compared_named_and_gone_back_to() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let get = |path: &str| app.send("GET", path, &[("cookie", &cookie)], b"");
    let text = |path: &str| get(path).text().replace("<!>", "");
    let mut first = form("0", "", "Giá tiêu hôm nay", "Giá tiêu tăng nhẹ.\n\nBà con phấn khởi.");
    first.push(("then", "publish"));
    let saved = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &first);
    let path = saved.header("location").and_then(|path| path.split('?').next()).expect("a path").to_owned();
    let id = path.rsplit('/').next().expect("an id").to_owned();
    let second =
        form("1", "", "Giá tiêu tuần này", "Giá tiêu giảm nhẹ.\n\nBà con phấn khởi.\n\n| Xã |\n|---|\n| Tân Hợp |");
    assert_eq!(app.post(&path, Some(&cookie), &second).status, 303);

    let list = text(&format!("{path}/lich-su"));
    assert!(list.contains("Giá tiêu hôm nay") && list.contains("Giá tiêu tuần này"), "{list}");
    assert!(list.contains("Bạn đọc đang thấy") && list.contains("Mới nhất"), "{list}");
    assert!(text(&path).contains(&format!("{path}/lich-su")), "the form leads there");

    let compared = text(&format!("{path}/so-sanh?tu=1&den=2"));
    assert!(compared.contains("<del") && compared.contains("hôm nay") && compared.contains("tuần này"), "{compared}");
    assert!(compared.contains("tăng") && compared.contains("giảm") && compared.contains("Tân Hợp"), "{compared}");
    assert!(!compared.contains("Lời dẫn</h2>"), "what is the same is not listed");
    assert!(text(&format!("{path}/so-sanh?tu=2&den=2")).contains("Hai bản giống hệt nhau."));
    assert_eq!(get(&format!("{path}/so-sanh?tu=1&den=9")).status, 404);
    assert_eq!(get("/bien-tap/bai-viet/999/lich-su").status, 404);
    assert_eq!(get(&format!("{path}/so-sanh")).status, 422, "nothing chosen");

    let named = app.post(&format!("{path}/ten-ban/1"), Some(&cookie), &[("name", " Bản  Chủ tịch duyệt ")]);
    assert_eq!(named.status, 303);
    assert!(text(&format!("{path}/lich-su")).contains("value=\"Bản Chủ tịch duyệt\""));
    assert_eq!(app.post(&format!("{path}/ten-ban/9"), Some(&cookie), &[("name", "x")]).status, 404);
    let long = "x".repeat(101);
    assert_eq!(app.post(&format!("{path}/ten-ban/1"), Some(&cookie), &[("name", &long)]).status, 422);

    let back = format!("{path}/lay-lai/1");
    assert_eq!(app.post(&back, Some(&cookie), &[("base", "1")]).status, 409, "somebody saved since");
    assert_eq!(app.post(&back, Some(&cookie), &[("base", "2")]).status, 303);
    let form = text(&path);
    assert!(form.contains("Giá tiêu hôm nay") && form.contains("tăng nhẹ"), "{form}");
    let kept = format!("/bai-viet/{id}/gia-tieu-hom-nay/ban/1");
    let version = app.get(&kept);
    assert_eq!(version.status, 200);
    let seen = version.text().replace("<!>", "");
    assert!(seen.contains("tăng nhẹ") && seen.contains("Bản số 1") && seen.contains("SHA-256"), "{seen}");
    assert!(seen.contains(&format!("rel=\"canonical\" href=\"http://127.0.0.1:3000/bai-viet/{id}/gia-tieu-hom-nay\"")));
    assert!(!seen.contains("hydrate()"), "the reader's client knows no such page");
    assert!(seen.contains(&format!("<dd>http://127.0.0.1:3000{kept}</dd>")) && seen.contains("class=\"qr\""));
    assert_eq!(app.get(&kept.replace("/ban/1", "/ban/2")).status, 404, "a draft is nobody's to see");
    assert!(text(&format!("{path}/lich-su")).contains(&kept), "the desk leads there");
    let public = app.get(&format!("/bai-viet/{id}/gia-tieu-hom-nay")).text();
    assert!(public.contains("tăng nhẹ"), "readers see the first, as before");
    assert_eq!(app.post(&format!("{path}/lay-lai/2"), Some(&cookie), &[("base", "3")]).status, 303, "undone");
    assert!(text(&path).contains("giảm nhẹ"));
    assert_eq!(app.post(&format!("{path}/go-xuong"), Some(&cookie), &[("why", "Đăng nhầm.")]).status, 303);
    assert_eq!(app.get(&kept).status, 404, "what is taken down is down in every version");
}

#[test]
fn a_late_save_shows_both_and_loses_neither() {
    let app = TestApp::demo();
    let cookie = app.sign_in("contributor");
    let saved = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &form("0", "", "Tiêu đề", "Câu một."));
    let path = saved.header("location").and_then(|path| path.split('?').next()).expect("a path").to_owned();
    assert_eq!(app.post(&path, Some(&cookie), &form("1", "", "Tiêu đề", "Câu của người kia.")).status, 303);
    let late = app.post(&path, Some(&cookie), &form("1", "", "Tiêu đề", "Câu của tôi & <b>."));
    assert_eq!(late.status, 409);
    let page = late.text().replace("<!>", "");
    assert!(page.contains("Chữ của bạn so với bản 2") && page.contains("người kia"), "{page}");
    assert!(page.contains("name=\"base\" value=\"2\""), "the next save is on what was shown: {page}");
    assert!(!page.contains("của tôi & <b>"), "typed text is text");
    assert_eq!(app.post(&path, Some(&cookie), &form("2", "", "Tiêu đề", "Câu của tôi & <b>.")).status, 303);
    let compared = app.send("GET", &format!("{path}/so-sanh?tu=2&den=3"), &[("cookie", &cookie)], b"").text();
    assert!(compared.contains("người kia") && compared.contains("tôi"), "both are kept: {compared}");
}
