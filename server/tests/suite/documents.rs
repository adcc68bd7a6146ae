//! The text of documents beside them, and how often they are fetched.

use std::time::{Duration, Instant};

use crate::support::traps::{archive, docx, pdf, written_pdf};
use crate::support::{Reply, TestApp};

fn upload(app: &TestApp, cookie: &str, name: &str, bytes: &[u8]) -> String {
    let head = format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let body = [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat();
    let form = ("content-type", "multipart/form-data; boundary=x");
    assert_eq!(app.send("POST", "/bien-tap/tep", &[form, ("cookie", cookie)], &body).status, 303, "{name}");
    let list = app.send("GET", "/bien-tap/tep", &[("cookie", cookie)], b"").text();
    let links = list.split("<a href=\"/bien-tap/tep/").skip(1).filter_map(|rest| rest.split_once("\">"));
    let (id, rest) = links.into_iter().find(|(id, _)| id.parse::<i64>().is_ok()).expect("a stored file");
    format!("/tep/{id}/{}", rest.split('<').next().unwrap_or_default())
}

/// Asks for a page until it says what it should, at most a minute.
fn page_that(app: &TestApp, path: &str, says: &dyn Fn(&str) -> bool) -> String {
    let begun = Instant::now();
    loop {
        let reply: Reply = app.get(path);
        let text = reply.text().replace("<!>", "");
        if reply.status == 200 && says(&text) {
            return text;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{path}: {} {text}", reply.status);
        std::thread::sleep(Duration::from_millis(100));
    }
}

const WAITING: &str = "đang được lấy ra";

/// Uploads a document and returns the page of its text once it was read.
fn read(app: &TestApp, cookie: &str, name: &str, bytes: &[u8]) -> String {
    let address = upload(app, cookie, name, bytes);
    page_that(app, &format!("{address}/van-ban"), &|text| !text.contains(WAITING))
}

fn slide(words: &str) -> Vec<u8> {
    format!("<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>").into_bytes()
}

#[test]
fn the_words_of_a_document_are_a_page() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let text = read(&app, &cookie, "a.pdf", &written_pdf("", &["Nghi quyet so 5", "Dieu 2"], ""));
    assert!(text.contains("Nghi quyet so 5") && text.contains("Dieu 2") && text.contains("Trang 2"), "{text}");
    assert!(text.contains("PDF, ") && text.contains("2 trang") && text.contains("SHA-256"), "{text}");
    assert_eq!(text.matches("<main").count(), 1, "it stands in the site's frame");

    // Words that were seen through the wrong code page are mended, markup stays text.
    let text =
        read(&app, &cookie, "b.docx", &docx("Baìo caìo cuÒa xaÞ &lt;script&gt;alert(1)&lt;/script&gt; &#x110;&amp;"));
    assert!(text.contains("Báo cáo của xã"), "{text}");
    assert!(text.contains("&lt;script&gt;alert(1)") && text.contains("Đ&amp;"), "{text}");

    let strings = b"<sst><si><t>Doanh thu</t></si><si><r><t>qu\xc3\xbd</t></r><r><t> I</t></r></si></sst>";
    let sheet = archive(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b""), ("xl/sharedStrings.xml", strings)]);
    let text = read(&app, &cookie, "c.xlsx", &sheet);
    assert!(text.contains("<p>Doanh thu</p>") && text.contains("<p>quý I</p>"), "{text}");

    let (one, two, ten) = (slide("Mở đầu"), slide("Giữa"), slide("Cuối"));
    let entries: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", b""),
        ("ppt/presentation.xml", b""),
        ("ppt/slides/slide10.xml", &ten),
        ("ppt/slides/slide1.xml", &one),
        ("ppt/slides/slide2.xml", &two),
    ];
    let text = read(&app, &cookie, "d.pptx", &archive(&entries));
    let places: Vec<_> = ["Mở đầu", "Giữa", "Cuối"].iter().map(|words| text.find(words)).collect();
    assert!(places.is_sorted() && places[0].is_some() && text.contains("3 trang"), "{text}");

    let content = "<o><text:h>Tựa</text:h><text:p>Câu<text:s/>một<text:line-break/>Câu hai</text:p></o>";
    let entries = [("mimetype", &b"application/vnd.oasis.opendocument.text"[..]), ("content.xml", content.as_bytes())];
    let text = read(&app, &cookie, "e.odt", &archive(&entries));
    assert!(
        text.contains("<p>Tựa</p>") && text.contains("<p>Câu một</p>") && text.contains("<p>Câu hai</p>"),
        "{text}"
    );
    assert_eq!(app.get("/tep/99/x.pdf/van-ban").status, 404);
}

