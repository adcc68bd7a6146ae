//! Signing in, and the sessions that come of it.

use sha2::{Digest, Sha256};

use super::{Actor, Role, Staff, password};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::ids::{AccountId, SectionId, hex, random_hex};
use crate::time::Stamp;

/// The cookie that carries a session's token; the prefix binds it to this host, this path and TLS (or loopback).
pub const SESSION_COOKIE: &str = "__Host-dinh";
/// The cookie of somebody who gave the right password and has yet to give the code.
pub const HALF_COOKIE: &str = "__Host-dinh-ma";

/// A working day: staff sign in once in the morning.
const SESSION_LENGTH: i64 = 12 * 3_600_000;
/// Nobody came back for half of it: the machine was left.
const IDLE: i64 = 6 * 3_600_000;
/// How often it is written down that a session is in use.
const SEEN_EVERY: i64 = 5 * 60_000;
/// How long the code may take.
const HALF_LENGTH: i64 = 10 * 60_000;
/// How many codes may be tried before the password is asked for again.
const TRIES: i64 = 5;

statements! { "sessions";
    ACCOUNT_BY_EMAIL = "SELECT id, password_hash, totp_secret FROM account WHERE email = $1 AND disabled_at IS NULL";
    ADD = "INSERT INTO session (token_hash, account_id, created_at, expires_at, number, seen_at, browser)
        VALUES ($1, $2, $3, $4, $5, $3, $6)";
    END = "DELETE FROM session WHERE token_hash = $1";
    END_ONE = "DELETE FROM session WHERE account_id = $1 AND number = $2";
    END_OTHERS = "DELETE FROM session WHERE account_id = $1 AND token_hash <> $2";
    SWEEP = "DELETE FROM session WHERE expires_at <= $1 OR seen_at <= $2";
    SWEEP_HALF = "DELETE FROM half_session WHERE expires_at <= $1";
    ACTOR = "SELECT a.id, a.name, a.role, a.totp_secret, s.seen_at, s.by_passkey FROM session s JOIN account a ON a.id = s.account_id
        WHERE s.token_hash = $1 AND s.expires_at > $2 AND COALESCE(s.seen_at, $2) > $3 AND a.disabled_at IS NULL";
    STAFF = "SELECT id, name, role FROM account WHERE id = $1 AND disabled_at IS NULL";
    SEEN = "UPDATE session SET seen_at = $2 WHERE token_hash = $1";
    GRANTS = "SELECT section_id, role FROM account_section WHERE account_id = $1 ORDER BY section_id";
    ADDRESS = "SELECT a.email FROM session s JOIN account a ON a.id = s.account_id
        WHERE s.token_hash = $1 AND s.expires_at > $2";
    LIST = "SELECT number, created_at, seen_at, browser, token_hash FROM session
        WHERE account_id = $1 AND expires_at > $2 ORDER BY created_at DESC";
    ADD_HALF = "INSERT INTO half_session (token_hash, account_id, expires_at, tries) VALUES ($1, $2, $3, 0)";
    TRY_HALF = "UPDATE half_session SET tries = tries + 1 WHERE token_hash = $1 AND expires_at > $2 AND tries < $3
        RETURNING account_id AS id";
    END_HALF = "DELETE FROM half_session WHERE token_hash = $1";
}
pub use STATEMENTS as SESSION_STATEMENTS;

row! { struct AccountRow { id: i64, password_hash: String, totp_secret: Option<String> } }
row! { struct ActorRow { id: i64, name: String, role: String, totp_secret: Option<String>, seen_at: Option<i64>, by_passkey: i64 } }
row! { struct StaffRow { id: i64, name: String, role: String } }
row! { struct GrantRow { section_id: i64, role: String } }
row! { struct IdRow { id: i64 } }
row! { struct AddressRow { email: String } }
row! {
    struct SessionRow {
        number: Option<i64>, created_at: i64, seen_at: Option<i64>, browser: Option<String>, token_hash: String,
    }
}

/// What a right password leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// A session; its token is for the cookie.
    Whole(String),
    /// The code is asked for next; the token is for the cookie of the second step.
    Half(String),
}

