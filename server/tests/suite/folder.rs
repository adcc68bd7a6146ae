//! Importing a folder of saved pages, or an archive of one.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use vietnamese::encoding::Encoding;

use crate::support::{Folder, TestApp};

const NUKEVIET: &str = r#"<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>Hội nghị tổng kết - Liên minh HTX</title><link rel="canonical" href="http://old.example/tin-hoat-dong/hoi-nghi-12.html"></head>
<body><nav><a href="/">Trang nhất</a></nav><ol class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin của Liên minh</a></li></ol>
<h1 class="title margin-bottom-lg" itemprop="headline">Hội nghị tổng kết</h1><em class="pull-left">Thứ sáu - 31/05/2019 08:00</em>
<div class="hometext m-bottom" itemprop="description">Sáng nay, Liên minh họp tổng kết năm.</div>
<figure class="article center"><img alt="Hội trường" src="../uploads/anh%201.png" width="400"/><figcaption>Quang cảnh hội nghị</figcaption></figure>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg"><p>Có <b>ti</b>Ònh và caìc xaÞ dự họp; xem <a href="khac.html">tin khác</a>.</p>
<script>alert(1)</script><ul><li>Một</li><li>Hai</li></ul><table><tr><th>Năm</th></tr><tr><td>2019</td></tr></table>
<p><img src="../uploads/khong-co.jpg" alt="Thiếu"><img src="../uploads/../../../../etc/passwd"></p></div>
<p class="h5 text-right"><strong>Tác giả: </strong>Trần Thị Mai</p>
<div class="news-download-file"><a href="../uploads/bao-cao.pdf">Báo cáo</a></div></body></html>"#;

pub const PORTAL: &str = r#"<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>
<div id="path">Trang chủ Tin của Liên minh</div><div class="tit">Đại hội nhiệm kỳ mới</div>
<span>Đăng ngày: (02-06-2019); Số lượt đọc: 12</span>
<div><p>Đại hội bầu ban chấp hành mới.</p><p>1. Công tác tổ chức</p>Phần một.<br>- Việc thứ nhất<br>- Việc thứ hai<p>Hết.</p></div>
<div>File đính kèm:</div><div>Nguyễn Văn An - Chánh văn phòng</div><div>Tin khác</div></body></html>"#;

const LONG: &str = "Hợp tác xã nông nghiệp đã đưa giống lúa mới vào đồng ruộng, năng suất tăng rõ rệt so với năm trước. \
Bà con xã viên phấn khởi, nhiều hộ đăng ký thêm diện tích cho vụ sau, ban quản trị chuẩn bị vật tư và nước tưới đầy đủ.";

fn legacy() -> Vec<u8> {
    let body =
        Encoding::Tcvn3.encode(&format!("<h1>Lúa mới</h1><p>{LONG}</p><p>{LONG}</p>").to_lowercase()).expect("TCVN3");
    [
        b"<html><head><meta charset=iso-8859-1><title>x</title></head><body><main>".as_slice(),
        &body,
        b"</main></body></html>",
    ]
    .concat()
}

pub fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(640, 400, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// The files of a small old site.
fn site() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("tin/hoi-nghi.html", NUKEVIET.into()),
        ("tin/khac.html", PORTAL.into()),
        ("tin/lua.htm", legacy()),
        ("uploads/anh 1.png", png()),
        ("uploads/bao-cao.pdf", b"%PDF-1.4 x".to_vec()),
        ("style.css", b"p{}".to_vec()),
    ]
}

pub fn folder(files: &[(&str, Vec<u8>)]) -> (Folder, PathBuf) {
    let top = Folder::new();
    let old = top.0.join("trang-cu");
    for (path, bytes) in files {
        let path = old.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    (top, old)
}

pub fn import(app: &TestApp, path: &Path, extra: &[&str]) -> (bool, String) {
    let path = path.to_string_lossy();
    let output = app.command(&[&["import", "html", &path], extra].concat());
    let both = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&both).into_owned())
}

pub fn address(report: &str, file: &str) -> String {
    let line = report.lines().find(|line| line.contains(&format!("{file} -> "))).unwrap_or_else(|| panic!("{report}"));
    let rest = line.split(" -> ").nth(1).expect("an address");
    rest.split(',').next().unwrap_or(rest).trim().to_owned()
}

