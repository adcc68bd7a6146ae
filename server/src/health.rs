//! Small answers for machines: is the process there, can it serve, what is its mark.

use app::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

/// The process runs.
pub async fn healthz() -> &'static str {
    "ok"
}

/// The database answers.
pub async fn readyz(State(state): State<AppState>) -> Response {
    match app::site::site_info(&state.db).await {
        Ok(_) => "ready".into_response(),
        Err(fault) => {
            tracing::error!(%fault, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

/// The product's mark.
pub async fn favicon() -> Response {
    let cached = (header::CACHE_CONTROL, "public, max-age=86400");
    ([(header::CONTENT_TYPE, "image/svg+xml"), cached], include_str!("favicon.svg")).into_response()
}
