//! Pictures in the widths and formats that pages ask for.

use std::time::{Duration, Instant};

use app::articles::{ArticleInput, article_view, publish_in, save_draft_in};
use app::auth::this_machine;
use app::db::{Arg, Db, DbOptions, DbResult, Sql};
use app::media::{Files, Reader, add_upload, work_once};
use app::sections::add_section;
use app::time::Stamp;
use image::{GenericImageView, ImageFormat};
use prose::{Block, Crop, Document, Figure, Fraction, Node};

use super::library::{article, data};
use crate::support::traps::picture;
use crate::support::{Folder, Reply, TestApp, TestDatabase};

const NOW: Stamp = Stamp(1_795_000_000_000);
/// What a browser sends for a picture of a page, and for a page.
const FOR_PICTURES: (&str, &str) = ("accept", "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5");
const FOR_PAGES: (&str, &str) = ("accept", "text/html,application/xhtml+xml,image/avif,image/webp,*/*;q=0.8");

fn size(reply: &Reply) -> (u32, u32) {
    image::load_from_memory(&reply.body).expect("a picture").dimensions()
}

fn upload(app: &TestApp, cookie: &str, bytes: &[u8]) {
    let head = b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n".as_slice();
    let body = [head, bytes, b"\r\n--x--\r\n"].concat();
    let form = ("content-type", "multipart/form-data; boundary=x");
    assert_eq!(app.send("POST", "/bien-tap/tep", &[form, ("cookie", cookie)], &body).status, 303);
}

#[test]
fn a_picture_is_there_in_every_width_that_it_has_pixels_for() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    upload(&app, &cookie, &picture(1_000, 500, ImageFormat::Png));
    for (width, height) in [(320, 160), (640, 320), (960, 480), (1_000, 500)] {
        let reply = app.get(&format!("/tep/1/a.jpg?w={width}&f=webp"));
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("image/webp")), "{width}");
        assert_eq!(size(&reply), (width, height));
        assert_eq!(reply.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("content-disposition"), None);
    }
    for none in ["w=1280&f=webp", "w=333&f=webp", "w=640&f=avif", "w=640&f=webp&c=0-0-1-1", "w=-1&f=webp", "w=640"] {
        assert_eq!(app.get(&format!("/tep/1/a.jpg?{none}")).status, 404, "{none}: none is made on demand");
    }
    assert_eq!(app.get("/tep/1/a.jpg?w=many").status, 400);
    let whole = app.get("/tep/1/a.jpg?w=1000&f=webp");
    let range = app.send("GET", "/tep/1/a.jpg?w=1000&f=webp", &[("range", "bytes=0-99")], b"");
    assert_eq!((range.status, &range.body[..]), (206, &whole.body[..100]));
}

/// Lead pictures and lists name the file alone, so that what the page's client carries does not grow.
#[test]
fn a_page_that_shows_a_picture_gets_the_smaller_format() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    upload(&app, &cookie, &picture(1_000, 500, ImageFormat::Png));
    for (path, width) in [("/tep/1/a.jpg", 1_000), ("/tep/1/a.jpg?size=small", 640)] {
        let shown = app.send("GET", path, &[FOR_PICTURES], b"");
        assert_eq!(
            (shown.header("content-type"), shown.header("vary")),
            (Some("image/webp"), Some("accept")),
            "{path}"
        );
        assert_eq!(size(&shown).0, width);
        for opened in [app.get(path), app.send("GET", path, &[FOR_PAGES], b"")] {
            assert_eq!((opened.header("content-type"), opened.header("vary")), (Some("image/jpeg"), Some("accept")));
            assert_eq!(size(&opened).0, width);
            assert!(shown.body.len() < opened.body.len(), "{} and {}", shown.body.len(), opened.body.len());
        }
    }
}

