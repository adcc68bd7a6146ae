//! Links that work once: for the first administrator, for somebody invited, for a new password.

use super::Person;
use crate::audit::{Deed, record};
use crate::auth::{
    Administrator, Role, clean_email, clean_password, end_sessions_in, hash_password, open_session_in, token_hash,
};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, random_hex};
use crate::mail::{Kind, Message, post_in};
use crate::time::Stamp;

const HOUR: i64 = 3_600_000;

statements! { "invitations";
    ADD = "INSERT INTO invitation (token_hash, kind, email, name, role, account_id, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    FIND = "SELECT kind, email, name, role, account_id FROM invitation WHERE token_hash = $1 AND expires_at > $2";
    TAKE = "DELETE FROM invitation WHERE token_hash = $1 AND expires_at > $2";
    LOCK = "UPDATE account SET name = name WHERE id = $1";
    FORGET = "DELETE FROM invitation WHERE expires_at <= $1 OR (kind = $2 AND (account_id = $3 OR kind = 'setup'))";
    COUNT = "SELECT COUNT(*) AS total FROM account";
    TAKEN = "SELECT COUNT(*) AS total FROM account WHERE email = $1";
    ADD_ACCOUNT = "INSERT INTO account (id, email, name, role, password_hash, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email) DO NOTHING";
    ACTIVE = "SELECT id FROM account WHERE email = $1 AND disabled_at IS NULL";
    SET_PASSWORD = "UPDATE account SET password_hash = $2 WHERE id = $1 AND disabled_at IS NULL";
}
pub use STATEMENTS as INVITATION_STATEMENTS;

row! { struct IdRow { id: i64 } }
row! { struct TotalRow { total: i64 } }
row! {
    /// What a link is for.
    #[derive(Clone, Debug)]
    pub struct Invitation { kind: String, email: String, name: String, role: String, account_id: Option<i64> }
}

impl Invitation {
    /// It is for the first administrator, who chooses their address too.
    pub fn is_setup(&self) -> bool {
        self.kind == "setup"
    }

    /// It is for a new password.
    pub fn is_reset(&self) -> bool {
        self.kind == "reset"
    }
}

/// Whom an administrator invites, or what somebody who follows a link says.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The address to sign in with.
    pub email: String,
    /// The name shown on the desk.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// A name as it is stored.
