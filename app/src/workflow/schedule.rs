//! What happens to a page at a time that was set: published, taken away; and what readers see of one that is gone.

use super::events::{add_in, clean_note};
use super::store::access_in;
use super::types::EventKind;
use crate::articles::{publish_scheduled_in, withdraw_in};
use crate::audit::{Deed, record};
use crate::auth::{Place, Publisher, this_machine};
use crate::db::{Db, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, ArticleId};
use crate::time::Stamp;

statements! { "schedule";
    TIMES = "UPDATE article_work SET publish_at = $2, publish_version = $3, scheduled_by = $4, expires_at = $5
        WHERE article_id = $1";
    APPROVE = "UPDATE article_work SET stage = 'approved' WHERE article_id = $1 AND stage <> 'published'
        AND EXISTS (SELECT 1 FROM article WHERE id = $1 AND head_version = $2)";
    PLAN = "SELECT w.publish_at, w.publish_version, w.scheduled_by, w.expires_at, a.live_version, a.head_version
        FROM article_work w JOIN article a ON a.id = w.article_id WHERE w.article_id = $1";
    DUE = "SELECT article_id FROM article_work WHERE publish_at <= $1 OR expires_at <= $1 ORDER BY article_id LIMIT 100";
    EXPIRED = "UPDATE article_work SET expires_at = NULL WHERE article_id = $1";
    WITHDRAWN = "UPDATE article_work SET stage = CASE WHEN stage = 'published' THEN 'writing' ELSE stage END,
        expires_at = NULL WHERE article_id = $1";
    BURY = "INSERT INTO tombstone (article_id, taken_down_at, reason) VALUES ($1, $2, $3)
        ON CONFLICT (article_id) DO UPDATE SET taken_down_at = excluded.taken_down_at, reason = excluded.reason";
    TOMBSTONE = "SELECT t.taken_down_at, t.reason FROM tombstone t JOIN article a ON a.id = t.article_id
        WHERE t.article_id = $1 AND a.live_version IS NULL";
    READDRESS = "UPDATE article SET slug = $2 WHERE id = $1";
}
pub use STATEMENTS as SCHEDULE_STATEMENTS;

row! { struct DueRow { article_id: i64 } }
row! {
    struct PlanRow {
        publish_at: Option<i64>, publish_version: Option<i64>, scheduled_by: Option<i64>, expires_at: Option<i64>,
        live_version: Option<i64>, head_version: i64,
    }
}
row! {
    /// What stands where an article stood.
    #[derive(Clone, Debug)]
    pub struct Tombstone { taken_down_at: i64, reason: Option<String> }
}

/// When something happens to a page by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// When the version goes out.
    pub publish_at: Option<Stamp>,
    /// When the page is taken away from readers.
    pub expires_at: Option<Stamp>,
}

async fn plan_in(tx: &mut Tx, id: ArticleId) -> DbResult<PlanRow> {
    let plan: Option<PlanRow> = PLAN.with(args![id.0]).first_in(tx).await?;
    Ok(plan.ok_or(AppError::NotFound)?)
}

/// Sets when a version goes out and when the page goes, or takes the times away. What was scheduled goes out even when
/// somebody has saved since.
///
/// # Errors
/// Times that have passed or cross, a body that cannot be published, [`AppError::Stale`] when `version` is not the newest.
pub async fn set_times(
    db: &Db,
    guard: Publisher,
    id: ArticleId,
    version: i64,
    times: Times,
    now: Stamp,
) -> DbResult<()> {
    let Times { publish_at, expires_at } = times;
    if publish_at.is_some_and(|at| at <= now) {
        return Err(AppError::field("publish_at", Problem::Malformed).into());
    }
    if expires_at.is_some_and(|at| at <= publish_at.unwrap_or(now)) {
        return Err(AppError::field("expires_at", Problem::Malformed).into());
    }
    db.write(move |tx| Box::pin(async move { set_times_in(tx, &guard, id, version, times, now).await })).await
}

async fn set_times_in(
    tx: &mut Tx,
    guard: &Publisher,
    id: ArticleId,
    version: i64,
    Times { publish_at, expires_at }: Times,
    now: Stamp,
) -> DbResult<()> {
    let access = access_in(tx, id).await?;
    guard.may_publish(Place::Section(access.section))?;
    let plan = plan_in(tx, id).await?;
    // A time that stays belongs to the version that it was set for.
    let keeps = publish_at.is_some() && publish_at.map(|at| at.0) == plan.publish_at;
    let version = if keeps { plan.publish_version.unwrap_or(version) } else { version };
    if publish_at.is_some() && !keeps {
        if plan.head_version != version {
            return Err(AppError::Stale.into());
        }
        crate::articles::check_publishable_in(tx, id, version).await?;
        APPROVE.with(args![id.0, version]).run(tx).await?;
    }
    let by = guard.account().map(|account| account.0);
    let scheduled = publish_at.map(|_| version);
    TIMES.with(args![id.0, publish_at.map(|at| at.0), scheduled, by, expires_at.map(|at| at.0)]).run(tx).await?;
    let kind = if publish_at.is_some() { EventKind::Schedule } else { EventKind::Unschedule };
    if publish_at.map(|at| at.0) != plan.publish_at {
        let note = publish_at.map_or(String::new(), Stamp::local);
        add_in(tx, id, guard.account(), kind, version, &note, now).await?;
    }
    let say = |at: Option<Stamp>| at.map_or("never".to_owned(), Stamp::iso);
    let detail = format!("version {version} at {}, taken down at {}", say(publish_at), say(expires_at));
    record(tx, guard.account(), Deed::Schedule, &format!("article {id}"), &detail, now).await
}

