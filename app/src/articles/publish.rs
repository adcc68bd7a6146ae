//! What readers see of an article: put before them, and taken away.

use crate::audit::{Deed, record};
use crate::auth::{Place, Publisher};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, ArticleId, SectionId};
use crate::time::Stamp;
use crate::workflow;

statements! { "publish";
    BODY_OF = "SELECT body FROM article_version WHERE article_id = $1 AND version = $2";
    PUBLISH = "UPDATE article SET live_version = $2, published_at = COALESCE(published_at, $3),
            changed_at = CASE WHEN published_at IS NULL THEN NULL WHEN live_version = $2 THEN changed_at ELSE $3 END
        WHERE id = $1 AND head_version = $2";
    PUBLISH_SCHEDULED = "UPDATE article SET live_version = $2, published_at = COALESCE(published_at, $3),
            changed_at = CASE WHEN published_at IS NULL THEN NULL WHEN live_version = $2 THEN changed_at ELSE $3 END
        WHERE id = $1 AND head_version >= $2";
    SECTION_OF = "SELECT section_id AS id FROM article WHERE id = $1";
    RECORD = "INSERT INTO publication (article_id, version, published_at, published_by) VALUES ($1, $2, $3, $4)
        ON CONFLICT (article_id, version) DO NOTHING";
    UNPUBLISH = "UPDATE article SET live_version = NULL WHERE id = $1";
}
pub use STATEMENTS as PUBLISH_STATEMENTS;

row! { struct BodyRow { body: String } }
row! { struct IdRow { id: i64 } }

/// Makes a version the one that readers see. Only the newest can be published.
///
/// # Errors
/// [`AppError::Stale`] when a newer version exists; a body with parts this program does not know.
pub async fn publish_in(tx: &mut Tx, guard: &Publisher, id: ArticleId, version: i64, at: Stamp) -> DbResult<()> {
    let section: Option<IdRow> = SECTION_OF.with(args![id.0]).first_in(tx).await?;
    guard.may_publish(Place::Section(SectionId(section.ok_or(AppError::NotFound)?.id)))?;
    check_publishable_in(tx, id, version).await?;
    if PUBLISH.with(args![id.0, version, at.0]).run(tx).await? != 1 {
        return Err(AppError::Stale.into());
    }
    // An import publishes by the thousand, at dates that have passed; its run is the record of it.
    record_publication_in(tx, id, version, guard.account(), at).await?;
    match guard.account() {
        Some(by) => log_in(tx, id, version, Some(by), at).await,
        None => Ok(()),
    }
}

/// Makes a version that was scheduled the one that readers see, though a newer may have been saved since. `by` is who
/// scheduled it, when they might.
///
/// # Errors
/// As [`publish_in`], but for staleness.
pub async fn publish_scheduled_in(
    tx: &mut Tx,
    _guard: &Publisher,
    id: ArticleId,
    version: i64,
    by: Option<AccountId>,
    now: Stamp,
) -> DbResult<()> {
    check_publishable_in(tx, id, version).await?;
    if PUBLISH_SCHEDULED.with(args![id.0, version, now.0]).run(tx).await? != 1 {
        return Err(AppError::Stale.into());
    }
    record_publication_in(tx, id, version, by, now).await?;
    log_in(tx, id, version, by, now).await
}

async fn log_in(tx: &mut Tx, id: ArticleId, version: i64, by: Option<AccountId>, now: Stamp) -> DbResult<()> {
    record(tx, by, Deed::Publish, &format!("article {id}"), &format!("version {version}"), now).await
}

/// Says whether a version could be published.
///
/// # Errors
/// No such version, a body with parts this program does not know.
pub async fn check_publishable_in(tx: &mut Tx, id: ArticleId, version: i64) -> DbResult<()> {
    let body: Option<BodyRow> = BODY_OF.with(args![id.0, version]).first_in(tx).await?;
    let body = body.ok_or(AppError::NotFound)?.body;
    let document =
        prose::Document::from_json(&body).map_err(|error| DbFault::Broken(format!("body of article {id}: {error}")))?;
    if document.publishable().is_err() {
        return Err(AppError::field("body", Problem::UnknownParts).into());
    }
    Ok(())
}

async fn record_publication_in(
    tx: &mut Tx,
    id: ArticleId,
    version: i64,
    by: Option<AccountId>,
    at: Stamp,
) -> DbResult<()> {
    workflow::published_in(tx, id, version, by, at).await?;
    RECORD.with(args![id.0, version, at.0, by.map(|account| account.0)]).run(tx).await?;
    Ok(())
}

/// As [`publish_in`], in a transaction of its own.
pub async fn publish(db: &Db, guard: Publisher, id: ArticleId, version: i64, now: Stamp) -> DbResult<()> {
    db.write(move |tx| Box::pin(async move { publish_in(tx, &guard, id, version, now).await })).await
}

/// Takes an article away from readers; its versions stay. Who calls this has asked for the right and says why.
pub async fn withdraw_in(tx: &mut Tx, id: ArticleId) -> DbResult<()> {
    match UNPUBLISH.with(args![id.0]).run(tx).await? {
        1 => Ok(()),
        _ => Err(AppError::NotFound.into()),
    }
}
