//! People in the database.

use super::{Person, Rights};
use crate::audit::{Deed, record};
use crate::auth::{
    Administrator, Role, clean_password, drop_second_step_in, end_sessions_in, hash_password, knows_password,
};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, SectionId};
use crate::mail::{forget_in, wants_work_mail};
use crate::passkeys::{drop_all_in, passkeys_of};
use crate::time::Stamp;

statements! { "people";
    ALL = "SELECT a.id, a.email, a.name, a.role, a.disabled_at, a.totp_secret,
            (SELECT COUNT(*) FROM passkey k WHERE k.account_id = a.id) AS keys,
            (SELECT MAX(s.seen_at) FROM session s WHERE s.account_id = a.id) AS seen
        FROM account a ORDER BY a.name, a.id";
    ONE = "SELECT a.id, a.email, a.name, a.role, a.disabled_at, a.totp_secret,
            (SELECT COUNT(*) FROM passkey k WHERE k.account_id = a.id) AS keys,
            (SELECT MAX(s.seen_at) FROM session s WHERE s.account_id = a.id) AS seen
        FROM account a WHERE a.id = $1";
    GRANTS = "SELECT account_id, section_id, role FROM account_section ORDER BY account_id, section_id";
    SET_ROLE = "UPDATE account SET role = $2 WHERE id = $1";
    CLEAR_GRANTS = "DELETE FROM account_section WHERE account_id = $1";
    ADD_GRANT = "INSERT INTO account_section (account_id, section_id, role) VALUES ($1, $2, $3)";
    SET_DISABLED = "UPDATE account SET disabled_at = $2 WHERE id = $1";
    /// Held until the transaction ends, so that two administrators cannot take the right from each other at once.
    LOCK = "UPDATE account SET role = role WHERE role = 'administrator' AND disabled_at IS NULL";
    OTHERS = "SELECT COUNT(*) AS total FROM account
        WHERE id <> $1 AND role = 'administrator' AND disabled_at IS NULL";
    SET_PASSWORD = "UPDATE account SET password_hash = $2 WHERE id = $1";
    ERASE = "UPDATE account SET email = $2, name = $3, password_hash = '', disabled_at = $4, role = 'reader' WHERE id = $1";
    VERSIONS = "SELECT article_id, version, saved_at AS at, title AS words FROM article_version WHERE saved_by = $1
        ORDER BY saved_at";
    EVENTS = "SELECT article_id, number AS version, at, note AS words FROM article_event WHERE account_id = $1 ORDER BY at";
    DEEDS = "SELECT number AS article_id, number AS version, at, deed || ' ' || subject || ' ' || detail AS words FROM audit
        WHERE account_id = $1 ORDER BY number";
}

row! {
    struct PersonRow {
        id: i64, email: String, name: String, role: String, disabled_at: Option<i64>, totp_secret: Option<String>,
        keys: i64, seen: Option<i64>,
    }
}
row! { struct GrantRow { account_id: i64, section_id: i64, role: String } }
row! { struct TotalRow { total: i64 } }
row! { struct TraceRow { article_id: i64, version: i64, at: i64, words: String } }

fn role(text: &str) -> DbResult<Role> {
    Role::parse(text).ok_or_else(|| DbFault::Broken(format!("role {text}")))
}

fn person(row: PersonRow, grants: &[GrantRow]) -> DbResult<Person> {
    let own = grants.iter().filter(|grant| grant.account_id == row.id);
    let sections = own.map(|grant| Ok((SectionId(grant.section_id), role(&grant.role)?))).collect::<DbResult<_>>()?;
    Ok(Person {
        id: AccountId(row.id),
        rights: Rights { role: role(&row.role)?, sections },
        email: row.email,
        name: row.name,
        disabled: row.disabled_at.map(Stamp),
        seen: row.seen.map(Stamp),
        has_second_step: row.totp_secret.is_some() || row.keys > 0,
    })
}

