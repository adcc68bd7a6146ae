//! The statements of passkeys.

use app::auth::{NewAccount, Role, SignIn, add_account, machine_administrator, sign_in};
use app::db::Db;
use app::passkeys::{
    RelyingParty, begin_adding, begin_sign_in, finish_adding, finish_sign_in, passkeys_of, remove, sweep_challenges,
};
use app::people::{people, reset_second_step};
use app::time::Stamp;

use super::NOW;
use crate::support::Authenticator;

/// Somebody with two keys, then one, then none.
pub async fn keys(db: &Db) {
    let word = "a long password";
    let account =
        NewAccount { email: "k@b.example".into(), name: "K".into(), role: Role::Editor, password: word.into() };
    assert!(add_account(db, machine_administrator(), account, NOW).await.expect("an account"));
    let everybody = people(db, &machine_administrator()).await.expect("people");
    let id = everybody.iter().find(|person| person.email == "k@b.example").expect("the account").id;
    let entered = sign_in(db, "k@b.example", word.into(), None, String::new(), NOW).await.expect("an answer");
    let Some(SignIn::Whole(token)) = entered else { panic!("no session") };
    let site = RelyingParty::new("https://htx.example").expect("a name");
    let mut device = Authenticator::new("https://htx.example", "htx.example");
    let mut other = Authenticator::new("https://htx.example", "htx.example");
    for device in [&mut device, &mut other] {
        let asked = begin_adding(db, &site, id, &token, NOW).await.expect("options");
        let made = device.make(&asked);
        finish_adding(db, &site, id, (made.as_bytes(), "Máy"), &token, NOW).await.expect("it is added");
    }
    let asked = begin_sign_in(db, &site, NOW).await.expect("options");
    let signed = device.sign(&asked);
    let entered = finish_sign_in(db, &site, signed.as_bytes(), String::new(), NOW).await.expect("a session");
    assert_eq!(entered.email, "k@b.example");
    let known = passkeys_of(db, id).await.expect("keys");
    assert_eq!(known.len(), 2);
    remove(db, id, known[0].id, &token, true, NOW).await.expect("it is removed");
    assert!(remove(db, id, known[1].id, &token, true, NOW).await.is_err(), "the last one stays");
    reset_second_step(db, machine_administrator(), id, NOW).await.expect("all are gone");
    begin_sign_in(db, &site, NOW).await.expect("options");
    sweep_challenges(db, Stamp(NOW.0 * 2)).await.expect("a sweep");
}
