//! The statements of what is written in the editor.

use app::auth::editor;
use app::db::Db;
use app::editing::{Answer, Batch, Sessions, Writer, accept, checkpoint_open, find_pages, sweep_commits};
use app::ids::ArticleId;
use app::time::Stamp;
use serde_json::json;

use super::{NOW, staff};

/// An article that is opened, written in, saved and forgotten.
pub async fn written(db: &Db) {
    let sessions = Sessions::default();
    let session = sessions.of(ArticleId(2));
    let guard = editor(&staff()).expect("an editor");
    let writer = Writer { guard, name: "x".into() };
    for version in 0..25 {
        let batch = json!({
            "client": "a", "batch": format!("a-{version}"), "version": version, "steps": [],
            "fields": { "title": format!("Tựa {version}"), "section": "tin" },
        });
        let batch: Batch = serde_json::from_value(batch).expect("a batch");
        for _ in 0..2 {
            let answer = accept(db, &session, &writer, &batch, NOW).await.expect("it is taken");
            assert!(matches!(answer, Answer::Stored { .. }), "{answer:?}");
        }
    }
    let late: Batch = serde_json::from_value(json!({ "client": "b", "batch": "b-1", "version": 3 })).expect("a batch");
    let answer = accept(db, &session, &writer, &late, NOW).await.expect("an answer");
    assert!(matches!(answer, Answer::Stale { version: 25, .. }), "{answer:?}");
    checkpoint_open(db, &sessions, ArticleId(2), NOW).await.expect("a version");
    assert!(!find_pages(db, "").await.expect("pages").is_empty());
    assert!(sweep_commits(db, Stamp(NOW.0 * 2)).await.expect("a sweep") >= 25);
}