/// Everybody with an account, by name.
pub async fn people(db: &Db, _guard: &Administrator) -> DbResult<Vec<Person>> {
    let grants: Vec<GrantRow> = GRANTS.with(args![]).all(db).await?;
    let rows: Vec<PersonRow> = ALL.with(args![]).all(db).await?;
    rows.into_iter().map(|row| person(row, &grants)).collect()
}

/// One of them.
pub async fn find_person(db: &Db, id: AccountId) -> DbResult<Option<Person>> {
    let grants: Vec<GrantRow> = GRANTS.with(args![]).all(db).await?;
    let row: Option<PersonRow> = ONE.with(args![id.0]).first(db).await?;
    row.map(|row| person(row, &grants)).transpose()
}

/// Says that somebody else can still administer the site.
async fn another_in(tx: &mut Tx, id: AccountId) -> DbResult<()> {
    LOCK.with(args![]).run(tx).await?;
    let others: Option<TotalRow> = OTHERS.with(args![id.0]).first_in(tx).await?;
    if others.is_some_and(|row| row.total > 0) {
        return Ok(());
    }
    Err(AppError::field("role", Problem::Frozen).into())
}

/// Sets what somebody may do.
///
/// # Errors
/// No such account; the last administrator; a role that cannot be given for one section.
pub async fn set_rights(db: &Db, guard: Administrator, id: AccountId, rights: Rights, now: Stamp) -> DbResult<()> {
    if rights.sections.iter().any(|(_, role)| matches!(role, Role::Reader | Role::Administrator)) {
        return Err(AppError::field("role", Problem::Malformed).into());
    }
    db.write(move |tx| {
        Box::pin(async move {
            if rights.role != Role::Administrator {
                another_in(tx, id).await?;
            }
            if SET_ROLE.with(args![id.0, rights.role.as_str()]).run(tx).await? != 1 {
                return Err(AppError::NotFound.into());
            }
            CLEAR_GRANTS.with(args![id.0]).run(tx).await?;
            let mut detail = rights.role.as_str().to_owned();
            for (section, role) in rights.sections {
                ADD_GRANT.with(args![id.0, section.0, role.as_str()]).run(tx).await?;
                detail.push_str(&format!(", section {section}: {}", role.as_str()));
            }
            record(tx, guard.account(), Deed::Grant, &format!("account {id}"), &detail, now).await
        })
    })
    .await
}

/// Keeps somebody from signing in, at once, or lets them in again.
///
/// # Errors
/// No such account; the last administrator.
pub async fn set_disabled(db: &Db, guard: Administrator, id: AccountId, disabled: bool, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            if disabled {
                another_in(tx, id).await?;
                end_sessions_in(tx, id, None).await?;
            }
            if SET_DISABLED.with(args![id.0, disabled.then_some(now.0)]).run(tx).await? != 1 {
                return Err(AppError::NotFound.into());
            }
            let deed = if disabled { Deed::DisableAccount } else { Deed::EnableAccount };
            record(tx, guard.account(), deed, &format!("account {id}"), "", now).await
        })
    })
    .await
}

/// Ends every session of somebody.
pub async fn sign_out_everywhere(db: &Db, guard: Administrator, id: AccountId, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            end_sessions_in(tx, id, None).await?;
            record(tx, guard.account(), Deed::EndSessions, &format!("account {id}"), "", now).await
        })
    })
    .await
}

/// Takes the second step and the passkeys from somebody who lost their telephone and their codes.
pub async fn reset_second_step(db: &Db, guard: Administrator, id: AccountId, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            drop_second_step_in(tx, id, guard.account(), now).await?;
            drop_keys_in(tx, id, guard.account(), now).await
        })
    })
    .await
}

