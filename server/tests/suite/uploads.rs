//! Uploads that are meant to harm, or go wrong on the way: each is refused in plain words, or stored as something safe.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use image::{GenericImageView, ImageFormat};

use crate::support::traps::{
    archive, docx, exif, gif, opaque, pdf, picture, plain, vast_gif, vast_png, vast_webp, with_segment,
};
use crate::support::{Reply, TestApp};

/// What the whole server may take at once over all that is sent here, in MiB.
const MEMORY: u64 = 300;

fn body(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat()
}

const FORM: (&str, &str) = ("content-type", "multipart/form-data; boundary=x");

fn upload(app: &TestApp, cookie: &str, name: &str, bytes: &[u8]) -> Reply {
    app.send("POST", "/bien-tap/tep", &[FORM, ("cookie", cookie)], &body(name, bytes))
}

/// The addresses of the stored files, newest first.
fn stored(app: &TestApp, cookie: &str) -> Vec<String> {
    let list = app.send("GET", "/bien-tap/tep", &[("cookie", cookie)], b"").text();
    let links = list.split("<a href=\"/bien-tap/tep/").skip(1);
    // An address, the end of its tag, and the name.
    let named = links.filter_map(|rest| rest.split_once("\">"));
    let files = named.filter(|(id, _)| id.bytes().all(|byte| byte.is_ascii_digit()));
    files.map(|(id, rest)| format!("/tep/{id}/{}", rest.split('<').next().unwrap_or_default())).collect()
}

/// Uploads and says what is served afterwards.
fn served(app: &TestApp, cookie: &str, name: &str, bytes: &[u8]) -> (String, Reply) {
    let reply = upload(app, cookie, name, bytes);
    assert_eq!(reply.status, 303, "{name}: {}", reply.text());
    let address = stored(app, cookie).first().expect("a stored file").clone();
    let file = app.get(&address);
    assert_eq!(file.status, 200, "{address}");
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"), "{address}");
    assert_eq!(file.header("content-security-policy"), Some("default-src 'none'; frame-ancestors 'none'"));
    (address, file)
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn files_on_disk(app: &TestApp) -> Vec<String> {
    let folders = std::fs::read_dir(app.folder.0.join("data/files")).into_iter().flatten().flatten();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten());
    files.map(|file| file.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn pictures_that_unpack_to_too_much_are_refused_by_their_header() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    for (name, bytes) in [
        ("header.png", vast_png()),
        ("header.gif", vast_gif()),
        ("header.webp", vast_webp()),
        ("forty-two-megapixels.png", plain(7_000, 6_000)),
        ("one-long-line.png", plain(40_000, 1)),
    ] {
        assert!(bytes.len() < 1024 * 1024, "{name} is small itself");
        let reply = upload(&app, &cookie, name, &bytes);
        assert_eq!(reply.status, 413, "{name}");
        assert!(reply.text().contains("Tệp lớn quá giới hạn"), "{name}");
    }
    assert_eq!(files_on_disk(&app), Vec::<String>::new());
    // The largest that are taken, three at once: they wait for each other's memory.
    let large = opaque(6_000, 4_500);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert_eq!(upload(&app, &cookie, "large.png", &large).status, 303));
        }
    });
    let (_, first) = served(&app, &cookie, "many.gif", &gif(300, 600));
    assert!(first.body.len() < 100_000, "one frame of 600 is kept, {} bytes", first.body.len());
    assert!(app.peak_memory() <= MEMORY, "{} MiB", app.peak_memory());
}

