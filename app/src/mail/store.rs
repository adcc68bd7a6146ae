//! Messages in the database.

use super::types::{Kind, Lost, Message, Outgoing};
use crate::audit::{Deed, record};
use crate::auth::Administrator;
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::AppError;
use crate::ids::{AccountId, ArticleId};
use crate::time::Stamp;

/// How often a message is tried: with the pauses between, for about half a day.
const MOST: i64 = 20;
/// The pause after the first failure; each is twice as long as the one before.
const FIRST_PAUSE: i64 = 5_000;
const LONGEST_PAUSE: i64 = 3_600_000;
const DAY: i64 = 86_400_000;
/// What a server for mail says is kept to this length.
const FAULT: usize = 300;

statements! { "mail";
    ADD = "INSERT INTO outbox (id, kind, account_id, recipient, about, path, created_at, expires_at, tries, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $7)";
    NEXT = "SELECT id, kind, recipient, about, path, created_at, expires_at, tries FROM outbox
        WHERE due_at <= $1 AND given_up_at IS NULL ORDER BY due_at, id LIMIT 1";
    CLAIM = "UPDATE outbox SET tries = tries + 1, due_at = $3 WHERE id = $1 AND tries = $2";
    SENT = "DELETE FROM outbox WHERE id = $1";
    FAILED = "UPDATE outbox SET fault = $2 WHERE id = $1";
    GIVE_UP = "UPDATE outbox SET given_up_at = $2, fault = $3, path = '', about = '' WHERE id = $1";
    GIVEN_UP = "SELECT id, kind, recipient, given_up_at, fault FROM outbox WHERE given_up_at IS NOT NULL
        ORDER BY given_up_at DESC, id DESC LIMIT 50";
    DISCARD = "DELETE FROM outbox WHERE id = $1 AND given_up_at IS NOT NULL";
    SWEEP = "DELETE FROM outbox WHERE given_up_at <= $1";
    FORGET = "DELETE FROM outbox WHERE account_id = $1 OR recipient = (SELECT email FROM account WHERE id = $1)";
    TAKER = "SELECT a.email, v.title FROM account a, article t
        JOIN article_version v ON v.article_id = t.id AND v.version = t.head_version
        WHERE a.id = $1 AND t.id = $2 AND a.disabled_at IS NULL AND a.work_mail = 1";
    WANTS = "SELECT work_mail FROM account WHERE id = $1";
    SET_WANTS = "UPDATE account SET work_mail = $2 WHERE id = $1";
}

row! {
    struct DueRow {
        id: i64, kind: String, recipient: String, about: String, path: String, created_at: i64, expires_at: i64,
        tries: i64,
    }
}
row! {
    struct LostRow { id: i64, kind: String, recipient: String, given_up_at: Option<i64>, fault: Option<String> }
}
row! { struct TakerRow { email: String, title: String } }
row! { struct WantsRow { work_mail: i64 } }

/// Stores a message beside the deed that it speaks of.
pub(crate) async fn post_in(tx: &mut Tx, message: Message, now: Stamp) -> DbResult<()> {
    let id = tx.next_id("outbox").await?;
    let Message { kind, account, recipient, about, path, until } = message;
    let account = account.map(|account| account.0);
    ADD.with(args![id, kind.as_str(), account, recipient, about, path, now.0, until.0]).run(tx).await?;
    Ok(())
}

/// Tells somebody that a text was put in their charge, if they want to know.
pub(crate) async fn charged_in(tx: &mut Tx, taker: AccountId, id: ArticleId, now: Stamp) -> DbResult<()> {
    let row: Option<TakerRow> = TAKER.with(args![taker.0, id.0]).first_in(tx).await?;
    let Some(TakerRow { email, title }) = row else { return Ok(()) };
    let message = Message {
        kind: Kind::Charge,
        account: Some(taker),
        recipient: email,
        about: title,
        path: format!("/bien-tap/bai-viet/{id}"),
        until: Stamp(now.0 + 3 * DAY),
    };
    post_in(tx, message, now).await
}

/// Removes every message to somebody.
pub(crate) async fn forget_in(tx: &mut Tx, account: AccountId) -> DbResult<()> {
    FORGET.with(args![account.0]).run(tx).await?;
    Ok(())
}

/// The pause after so many tries.
fn pause(tries: i64) -> i64 {
    let doubled = u32::try_from(tries - 1).ok().and_then(|times| FIRST_PAUSE.checked_shl(times));
    doubled.filter(|pause| (FIRST_PAUSE..LONGEST_PAUSE).contains(pause)).unwrap_or(LONGEST_PAUSE)
}

