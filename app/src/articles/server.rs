//! Articles for everyone.

use leptos::prelude::*;

use super::{ArticleView, HomeView};
use crate::error::AppError;
use crate::ids::ArticleId;
use crate::wire::Json;

/// The home page. Public.
#[server(prefix = "/_fn", endpoint = "get_home", output = Json)]
pub async fn get_home() -> Result<HomeView, AppError> {
    let state = crate::state::app_state()?;
    Ok(super::store::home_view(&state.db).await?)
}

/// A published article. Public.
#[server(prefix = "/_fn", endpoint = "get_article", output = Json)]
pub async fn get_article(id: ArticleId) -> Result<ArticleView, AppError> {
    let state = crate::state::app_state()?;
    super::store::article_view(&state.db, id).await?.ok_or(AppError::NotFound)
}
