//! `/tep/{id}/{name}`: the bytes of a stored file.

use app::auth::Actor;
use app::ids::MediaId;
use app::library::is_trashed;
use app::media::find;
use app::state::AppState;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use tower::ServiceExt;
use tower_http::services::ServeFile;

/// Which rendition is asked for.
#[derive(Deserialize)]
pub struct Rendition {
    #[serde(default)]
    size: String,
}

/// Pictures are shown, everything else is offered for download. What lies under an id never changes.
pub async fn file(
    State(state): State<AppState>,
    Path((id, _name)): Path<(MediaId, String)>,
    Query(rendition): Query<Rendition>,
    request: Request,
) -> Response {
    let stored = match find(&state.db, id).await {
        Ok(Some(stored)) => stored,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(fault) => {
            tracing::error!(%fault, "a file could not be looked up");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    // What is in the trash is kept from readers, and shown to staff who may take it out.
    let is_staff = matches!(request.extensions().get::<Actor>(), Some(Actor::Staff(_)));
    let trashed = match is_trashed(&state.db, id).await {
        Ok(trashed) => trashed,
        Err(fault) => {
            tracing::error!(%fault, "a file could not be looked up");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    if trashed && !is_staff {
        return StatusCode::GONE.into_response();
    }
    let sha256 = match stored.small_sha256.as_deref().filter(|_| rendition.size == "small") {
        Some(small) => small,
        None => stored.sha256.as_str(),
    };
    let served = ServeFile::new(state.files.path(sha256)).oneshot(request).await;
    let Ok(response) = served;
    let mut response = response.map(Body::new);
    if response.status() == StatusCode::NOT_FOUND {
        tracing::error!(%id, "a stored file is missing from the disk");
        return StatusCode::NOT_FOUND.into_response();
    }
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&stored.mime) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    if !stored.mime.starts_with("image/") {
        // The stored name holds ASCII letters, digits, dots and hyphens only, so it needs no quoting rules.
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", stored.name)) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
    }
    let caching = if trashed { "private, no-store" } else { "public, max-age=31536000, immutable" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}