#[test]
fn what_is_no_picture_and_no_document_is_refused() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    let macros = archive(&[("[Content_Types].xml", b""), ("word/document.xml", b""), ("word/vbaProject.bin", b"")]);
    for (name, bytes) in [
        ("script.svg", svg.clone()),
        ("script.png", svg),
        ("page.pdf", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("page.html", b"<html></html>".to_vec()),
        ("late.pdf", b"<script>alert(1)</script>%PDF-1.4".to_vec()),
        ("setup.exe", b"MZ\x90\0\x03".to_vec()),
        ("setup.jpg", b"MZ\x90\0\x03".to_vec()),
        ("tool.docx", b"\x7fELF\x02\x01\x01".to_vec()),
        ("run.sh", b"#!/bin/sh\n".to_vec()),
        ("archive.docx", archive(&[("a.html", b"<script>")])),
        ("applet.docx", archive(&[("META-INF/MANIFEST.MF", b""), ("A.class", b"")])),
        ("macros.docx", macros),
        ("cut.docx", docx("x")[..100].to_vec()),
        ("container.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 nothing else".to_vec()),
        ("cut.png", picture(300, 200, ImageFormat::Png)[..500].to_vec()),
        ("only-a-head.jpg", b"\xFF\xD8\xFF\xE0".to_vec()),
        ("script.gif", b"GIF89a/*\x01\0*/=1;alert(1);/*".to_vec()),
        ("empty.png", Vec::new()),
    ] {
        let reply = upload(&app, &cookie, name, &bytes);
        assert_eq!(reply.status, 422, "{name}");
        let said = reply.text();
        let words = ["Loại tệp này không được nhận", "không đúng dạng", "cần có nội dung"];
        assert!(words.iter().any(|words| said.contains(words)), "{name}: {said}");
    }
    let other = app.send("POST", "/bien-tap/tep", &[("content-type", "text/plain"), ("cookie", &cookie)], b"x");
    assert_eq!(other.status, 422, "no form at all");
    assert_eq!(app.send("POST", "/bien-tap/tep", &[FORM], &body("a.pdf", &pdf(""))).status, 401, "nobody's upload");
    assert_eq!(files_on_disk(&app), Vec::<String>::new());
    assert_eq!(stored(&app, &cookie), Vec::<String>::new());
}

#[test]
fn nothing_that_was_hidden_in_a_picture_is_served() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let script = b"<html><script>alert(1)</script>";
    let jpeg = picture(320, 200, ImageFormat::Jpeg);
    let zip = archive(&[("secret.html", script)]);
    let mut scripted = gif(40, 1);
    scripted.pop();
    scripted.extend_from_slice(b"\x21\xFE\x1F<html><script>alert(1)</script>\0\x3B*/alert(1)//");
    for (name, bytes) in [
        ("comment.jpg", with_segment(&jpeg, 0xFE, script)),
        ("archive.jpg", [jpeg.as_slice(), &zip].concat()),
        ("page.jpg", [jpeg.as_slice(), script].concat()),
        ("profile.jpg", with_segment(&jpeg, 0xE2, &[b"ICC_PROFILE\0\x01\x01", &script[..]].concat())),
        ("script.gif", scripted),
        ("archive.png", [picture(90, 90, ImageFormat::Png), zip.clone()].concat()),
        ("archive.webp", [picture(90, 90, ImageFormat::WebP), zip.clone()].concat()),
        ("place.jpg", with_segment(&jpeg, 0xE1, &exif())),
        ("page.html", jpeg.clone()),
    ] {
        let (address, file) = served(&app, &cookie, name, &bytes);
        assert!(address.ends_with(".jpg"), "{address}");
        assert_eq!(file.header("content-type"), Some("image/jpeg"), "{name}");
        assert_eq!(file.header("content-disposition"), None, "{name}: a picture is shown");
        for hidden in [&b"<script"[..], b"alert", b"PK\x03\x04", b"secret.html", b"Exif", b"ICC_PROFILE", b"107E06"] {
            assert!(!holds(&file.body, hidden), "{name}: {}", String::from_utf8_lossy(hidden));
        }
    }
    let (_, turned) = served(&app, &cookie, "held-upright.jpg", &with_segment(&jpeg, 0xE1, &exif()));
    let turned = image::load_from_memory(&turned.body).expect("a picture");
    assert_eq!(turned.dimensions(), (200, 320), "turned as it was held");
    let wide = with_segment(&picture(3_200, 2_000, ImageFormat::Jpeg), 0xE1, &exif());
    let (_, turned) = served(&app, &cookie, "large-upright.jpg", &wide);
    let turned = image::load_from_memory(&turned.body).expect("a picture");
    assert_eq!(turned.dimensions(), (1_600, 2_560), "the width is that of the picture as it is seen");
}

