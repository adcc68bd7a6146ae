//! The statements of the way of a text.

use app::articles::{ArticleInput, load_text, publish, save_draft};
use app::auth::{Action, Actor, Publisher, Role, Staff, editor, machine_administrator, publisher};
use app::db::Db;
use app::ids::{AccountId, ArticleId, SectionId};
use app::people::export;
use app::time::{Day, Stamp};
use app::workflow::{
    BulkWork, Charge, Filter, Queue, Stage, Step, Times, access, bulk, charge, comment, due_work, events_of, everybody,
    fill_in, load_work, people_at, queue, queue_counts, readdress, report, set_times, take_down, take_step, thin,
    tombstone, undo_bulk,
};

use super::NOW;
use crate::support::run_sql_on;

/// Walks two articles the whole way.
pub async fn ways(db: &Db, url: &str, machine: Publisher) {
    let staff =
        Staff { id: AccountId(1), name: "A".into(), role: Role::Publisher, grants: Vec::new(), has_second_step: false };
    let actor = Actor::Staff(staff.clone());
    let (guard, head) = (publisher(&actor).expect("a publisher"), editor(&actor).expect("an editor"));
    let (one, two) = (ArticleId(1), ArticleId(2));
    let (mut text, _) = load_text(db, one).await.expect("an answer").expect("a text");
    text.section = "tin".into();
    save_draft(db, head.clone(), Some((one, 1)), text.clone(), None, NOW).await.expect("a save");
    let seen = access(db, one).await.expect("an answer").expect("the article");
    assert_eq!(seen.stage, Stage::Writing);
    let given =
        Charge { assignee: Some(AccountId(1)), due: Some(Day(1)), owner: Some(AccountId(1)), review: Some(Day(1)) };
    charge(db, head.clone(), one, given, NOW).await.expect("it is given");
    comment(db, head.clone(), one, "Ý kiến", NOW).await.expect("a comment");
    take_step(db, head.clone(), one, Step::Forward, (Stage::Writing, 2), String::new(), NOW).await.expect("a step");
    save_draft(db, machine.as_editor(), Some((one, 2)), text.clone(), None, NOW).await.expect("a save");
    assert_eq!(people_at(db, Action::Write, seen.section).await.expect("people").len(), 1);
    assert_eq!(everybody(db).await.expect("people").len(), 1);
    let filter = Filter { words: "TUA".into(), ..Filter::default() };
    let mine = queue(db, &staff, &filter, NOW.day()).await.expect("a queue");
    assert_eq!(mine.rows.len(), 1);
    assert_eq!(queue_counts(db, &staff, NOW.day()).await.expect("counts").mine, 1);
    let none = Filter { queue: Queue::Every, section: Some(SectionId(99)), ..Filter::default() };
    assert!(queue(db, &staff, &none, NOW.day()).await.expect("a queue").rows.is_empty());
    let done = bulk(db, &head, &[one], &BulkWork::Due(None), NOW).await.expect("it is done");
    let back = undo_bulk(db, &head, done.id.expect("a number"), NOW).await.expect("it is put back");
    assert_eq!(back.done, 1);
    let (soon, late) = (Stamp(NOW.0 + 1), Stamp(NOW.0 + 2));
    let times = Times { publish_at: Some(soon), expires_at: Some(late) };
    set_times(db, guard.clone(), one, 3, times, NOW).await.expect("times");
    assert!(due_work(db, late).await.expect("an answer").is_empty());
    assert!(tombstone(db, one).await.expect("an answer").is_some_and(|stone| stone.reason.is_none()));
    take_down(db, machine.clone(), two, "Sai".into(), NOW).await.expect("it goes");
    assert!(tombstone(db, two).await.expect("an answer").is_some_and(|stone| stone.reason.as_deref() == Some("Sai")));
    publish(db, machine.clone(), two, 1, late).await.expect("it rises");
    readdress(db, guard, one, "Địa chỉ mới", NOW).await.expect("another address");
    assert!(events_of(db, one).await.expect("events").len() >= 7);
    assert!(load_work(db, one).await.expect("an answer").is_some_and(|work| work.scheduled.is_none()));
    assert!(export(db, &machine_administrator(), AccountId(1), NOW).await.expect("an answer").is_some());
    let rows = report(db, &staff, NOW.day(), NOW.day()).await.expect("a report");
    assert_eq!(rows.iter().map(|row| row.published).sum::<i64>(), 3);
    run_sql_on(url, "UPDATE article_work SET folded = NULL").await;
    fill_in(db).await.expect("it is filled in");
    let input = ArticleInput { section: "tin".into(), title: "Tựa".into(), ..ArticleInput::default() };
    let (text, month) = (input.check(&|_| None).expect("a text"), Stamp(NOW.0 + 40 * 86_400_000));
    let saved = save_draft(db, machine.as_editor(), None, text.clone(), None, NOW).await.expect("a save");
    for base in 1..4 {
        save_draft(db, machine.as_editor(), Some((saved.id, base)), text.clone(), None, NOW).await.expect("a save");
    }
    assert_eq!(thin(db, month).await.expect("an answer"), 1, "of versions 2 and 3, which are of one hour");
    run_sql_on(url, &format!("DELETE FROM article WHERE id = {}", saved.id)).await;
}
