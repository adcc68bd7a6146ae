//! The statements of the library.

use app::articles::{ArticleInput, save_draft};
use app::auth::{Publisher, editor, machine_administrator, publisher};
use app::db::Db;
use app::ids::MediaId;
use app::library::{
    FileData, FileWork, LibraryFilter, Quota, Replacer, Taken, broken_uses, bulk_files, empty_trash, fill_in, folders,
    is_trashed, list, load_file, rebuild_uses, replace, save_file, set_quota, tags, take_file, trash, undo_bulk_files,
    undo_replace, untrash, usage, uses_of,
};
use app::media::Files;
use app::notices::{NoticeInput, Severity, save_notice};
use app::time::Stamp;

use super::NOW;
use crate::support::run_sql_on;

/// Describes the first file, names it in a notice and an article, and mends what was spoilt.
pub async fn described(db: &Db, files: &Files, url: &str, machine: Publisher) {
    let (file, guard) = (MediaId(1), machine.as_editor());
    let data = FileData { folder: "Giấy tờ".into(), tags: vec!["Mẫu".into()], ..FileData::default() };
    for base in 1..3 {
        save_file(db, guard.clone(), file, base, &data, NOW).await.expect("a save");
    }
    let (row, stored) = load_file(db, file).await.expect("an answer").expect("the file");
    assert_eq!((row.version, &stored), (3, &data));
    assert_eq!(folders(db).await.expect("folders"), [("Giấy tờ".to_owned(), 1)]);
    assert_eq!(tags(db).await.expect("tags"), [("Mẫu".to_owned(), 1)]);
    let filter = LibraryFilter { tag: "mau".into(), ..LibraryFilter::default() };
    assert_eq!(list(db, &filter).await.expect("a list").files, 1);
    let notice = NoticeInput {
        title: "Tệp".into(),
        body: "[Tải về](/tep/1/a.pdf)".into(),
        severity: Severity::Info,
        starts_at: NOW,
        ends_at: None,
    };
    let id = save_notice(db, guard.clone(), None, notice.clone(), NOW).await.expect("a notice");
    run_sql_on(url, "UPDATE library_file SET trashed_at = 1 WHERE media_id = 1").await;
    save_notice(db, guard.clone(), Some((id, 1)), notice, NOW).await.expect("a save");
    let (row, _) = load_file(db, file).await.expect("an answer").expect("the file");
    assert_eq!(row.trashed_at, None, "what is named again leaves the trash");
    assert!(uses_of(db, file).await.expect("uses").len() >= 2);
    assert!(broken_uses(db).await.expect("an answer").is_empty());
    for text in [
        "UPDATE article_file SET media_id = 99",
        "UPDATE notice_file SET media_id = 99",
        "UPDATE library_file SET folded = NULL",
        "DELETE FROM setting WHERE name = 'library.uses'",
    ] {
        run_sql_on(url, text).await;
    }
    assert!(broken_uses(db).await.expect("an answer").len() >= 2);
    fill_in(db).await.expect("it is filled in");
    fill_in(db).await.expect("and stays so");
    assert!(broken_uses(db).await.expect("an answer").is_empty());
    assert_eq!(rebuild_uses(db).await.expect("an answer"), 0);
    sent(db, files, url, &machine).await;
    replaced(db, files, url, &machine).await;
    run_sql_on(url, &format!("DELETE FROM notice WHERE id = {id}")).await;
    assert!(broken_uses(db).await.expect("an answer").is_empty(), "what goes takes its list along");
}

async fn sent(db: &Db, files: &Files, url: &str, machine: &Publisher) {
    let guard = machine.as_editor();
    let take = || take_file(db, files, &guard, "b.pdf", b"%PDF-1.4 b".to_vec(), NOW);
    let Taken::Added(stored) = take().await.expect("a file") else { panic!("it is new") };
    let (actor, id) = (super::staff(), MediaId(stored.id));
    let person = editor(&actor).expect("an editor");
    let done = bulk_files(db, &person, &[id], &FileWork::Trash, NOW).await.expect("an answer");
    assert!(is_trashed(db, id).await.expect("an answer"));
    undo_bulk_files(db, &person, done.id.expect("a number"), NOW).await.expect("an answer");
    trash(db, guard.clone(), id, NOW).await.expect("it goes");
    let Taken::Already(same) = take().await.expect("a file") else { panic!("it is there") };
    assert_eq!(same, MediaId(stored.id));
    trash(db, guard.clone(), id, Stamp(1)).await.expect("it goes");
    assert_eq!(empty_trash(db, files, NOW).await.expect("an answer"), (1, 1));
    run_sql_on(url, "INSERT INTO library_garbage (sha256, removed_at) SELECT sha256, 1 FROM media WHERE id = 1").await;
    assert_eq!(empty_trash(db, files, NOW).await.expect("an answer"), (0, 0), "a row has these bytes");
    assert!(trash(db, guard.clone(), MediaId(1), NOW).await.is_err(), "it is used");
    untrash(db, guard.clone(), MediaId(1), NOW).await.expect_err("it is not there");
    let quota = Quota { site: Some(1_000_000), person: None };
    set_quota(db, machine_administrator(), quota, NOW).await.expect("a quota");
    let spent = usage(db, None).await.expect("an answer");
    assert!(spent.quota == quota && spent.site > 0);
}

async fn replaced(db: &Db, files: &Files, url: &str, machine: &Publisher) {
    let guard = machine.as_editor();
    let mut numbers = Vec::new();
    for name in ["c", "d"] {
        let bytes = format!("%PDF-1.4 {name}").into_bytes();
        let taken = take_file(db, files, &guard, name, bytes, NOW).await.expect("a file");
        let Taken::Added(stored) = taken else { panic!("it is new") };
        numbers.push(MediaId(stored.id));
    }
    let input = ArticleInput {
        section: "tin".into(),
        title: "Có tệp".into(),
        attachments: vec![numbers[0]],
        ..ArticleInput::default()
    };
    let text = input.check(&|_| None).expect("a text");
    let saved = save_draft(db, guard, None, text, None, NOW).await.expect("a save");
    let actor = super::staff();
    let who = Replacer { editor: editor(&actor).expect("an editor"), publisher: publisher(&actor).ok() };
    let done = replace(db, &who, numbers[0], numbers[1], NOW).await.expect("an answer");
    assert_eq!((done.shown, done.drafts, done.refused), (0, 1, 0));
    let (back, done) = undo_replace(db, &who, done.id.expect("a number"), NOW).await.expect("an answer");
    assert_eq!((back, done.drafts), (numbers[0], 1));
    run_sql_on(url, &format!("DELETE FROM article WHERE id = {}", saved.id)).await;
}
