//! Files that arrive in pieces: what was acknowledged is kept through cut lines and a killed server, the end is the same
//! as the plain form's, and nothing unfinished is in the database.

use std::io::Write;
use std::net::TcpStream;

use image::ImageFormat;

use crate::support::traps::{pdf, picture};
use crate::support::{Reply, TestApp, number_of, request};

const PIECE: usize = 1024 * 1024;

fn begin(app: &TestApp, cookie: &str, name: &str, size: usize) -> Reply {
    let size = size.to_string();
    app.post("/bien-tap/tep/phan", Some(cookie), &[("name", name), ("size", &size), ("mark", "1")])
}

fn json(reply: &Reply) -> serde_json::Value {
    serde_json::from_slice(&reply.body).unwrap_or_else(|_| panic!("{}: {}", reply.status, reply.text()))
}

/// The address of a file that has begun, and how much of it is there.
fn begun(app: &TestApp, cookie: &str, name: &str, size: usize) -> (String, usize) {
    let reply = begin(app, cookie, name, size);
    assert_eq!(reply.status, 200, "{}", reply.text());
    let told = json(&reply);
    let id = told["id"].as_str().expect("an id");
    (format!("/bien-tap/tep/phan/{id}"), told["received"].as_u64().expect("a number") as usize)
}

fn put(app: &TestApp, cookie: &str, path: &str, offset: usize, bytes: &[u8]) -> Reply {
    let offset = offset.to_string();
    let mut headers = vec![("cookie", cookie), ("upload-offset", offset.as_str())];
    if bytes.is_empty() {
        headers.push(("content-length", "0"));
    }
    request(&app.address, "PUT", path, &headers, bytes)
}

/// A document of this length.
fn document(size: usize) -> Vec<u8> {
    let mut bytes = pdf("");
    bytes.resize(size, b' ');
    for (place, byte) in bytes.iter_mut().enumerate().skip(2_000) {
        *byte = b' ' + (place % 83) as u8;
    }
    bytes
}

fn media(app: &TestApp) -> i64 {
    number_of(&app.database, "SELECT COUNT(*) FROM media")
}

/// What lies in the folder of unfinished files.
fn left(app: &TestApp) -> usize {
    let accounts = std::fs::read_dir(app.folder.0.join("data/arriving")).into_iter().flatten().flatten();
    let entries = accounts.flat_map(|account| std::fs::read_dir(account.path()).into_iter().flatten().flatten());
    entries.filter(|entry| entry.path().is_dir()).count()
}

#[test]
fn a_file_arrives_in_pieces_and_is_the_same() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let bytes = document(3 * PIECE + 17);
    let (path, received) = begun(&app, &cookie, "Quyết định.pdf", bytes.len());
    assert_eq!(received, 0);
    let mut last = None;
    for (number, piece) in bytes.chunks(PIECE).enumerate() {
        let reply = put(&app, &cookie, &path, number * PIECE, piece);
        let next = (number * PIECE + piece.len()).to_string();
        assert_eq!(reply.header("upload-offset"), Some(next.as_str()), "{}", reply.text());
        assert_eq!(media(&app), i64::from(reply.status == 201), "the database hears of it at the end");
        last = Some(reply);
    }
    let last = last.expect("an answer");
    assert_eq!(last.status, 201);
    assert_eq!(json(&last)["file"]["name"], "quyet-dinh.pdf");
    assert_eq!(json(&last)["file"]["already"], false);
    let id = &json(&last)["file"]["id"];
    assert_eq!(app.get(&format!("/tep/{id}/quyet-dinh.pdf")).body, bytes);
    assert_eq!(left(&app), 0);
    // A browser that missed the last answer asks, and hears the same.
    let asked = app.send("GET", &path, &[("cookie", &cookie)], b"");
    assert_eq!(&json(&asked)["file"]["id"], id);
    let head = app.send("HEAD", &path, &[("cookie", &cookie)], b"");
    assert_eq!((head.status, head.header("upload-offset")), (200, Some((3 * PIECE + 17).to_string().as_str())));
    // Under another name the bytes are recognised at the end.
    let (path, _) = begun(&app, &cookie, "again.pdf", bytes.len());
    for (number, piece) in bytes.chunks(2 * PIECE).enumerate() {
        last_of(&put(&app, &cookie, &path, number * 2 * PIECE, piece), id);
    }
    assert_eq!(media(&app), 1);
}

