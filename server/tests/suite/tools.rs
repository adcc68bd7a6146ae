//! The tool that repairs text, as a browser without JavaScript uses it.

use crate::support::TestApp;

const PATH: &str = "/cong-cu/sua-phong";

#[test]
fn a_pasted_text_is_repaired_at_once_and_stays_text() {
    let app = TestApp::demo();
    let empty = app.get(PATH);
    assert_eq!(empty.status, 200);
    assert!(empty.text().contains("<h1 class=\"page__title\">Sửa chữ tiếng Việt bị hỏng"));
    assert!(!empty.text().contains("m.hydrate()"), "the reader's client knows no such page");
    let posted = app.post(PATH, None, &[("text", "caìc xaÞ\r\n</textarea><script>window.hacked=1</script> caìc")]);
    assert_eq!(posted.status, 200, "{}", posted.text());
    assert_eq!(posted.header("cache-control"), Some("no-store"));
    // The renderer writes empty comments after texts; they are no part of what is tested.
    let page = posted.text().replace("<!>", "");
    assert!(page.contains("các xã\n&lt;/textarea&gt;"), "{page}");
    assert!(!page.contains("<script>window.hacked"));
    assert!(page.contains("Đã sửa 3 chữ."), "the summary");
    assert!(page.matches("<ins>các</ins>").count() == 1 && page.contains("<td>2</td>"), "equal changes are one line");
    let healthy = app.post(PATH, None, &[("text", "Hình ảnh trong xã")]).text();
    assert!(healthy.contains("Không thấy chữ nào cần sửa."));
}

#[test]
fn a_text_that_is_too_long_or_no_form_is_refused() {
    let app = TestApp::demo();
    let long = "a".repeat(1024 * 1024 + 1);
    assert_eq!(app.post(PATH, None, &[("text", &long)]).status, 422);
    let host = format!("http://{}", app.address);
    let headers = [("origin", host.as_str()), ("content-type", "application/json")];
    assert_eq!(app.send("POST", PATH, &headers, b"{}").status, 415);
    let headers = [("origin", "https://elsewhere.example"), ("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(app.send("POST", PATH, &headers, b"text=a").status, 403);
}
