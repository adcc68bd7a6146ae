//! Notices for everyone.

use leptos::prelude::*;

use super::Notice;
use crate::error::AppError;

/// The notices that show now, newest first. Public.
#[server(prefix = "/_fn", endpoint = "get_notices")]
pub async fn get_notices() -> Result<Vec<Notice>, AppError> {
    let state = crate::state::app_state()?;
    Ok(super::store::showing(&state.db, state.clock.now()).await?)
}
