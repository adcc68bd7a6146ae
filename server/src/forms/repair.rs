//! The tool that repairs text: its page, and the answer to its form.

use std::sync::Arc;

use app::error::{AppError, Problem};
use app::repair::{LONGEST, Posted, RepairPage};
use app::state::AppState;
use app::ui::ServerPage;
use axum::extract::{Form, FromRequest, Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use leptos::prelude::*;
use vietnamese::repair::{Repair, repair_chosen};

use super::refused;
use crate::router::{Tool, tool_page};

/// The most that a form with [`LONGEST`] bytes of text can take: each byte as a percent sign and two digits.
pub const REPAIR_BODY: usize = 3 * LONGEST + 4096;

/// The page with an empty form.
pub async fn repair_page(State(state): State<AppState>, request: Request) -> Response {
    answer(state, request.into_parts().0, None).await
}

/// The page with the text that was posted and what became of it. Nothing is stored.
pub async fn repair_text(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let method = parts.method.clone();
    let Posted { text, encoding } = match Form::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(Form(posted)) => posted,
        Err(rejected) => return rejected.into_response(),
    };
    if text.len() > LONGEST {
        return refused(&method, &AppError::field("text", Problem::TooLong));
    }
    // A browser sends line ends of the network; the text is shown and counted with its own.
    let posted = Posted { text: text.replace("\r\n", "\n"), encoding };
    // A long text keeps a thread busy for some tenths of a second, in which it could serve hundreds of pages.
    let repaired = tokio::task::spawn_blocking(move || {
        let repair = repair_chosen(&posted.text, &posted.encoding);
        (posted, repair)
    });
    let Ok(posted) = repaired.await else {
        return refused(&method, &AppError::Internal { trace: "repair".into() });
    };
    let mut response = answer(state, parts, Some(posted)).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn answer(state: AppState, asked: http::request::Parts, posted: Option<(Posted, Repair)>) -> Response {
    let page = ServerPage(Arc::new(move || {
        let posted = posted.clone();
        view! { <RepairPage posted/> }.into_any()
    }));
    tool_page(state, asked, Tool { page, part: "repair" }).await
}