#[test]
fn each_page_becomes_an_article_with_its_files() {
    let app = TestApp::start();
    let (_top, old) = folder(&site());
    let (done, report) = import(&app, &old, &["--section", "Lưu trữ"]);
    assert!(done, "{report}");
    assert!(report.contains("3 stored"), "{report}");
    let page = app.get(&address(&report, "tin/hoi-nghi.html"));
    assert_eq!(page.status, 200);
    let text = page.text().replace("<!>", "");
    for words in [
        "Hội nghị tổng kết",
        "Tin của Liên minh",
        "31/05/2019",
        "Sáng nay, Liên minh họp tổng kết năm.",
        "Quang cảnh hội nghị",
        "Có <strong>tỉnh</strong> và các xã dự họp",
        "<li>Một</li>",
        "Trần Thị Mai",
        "bao-cao.pdf",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("alert(1)"));
    assert!(report.contains("khong-co.jpg"), "what is missing is named: {report}");
    assert!(!report.contains("root:"), "nothing outside the folder was read");

    let portal = app.get(&address(&report, "tin/khac.html")).text().replace("<!>", "");
    for words in [
        "1. Công tác tổ chức</h2>",
        "<li>Việc thứ nhất</li>",
        "Nguyễn Văn An",
        "Chánh văn phòng",
        "02/06/2019",
        "Trang cũ ghi 12 lượt",
    ] {
        assert!(portal.contains(words), "{words}: {portal}");
    }
    let rice = app.get(&address(&report, "tin/lua.htm")).text();
    assert!(rice.contains("hợp tác xã nông nghiệp đã đưa giống lúa mới") && rice.contains("Lưu trữ"), "{rice}");
    assert!(report.contains("declares iso-8859-1 but is in tcvn3"), "{report}");

    // Links of the old site, from within and from without, lead to what the pages became.
    let here = address(&report, "tin/hoi-nghi.html");
    for old in [
        "/tin/hoi-nghi.html",
        "/tin-hoat-dong/hoi-nghi-12.html",
        "/TIN/HOI-NGHI.HTML",
        "/tin-hoat-dong/hoi-nghi-12.html?x=1",
    ] {
        let moved = app.get(old);
        assert_eq!((moved.status, moved.header("location")), (301, Some(here.as_str())), "{old}");
    }
    assert!(text.contains("href=\"/tin/khac.html\""));
    assert_eq!(app.get("/tin/khac.html").header("location"), Some(address(&report, "tin/khac.html").as_str()));
    let file = app.get("/uploads/bao-cao.pdf");
    assert!(file.status == 301 && file.header("location").is_some_and(|to| to.starts_with("/tep/")), "{}", file.status);
    assert_eq!(app.get("/uploads/khong-co.jpg").status, 404);
}

#[test]
fn a_dry_run_writes_nothing_a_second_run_changes_nothing_and_all_is_taken_back() {
    let app = TestApp::start();
    let (_top, old) = folder(&site());
    let (done, report) = import(&app, &old, &["--dry-run"]);
    assert!(done && report.contains("3 readable"), "{report}");
    assert!(app.get("/").text().contains("Chưa có tin nào được đăng."));
    assert!(app.command(&["import", "list"]).stdout.is_empty(), "a dry run is no import");
    let (_, first) = import(&app, &old, &[]);
    let (done, second) = import(&app, &old, &[]);
    assert!(done && second.contains("3 unchanged"), "{second}");
    assert_eq!(address(&first, "tin/lua.htm"), address(&second, "tin/lua.htm"));
    fs::write(old.join("tin/khac.html"), PORTAL.replace("Phần một", "Phần đầu")).expect("a changed page");
    let (done, third) = import(&app, &old, &[]);
    assert!(done && third.contains("1 different"), "{third}");
    let undone = app.command(&["import", "undo", "1"]);
    let said = String::from_utf8_lossy(&undone.stdout).into_owned();
    assert!(said.contains("3 articles, 2 files, 2 sections"), "{said}");
    for gone in [address(&first, "tin/lua.htm").as_str(), "/tin/khac.html", "/uploads/bao-cao.pdf"] {
        assert_eq!(app.get(gone).status, 404, "{gone}");
    }
}