/// A session, for the person whose it is.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its number; none for one from before sessions had numbers.
    pub number: Option<i64>,
    /// When it began.
    pub began: Stamp,
    /// When it was last in use, to five minutes.
    pub seen: Option<Stamp>,
    /// The family of the browser, in a few words.
    pub browser: String,
    /// It is the one that asks.
    pub is_this: bool,
}

/// The hash by which a token is stored.
pub(crate) fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// The family of browser and system in a user agent, which is not kept itself.
pub fn browser_family(agent: &str) -> String {
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    // The order matters: most browsers also name those that they resemble.
    let browser = find(&[
        ("coc_coc", "Cốc Cốc"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Checks the password and opens a session, or the second step where the account has one; none when they do not match.
/// A session whose token was sent along ends, so a planted one is worth nothing.
pub async fn sign_in(
    db: &Db,
    email: &str,
    password: String,
    old_token: Option<String>,
    browser: String,
    now: Stamp,
) -> DbResult<Option<SignIn>> {
    let account: Option<AccountRow> = ACCOUNT_BY_EMAIL.with(args![email.trim().to_lowercase()]).first(db).await?;
    let stored = account.as_ref().map(|account| account.password_hash.clone());
    if !password::verify(password, stored).await? {
        return Ok(None);
    }
    let Some(account) = account else {
        return Ok(None);
    };
    let token = random_hex::<32>();
    let (hash, has_second) = (token_hash(&token), account.totp_secret.is_some());
    db.write(move |tx| {
        Box::pin(async move {
            if let Some(old) = old_token {
                END.with(args![token_hash(&old)]).run(tx).await?;
            }
            if has_second {
                ADD_HALF.with(args![hash, account.id, now.0 + HALF_LENGTH]).run(tx).await?;
                return Ok(());
            }
            open_in(tx, AccountId(account.id), &hash, &browser, now).await
        })
    })
    .await?;
    Ok(Some(if has_second { SignIn::Half(token) } else { SignIn::Whole(token) }))
}

async fn open_in(tx: &mut Tx, account: AccountId, hash: &str, browser: &str, now: Stamp) -> DbResult<()> {
    let number = tx.next_id("session").await?;
    ADD.with(args![hash, account.0, now.0, now.0 + SESSION_LENGTH, number, browser]).run(tx).await?;
    Ok(())
}

/// Opens a session without asking for anything; who calls this has checked who it is for. The token for the cookie.
pub async fn open_session_in(tx: &mut Tx, account: AccountId, browser: &str, now: Stamp) -> DbResult<String> {
    let token = random_hex::<32>();
    open_in(tx, account, &token_hash(&token), browser, now).await?;
    Ok(token)
}

/// The address of the account whose session this is.
pub async fn address_of(db: &Db, token: &str, now: Stamp) -> DbResult<Option<String>> {
    let row: Option<AddressRow> = ADDRESS.with(args![token_hash(token), now.0]).first(db).await?;
    Ok(row.map(|row| row.email))
}

/// Counts a try at the second step and says whose it is; none when there is no such step, or no try is left.
pub(super) async fn try_half_in(tx: &mut Tx, token: &str, now: Stamp) -> DbResult<Option<AccountId>> {
    let row: Option<IdRow> = TRY_HALF.with(args![token_hash(token), now.0, TRIES]).first_in(tx).await?;
    Ok(row.map(|row| AccountId(row.id)))
}

/// Ends the second step.
pub(super) async fn end_half_in(tx: &mut Tx, token: &str) -> DbResult<()> {
    END_HALF.with(args![token_hash(token)]).run(tx).await?;
    Ok(())
}

/// Ends a session; nothing happens when there is none.
pub async fn end_session(db: &Db, token: &str) -> DbResult<()> {
    let hash = token_hash(token);
    db.write(move |tx| {
        Box::pin(async move {
            END.with(args![hash]).run(tx).await?;
            Ok(())
        })
    })
    .await
}

/// Who holds this token now. The role is read at every request, so a change of role works at once.
pub async fn find_actor(db: &Db, token: &str, now: Stamp) -> DbResult<Actor> {
    let Some(found) = held(db, token, now).await? else { return Ok(Actor::Anonymous) };
    if found.seen_at.is_none_or(|seen| now.0 - seen > SEEN_EVERY) {
        let hash = token_hash(token);
        let seen = db.write(move |tx| Box::pin(async move { SEEN.with(args![hash, now.0]).run(tx).await.map(drop) }));
        // Who reads on a full disk is still who they are.
        if let Err(fault) = seen.await {
            tracing::warn!(%fault, "a session's use is not written down");
        }
    }
    staff_of(db, found).await
}

/// As [`find_actor`], for a page that is open and asks by itself: that is no use of the session, which ends when nobody
/// comes back to it.
///
/// # Errors
/// A database that does not answer.
pub async fn peek_actor(db: &Db, token: &str, now: Stamp) -> DbResult<Actor> {
    match held(db, token, now).await? {
        Some(found) => staff_of(db, found).await,
        None => Ok(Actor::Anonymous),
    }
}

async fn held(db: &Db, token: &str, now: Stamp) -> DbResult<Option<ActorRow>> {
    ACTOR.with(args![token_hash(token), now.0, now.0 - IDLE]).first(db).await
}

async fn staff_of(db: &Db, found: ActorRow) -> DbResult<Actor> {
    let grants = grants_of(db, found.id).await?;
    let has_second_step = found.totp_secret.is_some() || found.by_passkey == 1;
    let role = stored_role(&found.role)?;
    Ok(Actor::Staff(Staff { id: AccountId(found.id), name: found.name, role, grants, has_second_step }))
}

/// Somebody as their account says, for what they began and the server ends; none once they may not sign in.
///
/// # Errors
/// A database that does not answer.
pub async fn actor_of(db: &Db, account: AccountId) -> DbResult<Option<Actor>> {
    let Some(found) = STAFF.with(args![account.0]).first::<StaffRow>(db).await? else { return Ok(None) };
    let grants = grants_of(db, found.id).await?;
    let role = stored_role(&found.role)?;
    Ok(Some(Actor::Staff(Staff { id: AccountId(found.id), name: found.name, role, grants, has_second_step: true })))
}

async fn grants_of(db: &Db, account: i64) -> DbResult<Vec<(SectionId, Role)>> {
    let rows: Vec<GrantRow> = GRANTS.with(args![account]).all(db).await?;
    rows.into_iter().map(|row| Ok((SectionId(row.section_id), stored_role(&row.role)?))).collect()
}

fn stored_role(role: &str) -> DbResult<Role> {
    Role::parse(role).ok_or_else(|| DbFault::Broken(format!("role {role}")))
}

/// The sessions of an account, the newest first; `token` is that of the one that asks.
pub async fn sessions_of(db: &Db, account: AccountId, token: &str, now: Stamp) -> DbResult<Vec<Session>> {
    let this = token_hash(token);
    let rows: Vec<SessionRow> = LIST.with(args![account.0, now.0]).all(db).await?;
    let session = |row: SessionRow| Session {
        number: row.number,
        began: Stamp(row.created_at),
        seen: row.seen_at.map(Stamp),
        browser: row.browser.unwrap_or_default(),
        is_this: row.token_hash == this,
    };
    Ok(rows.into_iter().map(session).collect())
}

/// Ends one session of an account, or all but the one that asks.
pub async fn end_sessions(db: &Db, account: AccountId, number: Option<i64>, token: &str) -> DbResult<()> {
    let this = token_hash(token);
    db.write(move |tx| {
        Box::pin(async move {
            match number {
                Some(number) => END_ONE.with(args![account.0, number]).run(tx).await?,
                None => END_OTHERS.with(args![account.0, this]).run(tx).await?,
            };
            Ok(())
        })
    })
    .await
}

/// Ends all sessions of an account but the one with this token, or all without one, inside a transaction.
pub(crate) async fn end_sessions_in(tx: &mut Tx, account: AccountId, token: Option<&str>) -> DbResult<()> {
    let kept = token.map(token_hash).unwrap_or_default();
    END_OTHERS.with(args![account.0, kept]).run(tx).await?;
    Ok(())
}

/// Removes sessions that ended by themselves.
pub async fn sweep_sessions(db: &Db, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            SWEEP.with(args![now.0, now.0 - IDLE]).run(tx).await?;
            SWEEP_HALF.with(args![now.0]).run(tx).await?;
            Ok(())
        })
    })
    .await
}
