//! The library of the desk over HTTP: what is said of a file, how it is found, and where it is used.

use std::io::Cursor;

use crate::support::{Reply, TestApp};

pub fn png(width: u32, height: u32, shade: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([shade, shade, 90]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

pub fn upload(app: &TestApp, cookie: &str, name: &str, bytes: &[u8]) -> Reply {
    upload_to(app, cookie, "/bien-tap/tep", name, bytes)
}

pub fn upload_to(app: &TestApp, cookie: &str, path: &str, name: &str, bytes: &[u8]) -> Reply {
    let mut body =
        format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    app.send("POST", path, &[("content-type", "multipart/form-data; boundary=x"), ("cookie", cookie)], &body)
}

pub fn get(app: &TestApp, cookie: &str, path: &str) -> Reply {
    app.send("GET", path, &[("cookie", cookie)], b"")
}

pub fn text(app: &TestApp, cookie: &str, path: &str) -> String {
    let reply = get(app, cookie, path);
    assert_eq!(reply.status, 200, "{path}");
    reply.text().replace("<!>", "")
}

/// What the form of a picture sends, with some fields changed.
pub fn data<'a>(base: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("base", base)];
    for name in
        ["alt", "caption", "credit", "licence", "licence_note", "source", "folder", "tags", "focal_x", "focal_y"]
    {
        fields.push(changed.iter().find(|(changed, _)| *changed == name).copied().unwrap_or((name, "")));
    }
    fields.extend(changed.iter().filter(|(name, _)| *name == "decorative"));
    fields
}

pub fn article<'a>(base: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("base", base), ("save_key", ""), ("title", "Bài có tệp"), ("section", "tin-hoat-dong")];
    for name in
        ["lead", "body", "byline_name", "byline_office", "picture", "picture_alt", "picture_caption", "attachments"]
    {
        fields.push(changed.iter().find(|(changed, _)| *changed == name).copied().unwrap_or((name, "")));
    }
    fields.extend(changed.iter().filter(|(name, _)| *name == "then"));
    fields
}

#[test]
fn what_is_said_of_a_file_is_kept_and_found_again() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    assert_eq!(upload(&app, &cookie, "Đồng lúa.png", &png(800, 400, 10)).status, 303);
    assert_eq!(upload(&app, &cookie, "Kế hoạch.pdf", b"%PDF-1.4 a").status, 303);
    let page = text(&app, &cookie, "/bien-tap/tep/1");
    assert!(page.contains("800") && page.contains("contributor") && page.contains("image/jpeg"), "{page}");
    let said = [
        ("alt", "Ruộng bậc thang"),
        ("caption", "Mùa vàng ở Hướng Hóa"),
        ("credit", "Trần Văn Ánh"),
        ("licence", "cc-by"),
        ("source", "Máy ảnh cơ quan"),
        ("folder", "Nông nghiệp"),
        ("tags", "Lúa, lua, mùa gặt"),
        ("focal_x", "25"),
        ("focal_y", "75"),
    ];
    assert_eq!(app.post("/bien-tap/tep/1", Some(&cookie), &data("1", &said)).status, 303);
    let page = text(&app, &cookie, "/bien-tap/tep/1");
    for words in ["Ruộng bậc thang", "Mùa vàng ở Hướng Hóa", "Trần Văn Ánh", "Lúa, mùa gặt", "cx=\"200\"", "cy=\"300\""]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("style="), "the preview needs no inline style");
    let finds = |query: &str| {
        let list = text(&app, &cookie, &format!("/bien-tap/tep?{query}"));
        [list.contains("href=\"/bien-tap/tep/1\""), list.contains("href=\"/bien-tap/tep/2\"")]
    };
    assert_eq!(finds(""), [true, true]);
    for query in [
        "tim=huong+hoa",
        "tim=ANH",
        "tim=dong+lua",
        "tim=mua+gat",
        "loai=anh",
        "thu-muc=N%C3%B4ng+nghi%E1%BB%87p",
        "nhan=LUA",
    ] {
        assert_eq!(finds(query), [true, false], "{query}");
    }
    for query in ["tim=ke+hoach", "loai=pdf"] {
        assert_eq!(finds(query), [false, true], "{query}");
    }
    for query in ["tim=%25", "tim=khong+co", "loai=van-phong", "thu-muc=khac", "nhan=khac"] {
        assert_eq!(finds(query), [false, false], "{query}");
    }
    let order = |query: &str| {
        let list = text(&app, &cookie, &format!("/bien-tap/tep?{query}"));
        list.find("/bien-tap/tep/1\"") < list.find("/bien-tap/tep/2\"")
    };
    assert!(!order("") && order("thu-tu=cu") && order("thu-tu=ten") && order("thu-tu=lon"));
    assert!(order("thu-tu=cu&dang=luoi"), "the grid has the same order");
}

