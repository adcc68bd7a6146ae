//! Passkeys in the database.

use super::ceremony::{self, Begun, Made, StoredKey, Used};
use super::types::{Entered, Passkey, RelyingParty};
use crate::audit::{Deed, record};
use crate::auth::{open_session_in, token_hash};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::AccountId;
use crate::time::Stamp;

/// How long somebody has for their finger, face or PIN.
const OPEN: i64 = 5 * 60_000;
/// How many keys an account may have.
const MOST: usize = 20;
const LONGEST_NAME: usize = 60;

statements! { "passkeys";
    WHO = "SELECT email, name, passkey_handle FROM account WHERE id = $1";
    SET_HANDLE = "UPDATE account SET passkey_handle = $2 WHERE id = $1 AND passkey_handle IS NULL";
    OWN = "SELECT id, credential, transports, name, created_at, used_at FROM passkey WHERE account_id = $1
        ORDER BY created_at, id";
    ASK = "INSERT INTO passkey_challenge (challenge, account_id, state, expires_at) VALUES ($1, $2, $3, $4)";
    TAKE = "DELETE FROM passkey_challenge WHERE challenge = $1 RETURNING account_id, state, expires_at";
    SWEEP = "DELETE FROM passkey_challenge WHERE expires_at <= $1";
    ADD = "INSERT INTO passkey (id, account_id, credential, public_key, state, transports, name, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential) DO NOTHING";
    FIND = "SELECT p.id, p.account_id, p.public_key, p.state, a.passkey_handle, a.email FROM passkey p
        JOIN account a ON a.id = p.account_id WHERE p.credential = $1 AND a.disabled_at IS NULL";
    USED = "UPDATE passkey SET state = $2, used_at = $3 WHERE id = $1";
    REMOVE = "DELETE FROM passkey WHERE id = $1 AND account_id = $2";
    DROP_ALL = "DELETE FROM passkey WHERE account_id = $1";
    STEPS = "SELECT s.by_passkey, a.totp_secret, a.password_hash,
            (SELECT COUNT(*) FROM passkey p WHERE p.account_id = a.id) AS keys
        FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1 AND a.id = $2";
    MARK = "UPDATE session SET by_passkey = 1 WHERE token_hash = $1";
    /// Says nothing new, and holds the row, so that two keys are not removed at once.
    LOCK = "UPDATE account SET passkey_handle = passkey_handle WHERE id = $1";
}

row! { struct WhoRow { email: String, name: String, passkey_handle: Option<String> } }
row! {
    struct OwnRow {
        id: i64, credential: String, transports: i64, name: String, created_at: i64, used_at: Option<i64>,
    }
}
row! { struct ChallengeRow { account_id: Option<i64>, state: String, expires_at: i64 } }
row! {
    struct KeyRow {
        id: i64, account_id: i64, public_key: String, state: String, passkey_handle: Option<String>, email: String,
    }
}
row! { struct StepsRow { by_passkey: i64, totp_secret: Option<String>, password_hash: String, keys: i64 } }

/// The keys of an account.
pub async fn passkeys_of(db: &Db, account: AccountId) -> DbResult<Vec<Passkey>> {
    let rows: Vec<OwnRow> = OWN.with(args![account.0]).all(db).await?;
    let passkey = |row: OwnRow| Passkey {
        id: row.id,
        name: row.name,
        added: Stamp(row.created_at),
        used: row.used_at.map(Stamp),
    };
    Ok(rows.into_iter().map(passkey).collect())
}

async fn steps_in(tx: &mut Tx, account: AccountId, token: &str) -> DbResult<StepsRow> {
    let steps: Option<StepsRow> = STEPS.with(args![token_hash(token), account.0]).first_in(tx).await?;
    Ok(steps.ok_or(AppError::SignIn)?)
}

/// Says whether this session may change how its account signs in. One that was opened by password alone may not where
/// there is a passkey: whoever stole the password could make a second step of their own.
pub(crate) async fn may_change_steps_in(tx: &mut Tx, account: AccountId, token: &str) -> DbResult<()> {
    let steps = steps_in(tx, account, token).await?;
    if steps.keys == 0 || steps.totp_secret.is_some() || steps.by_passkey == 1 {
        return Ok(());
    }
    Err(AppError::Denied.into())
}

async fn ask_in(tx: &mut Tx, begun: Begun, account: Option<AccountId>, now: Stamp) -> DbResult<String> {
    SWEEP.with(args![now.0]).run(tx).await?;
    let account = account.map(|account| account.0);
    ASK.with(args![begun.challenge, account, begun.state, now.0 + OPEN]).run(tx).await?;
    Ok(begun.options)
}

/// Begins to add a key to an account; what the browser is to be asked.
///
/// # Errors
/// A session by password alone of an account that has a key, too many keys.
pub async fn begin_adding(
    db: &Db,
    site: &RelyingParty,
    account: AccountId,
    token: &str,
    now: Stamp,
) -> DbResult<String> {
    let known: Vec<OwnRow> = OWN.with(args![account.0]).all(db).await?;
    if known.len() >= MOST {
        return Err(AppError::field("passkey", Problem::TooLarge).into());
    }
    let token = token.to_owned();
    let handle = db.write(move |tx| {
        Box::pin(async move {
            may_change_steps_in(tx, account, &token).await?;
            SET_HANDLE.with(args![account.0, ceremony::new_handle()]).run(tx).await?;
            let who: Option<WhoRow> = WHO.with(args![account.0]).first_in(tx).await?;
            Ok(who.ok_or(AppError::NotFound)?)
        })
    });
    let who = handle.await?;
    let known: Vec<(String, i64)> = known.into_iter().map(|row| (row.credential, row.transports)).collect();
    let handle = who.passkey_handle.unwrap_or_default();
    let begun = ceremony::begin_adding(site, (&who.email, &who.name, &handle), &known)?;
    db.write(move |tx| Box::pin(async move { ask_in(tx, begun, Some(account), now).await })).await
}