static FORGET: Sql = Sql { name: "test.forget", text: "DELETE FROM media_rendition WHERE media_id > $1" };
static ASK: Sql = Sql {
    name: "test.ask",
    text: "INSERT INTO media_work (media_id, kind, detail, tries, due_at)
        SELECT id, 'renditions', '', $1, 0 FROM media WHERE width > 0",
};

/// As the step that brought the renditions leaves a site of before.
async fn as_before(db: &Db) -> DbResult<()> {
    db.write(|tx| {
        Box::pin(async move {
            FORGET.with(vec![Arg::from(0)]).run(tx).await?;
            ASK.with(vec![Arg::from(0)]).run(tx).await?;
            Ok(())
        })
    })
    .await
}

#[test]
fn older_pictures_get_theirs_while_the_site_is_served() {
    let mut app = TestApp::start();
    let cookie = app.sign_in("contributor");
    upload(&app, &cookie, &picture(700, 350, ImageFormat::Png));
    assert!(app.stop().success());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let db = Db::open(&DbOptions::new(&app.database)).await.expect("the database");
        as_before(&db).await.expect("as before");
        db.close().await;
    });
    // A piece of work that a killed process had begun is begun again.
    app.restart();
    app.restart();
    let begun = Instant::now();
    while app.get("/tep/1/a.jpg?w=700&f=webp").status != 200 {
        assert_eq!(app.send("GET", "/tep/1/a.jpg", &[FOR_PICTURES], b"").status, 200, "the JPEG is there meanwhile");
        assert!(begun.elapsed() < Duration::from_secs(20), "the work is not done");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(size(&app.get("/tep/1/a.jpg?w=320&f=webp")), (320, 160));
    let backup = app.folder.0.join("site.zip").display().to_string();
    let written = app.command(&["backup", &backup]);
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    assert!(String::from_utf8_lossy(&written.stdout).contains(" 5 files "), "{written:?}");
    // A rendition that was changed on the disk is found.
    let shown = app.get("/tep/1/a.jpg?w=320&f=webp").body;
    let files = std::fs::read_dir(app.folder.0.join("data/files")).expect("files").flatten();
    let mut files = files.flat_map(|folder| std::fs::read_dir(folder.path()).expect("files").flatten());
    let damaged = files.find(|file| std::fs::read(file.path()).is_ok_and(|bytes| bytes == shown)).expect("its file");
    std::fs::write(damaged.path(), b"other bytes").expect("it is changed");
    let checked = app.command(&["check"]);
    let said = String::from_utf8_lossy(&checked.stderr).into_owned();
    let name = damaged.file_name().to_string_lossy().into_owned();
    assert!(!checked.status.success() && said.contains(&name), "{said}");
}