#[test]
fn bad_data_are_refused_with_everything_typed() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    upload(&app, &cookie, "a.png", &png(80, 40, 10));
    let long = "x".repeat(301);
    let many = (0..21).map(|tag| format!("n{tag}")).collect::<Vec<_>>().join(",");
    for wrong in [
        vec![("caption", long.as_str())],
        vec![("licence", "mine")],
        vec![("licence", "other")],
        vec![("tags", &many)],
        vec![("focal_x", "30")],
        vec![("focal_x", "101"), ("focal_y", "5")],
        vec![("focal_x", "-1"), ("focal_y", "5")],
        vec![("alt", "Có người"), ("decorative", "1")],
    ] {
        let mut sent = wrong.clone();
        sent.push(("credit", "Người gõ lỡ tay"));
        let refused = app.post("/bien-tap/tep/1", Some(&cookie), &data("1", &sent));
        assert_eq!(refused.status, 422, "{wrong:?}");
        assert!(refused.text().contains("Người gõ lỡ tay"), "{wrong:?}");
    }
    assert!(!text(&app, &cookie, "/bien-tap/tep/1").contains("Người gõ lỡ tay"), "nothing was half stored");
    assert_eq!(app.post("/bien-tap/tep/9", Some(&cookie), &data("1", &[])).status, 403, "nobody's, so not theirs");
    assert_eq!(get(&app, &cookie, "/bien-tap/tep/9").status, 404);
}

#[test]
fn a_stale_save_loses_nothing() {
    let app = TestApp::start();
    let (one, two) = (app.sign_in("editor"), app.sign_in("publisher"));
    upload(&app, &one, "a.png", &png(80, 40, 10));
    let path = "/bien-tap/tep/1";
    assert_eq!(app.post(path, Some(&two), &data("1", &[("caption", "Của người thứ hai")])).status, 303);
    let late = [("caption", "Của người thứ nhất"), ("tags", "một, hai")];
    let refused = app.post(path, Some(&one), &data("1", &late));
    assert_eq!(refused.status, 409);
    let page = refused.text().replace("<!>", "");
    for words in ["Của người thứ nhất", "một, hai", "Của người thứ hai", "name=\"base\" value=\"2\""]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(text(&app, &one, path).contains("Của người thứ hai"), "what was stored stays");
    assert_eq!(app.post(path, Some(&one), &data("2", &late)).status, 303, "a second save is a choice");
    assert!(text(&app, &two, path).contains("Của người thứ nhất"));
}

#[test]
fn contributors_change_their_own_files_only() {
    let app = TestApp::demo();
    let (cookie, editor) = (app.sign_in("contributor"), app.sign_in("editor"));
    let page = text(&app, &cookie, "/bien-tap/tep/1");
    assert!(page.contains("disabled"), "somebody else's");
    assert_eq!(app.post("/bien-tap/tep/1", Some(&cookie), &data("1", &[("credit", "Tôi")])).status, 403);
    assert_eq!(app.post("/bien-tap/tep/1", Some(&editor), &data("1", &[("credit", "Tôi")])).status, 303);
    upload(&app, &cookie, "cua-toi.png", &png(80, 40, 77));
    let list = text(&app, &cookie, "/bien-tap/tep?cua-toi=1");
    let id = list.split("/bien-tap/tep/").filter_map(|rest| rest.split('"').next()?.parse::<i64>().ok()).next();
    let path = format!("/bien-tap/tep/{}", id.expect("the new file"));
    assert_eq!(app.post(&path, Some(&cookie), &data("1", &[("credit", "Tôi")])).status, 303);
    assert_eq!(list.matches("href=\"/bien-tap/tep/").count(), 1, "nobody else's");
}