async fn drop_keys_in(tx: &mut Tx, id: AccountId, by: Option<AccountId>, now: Stamp) -> DbResult<()> {
    match drop_all_in(tx, id).await? {
        0 => Ok(()),
        keys => record(tx, by, Deed::RemovePasskey, &format!("account {id}"), &format!("all {keys}"), now).await,
    }
}

/// Changes one's own password; all other sessions end.
///
/// # Errors
/// A wrong old password, a new one that cannot be taken.
pub async fn change_own_password(
    db: &Db,
    id: AccountId,
    old: String,
    new: String,
    token: &str,
    now: Stamp,
) -> DbResult<()> {
    clean_password(&new)?;
    if !knows_password(db, id, old).await? {
        return Err(AppError::field("old", Problem::Malformed).into());
    }
    let (hash, token) = (hash_password(new).await?, token.to_owned());
    db.write(move |tx| {
        Box::pin(async move {
            SET_PASSWORD.with(args![id.0, hash]).run(tx).await?;
            end_sessions_in(tx, id, Some(&token)).await?;
            record(tx, Some(id), Deed::ChangePassword, &format!("account {id}"), "", now).await
        })
    })
    .await
}

/// Everything that the site holds about somebody, as JSON (Decree 13/2023, article 9: the right to one's data).
pub async fn export(db: &Db, guard: &Administrator, id: AccountId, now: Stamp) -> DbResult<Option<String>> {
    let Some(person) = find_person(db, id).await? else { return Ok(None) };
    let versions: Vec<TraceRow> = VERSIONS.with(args![id.0]).all(db).await?;
    let events: Vec<TraceRow> = EVENTS.with(args![id.0]).all(db).await?;
    let deeds: Vec<TraceRow> = DEEDS.with(args![id.0]).all(db).await?;
    let keys = passkeys_of(db, id).await?;
    let wants_mail = wants_work_mail(db, id).await?;
    let by = guard.account();
    db.write(move |tx| {
        Box::pin(async move { record(tx, by, Deed::ExportPerson, &format!("account {id}"), "", now).await })
    })
    .await?;
    let trace = |row: TraceRow| serde_json::json!({ "article": row.article_id, "number": row.version, "at": Stamp(row.at).iso(), "words": row.words });
    let deed =
        |row: TraceRow| serde_json::json!({ "number": row.article_id, "at": Stamp(row.at).iso(), "words": row.words });
    let whole = serde_json::json!({
        "account": {
            "id": person.id.0,
            "email": person.email,
            "name": person.name,
            "role": person.rights.role.as_str(),
            "last_seen": person.seen.map(Stamp::iso),
            "second_step": person.has_second_step,
            "mail_about_work": wants_mail,
            "passkeys": keys.into_iter().map(|key| key.name).collect::<Vec<_>>(),
        },
        "versions": versions.into_iter().map(trace).collect::<Vec<_>>(),
        "events": events.into_iter().map(trace).collect::<Vec<_>>(),
        "deeds": deeds.into_iter().map(deed).collect::<Vec<_>>(),
    });
    Ok(Some(format!("{whole:#}")))
}

/// Takes name and address of somebody away for good. They cannot sign in any more; what they wrote stays, without them.
///
/// # Errors
/// No such account; the last administrator.
pub async fn erase(db: &Db, guard: Administrator, id: AccountId, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            another_in(tx, id).await?;
            end_sessions_in(tx, id, None).await?;
            drop_second_step_in(tx, id, guard.account(), now).await?;
            drop_keys_in(tx, id, guard.account(), now).await?;
            forget_in(tx, id).await?;
            CLEAR_GRANTS.with(args![id.0]).run(tx).await?;
            let (email, name) = (format!("erased-{id}@invalid"), format!("#{id}"));
            if ERASE.with(args![id.0, email, name, now.0]).run(tx).await? != 1 {
                return Err(AppError::NotFound.into());
            }
            record(tx, guard.account(), Deed::ErasePerson, &format!("account {id}"), "", now).await
        })
    })
    .await
}