#[test]
fn an_import_that_was_killed_goes_on() {
    let app = TestApp::start();
    let pages: Vec<(String, Vec<u8>)> = (0..40)
        .map(|n| (format!("p{n:02}.html"), PORTAL.replace("nhiệm kỳ mới", &format!("lần thứ {n}")).into_bytes()))
        .collect();
    let pages: Vec<(&str, Vec<u8>)> = pages.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect();
    let (_top, old) = folder(&pages);
    let mut child = app.spawn(&["import", "html", &old.to_string_lossy()]);
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let stored = lines.map(|line| line.expect("a text")).filter(|line| line.starts_with("stored"));
    assert_eq!(stored.take(3).count(), 3);
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    let listed = String::from_utf8_lossy(&app.command(&["import", "list"]).stdout).into_owned();
    assert!(listed.contains("stopped"), "{listed}");
    let (done, report) = import(&app, &old, &[]);
    assert!(done, "{report}");
    let listed = String::from_utf8_lossy(&app.command(&["import", "list"]).stdout).into_owned();
    assert_eq!(listed.lines().count(), 1, "the same import went on: {listed}");
    assert!(listed.contains("40 articles, complete"), "{listed}");
    let count = |word: &str| report.lines().filter(|line| line.starts_with(word)).count();
    assert!(count("unchanged") >= 3 && count("unchanged") + count("stored") == 40, "{report}");
}

#[test]
fn what_is_bad_is_named_and_the_rest_is_imported() {
    let app = TestApp::start();
    let mut files = site();
    files.push(("xau/anh.html", png()));
    files.push(("xau/trong.html", Vec::new()));
    files.push(("xau/cut.html", NUKEVIET[..NUKEVIET.find("<table>").expect("a table")].into()));
    files.push((
        "xau/danh-sach.html",
        format!("<html><body><ul>{}</ul></body></html>", "<li><a href='x.html'>Một tin rất dài</a>".repeat(40))
            .into_bytes(),
    ));
    files.push(("xau/nhi-phan.html", b"<html><body>\0\x01\x02 x \0\0\0</body></html>".to_vec()));
    let (top, old) = folder(&files);
    std::os::unix::fs::symlink("/etc/passwd", old.join("uploads/lien-ket.png")).expect("a link");
    fs::write(top.0.join("ngoai.png"), png()).expect("a picture outside");
    let (done, report) = import(&app, &old, &[]);
    assert!(!done, "a script sees that something was refused");
    for words in [
        "refused    xau/anh.html: is a PNG picture, not a page",
        "refused    xau/trong.html: is empty",
        "refused    xau/danh-sach.html: the page is a list of links",
        "refused    xau/nhi-phan.html: is not text",
        "passed by  uploads/lien-ket.png: is a link",
        "the page ends in the middle",
        "4 stored",
        "4 pages were refused; all others were imported",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
}

fn archive(path: &Path, files: &[(&str, Vec<u8>)]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).expect("a file"));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive");
}

#[test]
fn an_archive_is_a_folder_unless_it_is_hostile() {
    let app = TestApp::start();
    let top = Folder::new();
    let hostile: [(&str, &str, Vec<u8>); 3] = [
        ("bomb.zip", "a.html", vec![b'a'; 30 * 1024 * 1024]),
        ("out.zip", "../../a.html", PORTAL.into()),
        ("root.zip", "/etc/a.html", PORTAL.into()),
    ];
    for (name, entry, bytes) in hostile {
        let path = top.0.join(name);
        archive(&path, &[("tin/khac.html", PORTAL.into()), (entry, bytes)]);
        let (done, report) = import(&app, &path, &[]);
        assert!(!done && report.contains("is refused"), "{name}: {report}");
    }
    let cut = top.0.join("cut.zip");
    archive(&cut, &site());
    let bytes = fs::read(&cut).expect("the archive");
    fs::write(&cut, &bytes[..bytes.len() / 2]).expect("half of it");
    let (done, report) = import(&app, &cut, &[]);
    assert!(!done && report.contains("damaged archive"), "{report}");
    assert!(app.get("/").text().contains("Chưa có tin nào được đăng."), "nothing was stored");
    let good = top.0.join("trang-cu.zip");
    archive(&good, &site());
    let (done, report) = import(&app, &good, &[]);
    assert!(done && report.contains("3 stored"), "{report}");
    assert!(app.get(&address(&report, "tin/hoi-nghi.html")).text().contains("/tep/"));
}

#[test]
fn one_page_in_html_brings_the_files_beside_it() {
    let app = TestApp::start();
    let (_top, old) = folder(&[
        ("trang.html", PORTAL.replace("Hết.", "Hết.<img src='trang_files/a.png' alt='Ảnh'>").into()),
        ("trang_files/a.png", png()),
    ]);
    let output = app.command(&["import", "page", &old.join("trang.html").to_string_lossy()]);
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success() && said.contains("Stored as"), "{said}");
    let start = said.find("/bai-viet/").expect("an address");
    let address = said[start..].split_whitespace().next().unwrap_or_default().trim_end_matches('.').to_owned();
    let page = app.get(&address).text();
    assert!(page.contains("alt=\"Ảnh\""), "{said} {page}");
}
