//! Accounts and sessions in the database.

use sha2::{Digest, Sha256};

use super::{Actor, Administrator, Role, Staff, password};
use crate::audit::{Deed, record};
use crate::db::{Db, DbFault, DbResult, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, SectionId, hex, random_hex};
use crate::time::Stamp;

/// The cookie that carries a session's token; the prefix binds it to this host, this path and TLS (or loopback).
pub const SESSION_COOKIE: &str = "__Host-dinh";

/// A working day: staff sign in once in the morning.
const SESSION_LENGTH: i64 = 12 * 3_600_000;

statements! { "auth";
    ADD_ACCOUNT = "INSERT INTO account (id, email, name, role, password_hash, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email) DO NOTHING";
    ACCOUNT_BY_EMAIL = "SELECT id, password_hash FROM account WHERE email = $1";
    SET_PASSWORD = "UPDATE account SET password_hash = $2 WHERE email = $1";
    ADD_SESSION = "INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)";
    END_SESSION = "DELETE FROM session WHERE token_hash = $1";
    END_SESSIONS_OF = "DELETE FROM session WHERE account_id IN (SELECT id FROM account WHERE email = $1)";
    SWEEP_SESSIONS = "DELETE FROM session WHERE expires_at <= $1";
    ACTOR_BY_SESSION = "SELECT a.id, a.name, a.role FROM session s JOIN account a ON a.id = s.account_id
        WHERE s.token_hash = $1 AND s.expires_at > $2";
    GRANTS = "SELECT section_id, role FROM account_section WHERE account_id = $1 ORDER BY section_id";
    GRANT = "INSERT INTO account_section (account_id, section_id, role) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, section_id) DO UPDATE SET role = excluded.role";
    WITHDRAW = "DELETE FROM account_section WHERE account_id = $1 AND section_id = $2";
    ACCOUNT_ID = "SELECT id FROM account WHERE email = $1";
}

row! { struct AccountRow { id: i64, password_hash: String } }
row! { struct ActorRow { id: i64, name: String, role: String } }
row! { struct GrantRow { section_id: i64, role: String } }
row! { struct IdRow { id: i64 } }

/// What a new account needs.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The address to sign in with; case does not matter.
    pub email: String,
    /// The name shown on the desk.
    pub name: String,
    /// What the account may do.
    pub role: Role,
    /// At least 12 characters.
    pub password: String,
}

fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn clean_email(email: &str) -> Result<String, AppError> {
    let email = email.trim().to_lowercase();
    let well_formed = email.len() <= 254
        && email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
        && !email.chars().any(|c| c.is_whitespace() || c.is_control());
    if well_formed { Ok(email) } else { Err(AppError::field("email", Problem::Malformed)) }
}

fn clean_password(password: &str) -> Result<(), AppError> {
    match password.chars().count() {
        0 => Err(AppError::field("password", Problem::Missing)),
        1..12 => Err(AppError::field("password", Problem::TooFew)),
        12..=200 => Ok(()),
        _ => Err(AppError::field("password", Problem::TooLong)),
    }
}

/// Adds an account; `false` when the address is taken.
///
/// # Errors
/// A malformed address or a password that is too short.
pub async fn add_account(db: &Db, guard: Administrator, account: NewAccount, now: Stamp) -> DbResult<bool> {
    let email = clean_email(&account.email)?;
    clean_password(&account.password)?;
    let hash = password::hash(account.password).await?;
    db.write(move |tx| {
        Box::pin(async move {
            let id = tx.next_id("account").await?;
            let arguments = args![id, email, account.name, account.role.as_str(), hash, now.0];
            let added = ADD_ACCOUNT.with(arguments).run(tx).await? == 1;
            if added {
                let role = account.role.as_str();
                record(tx, guard.account(), Deed::AddAccount, &format!("account {id}"), role, now).await?;
            }
            Ok(added)
        })
    })
    .await
}

