//! Writing on either database: nothing half stored, nothing lost when the asker goes away.

use app::auth::{NewAccount, Role, add_account, machine_administrator, this_machine};
use app::db::{DbFault, schema_version};
use app::error::AppError;
use app::sections::{add_section, all_sections, ensure_section};
use app::time::Stamp;

use crate::support::{Folder, TestDatabase};

fn account(number: usize) -> NewAccount {
    NewAccount {
        email: format!("a{number}@b.example"),
        name: "x".into(),
        role: Role::Editor,
        password: "a long password".into(),
    }
}

#[tokio::test]
async fn work_that_refuses_leaves_nothing_and_harms_no_neighbour() {
    let folder = Folder::new();
    let db = TestDatabase::new(&folder.0).await.open().await;
    let bad = db.write(|tx| {
        Box::pin(async move {
            ensure_section(tx, &this_machine().as_editor(), "Sẽ mất", "").await?;
            Err::<(), _>(DbFault::from(AppError::Denied))
        })
    });
    let guard = this_machine().as_editor();
    let good = add_section(&db, &guard, "con-lai".into(), "Còn lại".into(), String::new());
    let (bad, good) = tokio::join!(bad, good);
    assert!(matches!(bad, Err(DbFault::Refused(AppError::Denied))));
    assert!(good.is_ok());
    let names: Vec<String> =
        all_sections(&db).await.expect("sections").into_iter().map(|section| section.name).collect();
    assert_eq!(names, ["Còn lại"]);
}

#[tokio::test]
async fn work_that_panics_stops_nobody_else() {
    let folder = Folder::new();
    let db = TestDatabase::new(&folder.0).await.open().await;
    let fallen = db
        .write(|tx| {
            Box::pin(async move {
                ensure_section(tx, &this_machine().as_editor(), "Sẽ mất", "").await?;
                assert!(tx.next_id("x").await? > 99, "this test falls on purpose");
                Ok(())
            })
        })
        .await;
    assert!(fallen.is_err());
    let guard = this_machine().as_editor();
    add_section(&db, &guard, "con-lai".into(), "Còn lại".into(), String::new()).await.expect("others go on");
    assert_eq!(all_sections(&db).await.expect("sections").len(), 1);
}

#[tokio::test]
async fn a_write_goes_on_when_its_asker_is_gone() {
    let folder = Folder::new();
    let db = TestDatabase::new(&folder.0).await.open().await;
    for number in 0..20 {
        let guard = this_machine().as_editor();
        let write = add_section(&db, &guard, format!("s{number}"), "x".into(), String::new());
        // One poll hands the work over; then the asker goes away, as a dropped request does.
        let _ = futures::poll!(Box::pin(write));
    }
    let guard = this_machine().as_editor();
    add_section(&db, &guard, "last".into(), "x".into(), String::new()).await.expect("the last one");
    db.close().await;
}

#[tokio::test]
async fn many_writers_at_once_each_get_an_id_of_their_own() {
    let folder = Folder::new();
    let db = TestDatabase::new(&folder.0).await.open().await;
    let writes = (0..40).map(|number| {
        let db = db.clone();
        tokio::spawn(async move {
            let guard = this_machine().as_editor();
            add_section(&db, &guard, format!("s{number}"), "x".into(), String::new()).await.expect("an id").0
        })
    });
    let mut ids = Vec::new();
    for write in writes.collect::<Vec<_>>() {
        ids.push(write.await.expect("it ends"));
    }
    ids.sort_unstable();
    assert_eq!(ids, (1..=40).collect::<Vec<i64>>());
}

#[tokio::test]
async fn an_address_has_one_account() {
    let folder = Folder::new();
    let db = TestDatabase::new(&folder.0).await.open().await;
    let (one, two) = tokio::join!(
        add_account(&db, machine_administrator(), account(1), Stamp(1)),
        add_account(&db, machine_administrator(), account(1), Stamp(1))
    );
    assert_eq!([one.expect("an answer"), two.expect("an answer")].iter().filter(|added| **added).count(), 1);
}

#[tokio::test]
async fn opening_twice_at_once_migrates_once() {
    let folder = Folder::new();
    let database = TestDatabase::new(&folder.0).await;
    let (one, two) = tokio::join!(database.open(), database.open());
    assert_eq!(one.kind(), two.kind());
    assert!(schema_version() >= 5);
}