#[test]
fn documents_are_offered_under_what_they_are() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let open_document = archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]);
    let container = |stream: &[u8]| [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &[0; 400][..], stream].concat();
    let two = [pdf("two"), archive(&[("a.html", b"<script>")])].concat();
    for (name, bytes, kind, ending) in [
        ("a.pdf", pdf("one"), "application/pdf", "pdf"),
        ("not-a-picture.jpg", pdf("three"), "application/pdf", "pdf"),
        ("two-things.zip", two, "application/pdf", "pdf"),
        ("x", docx("a"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        ("x.xlsx", docx("b"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        ("x.html", open_document, "application/vnd.oasis.opendocument.text", "odt"),
        ("x.exe", container(b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), "application/msword", "doc"),
        ("x.doc", container(b"W\0o\0r\0k\0b\0o\0o\0k\0"), "application/vnd.ms-excel", "xls"),
    ] {
        let (address, file) = served(&app, &cookie, name, &bytes);
        assert!(address.ends_with(&format!(".{ending}")), "{name}: {address}");
        assert_eq!(file.header("content-type"), Some(kind), "{name}");
        let disposition = file.header("content-disposition").unwrap_or_default();
        assert!(disposition.starts_with("attachment; filename="), "{name}: {disposition}");
        assert_eq!(file.body, bytes, "{name}: a document is kept as it is");
    }
}

#[test]
fn names_lead_nowhere() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let long = "x".repeat(5_000);
    for (number, (name, expected)) in [
        ("../../etc/passwd", Some("passwd.pdf")),
        ("..\\\\..\\\\boot.ini", Some("boot.pdf")),
        ("/etc/cron.d/x", Some("x.pdf")),
        ("C:\\\\Windows\\\\system32\\\\cmd.exe", Some("cmd.pdf")),
        ("%2e%2e%2fetc%2fpasswd", None),
        ("nul\0byte.pdf", None),
        ("bell\x07tab\t.pdf", None),
        (&long, None),
        ("anh\u{202E}fdp.exe", Some("anh-fdp.pdf")),
        ("....", Some("tep.pdf")),
        ("", Some("tep.pdf")),
        ("...pdf", Some("tep.pdf")),
        ("CON", Some("tep-con.pdf")),
        ("lpt1.txt", Some("tep-lpt1.pdf")),
        ("aux.pdf", Some("tep-aux.pdf")),
        ("Báo cáo số 5 – quý I.PDF", Some("bao-cao-so-5-quy-i.pdf")),
        ("a.pdf; filename=x.html", None),
    ]
    .into_iter()
    .enumerate()
    {
        let before = stored(&app, &cookie).len();
        let reply = upload(&app, &cookie, name, &pdf(&number.to_string()));
        let files = stored(&app, &cookie);
        if reply.status != 303 {
            assert!(reply.status == 422 && expected.is_none(), "{name:?}: {}", reply.status);
            assert_eq!(files.len(), before, "{name:?} is refused whole");
            continue;
        }
        let last = files[0].rsplit('/').next().unwrap_or_default();
        assert!(expected.is_none_or(|expected| expected == last), "{name:?} is stored as {last}");
        let plain =
            last.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte));
        assert!(plain && last.len() <= 80 && last.ends_with(".pdf") && last.matches('.').count() == 1, "{last}");
        assert_eq!(app.get(&files[0]).status, 200);
    }
    for file in files_on_disk(&app) {
        assert!(file.len() == 64 && file.bytes().all(|byte| byte.is_ascii_hexdigit()), "{file}");
    }
}

