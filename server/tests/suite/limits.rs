//! Requests that are too large, too slow or of the wrong kind.

use std::io::{Cursor, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::{Reply, TestApp};

fn upload(app: &TestApp, cookie: &str, name: &str, bytes: &[u8]) -> Reply {
    let mut body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: image/png\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    app.send("POST", "/bien-tap/tep", &[("content-type", "multipart/form-data; boundary=x"), ("cookie", cookie)], &body)
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbaImage::new(width, height).write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

#[test]
fn uploads_are_taken_by_what_they_are() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    assert_eq!(upload(&app, &cookie, "Ảnh đẹp.png", &png(800, 400)).status, 303);
    let list = app.send("GET", "/bien-tap/tep", &[("cookie", &cookie)], b"").text();
    assert!(list.contains("anh-dep.jpg"), "a picture is encoded anew under a plain name");
    let stored = app.get("/tep/1/anh-dep.jpg").body;
    assert!(stored.starts_with(&[0xFF, 0xD8, 0xFF]));
    assert!(app.get("/tep/1/anh-dep.jpg?size=small").body.len() < stored.len());
    for (name, bytes) in [
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".to_vec()),
        ("x.exe", b"MZ\x90\x00".to_vec()),
        ("x.png", b"<html><script>1</script></html>".to_vec()),
        ("x.zip", b"PK\x03\x04zip".to_vec()),
        ("x.png", png(800, 400)[..60].to_vec()),
        ("x.png", Vec::new()),
    ] {
        assert_eq!(upload(&app, &cookie, name, &bytes).status, 422, "{name}");
    }
}

/// A few kilobytes that unpack to gigabytes: the header is believed before anything is unpacked.
#[test]
fn a_picture_bomb_is_refused() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let mut bomb = png(1, 1);
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    assert_eq!(upload(&app, &cookie, "x.png", &bomb).status, 422);
}

#[test]
fn bodies_have_a_limit() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let large = vec![b'a'; 3 * 1024 * 1024];
    let form = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie.as_str())];
    assert_eq!(app.send("POST", "/bien-tap/bai-viet/moi", &form, &large).status, 413);
    assert_eq!(app.send("POST", "/_fn/record_view", &form[..1], &large).status / 100, 4);
    let mut picture = png(1, 1);
    picture.resize(22 * 1024 * 1024, 0);
    assert_eq!(upload(&app, &cookie, "x.png", &picture).status, 413, "an upload has a larger one, and keeps it");
}

#[test]
fn a_client_that_never_ends_its_headers_is_cut_off() {
    let app = TestApp::start();
    let mut slow = TcpStream::connect(&app.address).expect("a connection");
    slow.write_all(b"GET / HTTP/1.1\r\nhost: x\r\nx-slow: ").expect("half a head");
    slow.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
    let begun = Instant::now();
    let mut rest = Vec::new();
    let ended = slow.read_to_end(&mut rest);
    let waited = begun.elapsed();
    assert!(ended.is_ok() || ended.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset));
    assert!(waited >= Duration::from_secs(8) && waited < Duration::from_secs(20), "{waited:?}");
    assert_eq!(app.get("/healthz").status, 200);
}