#[test]
fn a_file_says_where_it_is_used() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    for shade in [1, 2] {
        assert_eq!(upload(&app, &cookie, &format!("moi-{shade}.png"), &png(900, 500, shade)).status, 303);
    }
    let list = text(&app, &cookie, "/bien-tap/tep?cua-toi=1&chua-dung=1");
    let mut ids: Vec<i64> =
        list.split("href=\"/bien-tap/tep/").filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
    ids.sort_unstable();
    let [one, two] = ids[..] else { panic!("{list}") };
    let page = |id: i64| text(&app, &cookie, &format!("/bien-tap/tep/{id}"));
    assert!(page(one).contains("Chưa bài viết hay thông báo nào dùng tệp này."));
    let (picture, attached) = (one.to_string(), two.to_string());
    let body = format!("Xem [ở đây](/tep/{one}/x.jpg).\n\n![Ảnh](/tep/{two}/x.jpg)");
    let first = [
        ("picture", picture.as_str()),
        ("picture_alt", "Ảnh"),
        ("body", &body),
        ("attachments", &attached),
        ("then", "publish"),
    ];
    let saved = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &article("0", &first));
    assert_eq!(saved.status, 303, "{}", saved.text());
    let path = saved.header("location").and_then(|path| path.split('?').next()).expect("a path").to_owned();
    for (id, places) in [(one, ["ảnh đầu bài", "liên kết"]), (two, ["tệp đính kèm", "trong thân bài"])]
    {
        let page = page(id);
        for words in places.into_iter().chain(["Bài có tệp", "bạn đọc đang thấy", &path]) {
            assert!(page.contains(words), "{id}, {words}: {page}");
        }
    }
    assert_eq!(app.post(&path, Some(&cookie), &article("1", &[("body", "Không còn.")])).status, 303);
    let now = page(one);
    assert!(now.contains("bạn đọc đang thấy") && !now.contains(">bản mới nhất<"), "{now}");
    let publish = article("2", &[("body", "Không còn."), ("then", "publish")]);
    assert_eq!(app.post(&path, Some(&cookie), &publish).status, 303);
    let now = page(one);
    assert!(now.contains("bản đã đăng") && now.contains("/ban/1") && !now.contains("bạn đọc đang thấy"), "{now}");
    assert!(text(&app, &cookie, "/bien-tap/tep?cua-toi=1&chua-dung=1").contains("Không có tệp nào như vậy."));
    let notice = [
        ("base", "0"),
        ("title", "Nghỉ lễ"),
        ("body", &body),
        ("severity", "info"),
        ("starts_at", "2026-01-01T00:00"),
        ("ends_at", ""),
    ];
    assert_eq!(app.post("/bien-tap/thong-bao/moi", Some(&cookie), &notice).status, 303);
    assert!(page(one).contains("Nghỉ lễ"));
    assert!(app.command(&["check"]).status.success());
}

#[test]
fn more_files_than_a_page_are_all_reached() {
    let app = TestApp::start();
    let cookie = app.sign_in("editor");
    for number in 0..50 {
        assert_eq!(
            upload(&app, &cookie, &format!("van-ban-{number}.pdf"), format!("%PDF-1.4 {number}").as_bytes()).status,
            303
        );
    }
    let first = text(&app, &cookie, "/bien-tap/tep");
    assert!(first.contains("50 tệp") && first.contains("Trang 1 trên 2") && first.contains("trang=2"), "{first}");
    let second = text(&app, &cookie, "/bien-tap/tep?trang=2");
    assert!(second.contains("/bien-tap/tep/1\"") && second.contains("/bien-tap/tep/2\""));
    assert!(!second.contains("/bien-tap/tep/3\""));
    assert!(text(&app, &cookie, "/bien-tap/tep?tim=van+ban+7&dang=luoi").contains("van-ban-7.pdf"));
}

