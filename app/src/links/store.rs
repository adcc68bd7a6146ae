//! Linked sites in the database.

use super::LinkedSite;
use crate::auth::Publisher;
use crate::db::{Db, DbResult, args, row, statements};
use crate::error::{AppError, Problem};

statements! { "links";
    ALL = "SELECT name, url FROM linked_site ORDER BY position, id";
    ADD = "INSERT INTO linked_site (id, name, url, position) VALUES ($1, $2, $3, $1)";
}

row! { struct LinkRow { name: String, url: String } }

/// Every linked site, in order.
pub async fn all_links(db: &Db) -> DbResult<Vec<LinkedSite>> {
    let rows: Vec<LinkRow> = ALL.with(args![]).all(db).await?;
    Ok(rows.into_iter().map(|row| LinkedSite { name: row.name, url: row.url }).collect())
}

/// Adds a linked site at the end.
///
/// # Errors
/// An address that is neither `http` nor `https`.
pub async fn add_link(db: &Db, _guard: &Publisher, link: LinkedSite) -> DbResult<()> {
    let web = link.url.starts_with("https://") || link.url.starts_with("http://");
    if !web || link.url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(AppError::field("url", Problem::Malformed).into());
    }
    db.write(move |tx| {
        Box::pin(async move {
            let id = tx.next_id("linked_site").await?;
            ADD.with(args![id, link.name, link.url]).run(tx).await?;
            Ok(())
        })
    })
    .await
}