#[test]
fn what_cannot_be_read_says_why() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let locked = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<0000000000000000000000000000000000000000000000000000000000000000>/U<0000000000000000000000000000000000000000000000000000000000000000>>>";
    let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;&b;\">]><w:document xmlns:w=\"w\"><w:t>&c;</w:t></w:document>";
    let word = |document: &[u8]| archive(&[("[Content_Types].xml", b""), ("word/document.xml", document)]);
    let deep = [b"%PDF-1.4\n".as_slice(), &b"[".repeat(200_000), b"\ntrailer<</Root 1 0 R>>"].concat();
    for (name, bytes, words) in [
        ("scanned.pdf", pdf("scanned"), "chỉ có ảnh chụp"),
        ("locked.pdf", written_pdf("", &["Mat"], locked), "khóa bằng mật khẩu"),
        ("cut.pdf", b"%PDF-1.7 and nothing else".to_vec(), "Không đọc được chữ"),
        ("deep.pdf", deep, "Không đọc được chữ"),
        ("entities.docx", word(laughs.as_bytes()), "Không đọc được chữ"),
        ("bomb.docx", word(&vec![b' '; 65 * 1024 * 1024]), "Không đọc được chữ"),
        ("broken.docx", word(b"<w:t>a</w:p>"), "Không đọc được chữ"),
        (
            "old.doc",
            [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"[..]].concat(),
            "chưa lấy",
        ),
    ] {
        let text = read(&app, &cookie, name, &bytes);
        assert!(text.contains(words), "{name}: {text}");
    }
    let long = docx(&"Một câu dài. ".repeat(200_000));
    let text = read(&app, &cookie, "long.docx", &long);
    assert!(text.contains("chỉ có phần đầu") && text.len() < 3_000_000, "{} bytes", text.len());
    assert!(app.peak_memory() <= 300, "{} MiB", app.peak_memory());
}

#[test]
fn downloads_are_counted_once_a_reader_and_day() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let address = upload(&app, &cookie, "a.pdf", &written_pdf("", &["A"], ""));
    let page = format!("{address}/van-ban");
    let fetch = |headers: &[(&str, &str)]| {
        let status = app.send("GET", &address, headers, b"").status;
        assert!(status == 200 || status == 206, "{status}");
    };
    // None of these is a reader who fetches the file.
    fetch(&[("cookie", &cookie)]);
    fetch(&[("dnt", "1")]);
    fetch(&[("sec-purpose", "prefetch")]);
    fetch(&[("range", "bytes=100-199")]);
    assert_eq!(app.send("HEAD", &address, &[], b"").status, 200);
    let other = |agent: &str, more: (&str, &str)| {
        let headers = [("user-agent", agent), ("accept-language", "vi"), more];
        crate::support::request(&app.address, "GET", &address, &headers, b"").status
    };
    assert_eq!(other("Googlebot/2.1", ("accept", "*/*")), 200);
    assert_eq!(other("curl/8.0", ("accept", "*/*")), 200);
    // These are two.
    fetch(&[]);
    fetch(&[]);
    fetch(&[("range", "bytes=0-99")]);
    assert_eq!(other("Mozilla/5.0 (another browser) Gecko/20100101", ("range", "bytes=0-")), 206);
    let text = page_that(&app, &page, &|text| text.contains(" lượt tải") && !text.contains("1 lượt tải"));
    assert!(text.contains("2 lượt tải"), "{text}");
}

#[test]
fn an_article_leads_to_the_text_of_its_files() {
    let app = TestApp::demo();
    let home = app.get("/").text();
    let mut links: Vec<&str> =
        home.split("href=\"/bai-viet/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    links.sort_unstable();
    links.dedup();
    let with_files = links
        .iter()
        .map(|link| format!("/bai-viet/{link}"))
        .find(|path| app.get(path).text().contains("attachments__list"));
    let path = with_files.expect("an article of the demo has files");
    let page = page_that(&app, &path, &|text| text.contains("/van-ban\""));
    assert!(page.contains("Đọc dạng văn bản") && page.contains("SHA-256") && page.contains(" trang"), "{page}");
}
