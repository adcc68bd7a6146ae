//! The statements about people beyond one password.

use app::auth::{
    Actor, Role, SignIn, address_of, codes_left, end_sessions, find_actor, finish_sign_in, machine_administrator,
    new_secret, sessions_of, sign_in, sweep_sessions, turn_off, turn_on,
};
use app::db::Db;
use app::ids::AccountId;
use app::people::{
    Rights, Wanted, change_own_password, erase, export, find_person, invitation, invite, join, people as everybody,
    reset_link, reset_second_step, set_disabled, set_rights, setup_link, sign_out_everywhere,
};
use app::sections::find_section;
use app::time::Stamp;

use super::NOW;
use crate::support::code_of;

const WORD: &str = "another password";

/// One person who does everything that people do, and goes.
pub async fn people(db: &Db) {
    assert!(setup_link(db, NOW).await.expect("an answer").is_none(), "somebody is there");
    let wanted = Wanted { email: "b@b.example".into(), name: "B".into(), role: Role::Editor };
    let link = invite(db, machine_administrator(), wanted.clone(), NOW).await.expect("a link");
    assert!(invitation(db, &link, NOW).await.expect("an answer").is_some());
    let token = join(db, &link, wanted.clone(), WORD.into(), "Firefox".into(), NOW).await.expect("it is followed");
    let token = token.expect("a session");
    let Actor::Staff(staff) = find_actor(db, &token, NOW).await.expect("an answer") else { panic!("nobody") };
    let id = staff.id;
    let enter = async || sign_in(db, "b@b.example", WORD.into(), None, "Chrome".into(), NOW).await.expect("an answer");
    enter().await.expect("the right password");
    assert_eq!(address_of(db, &token, NOW).await.expect("an answer").as_deref(), Some("b@b.example"));
    assert_eq!(sessions_of(db, id, &token, NOW).await.expect("sessions").len(), 2);
    end_sessions(db, id, None, &token).await.expect("the other ends");
    enter().await.expect("the right password");
    let listed = sessions_of(db, id, &token, NOW).await.expect("sessions");
    let other = listed.iter().find(|session| !session.is_this).and_then(|session| session.number);
    end_sessions(db, id, other, &token).await.expect("it ends");
    find_actor(db, &token, Stamp(NOW.0 + 600_000)).await.expect("an answer");
    let secret = new_secret();
    let codes = turn_on(db, id, secret.clone(), &code_of(&secret, NOW.0), &token, NOW).await.expect("it is on");
    assert_eq!(codes_left(db, id).await.expect("a number"), 10);
    let later = Stamp(NOW.0 + 60_000);
    for code in [code_of(&secret, later.0), codes[0].clone()] {
        let Some(SignIn::Half(half)) = enter().await else { panic!("no second step") };
        assert!(finish_sign_in(db, &half, &code, "Firefox".into(), later).await.expect("an answer").is_some());
        assert!(finish_sign_in(db, &half, &code, "Firefox".into(), later).await.expect("an answer").is_none());
    }
    enter().await.expect("the right password");
    sweep_sessions(db, Stamp(NOW.0 * 2)).await.expect("a sweep");
    turn_off(db, id, WORD.into(), NOW).await.expect("it is off");
    change_own_password(db, id, WORD.into(), "one more password".into(), "", NOW).await.expect("it changes");
    let reset = reset_link(db, machine_administrator(), id, NOW).await.expect("a link");
    reset_link(db, machine_administrator(), id, NOW).await.expect("another, and the first ends");
    assert!(join(db, &reset, wanted.clone(), WORD.into(), String::new(), NOW).await.is_err());
    let reset = reset_link(db, machine_administrator(), id, NOW).await.expect("a link");
    assert!(join(db, &reset, wanted, WORD.into(), String::new(), NOW).await.expect("it is followed").is_none());
    let section = find_section(db, "rieng").await.expect("an answer").expect("the section").id;
    let boss = Rights { role: Role::Administrator, sections: Vec::new() };
    set_rights(db, machine_administrator(), AccountId(1), boss, NOW).await.expect("an administrator");
    let rights = Rights { role: Role::Contributor, sections: vec![(section, Role::Editor)] };
    set_rights(db, machine_administrator(), id, rights.clone(), NOW).await.expect("rights");
    assert_eq!(find_person(db, id).await.expect("an answer").expect("the person").rights, rights);
    assert_eq!(everybody(db, &machine_administrator()).await.expect("people").len(), 2);
    for disabled in [true, false] {
        set_disabled(db, machine_administrator(), id, disabled, NOW).await.expect("a change");
    }
    sign_out_everywhere(db, machine_administrator(), id, NOW).await.expect("it ends");
    reset_second_step(db, machine_administrator(), id, NOW).await.expect("it is gone");
    let boss = Rights { role: Role::Editor, sections: Vec::new() };
    assert!(set_rights(db, machine_administrator(), AccountId(1), boss, NOW).await.is_err(), "the last one stays");
    assert!(export(db, &machine_administrator(), id, NOW).await.expect("an answer").is_some());
    erase(db, machine_administrator(), id, NOW).await.expect("they are erased");
}
