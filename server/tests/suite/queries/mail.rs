//! The statements of messages by mail.

use app::auth::{NewAccount, Role, add_account, editor, machine_administrator};
use app::db::Db;
use app::ids::ArticleId;
use app::mail::{delivered, discard, failed, given_up, next_due, set_work_mail, sweep_given_up, wants_work_mail};
use app::people::{Wanted, ask_for_reset, erase, invite, reset_link};
use app::time::Stamp;
use app::workflow::{Charge, charge};

use super::{NOW, staff};

async fn next(db: &Db) -> app::mail::Outgoing {
    next_due(db, NOW).await.expect("an answer").expect("a message")
}

/// Messages that are sent, wait, and are given up.
pub async fn messages(db: &Db) {
    while let Some(message) = next_due(db, Stamp(NOW.0 + 1)).await.expect("an answer") {
        delivered(db, message.id).await.expect("it is sent");
    }
    let account = NewAccount {
        email: "thu@b.example".into(),
        name: "Thư".into(),
        role: Role::Contributor,
        password: "a long password".into(),
    };
    assert!(add_account(db, machine_administrator(), account, NOW).await.expect("an account"));
    let people = app::people::people(db, &machine_administrator()).await.expect("people");
    let id = people.iter().find(|person| person.email == "thu@b.example").expect("the account").id;
    let guard = editor(&staff()).expect("an editor");
    assert!(wants_work_mail(db, id).await.expect("an answer"));
    set_work_mail(db, id, true).await.expect("a choice");
    let given = Charge { assignee: Some(id), ..Charge::default() };
    charge(db, guard, ArticleId(2), given, NOW).await.expect("it is given");
    let message = next(db).await;
    assert_eq!(message.recipient, "thu@b.example");
    delivered(db, message.id).await.expect("it is sent");
    let wanted = Wanted { email: "c@b.example".into(), name: "C".into(), role: Role::Editor };
    invite(db, machine_administrator(), wanted, NOW).await.expect("a link");
    let message = next(db).await;
    failed(db, &message, "away", false, NOW).await.expect("it waits");
    failed(db, &message, "no such person", true, NOW).await.expect("it is given up");
    let lost = given_up(db, &machine_administrator()).await.expect("a list");
    assert_eq!(lost.len(), 1);
    discard(db, machine_administrator(), lost[0].id, NOW).await.expect("it goes");
    reset_link(db, machine_administrator(), id, NOW).await.expect("a link");
    let message = next(db).await;
    failed(db, &message, "no such person", true, NOW).await.expect("it is given up");
    sweep_given_up(db, Stamp(NOW.0 * 2)).await.expect("a sweep");
    reset_link(db, machine_administrator(), id, NOW).await.expect("a link");
    ask_for_reset(db, "thu@b.example".into(), NOW).await.expect("a link");
    erase(db, machine_administrator(), id, NOW).await.expect("they are erased, and the message with them");
}
