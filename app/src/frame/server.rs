//! The frame for everyone.

use leptos::prelude::*;

use super::FrameView;
use crate::error::AppError;
use crate::wire::Json;

/// What stands around every page. Public.
#[server(prefix = "/_fn", endpoint = "get_frame", output = Json)]
pub async fn get_frame() -> Result<FrameView, AppError> {
    let state = crate::state::app_state()?;
    let (db, now) = (&state.db, state.clock.now());
    let voter = use_context::<crate::polls::Voter>();
    Ok(FrameView {
        site: crate::site::site_info(db).await?,
        sections: crate::sections::all_sections(db).await?,
        notices: crate::notices::headings(db, now).await?,
        poll: crate::polls::current_poll(&state, voter.as_ref()).await?,
        links: crate::links::all_links(db).await?,
        counts: state.hub.counts(now),
        baseline: crate::visits::baseline(db, "visits", 0).await?,
    })
}
