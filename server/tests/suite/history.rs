//! Versions: every save is one, any two can be compared, going back is a save, and a save that came too late shows why.

use std::collections::HashMap;

use app::articles::{ArticleText, Saved, load_text, publish, save_draft, unpublish};
use app::auth::{Actor, NewAccount, Role, Staff, add_account, editor, publisher};
use app::db::{Db, DbFault};
use app::error::AppError;
use app::history::{compare, history, name_version, restore};
use app::ids::{AccountId, ArticleId};
use app::sections::add_section;
use app::time::Stamp;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use prose::{Block, Document};

use crate::support::{Folder, TestApp, TestDatabase};

fn form<'a>(base: &'a str, key: &'a str, title: &'a str, body: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("base", base),
        ("save_key", key),
        ("title", title),
        ("section", "tin-hoat-dong"),
        ("lead", "Lời dẫn."),
        ("body", body),
        ("byline_name", ""),
        ("byline_office", ""),
        ("picture", ""),
        ("picture_alt", ""),
        ("picture_caption", ""),
        ("attachments", ""),
    ]
}

#[test]
fn versions_are_listed_compared_named_and_gone_back_to() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let get = |path: &str| app.send("GET", path, &[("cookie", &cookie)], b"");
    let text = |path: &str| get(path).text().replace("<!>", "");
    let mut first = form("0", "", "Giá tiêu hôm nay", "Giá tiêu tăng nhẹ.\n\nBà con phấn khởi.");
    first.push(("then", "publish"));
    let saved = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &first);
    let path = saved.header("location").and_then(|path| path.split('?').next()).expect("a path").to_owned();
    let id = path.rsplit('/').next().expect("an id").to_owned();
    let second =
        form("1", "", "Giá tiêu tuần này", "Giá tiêu giảm nhẹ.\n\nBà con phấn khởi.\n\n| Xã |\n|---|\n| Tân Hợp |");
    assert_eq!(app.post(&path, Some(&cookie), &second).status, 303);

    let list = text(&format!("{path}/lich-su"));
    assert!(list.contains("Giá tiêu hôm nay") && list.contains("Giá tiêu tuần này"), "{list}");
    assert!(list.contains("Bạn đọc đang thấy") && list.contains("Mới nhất"), "{list}");
    assert!(text(&path).contains(&format!("{path}/lich-su")), "the form leads there");

    let compared = text(&format!("{path}/so-sanh?tu=1&den=2"));
    assert!(compared.contains("<del") && compared.contains("hôm nay") && compared.contains("tuần này"), "{compared}");
    assert!(compared.contains("tăng") && compared.contains("giảm") && compared.contains("Tân Hợp"), "{compared}");
    assert!(!compared.contains("Lời dẫn</h2>"), "what is the same is not listed");
    assert!(text(&format!("{path}/so-sanh?tu=2&den=2")).contains("Hai bản giống hệt nhau."));
    assert_eq!(get(&format!("{path}/so-sanh?tu=1&den=9")).status, 404);
    assert_eq!(get("/bien-tap/bai-viet/999/lich-su").status, 404);
    assert_eq!(get(&format!("{path}/so-sanh")).status, 422, "nothing chosen");

    let named = app.post(&format!("{path}/ten-ban/1"), Some(&cookie), &[("name", " Bản  Chủ tịch duyệt ")]);
    assert_eq!(named.status, 303);
    assert!(text(&format!("{path}/lich-su")).contains("value=\"Bản Chủ tịch duyệt\""));
    assert_eq!(app.post(&format!("{path}/ten-ban/9"), Some(&cookie), &[("name", "x")]).status, 404);
    let long = "x".repeat(101);
    assert_eq!(app.post(&format!("{path}/ten-ban/1"), Some(&cookie), &[("name", &long)]).status, 422);

    let back = format!("{path}/lay-lai/1");
    assert_eq!(app.post(&back, Some(&cookie), &[("base", "1")]).status, 409, "somebody saved since");
    assert_eq!(app.post(&back, Some(&cookie), &[("base", "2")]).status, 303);
    let form = text(&path);
    assert!(form.contains("Giá tiêu hôm nay") && form.contains("tăng nhẹ"), "{form}");
    let kept = format!("/bai-viet/{id}/gia-tieu-hom-nay/ban/1");
    let version = app.get(&kept);
    assert_eq!(version.status, 200);
    let seen = version.text().replace("<!>", "");
    assert!(seen.contains("tăng nhẹ") && seen.contains("Bản số 1") && seen.contains("SHA-256"), "{seen}");
    assert!(seen.contains(&format!("rel=\"canonical\" href=\"http://127.0.0.1:3000/bai-viet/{id}/gia-tieu-hom-nay\"")));
    assert!(!seen.contains("hydrate()"), "the reader's client knows no such page");
    assert_eq!(app.get(&kept.replace("/ban/1", "/ban/2")).status, 404, "a draft is nobody's to see");
    assert!(text(&format!("{path}/lich-su")).contains(&kept), "the desk leads there");
    let public = app.get(&format!("/bai-viet/{id}/gia-tieu-hom-nay")).text();
    assert!(public.contains("tăng nhẹ"), "readers see the first, as before");
    assert_eq!(app.post(&format!("{path}/lay-lai/2"), Some(&cookie), &[("base", "3")]).status, 303, "undone");
    assert!(text(&path).contains("giảm nhẹ"));
    assert_eq!(app.post(&format!("{path}/go-xuong"), Some(&cookie), &[]).status, 303);
    assert_eq!(app.get(&kept).status, 404, "what is taken down is down in every version");
}