/// Takes an article away from readers inside a transaction; its versions stay, and the reason stands where it stood.
///
/// # Errors
/// No reason, an article that readers do not see, [`AppError::Denied`].
pub async fn take_down_in(tx: &mut Tx, guard: &Publisher, id: ArticleId, reason: &str, now: Stamp) -> DbResult<()> {
    let access = access_in(tx, id).await?;
    guard.may_publish(Place::Section(access.section))?;
    let reason = clean_note("why", reason)?;
    bury_in(tx, id, guard.account(), Some(reason), now).await
}

async fn bury_in(
    tx: &mut Tx,
    id: ArticleId,
    by: Option<AccountId>,
    reason: Option<String>,
    now: Stamp,
) -> DbResult<()> {
    let live = plan_in(tx, id).await?.live_version.ok_or(AppError::NotFound)?;
    withdraw_in(tx, id).await?;
    WITHDRAWN.with(args![id.0]).run(tx).await?;
    let kind = if reason.is_some() { EventKind::TakeDown } else { EventKind::Expire };
    BURY.with(args![id.0, now.0, reason.clone()]).run(tx).await?;
    add_in(tx, id, by, kind, live, &reason.unwrap_or_default(), now).await?;
    record(tx, by, Deed::TakeDown, &format!("article {id}"), &format!("version {live}, {}", kind.as_str()), now).await
}

/// As [`take_down_in`], in a transaction of its own.
pub async fn take_down(db: &Db, guard: Publisher, id: ArticleId, reason: String, now: Stamp) -> DbResult<()> {
    db.write(move |tx| Box::pin(async move { take_down_in(tx, &guard, id, &reason, now).await })).await
}

/// Does what is due: publishes, takes down. Several processes may do this at once; each thing is done once. An article
/// with which something is wrong waits and holds up no other; each such fault is handed back.
pub async fn due_work(db: &Db, now: Stamp) -> DbResult<Vec<String>> {
    let rows: Vec<DueRow> = DUE.with(args![now.0]).all(db).await?;
    let mut faults = Vec::new();
    for DueRow { article_id } in rows {
        let id = ArticleId(article_id);
        let done = db.write(move |tx| Box::pin(async move { due_in(tx, id, now).await })).await;
        if let Err(fault) = done {
            faults.push(format!("article {id}: {fault}"));
        }
    }
    Ok(faults)
}

async fn due_in(tx: &mut Tx, id: ArticleId, now: Stamp) -> DbResult<()> {
    // Whoever comes second waits here on PostgreSQL, and then finds nothing to do.
    super::store::lock_in(tx, id).await?;
    let plan = plan_in(tx, id).await?;
    let by = plan.scheduled_by.map(AccountId);
    if let Some((at, version)) = plan.publish_at.zip(plan.publish_version)
        && at <= now.0
    {
        publish_scheduled_in(tx, &this_machine(), id, version, by, now).await?;
    }
    if plan.expires_at.is_some_and(|at| at <= now.0) {
        if plan_in(tx, id).await?.live_version.is_some() {
            bury_in(tx, id, by, None, now).await?;
        }
        EXPIRED.with(args![id.0]).run(tx).await?;
    }
    Ok(())
}

/// What stands where an article stood that readers knew; none where they know none, or see it.
pub async fn tombstone(db: &Db, id: ArticleId) -> DbResult<Option<Tombstone>> {
    TOMBSTONE.with(args![id.0]).first(db).await
}

/// Gives an article another last part of its address. Every older one leads to it, since its number stays.
///
/// # Errors
/// Nothing left of the words, [`AppError::Denied`].
pub async fn readdress(db: &Db, guard: Publisher, id: ArticleId, words: &str, now: Stamp) -> DbResult<()> {
    let slug = vietnamese::slug(words);
    if !words.chars().any(char::is_alphanumeric) || words.chars().count() > 300 {
        return Err(AppError::field("slug", Problem::Malformed).into());
    }
    db.write(move |tx| {
        Box::pin(async move {
            let access = access_in(tx, id).await?;
            guard.may_publish(Place::Section(access.section))?;
            READDRESS.with(args![id.0, &slug]).run(tx).await?;
            let version = plan_in(tx, id).await?.head_version;
            add_in(tx, id, guard.account(), EventKind::Readdress, version, &slug, now).await?;
            record(tx, guard.account(), Deed::Readdress, &format!("article {id}"), &slug, now).await
        })
    })
    .await
}