#[test]
fn bytes_that_are_there_already_are_not_stored_again() {
    let app = TestApp::start();
    let (one, two) = (app.sign_in("contributor"), app.sign_in("editor"));
    let picture = png(700, 350, 9);
    assert_eq!(upload(&app, &one, "a.png", &picture).header("location"), Some("/bien-tap/tep?done=saved"));
    let again = upload(&app, &two, "hoan-toan-khac.png", &picture);
    assert_eq!(again.header("location"), Some("/bien-tap/tep/1?done=already"), "what was sent counts, not its name");
    assert!(text(&app, &two, "/bien-tap/tep/1?done=already").contains("đã có trong thư viện"));
    let stored = app.get("/tep/1/a.jpg").body;
    assert_eq!(upload(&app, &two, "b.jpg", &stored).header("location"), Some("/bien-tap/tep/1?done=already"));
    assert!(text(&app, &one, "/bien-tap/tep").contains("1 tệp"));
    let page = text(&app, &one, "/bien-tap/tep/1");
    assert!(page.contains("SHA-256 của tệp gốc đã gửi") && page.contains("contributor"), "{page}");
}

#[test]
fn many_files_are_taken_each_by_itself() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let part = |name: &str, bytes: &[u8]| {
        let head = format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        [head.as_bytes(), bytes, b"\r\n"].concat()
    };
    let headers = [("content-type", "multipart/form-data; boundary=x"), ("cookie", &cookie)];
    let send = |parts: &[Vec<u8>]| {
        app.send("POST", "/bien-tap/tep", &headers, &[parts.concat(), b"--x--\r\n".to_vec()].concat())
    };
    let (one, two) = (part("mot.pdf", b"%PDF-1.4 1"), part("hai.png", &png(50, 50, 3)));
    assert_eq!(send(&[one.clone(), two]).header("location"), Some("/bien-tap/tep?done=saved"));
    let mixed = send(&[one, part("ba.exe", b"MZ"), part("bon.sh", b"#!"), part("nam.pdf", b"%PDF-1.4 5")]);
    assert_eq!(mixed.status, 422);
    let page = mixed.text();
    for words in ["ba.exe", "bon.sh", "nam.pdf", "3 tệp", "/bien-tap/tep/1\""] {
        assert!(page.replace("<!>", "").contains(words), "{words}: {page}");
    }
    assert_eq!(send(&[part("", b"")]).status, 422, "nothing was chosen");
}

#[test]
fn the_library_holds_what_it_may() {
    let app = TestApp::start();
    let (chief, writer, other) = (app.sign_in("administrator"), app.sign_in("contributor"), app.sign_in("editor"));
    let pdf = |fill: u8, size: usize| [b"%PDF-1.4 ".to_vec(), vec![fill; size]].concat();
    let limits = |site: &str, person: &str| {
        app.post("/bien-tap/tep/han-muc", Some(&chief), &[("site", site), ("person", person)])
    };
    for (site, person) in [("-1", ""), ("x", ""), ("", "1e3"), ("99999999999999999", "")] {
        assert_eq!(limits(site, person).status, 422, "{site}, {person}");
    }
    assert_eq!(limits("3", "2").status, 303);
    assert_eq!(upload(&app, &writer, "a.pdf", &pdf(1, 1_500_000)).status, 303);
    let kept = || std::fs::read_dir(app.folder.0.join("data/files")).expect("the files").count();
    let before = kept();
    let refused = upload(&app, &writer, "b.pdf", &pdf(2, 600_000));
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Phần của bạn trong thư viện đã hết chỗ."), "{}", refused.text());
    assert_eq!(upload(&app, &other, "c.pdf", &pdf(3, 1_400_000)).status, 303);
    let before = kept().max(before);
    let refused = upload(&app, &other, "d.pdf", &pdf(4, 500_000));
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Thư viện đã hết chỗ."), "{}", refused.text());
    assert_eq!(kept(), before, "no bytes of what was refused");
    let page = text(&app, &other, "/bien-tap/tep");
    assert!(page.contains("đang dùng 2,9 MB trên 3,0 MB") && page.contains("đang dùng 1,4 MB trên 2,0 MB"), "{page}");
    assert!(!page.contains("han-muc"), "not for an editor");
    assert!(text(&app, &chief, "/bien-tap/tep").contains("han-muc"));
    assert_eq!(limits("", "").status, 303);
    assert_eq!(upload(&app, &writer, "b.pdf", &pdf(2, 600_000)).status, 303);
    assert!(text(&app, &chief, "/bien-tap/nhat-ky").contains("Đặt hạn mức thư viện"));
}