/// The message whose turn it is, counted as tried, so that one on which the program dies is not tried for ever. A
/// message for which it is too late is given up.
pub async fn next_due(db: &Db, now: Stamp) -> DbResult<Option<Outgoing>> {
    // Most of the time there is none, and nothing is written to learn that.
    let waiting: Option<DueRow> = NEXT.with(args![now.0]).first(db).await?;
    if waiting.is_none() {
        return Ok(None);
    }
    db.write(move |tx| Box::pin(async move { claim_in(tx, now).await })).await
}

async fn claim_in(tx: &mut Tx, now: Stamp) -> DbResult<Option<Outgoing>> {
    loop {
        let row: Option<DueRow> = NEXT.with(args![now.0]).first_in(tx).await?;
        let Some(row) = row else { return Ok(None) };
        if row.expires_at <= now.0 || row.tries >= MOST {
            give_up_in(tx, row.id, "too late", now).await?;
            continue;
        }
        let kind = Kind::parse(&row.kind).ok_or_else(|| DbFault::Broken(format!("message of kind {}", row.kind)))?;
        let tries = row.tries + 1;
        if CLAIM.with(args![row.id, row.tries, now.0 + pause(tries)]).run(tx).await? != 1 {
            continue;
        }
        return Ok(Some(Outgoing {
            id: row.id,
            kind,
            recipient: row.recipient,
            about: row.about,
            path: row.path,
            created: Stamp(row.created_at),
            until: Stamp(row.expires_at),
            tries,
        }));
    }
}

async fn give_up_in(tx: &mut Tx, id: i64, fault: &str, now: Stamp) -> DbResult<()> {
    tracing::error!(message = id, fault, "a message by mail is given up");
    GIVE_UP.with(args![id, now.0, fault]).run(tx).await?;
    Ok(())
}

/// A message is on its way: nothing of it is kept.
pub async fn delivered(db: &Db, id: i64) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            SENT.with(args![id]).run(tx).await?;
            Ok(())
        })
    })
    .await
}

/// A message was not taken. It is tried again, unless this was the last time or it never will be taken.
pub async fn failed(db: &Db, message: &Outgoing, fault: &str, for_good: bool, now: Stamp) -> DbResult<()> {
    let (id, last) = (message.id, for_good || message.tries >= MOST);
    let fault: String = fault.chars().take(FAULT).collect();
    db.write(move |tx| {
        Box::pin(async move {
            if last {
                return give_up_in(tx, id, &fault, now).await;
            }
            FAILED.with(args![id, fault]).run(tx).await?;
            Ok(())
        })
    })
    .await
}

/// What was given up, the newest first.
pub async fn given_up(db: &Db, _guard: &Administrator) -> DbResult<Vec<Lost>> {
    let rows: Vec<LostRow> = GIVEN_UP.with(args![]).all(db).await?;
    let lost = |row: LostRow| Lost {
        id: row.id,
        kind: Kind::parse(&row.kind),
        recipient: row.recipient,
        at: Stamp(row.given_up_at.unwrap_or_default()),
        fault: row.fault.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(lost).collect())
}

/// Takes a message that was given up off the list.
///
/// # Errors
/// No such message.
pub async fn discard(db: &Db, guard: Administrator, id: i64, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            if DISCARD.with(args![id]).run(tx).await? != 1 {
                return Err(AppError::NotFound.into());
            }
            record(tx, guard.account(), Deed::DiscardMail, &format!("message {id}"), "", now).await
        })
    })
    .await
}

/// Removes what was given up a month ago.
pub async fn sweep_given_up(db: &Db, now: Stamp) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            SWEEP.with(args![now.0 - 30 * DAY]).run(tx).await?;
            Ok(())
        })
    })
    .await
}

/// Whether somebody is told by mail about texts put in their charge.
pub async fn wants_work_mail(db: &Db, account: AccountId) -> DbResult<bool> {
    let row: Option<WantsRow> = WANTS.with(args![account.0]).first(db).await?;
    Ok(row.is_some_and(|row| row.work_mail == 1))
}

/// Sets it.
pub async fn set_work_mail(db: &Db, account: AccountId, wanted: bool) -> DbResult<()> {
    db.write(move |tx| {
        Box::pin(async move {
            SET_WANTS.with(args![account.0, i64::from(wanted)]).run(tx).await?;
            Ok(())
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    //! Pauses.
    use super::{FIRST_PAUSE, LONGEST_PAUSE, MOST, pause};

    #[test]
    fn pauses_grow_and_end() {
        assert_eq!([1, 2, 3].map(pause), [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]);
        assert_eq!([11, 20, 60, 99].map(pause), [LONGEST_PAUSE; 4]);
        let whole: i64 = (1..MOST).map(pause).sum();
        assert!((10..14).contains(&(whole / LONGEST_PAUSE)), "{whole}");
    }
}
