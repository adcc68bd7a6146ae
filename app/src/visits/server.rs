//! What open pages say about being looked at, and the figures for those who ask. All of it is public.

use leptos::prelude::*;

use super::Counts;
use crate::error::AppError;
use crate::ids::ArticleId;
use crate::wire::Json;

/// A page has been visible for a second, or is still being looked at a minute later.
/// Public; staff and machines are not counted.
#[server(prefix = "/_fn", endpoint = "record_view", output = Json)]
pub async fn record_view(tab: u64) -> Result<(), AppError> {
    if let Some((state, visitor)) = super::key::counted_visitor()? {
        state.hub.seen(&visitor, tab, state.clock.now());
    }
    Ok(())
}

/// An article has been visible for ten seconds, or was scrolled half way. Public; only published articles count.
#[server(prefix = "/_fn", endpoint = "record_read", output = Json)]
pub async fn record_read(article: ArticleId, tab: u64) -> Result<(), AppError> {
    if let Some((state, visitor)) = super::key::counted_visitor()?
        && crate::articles::is_public(&state.db, article).await?
    {
        state.hub.read(&visitor, article, tab, state.clock.now());
    }
    Ok(())
}

/// A page is gone for good. Public.
#[server(prefix = "/_fn", endpoint = "leave_page", output = Json)]
pub async fn leave_page(tab: u64) -> Result<(), AppError> {
    if let Some((state, visitor)) = super::key::counted_visitor()? {
        state.hub.left(&visitor, tab, state.clock.now());
    }
    Ok(())
}

/// The five figures now, for pages without the stream. Public.
#[server(prefix = "/_fn", endpoint = "get_counts", output = Json)]
pub async fn get_counts() -> Result<Counts, AppError> {
    let state = crate::state::app_state()?;
    Ok(state.hub.counts(state.clock.now()))
}