#[test]
fn a_late_save_shows_both_and_loses_neither() {
    let app = TestApp::demo();
    let cookie = app.sign_in("contributor");
    let saved = app.post("/bien-tap/bai-viet/moi", Some(&cookie), &form("0", "", "Tiêu đề", "Câu một."));
    let path = saved.header("location").and_then(|path| path.split('?').next()).expect("a path").to_owned();
    assert_eq!(app.post(&path, Some(&cookie), &form("1", "", "Tiêu đề", "Câu của người kia.")).status, 303);
    let late = app.post(&path, Some(&cookie), &form("1", "", "Tiêu đề", "Câu của tôi & <b>."));
    assert_eq!(late.status, 409);
    let page = late.text().replace("<!>", "");
    assert!(page.contains("Chữ của bạn so với bản 2") && page.contains("người kia"), "{page}");
    assert!(page.contains("name=\"base\" value=\"2\""), "the next save is on what was shown: {page}");
    assert!(!page.contains("của tôi & <b>"), "typed text is text");
    assert_eq!(app.post(&path, Some(&cookie), &form("2", "", "Tiêu đề", "Câu của tôi & <b>.")).status, 303);
    let compared = app.send("GET", &format!("{path}/so-sanh?tu=2&den=3"), &[("cookie", &cookie)], b"").text();
    assert!(compared.contains("người kia") && compared.contains("tôi"), "both are kept: {compared}");
}

#[derive(Clone, Debug)]
enum Action {
    Save { words: String, late: bool },
    Publish { late: bool },
    Unpublish,
    Restore { version: i64, late: bool },
    Name { version: i64 },
}

fn actions() -> impl Strategy<Value = Vec<(Role, Action)>> {
    let late = || prop::bool::weighted(0.2);
    let action = prop_oneof![
        4 => ("[a-c]{1,3}( [a-c]{1,3}){0,3}", late()).prop_map(|(words, late)| Action::Save { words, late }),
        2 => late().prop_map(|late| Action::Publish { late }),
        1 => Just(Action::Unpublish),
        3 => (0_i64..6, late()).prop_map(|(version, late)| Action::Restore { version, late }),
        1 => (0_i64..6).prop_map(|version| Action::Name { version }),
    ];
    let roles = vec![Role::Reader, Role::Contributor, Role::Editor, Role::Publisher, Role::Administrator];
    prop::collection::vec((prop::sample::select(roles), action), 1..25)
}

fn article(words: &str) -> ArticleText {
    ArticleText {
        section: "tin".into(),
        slug: "tua".into(),
        title: format!("Tựa {words}"),
        lead: String::new(),
        body: Document::new(words.split(' ').map(Block::paragraph).collect()),
        byline_name: String::new(),
        byline_office: String::new(),
        picture: None,
        picture_alt: String::new(),
        picture_caption: String::new(),
        attachments: Vec::new(),
    }
}

/// What must be true after any actions.
#[derive(Default)]
struct Model {
    /// Titles by version, which never change.
    titles: HashMap<i64, String>,
    head: i64,
    live: Option<i64>,
}

