//! The page of a section for everyone.

use leptos::prelude::*;

use super::SectionView;
use crate::error::AppError;
use crate::wire::Json;

/// A section with one page of its articles. Public.
#[server(prefix = "/_fn", endpoint = "get_section", output = Json)]
pub async fn get_section(slug: String, page: i64) -> Result<SectionView, AppError> {
    let state = crate::state::app_state()?;
    let section = super::store::find_section(&state.db, &slug).await?.ok_or(AppError::NotFound)?;
    let articles = crate::articles::in_section(&state.db, section.id, page).await?;
    if page < 1 || page > articles.last {
        return Err(AppError::NotFound);
    }
    Ok(SectionView { section, articles })
}
