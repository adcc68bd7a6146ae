//! Accounts in the database.

use super::{Administrator, Role, password};
use crate::audit::{Deed, record};
use crate::db::{Db, DbResult, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, SectionId};
use crate::time::Stamp;

statements! { "auth";
    ADD_ACCOUNT = "INSERT INTO account (id, email, name, role, password_hash, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email) DO NOTHING";
    SET_PASSWORD = "UPDATE account SET password_hash = $2 WHERE email = $1";
    END_SESSIONS_OF = "DELETE FROM session WHERE account_id IN (SELECT id FROM account WHERE email = $1)";
    GRANT = "INSERT INTO account_section (account_id, section_id, role) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, section_id) DO UPDATE SET role = excluded.role";
    WITHDRAW = "DELETE FROM account_section WHERE account_id = $1 AND section_id = $2";
    ACCOUNT_ID = "SELECT id FROM account WHERE email = $1";
}

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

/// An address as it is stored.
///
/// # Errors
/// One that is none.
pub(crate) fn clean_email(email: &str) -> Result<String, AppError> {
    let email = email.trim().to_lowercase();
    let well_formed = email.len() <= 254
        && email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
        && !email.chars().any(|c| c.is_whitespace() || c.is_control());
    if well_formed { Ok(email) } else { Err(AppError::field("email", Problem::Malformed)) }
}

/// Says whether a password may be taken: 12 characters are the least for one that stands with a second step
/// (ASVS 5.0, 6.2.1: 8 at least, 15 better).
///
/// # Errors
/// One that is missing, too short or too long.
pub(crate) fn clean_password(password: &str) -> Result<(), AppError> {
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
