//! Choosing files of the library for an article: the list that the form's dialog shows, and the form without it.

use super::library::{data, png, text, upload};
use crate::support::TestApp;
use crate::support::traps::pdf;

#[test]
fn files_are_offered_with_the_words_that_go_with_them() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    assert_eq!(upload(&app, &cookie, "Mùa gặt.png", &png(900, 600, 90)).status, 303);
    assert_eq!(upload(&app, &cookie, "quyet-dinh.pdf", &pdf("")).status, 303);
    let said = data("1", &[("alt", "Cánh đồng \"vàng\""), ("caption", "Gặt <2025>")]);
    assert_eq!(app.post("/bien-tap/tep/1", Some(&cookie), &said).status, 303);
    let all = text(&app, &cookie, "/bien-tap/tep/chon");
    assert!(all.contains("data-choose=\"1\"") && all.contains("data-choose=\"2\""), "{all}");
    assert!(all.contains("data-alt=\"Cánh đồng &quot;vàng&quot;\""), "{all}");
    assert!(!all.contains("<2025>"), "words are no markup");
    assert!(all.contains("aria-label=\"Chọn: mua-gat.jpg\""), "{all}");
    let pictures = text(&app, &cookie, "/bien-tap/tep/chon?loai=anh");
    assert!(pictures.contains("data-choose=\"1\"") && !pictures.contains("data-choose=\"2\""));
    let found = text(&app, &cookie, "/bien-tap/tep/chon?tim=quyet%20dinh");
    assert!(found.contains("data-choose=\"2\"") && !found.contains("data-choose=\"1\""));
    let editor = app.sign_in("editor");
    assert_eq!(app.post("/bien-tap/tep/2/xoa", Some(&editor), &[]).status, 303);
    let left = text(&app, &cookie, "/bien-tap/tep/chon?rac=1");
    assert!(!left.contains("data-choose=\"2\""), "the trash is not to choose from");
}

#[test]
fn the_form_needs_no_script_and_its_scripts_are_the_sites_own() {
    let app = TestApp::start();
    let cookie = app.sign_in("contributor");
    let form = text(&app, &cookie, "/bien-tap/bai-viet/moi");
    assert!(form.contains("href=\"/bien-tap/tep?dang=luoi\""), "the way to the library stays");
    let opener = form.split("<p").find(|part| part.contains("data-choose-into=\"picture\"")).expect("an opener");
    assert!(opener.split('>').next().is_some_and(|tag| tag.contains("hidden")), "it is there with its script only");
    let scripts: Vec<&str> = form.split("src=\"/desk/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(scripts.len(), 2, "{scripts:?}");
    for name in scripts {
        let script = app.get(&format!("/desk/{name}"));
        assert_eq!(script.status, 200, "{name}");
        assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(script.header("cache-control"), Some("public, max-age=31536000, immutable"));
    }
    assert_eq!(app.get("/desk/upload-0000000000000000.js").status, 404);
    assert_eq!(app.get("/desk/..%2FCargo.toml").status, 404);
}
