//! Files in a bucket, on a real store that speaks S3: kept, served in parts, backed up, and waited for while it is away.

use image::ImageFormat;
use sha2::{Digest, Sha256};

use crate::support::traps::{pdf, picture};
use crate::support::{BUCKET, Folder, KEY, Reply, Store, TestApp, number_of};

const FORM: (&str, &str) = ("content-type", "multipart/form-data; boundary=x");

/// The settings that name a bucket, as a file, so that every command of the site reads them.
fn settings(store: &Store, prefix: &str, secret: &str) -> String {
    let (endpoint, key) = (store.endpoint(), KEY.0);
    format!(
        "files_url = \"s3://{BUCKET}/{prefix}\"\ns3_endpoint = \"{endpoint}\"\ns3_key = \"{key}\"\ns3_secret = \"{secret}\"\n"
    )
}

fn site(store: &Store, prefix: &str) -> TestApp {
    let folder = Folder::new();
    std::fs::write(folder.0.join("dinh.toml"), settings(store, prefix, KEY.1)).expect("the settings");
    TestApp::in_folder(folder, &[], &[])
}

fn upload(app: &TestApp, cookie: &str, name: &str, bytes: &[u8]) -> Reply {
    let head = format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let body = [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat();
    app.send("POST", "/bien-tap/tep", &[FORM, ("cookie", cookie)], &body)
}

fn hash(bytes: &[u8]) -> String {
    app::ids::hex(&Sha256::digest(bytes))
}

fn said(output: &std::process::Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn files_of_a_bucket_are_kept_and_served_as_from_a_disk() {
    let folder = Folder::new();
    let store = Store::start(&folder.0);
    let app = site(&store, "a/site");
    let cookie = app.sign_in("contributor");
    let document = pdf("Một văn bản");
    assert_eq!(upload(&app, &cookie, "van-ban.pdf", &document).status, 303);
    assert_eq!(upload(&app, &cookie, "anh.png", &picture(1_000, 500, ImageFormat::Png)).status, 303);
    assert!(!app.folder.0.join("data/files").exists(), "nothing lies on this machine");
    assert!(store.objects("a/site").contains(&hash(&document)));

    let whole = app.get("/tep/1/van-ban.pdf");
    assert_eq!((whole.status, &whole.body), (200, &document));
    assert_eq!(whole.header("content-type"), Some("application/pdf"));
    assert_eq!(whole.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(whole.header("x-content-type-options"), Some("nosniff"));
    let tag = whole.header("etag").expect("a tag").to_owned();
    assert_eq!(tag, format!("\"{}\"", hash(&document)));
    let again = app.send("GET", "/tep/1/van-ban.pdf", &[("if-none-match", &tag)], b"");
    assert_eq!((again.status, again.body.len()), (304, 0));
    let head = app.send("HEAD", "/tep/1/van-ban.pdf", &[], b"");
    assert_eq!(head.header("content-length"), Some(document.len().to_string().as_str()));

    let last = document.len() - 1;
    for (range, wanted) in [("bytes=0-9", 0..10), ("bytes=10-", 10..last + 1), ("bytes=-7", last - 6..last + 1)] {
        let part = app.send("GET", "/tep/1/van-ban.pdf", &[("range", range)], b"");
        assert_eq!((part.status, &part.body[..]), (206, &document[wanted.clone()]), "{range}");
        let named = format!("bytes {}-{}/{}", wanted.start, wanted.end - 1, document.len());
        assert_eq!(part.header("content-range"), Some(named.as_str()));
    }
    let beyond = app.send("GET", "/tep/1/van-ban.pdf", &[("range", "bytes=99999999-")], b"");
    assert_eq!(beyond.status, 416);
    let other = [("range", "bytes=0-9"), ("if-range", "\"another\"")];
    assert_eq!(app.send("GET", "/tep/1/van-ban.pdf", &other, b"").status, 200);
    for width in [320, 640, 1_000] {
        let shown = app.get(&format!("/tep/2/anh.jpg?w={width}&f=webp"));
        assert_eq!((shown.status, shown.header("content-type")), (200, Some("image/webp")), "{width}");
        assert_eq!(image::load_from_memory(&shown.body).expect("a picture").width(), width);
    }
}

#[test]
fn a_store_that_is_away_is_waited_for_and_nothing_is_half_stored() {
    let folder = Folder::new();
    let mut store = Store::start(&folder.0);
    let app = site(&store, "");
    let cookie = app.sign_in("contributor");
    let document = pdf("Một văn bản");
    assert_eq!(upload(&app, &cookie, "mot.pdf", &document).status, 303);
    store.go_away();
    let gone = app.get("/tep/1/mot.pdf");
    assert_eq!((gone.status, gone.header("retry-after")), (503, Some("30")));
    assert_eq!(gone.header("cache-control"), Some("no-store"), "nobody keeps that answer");
    assert_eq!(app.get("/").status, 200, "the site itself goes on");
    let refused = upload(&app, &cookie, "hai.pdf", &pdf("Hai"));
    assert_eq!(refused.status, 503);
    assert!(refused.text().contains("Kho tệp tạm thời không trả lời"), "{}", refused.text());
    assert_eq!(number_of(&app.database, "SELECT COUNT(*) FROM media"), 1);
    let check = app.command(&["check"]);
    assert!(!check.status.success() && said(&check).contains("does not answer"), "{}", said(&check));
    let backup = app.command(&["backup", "site.zip"]);
    assert!(!backup.status.success() && said(&backup).contains("does not answer"), "{}", said(&backup));
    assert!(!app.folder.0.join("site.zip").exists());

    store.come_back();
    assert_eq!(app.get("/tep/1/mot.pdf").body, document);
    assert_eq!(upload(&app, &cookie, "hai.pdf", &pdf("Hai")).status, 303);
    let check = app.command(&["check"]);
    assert!(check.status.success(), "{}", said(&check));
    let bytes = store.object("", &hash(&document));
    std::fs::write(&bytes, b"something else").expect("damage");
    let check = app.command(&["check"]);
    assert!(!check.status.success() && said(&check).contains("mot.pdf"), "{}", said(&check));
    std::fs::remove_file(&bytes).expect("a loss");
    assert_eq!(app.get("/tep/1/mot.pdf").status, 404);
}

#[test]
fn a_site_moves_between_a_folder_and_a_bucket_by_its_backup() {
    let folder = Folder::new();
    let store = Store::start(&folder.0);
    let app = site(&store, "old");
    let cookie = app.sign_in("contributor");
    let document = pdf("Một văn bản");
    assert_eq!(upload(&app, &cookie, "mot.pdf", &document).status, 303);
    assert_eq!(upload(&app, &cookie, "anh.png", &picture(700, 500, ImageFormat::Png)).status, 303);
    let backup = app.command(&["backup", "site.zip"]);
    assert!(backup.status.success(), "{}", said(&backup));

    // The same settings with another prefix: files go into the bucket, the rows into a new folder.
    std::fs::write(app.folder.0.join("dinh.toml"), settings(&store, "new", KEY.1)).expect("the settings");
    let restored = app.command(&["restore", "site.zip", "moved"]);
    assert!(restored.status.success(), "{}", said(&restored));
    assert_eq!(store.objects("new"), store.objects("old"));
    assert!(!app.folder.0.join("moved/files").exists());
    let check = app.command(&["check"]);
    assert!(check.status.success(), "the bucket holds what the rows name: {}", said(&check));

    // Without a bucket: into the folder.
    std::fs::remove_file(app.folder.0.join("dinh.toml")).expect("the settings");
    let restored = app.command(&["restore", "site.zip", "here"]);
    assert!(restored.status.success(), "{}", said(&restored));
    let sha256 = hash(&document);
    let kept = app.folder.0.join("here/files").join(&sha256[..2]).join(&sha256);
    assert_eq!(std::fs::read(kept).expect("the file"), document);
}

#[test]
fn a_wrong_secret_is_told_and_loses_nothing() {
    let folder = Folder::new();
    let store = Store::start(&folder.0);
    let home = Folder::new();
    std::fs::write(home.0.join("dinh.toml"), settings(&store, "", "another secret")).expect("the settings");
    let app = TestApp::in_folder(home, &[], &[]);
    let cookie = app.sign_in("contributor");
    assert_eq!(upload(&app, &cookie, "mot.pdf", &pdf("Một")).status, 503);
    assert!(app.logged("the store of files does not answer").is_some());
    assert!(app.logged("another secret").is_none(), "the secret is in no log");
    assert_eq!(store.objects(""), Vec::<String>::new());
}