/// Does one action as somebody with a role; whether it was let in.
async fn act(db: &Db, actor: &Actor, id: ArticleId, model: &mut Model, action: &Action) {
    let base = |late: bool| if late { model.head - 1 } else { model.head };
    let now = Stamp(7);
    let refused = |fault: DbFault| match fault {
        DbFault::Refused(error) => error,
        other => panic!("{other}"),
    };
    match action {
        Action::Save { words, late } => {
            let Ok(guard) = editor(actor) else { return };
            let saved = save_draft(db, guard, Some((id, base(*late))), article(words), None, now).await;
            match saved.map_err(refused) {
                Ok(Saved { version, .. }) => {
                    assert!(!late && version == model.head + 1);
                    model.head = version;
                    model.titles.insert(version, format!("Tựa {words}"));
                }
                Err(error) => assert!(*late && error == AppError::Stale, "{error:?}"),
            }
        }
        Action::Publish { late } => {
            let Ok(guard) = publisher(actor) else { return };
            match publish(db, guard, id, base(*late), now).await.map_err(refused) {
                Ok(()) => {
                    assert!(!late);
                    model.live = Some(model.head);
                }
                Err(error) => assert!(*late && matches!(error, AppError::Stale | AppError::NotFound), "{error:?}"),
            }
        }
        Action::Unpublish => {
            let Ok(guard) = publisher(actor) else { return };
            unpublish(db, guard, id, Stamp(2)).await.expect("it is taken down");
            model.live = None;
        }
        Action::Restore { version, late } => {
            let Ok(guard) = editor(actor) else { return };
            match restore(db, guard, id, *version, base(*late), now).await.map_err(refused) {
                Ok(Saved { version: new, .. }) => {
                    assert!(!late && new == model.head + 1);
                    model.head = new;
                    let title = model.titles.get(version).expect("a version that is there").clone();
                    model.titles.insert(new, title);
                }
                Err(AppError::NotFound) => assert!(!model.titles.contains_key(version)),
                Err(error) => assert!(*late && error == AppError::Stale, "{error:?}"),
            }
        }
        Action::Name { version } => {
            let Ok(guard) = editor(actor) else { return };
            let named = name_version(db, guard, id, *version, "Tên", now).await.map_err(refused);
            assert_eq!(named.is_ok(), model.titles.contains_key(version));
        }
    }
}

#[tokio::test]
async fn no_actions_by_anybody_lose_a_version_or_change_what_readers_see() {
    let folder = Folder::new();
    let db = TestDatabase::new(&folder.0).await.open().await;
    let machine = app::auth::this_machine();
    add_section(&db, &machine.as_editor(), "tin".into(), "Tin".into(), String::new()).await.expect("a section");
    let account = NewAccount { email: "a@b.vn".into(), name: "A".into(), role: Role::Editor, password: "x".repeat(12) };
    assert!(add_account(&db, app::auth::machine_administrator(), account, Stamp(1)).await.expect("an account"));
    let mut runner = TestRunner::deterministic();
    for _ in 0..60 {
        let run = actions().new_tree(&mut runner).expect("actions").current();
        let saved =
            save_draft(&db, machine.as_editor(), None, article("đầu"), None, Stamp(1)).await.expect("an article");
        let mut model = Model { head: 1, ..Model::default() };
        model.titles.insert(1, "Tựa đầu".into());
        for (role, action) in &run {
            let actor = Actor::Staff(Staff { id: AccountId(1), name: "A".into(), role: *role, grants: Vec::new() });
            let before = (model.head, model.live);
            act(&db, &actor, saved.id, &mut model, action).await;
            if *role < Role::Publisher {
                assert_eq!(model.live, before.1, "{role:?} changed what readers see: {action:?}");
            }
            if *role < Role::Contributor {
                assert_eq!(model.head, before.0, "{role:?} saved: {action:?}");
            }
        }
        let stored = history(&db, saved.id).await.expect("an answer").expect("the article");
        assert_eq!((stored.head, stored.live), (model.head, model.live), "{run:?}");
        let titles: HashMap<i64, String> = stored.rows.into_iter().map(|row| (row.version, row.title)).collect();
        assert_eq!(titles, model.titles, "{run:?}");
        let (text, head) = load_text(&db, saved.id).await.expect("an answer").expect("a text");
        assert_eq!((head, Some(&text.title)), (model.head, model.titles.get(&head)));
        let whole = compare(&db, saved.id, 1, head).await.expect("an answer").expect("two versions");
        assert_eq!(whole.fields.is_empty(), model.titles.get(&head).is_some_and(|title| title == "Tựa đầu"));
    }
}