#[tokio::test]
async fn a_part_that_a_body_shows_is_cut_out_once() {
    let folder = Folder::new();
    let db = TestDatabase::new(&folder.0).await.open().await;
    let files = Files::new(folder.0.join("files"));
    let reader = Reader::new(env!("CARGO_BIN_EXE_dinh").into());
    let guard = this_machine();
    let editor = guard.as_editor();
    add_section(&db, &editor, "tin".into(), "Tin".into(), "Tin tức".into()).await.expect("a section");
    let bytes = picture(1_200, 800, ImageFormat::Png);
    let stored = add_upload(&db, &files, &editor, "a.png", bytes, NOW).await.expect("a picture");
    let part = |value: f64| Fraction::exact(value).expect("a fraction");
    let crop = Crop::new(part(0.25), part(0.5), part(0.5), part(0.25));
    let media_id = Some(prose::MediaId(stored.id));
    let figure = Figure { media_id, crop, alt: "Một phần".into(), ..Figure::default() };
    let mut text =
        ArticleInput { section: "tin".into(), title: "Tựa".into(), body: "Lời".into(), ..Default::default() }
            .check(&|_| None)
            .expect("a text");
    text.body = Document::new(vec![Block::new(Node::Figure(figure))]);
    let saved = db.write(move |tx| {
        Box::pin(async move {
            let saved = save_draft_in(tx, &editor, None, &text, None, NOW).await?;
            let again = save_draft_in(tx, &editor, Some((saved.id, 1)), &text, None, NOW).await?;
            publish_in(tx, &guard, saved.id, again.version, NOW).await?;
            Ok(saved)
        })
    });
    let id = saved.await.expect("it is saved").id;
    let before = article_view(&db, id).await.expect("an answer").expect("an article").html;
    assert!(before.contains("src=\"/tep/1/a.jpg\""), "the whole until the part is there: {before}");
    let mut pieces = 0;
    while work_once(&db, &files, &reader, NOW).await.expect("an answer") {
        pieces += 1;
        assert!(pieces < 5, "the work does not end");
    }
    assert_eq!(pieces, 1, "both versions ask for the same part");
    let html = article_view(&db, id).await.expect("an answer").expect("an article").html;
    let key = "c=2500-5000-5000-2500";
    assert!(html.contains(&format!("src=\"/tep/1/a.jpg?w=600&amp;f=jpeg&amp;{key}\"")), "{html}");
    assert!(html.contains(&format!("/tep/1/a.jpg?w=320&amp;f=webp&amp;{key} 320w, /tep/1/a.jpg?w=600")), "{html}");
    assert!(html.contains("width=\"600\" height=\"200\""), "{html}");
}

#[test]
fn a_card_shows_the_part_around_the_point_that_must_be_seen() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    // Red above, blue below.
    let tall = image::RgbImage::from_fn(400, 1_200, |_, y| image::Rgb(if y < 600 { [220, 0, 0] } else { [0, 0, 220] }));
    let mut bytes = std::io::Cursor::new(Vec::new());
    tall.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    upload(&app, &cookie, &bytes.into_inner());
    let list = app.send("GET", "/bien-tap/tep?cua-toi=1", &[("cookie", &cookie)], b"").text();
    let id = list.split("href=\"/bien-tap/tep/").nth(1).and_then(|rest| rest.split('"').next()).expect("it").to_owned();
    let form = [("picture", id.as_str()), ("picture_alt", "Ảnh"), ("body", "Chữ."), ("then", "publish")];
    let saved = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &article("0", &form));
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert!(
        app.get("/chuyen-muc/tin-hoat-dong").text().contains(&format!("src=\"/tep/{id}/a.jpg\"")),
        "the whole picture"
    );
    for (base, point, wanted) in [("1", "90", 2), ("2", "10", 0)] {
        let sent = data(base, &[("focal_x", "50"), ("focal_y", point)]);
        let saved = app.post(&format!("/bien-tap/tep/{id}"), Some(&cookie), &sent);
        assert_eq!(saved.status, 303, "{}", saved.text());
        let list = app.get("/chuyen-muc/tin-hoat-dong").text();
        let address = list.split("src=\"").find_map(|rest| rest.split('"').next().filter(|src| src.contains("a_c")));
        let address = address.expect("the part").to_owned();
        let begun = Instant::now();
        while app.get(&address).header("cache-control") != Some("public, max-age=31536000, immutable") {
            assert_eq!(app.get(&address).status, 200, "the whole picture stands in for it");
            assert!(begun.elapsed() < Duration::from_secs(20), "the part is not made");
            std::thread::sleep(Duration::from_millis(50));
        }
        let shown = image::load_from_memory(&app.get(&address).body).expect("a picture").to_rgb8();
        // Ten-thousandths of the picture are no whole pixels.
        assert!((399..=400).contains(&shown.width()) && (224..=226).contains(&shown.height()), "{address}");
        let colour = shown.get_pixel(200, 100).0;
        assert!(colour[wanted] > 180 && colour[2 - wanted] < 60, "{point}: {colour:?}");
        assert_eq!(app.send("GET", &address, &[FOR_PICTURES], b"").header("content-type"), Some("image/webp"));
    }
}