#[test]
fn a_hundred_megabytes_are_refused_before_they_are_read() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let large = body("x.pdf", &vec![b'%'; 100 * 1024 * 1024]);
    let reply = app.send("POST", "/bien-tap/tep", &[FORM, ("cookie", &cookie)], &large);
    assert_eq!(reply.status, 413);
    assert!(reply.text().contains("Tệp lớn quá giới hạn"), "{}", reply.text());
    // The answer comes while the sender has not sent anything yet.
    let mut waiting = TcpStream::connect(&app.address).expect("a connection");
    waiting.set_read_timeout(Some(Duration::from_secs(10))).expect("a limit");
    let length = large.len();
    let (kind, boundary) = FORM;
    let head = format!("POST /bien-tap/tep HTTP/1.1\r\nhost: x\r\n{kind}: {boundary}\r\ncookie: {cookie}\r\n");
    waiting.write_all(format!("{head}content-length: {length}\r\n\r\n").as_bytes()).expect("a head");
    let mut begin = [0; 12];
    waiting.read_exact(&mut begin).expect("an answer");
    assert_eq!(&begin, b"HTTP/1.1 413");
    // One that does not say how long it is ends at the limit.
    let mut endless = TcpStream::connect(&app.address).expect("a connection");
    endless.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
    endless.write_all(format!("{head}transfer-encoding: chunked\r\n\r\n").as_bytes()).expect("a head");
    let chunk = [b"100000\r\n", large.get(..0x10_0000).expect("a megabyte"), b"\r\n"].concat();
    let sent = (0..100).take_while(|_| endless.write_all(&chunk).is_ok()).count();
    let mut rest = Vec::new();
    let _ = endless.read_to_end(&mut rest);
    assert!(rest.is_empty() || rest.starts_with(b"HTTP/1.1 413"), "{}", String::from_utf8_lossy(&rest));
    assert!(sent < 100, "it was cut off");
    assert_eq!(files_on_disk(&app), Vec::<String>::new());
    assert!(app.peak_memory() <= 150, "{} MiB", app.peak_memory());
}

/// Waits until `done` holds, at most ten seconds.
fn until(what: &str, done: impl Fn() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < Duration::from_secs(10), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_cut_connection_leaves_nothing() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let whole = body("photo.png", &picture(900, 900, ImageFormat::Png));
    for part in [0, 1, whole.len() / 3, whole.len() - 20, whole.len() - 1] {
        let mut cut = TcpStream::connect(&app.address).expect("a connection");
        let length = whole.len();
        let head = format!("POST /bien-tap/tep HTTP/1.1\r\nhost: x\r\n{}: {}\r\ncookie: {cookie}\r\n", FORM.0, FORM.1);
        cut.write_all(format!("{head}content-length: {length}\r\n\r\n").as_bytes()).expect("a head");
        cut.write_all(&whole[..part]).expect("a part of the body");
    }
    // As many places as there are wait for those bodies; a new upload gets its own once they are gone.
    assert_eq!(upload(&app, &cookie, "whole.pdf", &pdf("")).status, 303);
    until("only the whole one is there", || {
        files_on_disk(&app).len() == 1 && stored(&app, &cookie) == ["/tep/1/whole.pdf"]
    });
    // What a killed process leaves goes once it is old; what is being written stays.
    let folder = app.folder.0.join("data/files/00");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("new.part"), b"x").expect("a part");
    let old = std::fs::File::create(folder.join("old.part")).expect("a part");
    let yesterday = std::time::SystemTime::now() - Duration::from_secs(24 * 60 * 60);
    old.set_modified(yesterday).expect("an older time");
    let mut app = app;
    app.restart();
    until("the old part is swept", || !folder.join("old.part").exists());
    assert!(folder.join("new.part").exists());
}

#[test]
fn a_thousand_small_files_are_stored() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (app, cookie) = (&app, &cookie);
            scope.spawn(move || {
                for number in 0..250 {
                    let name = format!("file-{thread}-{number}.pdf");
                    let bytes = if number % 25 == 0 { plain(20 + number, 20 + thread) } else { pdf(&name) };
                    assert_eq!(upload(app, cookie, &name, &bytes).status, 303, "{name}");
                }
            });
        }
    });
    // Forty of them are pictures, each with its rendition.
    assert_eq!(files_on_disk(&app).len(), 1_040);
    let checked = app.command(&["check"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    assert!(app.peak_memory() <= MEMORY, "{} MiB", app.peak_memory());
}