fn last_of(reply: &Reply, id: &serde_json::Value) {
    let file = &json(reply)["file"];
    assert!(file.is_null() || (&file["id"] == id && file["already"] == true), "{}", reply.text());
}

#[test]
fn what_was_acknowledged_outlives_a_killed_server() {
    let mut app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let bytes = document(4 * PIECE + 500);
    let (path, _) = begun(&app, &cookie, "a.pdf", bytes.len());
    let mut received = 0;
    for round in 0..4 {
        let piece = &bytes[received..received + PIECE];
        assert_eq!(put(&app, &cookie, &path, received, piece).status, 200);
        received += PIECE;
        // Another piece is on its way when the process dies.
        let mut cut = TcpStream::connect(&app.address).expect("a connection");
        let head = format!(
            "PUT {path} HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\nupload-offset: {received}\r\ncontent-length: {PIECE}\r\n\r\n"
        );
        cut.write_all(head.as_bytes()).expect("a head");
        cut.write_all(&bytes[received - 5..received + 300]).expect("a part");
        app.signal("KILL");
        app.restart();
        assert_eq!(media(&app), 0, "nothing is half stored");
        let (same, now) = begun(&app, &cookie, "a.pdf", bytes.len());
        assert_eq!((same.as_str(), now), (path.as_str(), received), "round {round}");
    }
    let reply = put(&app, &cookie, &path, received, &bytes[received..]);
    assert_eq!(reply.status, 201, "{}", reply.text());
    assert_eq!(app.get("/tep/1/a.pdf").body, bytes);
    let output = app.command(&["check"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_file_that_was_whole_when_the_server_died_is_taken_afterwards() {
    let mut app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let bytes = document(PIECE);
    let (path, _) = begun(&app, &cookie, "a.pdf", bytes.len() + 1);
    assert_eq!(put(&app, &cookie, &path, 0, &bytes).status, 200);
    // The piece that ends it is on disk, as a process leaves it that dies before it takes the file.
    let account = number_of(&app.database, "SELECT id FROM account");
    let folder = app.folder.0.join(format!("data/arriving/{account}")).join(path.rsplit('/').next().expect("an id"));
    std::fs::write(folder.join(PIECE.to_string()), b"x").expect("a piece");
    app.restart();
    let (_, received) = begun(&app, &cookie, "a.pdf", bytes.len() + 1);
    assert_eq!(received, PIECE + 1);
    let reply = put(&app, &cookie, &path, received, b"");
    assert_eq!(reply.status, 201, "{}", reply.text());
    assert_eq!(app.get("/tep/1/a.pdf").body, [bytes.as_slice(), b"x"].concat());
}

#[test]
fn what_does_not_fit_is_refused_in_words() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let large = begin(&app, &cookie, "a.pdf", 100 * PIECE);
    assert_eq!(large.status, 413);
    assert!(large.text().contains("Tệp lớn quá giới hạn"), "{}", large.text());
    assert_eq!(begin(&app, &cookie, "a.pdf", 0).status, 422);
    let bytes = document(2 * PIECE);
    let (path, _) = begun(&app, &cookie, "a.pdf", bytes.len());
    let wrong = put(&app, &cookie, &path, PIECE, &bytes[PIECE..]);
    assert_eq!((wrong.status, wrong.header("upload-offset")), (409, Some("0")), "{}", wrong.text());
    assert!(wrong.text().contains("gửi tiếp"), "{}", wrong.text());
    assert_eq!(put(&app, &cookie, &path, 0, &bytes[..100]).status, 422, "not a million tiny pieces");
    assert_eq!(put(&app, &cookie, &path, 0, &vec![b'x'; 2 * PIECE + 1]).status, 413);
    assert_eq!(put(&app, &cookie, &path, 0, &bytes[..PIECE]).status, 200);
    assert_eq!(put(&app, &cookie, &path, PIECE, &vec![b'x'; PIECE + 1]).status, 422, "beyond the end");
    let other = app.sign_in_as("other", "contributor");
    assert_eq!(put(&app, &other, &path, PIECE, &bytes[PIECE..]).status, 404, "nobody reaches another's");
    assert_eq!(app.send("GET", &path, &[("cookie", &other)], b"").status, 404);
    assert_eq!(app.send("DELETE", &path, &[("cookie", &other)], b"").status, 204);
    for path in ["/bien-tap/tep/phan/..%2F..%2Fdinh.db", "/bien-tap/tep/phan/zz", "/bien-tap/tep/phan/1"] {
        assert_eq!(app.send("GET", path, &[("cookie", &cookie)], b"").status, 404, "{path}");
    }
    assert_eq!(app.send("GET", &path, &[("cookie", &cookie)], b"").status, 200, "it is there still");
    assert_eq!(app.send("DELETE", &path, &[("cookie", &cookie)], b"").status, 204);
    assert_eq!(app.send("GET", &path, &[("cookie", &cookie)], b"").status, 404);
    assert_eq!((left(&app), media(&app)), (0, 0));
}

#[test]
fn the_end_is_that_of_the_plain_form() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let program = [b"MZ".as_slice(), &[0; 5_000]].concat();
    let (path, _) = begun(&app, &cookie, "a.pdf", program.len());
    let refused = put(&app, &cookie, &path, 0, &program);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Loại tệp này không được nhận"), "{}", refused.text());
    assert_eq!((left(&app), media(&app)), (0, 0), "what is refused does not stay");
    let image = picture(900, 600, ImageFormat::Png);
    let (path, _) = begun(&app, &cookie, "Ảnh.png", image.len());
    let taken = put(&app, &cookie, &path, 0, &image);
    assert_eq!(taken.status, 201, "{}", taken.text());
    assert_eq!(json(&taken)["file"]["picture"], true);
    assert_eq!(json(&taken)["file"]["name"], "anh.jpg");
    assert!(number_of(&app.database, "SELECT COUNT(*) FROM media_rendition WHERE media_id = 1") > 0);
}

#[test]
fn unfinished_files_count_and_expire() {
    let mut app = TestApp::start();
    let (cookie, chief) = (app.sign_in("contributor"), app.sign_in("administrator"));
    let limits = [("site", ""), ("person", "3")];
    assert_eq!(app.post("/bien-tap/tep/han-muc", Some(&chief), &limits).status, 303);
    let bytes = document(2 * PIECE);
    let (path, _) = begun(&app, &cookie, "a.pdf", bytes.len());
    let more = begin(&app, &cookie, "b.pdf", 2 * PIECE);
    assert_eq!(more.status, 413, "what is unfinished counts");
    assert!(more.text().contains("Phần của bạn trong thư viện đã hết chỗ"), "{}", more.text());
    assert_eq!(put(&app, &cookie, &path, 0, &bytes[..PIECE]).status, 200);
    let account = number_of(&app.database, "SELECT id FROM account WHERE name = 'contributor'");
    let folder = app.folder.0.join(format!("data/arriving/{account}")).join(path.rsplit('/').next().expect("an id"));
    let about = folder.join("about");
    let mut told: serde_json::Value = serde_json::from_slice(&std::fs::read(&about).expect("about")).expect("about");
    app.restart();
    assert_eq!(begun(&app, &cookie, "a.pdf", bytes.len()).1, PIECE, "a young one stays");
    let day = 24 * 60 * 60 * 1000;
    told["begun"] = (told["begun"].as_i64().expect("a time") - day).into();
    std::fs::write(&about, told.to_string()).expect("about");
    app.restart();
    let begun = std::time::Instant::now();
    while folder.exists() {
        assert!(begun.elapsed().as_secs() < 10, "a day later it is gone");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let (_, received) = self::begun(&app, &cookie, "b.pdf", 2 * PIECE);
    assert_eq!(received, 0, "there is room again");
}

#[test]
fn memory_stays_low_while_many_files_arrive() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    std::thread::scope(|scope| {
        for file in 0..6_u8 {
            let (app, cookie) = (&app, &cookie);
            scope.spawn(move || {
                let mut bytes = document(19 * PIECE);
                bytes[30] = b'a' + file;
                let (path, _) = begun(app, cookie, &format!("{file}.pdf"), bytes.len());
                for (number, piece) in bytes.chunks(PIECE).enumerate() {
                    let reply = put(app, cookie, &path, number * PIECE, piece);
                    assert!(matches!(reply.status, 200 | 201), "{}: {}", reply.status, reply.text());
                }
            });
        }
    });
    assert_eq!(media(&app), 6);
    assert!(app.peak_memory() <= 300, "{} MiB", app.peak_memory());
    println!("RAN 114 MB in pieces, at most {} MiB", app.peak_memory());
}
