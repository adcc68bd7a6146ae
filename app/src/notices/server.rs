//! Notices for everyone.

use leptos::prelude::*;

use super::Notice;
use crate::error::AppError;
use crate::wire::Json;

/// The notices that show now, newest first. Public.
#[server(prefix = "/_fn", endpoint = "get_notices", output = Json)]
pub async fn get_notices() -> Result<Vec<Notice>, AppError> {
    let state = crate::state::app_state()?;
    Ok(super::store::showing(&state.db, state.clock.now()).await?)
}