/// Takes a challenge off the table, whatever comes of it, so that it is answered once.
async fn take(db: &Db, challenge: String, account: Option<AccountId>, now: Stamp) -> DbResult<String> {
    let taken = db.write(move |tx| {
        Box::pin(async move {
            let row: Option<ChallengeRow> = TAKE.with(args![challenge]).first_in(tx).await?;
            Ok(row)
        })
    });
    let good = taken.await?.filter(|row| row.expires_at > now.0 && row.account_id.map(AccountId) == account);
    Ok(good.ok_or(AppError::Stale)?.state)
}

fn clean_name(name: &str) -> Result<String, AppError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(AppError::field("name", Problem::Missing)),
        1..=LONGEST_NAME if !name.chars().any(char::is_control) => Ok(vietnamese::nfc(&name)),
        _ => Err(AppError::field("name", Problem::TooLong)),
    }
}

/// Adds a key with what the browser answered. The session that did it counts as opened with it.
///
/// # Errors
/// An answer that was not asked for, comes too late or again, from elsewhere, or without the user verified; a key that
/// is known already.
pub async fn finish_adding(
    db: &Db,
    site: &RelyingParty,
    account: AccountId,
    answer: (&[u8], &str),
    token: &str,
    now: Stamp,
) -> DbResult<()> {
    let (json, name) = answer;
    let (name, made) = (clean_name(name)?, Made::parse(json)?);
    let state = take(db, made.challenge()?, Some(account), now).await?;
    let key = made.finish(site, &state)?;
    let token = token.to_owned();
    db.write(move |tx| {
        Box::pin(async move {
            may_change_steps_in(tx, account, &token).await?;
            let id = tx.next_id("passkey").await?;
            let ceremony::NewKey { credential, public_key, state, transports } = key;
            let row = args![id, account.0, credential, public_key, state, transports, name, now.0];
            if ADD.with(row).run(tx).await? != 1 {
                return Err(AppError::field("passkey", Problem::Frozen).into());
            }
            MARK.with(args![token_hash(&token)]).run(tx).await?;
            record(tx, Some(account), Deed::AddPasskey, &format!("account {account}"), &format!("key {id}"), now).await
        })
    })
    .await
}

/// Begins to sign somebody in; what the browser is to be asked.
pub async fn begin_sign_in(db: &Db, site: &RelyingParty, now: Stamp) -> DbResult<String> {
    let begun = ceremony::begin_sign_in(site)?;
    db.write(move |tx| Box::pin(async move { ask_in(tx, begun, None, now).await })).await
}

/// Signs in whoever the key belongs to.
///
/// # Errors
/// As [`finish_adding`]; a key that nobody has, or somebody who cannot sign in.
pub async fn finish_sign_in(
    db: &Db,
    site: &RelyingParty,
    json: &[u8],
    browser: String,
    now: Stamp,
) -> DbResult<Entered> {
    let used = Used::parse(json)?;
    let state = take(db, used.challenge()?, None, now).await?;
    let key: Option<KeyRow> = FIND.with(args![used.credential()]).first(db).await?;
    let key = key.ok_or_else(|| AppError::field("passkey", Problem::Malformed))?;
    let handle = key.passkey_handle.ok_or_else(|| DbFault::Broken("a passkey without a handle".into()))?;
    let stored = StoredKey { handle: &handle, public_key: &key.public_key, state: &key.state };
    let after = used.finish(site, &state, &stored)?;
    let (id, account, email) = (key.id, AccountId(key.account_id), key.email);
    let token = db.write(move |tx| {
        Box::pin(async move {
            if USED.with(args![id, after, now.0]).run(tx).await? != 1 {
                return Err(AppError::Stale.into());
            }
            let token = open_session_in(tx, account, &browser, now).await?;
            MARK.with(args![token_hash(&token)]).run(tx).await?;
            Ok(token)
        })
    });
    Ok(Entered { token: token.await?, email })
}

/// Removes a key of an account. `needs_second` says that the site wants a second step of everybody.
///
/// # Errors
/// A key that is not theirs, a session by password alone, the last way in or the last second step where one is needed.
pub async fn remove(db: &Db, account: AccountId, id: i64, token: &str, needs_second: bool, now: Stamp) -> DbResult<()> {
    let token = token.to_owned();
    db.write(move |tx| {
        Box::pin(async move {
            LOCK.with(args![account.0]).run(tx).await?;
            may_change_steps_in(tx, account, &token).await?;
            let steps = steps_in(tx, account, &token).await?;
            let is_needed = steps.password_hash.is_empty() || (needs_second && steps.totp_secret.is_none());
            if REMOVE.with(args![id, account.0]).run(tx).await? != 1 {
                return Err(AppError::NotFound.into());
            }
            if steps.keys <= 1 && is_needed {
                return Err(AppError::field("passkey", Problem::TooFew).into());
            }
            record(tx, Some(account), Deed::RemovePasskey, &format!("account {account}"), &format!("key {id}"), now)
                .await
        })
    })
    .await
}

/// Removes every key of an account, for somebody who lost their devices or is erased. How many there were.
pub(crate) async fn drop_all_in(tx: &mut Tx, account: AccountId) -> DbResult<u64> {
    DROP_ALL.with(args![account.0]).run(tx).await
}

/// Removes challenges that nobody answered.
pub async fn sweep_challenges(db: &Db, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            SWEEP.with(args![now.0]).run(tx).await?;
            Ok(())
        })
    })
    .await
}