/// Gives the account another password and ends all its sessions; `false` when there is no such account.
pub async fn reset_password(
    db: &Db,
    guard: Administrator,
    email: &str,
    password: String,
    now: Stamp,
) -> DbResult<bool> {
    let email = clean_email(email)?;
    clean_password(&password)?;
    let hash = password::hash(password).await?;
    db.write(move |tx| {
        Box::pin(async move {
            let account: Option<IdRow> = ACCOUNT_ID.with(args![&email]).first_in(tx).await?;
            let Some(IdRow { id }) = account else { return Ok(false) };
            END_SESSIONS_OF.with(args![&email]).run(tx).await?;
            SET_PASSWORD.with(args![email, hash]).run(tx).await?;
            record(tx, guard.account(), Deed::ResetPassword, &format!("account {id}"), "", now).await?;
            Ok(true)
        })
    })
    .await
}

/// Checks the password and opens a session; the token to put in the cookie, or none when they do not match.
/// A session whose token was sent along ends, so a planted one is worth nothing.
pub async fn sign_in(
    db: &Db,
    email: &str,
    password: String,
    old_token: Option<String>,
    now: Stamp,
) -> DbResult<Option<String>> {
    let account: Option<AccountRow> = ACCOUNT_BY_EMAIL.with(args![email.trim().to_lowercase()]).first(db).await?;
    let stored = account.as_ref().map(|account| account.password_hash.clone());
    if !password::verify(password, stored).await? {
        return Ok(None);
    }
    let Some(account) = account else {
        return Ok(None);
    };
    let token = random_hex::<32>();
    let hash = token_hash(&token);
    db.write(move |tx| {
        Box::pin(async move {
            if let Some(old) = old_token {
                END_SESSION.with(args![token_hash(&old)]).run(tx).await?;
            }
            ADD_SESSION.with(args![hash, account.id, now.0, now.0 + SESSION_LENGTH]).run(tx).await?;
            Ok(())
        })
    })
    .await?;
    Ok(Some(token))
}

/// Ends a session; nothing happens when there is none.
pub async fn end_session(db: &Db, token: &str) -> DbResult<()> {
    let hash = token_hash(token);
    db.write(move |tx| {
        Box::pin(async move {
            END_SESSION.with(args![hash]).run(tx).await?;
            Ok(())
        })
    })
    .await
}

/// Who holds this token now. The role is read at every request, so a change of role works at once.
pub async fn find_actor(db: &Db, token: &str, now: Stamp) -> DbResult<Actor> {
    let found: Option<ActorRow> = ACTOR_BY_SESSION.with(args![token_hash(token), now.0]).first(db).await?;
    let Some(found) = found else {
        return Ok(Actor::Anonymous);
    };
    let rows: Vec<GrantRow> = GRANTS.with(args![found.id]).all(db).await?;
    let grants = rows.into_iter().map(|row| Ok((SectionId(row.section_id), stored_role(&row.role)?)));
    let grants = grants.collect::<DbResult<_>>()?;
    Ok(Actor::Staff(Staff { id: AccountId(found.id), name: found.name, role: stored_role(&found.role)?, grants }))
}

fn stored_role(role: &str) -> DbResult<Role> {
    Role::parse(role).ok_or_else(|| DbFault::Broken(format!("role {role}")))
}

/// Gives an account a role in one section, or takes it away.
///
/// # Errors
/// A role that cannot be given for one section only: reader and administrator.
pub async fn grant(
    db: &Db,
    guard: Administrator,
    account: AccountId,
    section: SectionId,
    role: Option<Role>,
    now: Stamp,
) -> DbResult<()> {
    if matches!(role, Some(Role::Reader | Role::Administrator)) {
        return Err(AppError::field("role", Problem::Malformed).into());
    }
    db.write(move |tx| {
        Box::pin(async move {
            match role {
                Some(role) => GRANT.with(args![account.0, section.0, role.as_str()]).run(tx).await?,
                None => WITHDRAW.with(args![account.0, section.0]).run(tx).await?,
            };
            let detail = format!("section {section}: {}", role.map_or("none", Role::as_str));
            record(tx, guard.account(), Deed::Grant, &format!("account {account}"), &detail, now).await
        })
    })
    .await
}

/// Removes sessions that ended by themselves.
pub async fn sweep_sessions(db: &Db, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            SWEEP_SESSIONS.with(args![now.0]).run(tx).await?;
            Ok(())
        })
    })
    .await
}