fn clean_name(name: &str) -> Result<String, AppError> {
    let name = vietnamese::nfc(name.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
    match name.chars().filter(|c| !c.is_control()).count() {
        0 => Err(AppError::field("name", Problem::Missing)),
        1..=100 if !name.chars().any(char::is_control) => Ok(name),
        _ => Err(AppError::field("name", Problem::TooLong)),
    }
}

async fn total_in(tx: &mut Tx, query: crate::db::Query) -> DbResult<i64> {
    let row: Option<TotalRow> = query.first_in(tx).await?;
    Ok(row.map_or(0, |row| row.total))
}

/// A link for the first administrator, valid for a day, while nobody has an account; the part after `/loi-moi/`.
pub async fn setup_link(db: &Db, now: Stamp) -> DbResult<Option<String>> {
    let token = random_hex::<32>();
    let hash = token_hash(&token);
    let made = db.write(move |tx| {
        Box::pin(async move {
            if total_in(tx, COUNT.with(args![])).await? > 0 {
                return Ok(false);
            }
            FORGET.with(args![now.0, "setup", None::<i64>]).run(tx).await?;
            let role = Role::Administrator.as_str();
            ADD.with(args![hash, "setup", "", "", role, None::<i64>, now.0, now.0 + 24 * HOUR]).run(tx).await?;
            Ok(true)
        })
    });
    Ok(made.await?.then_some(token))
}

/// Invites somebody; the part of the link after `/loi-moi/`, valid for seven days.
///
/// # Errors
/// A malformed address or name, an address that has an account.
pub async fn invite(db: &Db, guard: Administrator, wanted: Wanted, now: Stamp) -> DbResult<String> {
    let (email, name) = (clean_email(&wanted.email)?, clean_name(&wanted.name)?);
    let token = random_hex::<32>();
    let (hash, path) = (token_hash(&token), format!("/loi-moi/{token}"));
    db.write(move |tx| {
        Box::pin(async move {
            if total_in(tx, TAKEN.with(args![&email])).await? > 0 {
                return Err(AppError::field("email", Problem::Frozen).into());
            }
            FORGET.with(args![now.0, "", None::<i64>]).run(tx).await?;
            let (role, until) = (wanted.role.as_str(), Stamp(now.0 + 7 * 24 * HOUR));
            ADD.with(args![hash, "invite", &email, &name, role, None::<i64>, now.0, until.0]).run(tx).await?;
            let kind = Kind::Invite;
            post_in(tx, Message { kind, account: None, recipient: email, about: name, path, until }, now).await?;
            record(tx, guard.account(), Deed::Invite, "account", role, now).await
        })
    })
    .await?;
    Ok(token)
}

/// A link for a new password, valid for an hour; it skips no second step. Older ones for the same account end.
///
/// # Errors
/// No such account.
pub async fn reset_link(db: &Db, guard: Administrator, id: AccountId, now: Stamp) -> DbResult<String> {
    let person = super::find_person(db, id).await?.ok_or(AppError::NotFound)?;
    let token = random_hex::<32>();
    let given = token.clone();
    db.write(move |tx| {
        Box::pin(async move {
            add_reset_in(tx, &person, &given, now).await?;
            record(tx, guard.account(), Deed::ResetPassword, &format!("account {id}"), "link", now).await
        })
    })
    .await?;
    Ok(token)
}

/// As [`reset_link`], for somebody who asked for it themselves; nothing happens for an address that has no account, or
/// one that cannot sign in.
pub async fn ask_for_reset(db: &Db, email: String, now: Stamp) -> DbResult<()> {
    let found: Option<IdRow> = ACTIVE.with(args![email]).first(db).await?;
    let Some(id) = found.map(|row| AccountId(row.id)) else { return Ok(()) };
    let Some(person) = super::find_person(db, id).await? else { return Ok(()) };
    let token = random_hex::<32>();
    db.write(move |tx| {
        Box::pin(async move {
            add_reset_in(tx, &person, &token, now).await?;
            record(tx, None, Deed::AskReset, &format!("account {id}"), "", now).await
        })
    })
    .await
}

/// Stores a link for a new password and the message with it; older links of the same account end.
async fn add_reset_in(tx: &mut Tx, person: &Person, token: &str, now: Stamp) -> DbResult<()> {
    let (id, until) = (person.id, Stamp(now.0 + HOUR));
    // Of two who ask at once, the second waits here and then ends the first's link.
    LOCK.with(args![id.0]).run(tx).await?;
    FORGET.with(args![now.0, "reset", id.0]).run(tx).await?;
    let role = person.rights.role.as_str();
    ADD.with(args![token_hash(token), "reset", &person.email, &person.name, role, id.0, now.0, until.0])
        .run(tx)
        .await?;
    let message = Message {
        kind: Kind::Reset,
        account: Some(id),
        recipient: person.email.clone(),
        about: String::new(),
        path: format!("/loi-moi/{token}"),
        until,
    };
    post_in(tx, message, now).await
}

/// What a link is for; none for one that is unknown, used or too old.
pub async fn invitation(db: &Db, token: &str, now: Stamp) -> DbResult<Option<Invitation>> {
    FIND.with(args![token_hash(token), now.0]).first(db).await
}

/// Follows a link: makes the account or sets the password. The token of the session that it opens; none for a new
/// password, after which one signs in with it and with the second step.
///
/// # Errors
/// A link that is used or too old, a name, address or password that cannot be taken; the link stays good then.
pub async fn join(
    db: &Db,
    token: &str,
    said: Wanted,
    password: String,
    browser: String,
    now: Stamp,
) -> DbResult<Option<String>> {
    clean_password(&password)?;
    let link = invitation(db, token, now).await?.ok_or(AppError::NotFound)?;
    let email = if link.is_setup() { clean_email(&said.email)? } else { link.email.clone() };
    let name = if link.is_reset() { link.name.clone() } else { clean_name(&said.name)? };
    let (password, hash) = (hash_password(password).await?, token_hash(token));
    db.write(move |tx| {
        Box::pin(async move {
            if TAKE.with(args![hash, now.0]).run(tx).await? != 1 {
                return Err(AppError::NotFound.into());
            }
            if let Some(id) = link.account_id {
                if SET_PASSWORD.with(args![id, password]).run(tx).await? != 1 {
                    return Err(AppError::NotFound.into());
                }
                end_sessions_in(tx, AccountId(id), None).await?;
                record(tx, Some(AccountId(id)), Deed::ChangePassword, &format!("account {id}"), "link", now).await?;
                return Ok(None);
            }
            if link.is_setup() && total_in(tx, COUNT.with(args![])).await? > 0 {
                return Err(AppError::NotFound.into());
            }
            let id = AccountId(tx.next_id("account").await?);
            let role = Role::parse(&link.role).ok_or_else(|| DbFault::Broken(format!("role {}", link.role)))?;
            if ADD_ACCOUNT.with(args![id.0, email, name, role.as_str(), password, now.0]).run(tx).await? != 1 {
                return Err(AppError::field("email", Problem::Frozen).into());
            }
            record(tx, Some(id), Deed::AddAccount, &format!("account {id}"), role.as_str(), now).await?;
            open_session_in(tx, id, &browser, now).await.map(Some)
        })
    })
    .await
}
