//! `/tep/{id}/{name}`: the bytes of a stored file.

use std::sync::Arc;

use app::auth::Actor;
use app::db::{DbFault, DbResult};
use app::error::AppError;
use app::ids::MediaId;
use app::library::is_trashed;
use app::media::{
    DocumentText, Format, Stored, count_download, downloads_of, find, find_part, find_rendition, part_in_name, text_of,
};
use app::state::AppState;
use app::time::Stamp;
use app::ui::ServerPage;
use app::visits::Visitor;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Response};
use http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, header};
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::bytes::bytes;
use super::render::{error_page, refused};
use crate::router::{Tool, tool_page};

/// Which rendition is asked for.
#[derive(Default, Deserialize)]
pub struct Rendition {
    /// `small`: the narrow one, in whichever format the browser takes.
    #[serde(default)]
    size: String,
    /// Pixels across.
    w: Option<i64>,
    /// `jpeg` or `webp`.
    f: Option<String>,
    /// The part of the picture.
    #[serde(default)]
    c: String,
}

/// What is sent.
struct Chosen {
    sha256: String,
    mime: String,
    /// Another browser would be sent another format.
    varies: bool,
    /// It is in the trash, and shown to staff alone.
    trashed: bool,
    /// The address will never show anything else.
    is_final: bool,
}

/// Pictures are shown, everything else is offered for download. What lies under an address never changes.
pub async fn file(
    State(state): State<AppState>,
    Path((id, name)): Path<(MediaId, String)>,
    Query(rendition): Query<Rendition>,
    request: Request,
) -> Response {
    let found = match find(&state.db, id).await {
        Ok(Some(stored)) => {
            chosen(&state, &stored, &name, &rendition, request.headers()).await.map(|file| Some((stored, file)))
        }
        Ok(None) => Ok(None),
        Err(fault) => Err(fault),
    };
    let (stored, mut file) = match found {
        Ok(Some((stored, Some(file)))) => (stored, file),
        Ok(_) => return StatusCode::NOT_FOUND.into_response(),
        Err(fault) => {
            tracing::error!(%fault, "a file could not be looked up");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    match is_trashed(&state.db, id).await {
        Ok(false) => {}
        // What is in the trash is kept from readers, and shown to staff who may take it out.
        Ok(true) if matches!(request.extensions().get::<Actor>(), Some(Actor::Staff(_))) => file.trashed = true,
        Ok(true) => return StatusCode::GONE.into_response(),
        Err(fault) => {
            tracing::error!(%fault, "a file could not be looked up");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    }
    let counted =
        (stored.width == 0 && is_begun(&request)).then(|| fetched(&state, id, request.extensions())).flatten();
    let mut response = match bytes(&state.files, &file.sha256, request).await {
        Ok(response) => response,
        Err(refusal) => return refusal,
    };
    if let Some(now) = counted.filter(|_| response.status().is_success()) {
        tokio::spawn(async move {
            if let Err(fault) = count_download(&state.db, id, now).await {
                tracing::warn!(%fault, "a download is not counted");
            }
        });
    }
    describe(response.headers_mut(), &stored, &file);
    response
}

/// A document is fetched when its first byte is; viewers ask for the rest in ranges.
fn is_begun(request: &Request) -> bool {
    let range = request.headers().get(header::RANGE).and_then(|value| value.to_str().ok());
    request.method() == Method::GET && range.is_none_or(|range| range.starts_with("bytes=0-"))
}

/// When a reader fetches the file for the first time today; none for staff.
fn fetched(state: &AppState, id: MediaId, about: &Extensions) -> Option<Stamp> {
    let reader = about.get::<Visitor>().filter(|_| about.get::<Actor>() == Some(&Actor::Anonymous))?;
    let now = state.clock.now();
    state.downloads.is_new(id, reader, &state.base_url, now).then_some(now)
}

/// The text of a document as a page.
pub async fn file_text(
    State(state): State<AppState>,
    Path((id, _name)): Path<(MediaId, String)>,
    request: Request,
) -> Response {
    let found = async {
        let is_kept = !is_trashed(&state.db, id).await?;
        let file = find(&state.db, id).await?.filter(|file| file.width == 0 && is_kept);
        Ok::<_, DbFault>((file, text_of(&state.db, id).await?, downloads_of(&state.db, id).await?))
    };
    let (file, text, downloads) = match found.await {
        Ok((Some(file), text, downloads)) => (file, text, downloads),
        Ok(_) => return error_page(&state, AppError::NotFound).await,
        Err(fault) => return refused(request.method(), &fault.into()),
    };
    let page = ServerPage(Arc::new(move || {
        let (file, text) = (file.clone(), text.clone());
        view! { <DocumentText file text downloads/> }.into_any()
    }));
    tool_page(state, request.into_parts().0, Tool { page, part: "" }).await
}

/// The bytes that answer a request; none for a rendition that there is not.
async fn chosen(
    state: &AppState,
    stored: &Stored,
    name: &str,
    asked: &Rendition,
    headers: &HeaderMap,
) -> DbResult<Option<Chosen>> {
    let id = MediaId(stored.id);
    let part = part_in_name(name).filter(|_| stored.width > 0);
    if let Some(part) = part {
        let format = if takes_webp(headers) { Format::WebP } else { Format::Jpeg };
        let found = find_part(&state.db, id, part, asked.size == "small", format).await?;
        if let Some(sha256) = found {
            let mime = format.mime().to_owned();
            return Ok(Some(Chosen { sha256, mime, varies: true, trashed: false, is_final: true }));
        }
    }
    // Until the part is made the whole picture stands in for it.
    let is_final = part.is_none();
    if let Some(width) = asked.w {
        let Some(format) = Format::parse(asked.f.as_deref().unwrap_or("jpeg")) else { return Ok(None) };
        let found = find_rendition(&state.db, id, &asked.c, width, format).await?;
        return Ok(found.map(|sha256| Chosen {
            sha256,
            mime: format.mime().to_owned(),
            varies: false,
            trashed: false,
            is_final,
        }));
    }
    let small = stored.small_sha256.as_ref().filter(|_| asked.size == "small");
    let plain = Chosen {
        sha256: small.unwrap_or(&stored.sha256).clone(),
        mime: stored.mime.clone(),
        varies: stored.width > 0,
        trashed: false,
        is_final,
    };
    if stored.width == 0 || !takes_webp(headers) {
        return Ok(Some(plain));
    }
    let width = if small.is_some() { stored.small_width } else { stored.width };
    let found = find_rendition(&state.db, id, "", width, Format::WebP).await?;
    let webp = found.map(|sha256| Chosen {
        sha256,
        mime: Format::WebP.mime().to_owned(),
        varies: true,
        trashed: false,
        is_final,
    });
    Ok(Some(webp.unwrap_or(plain)))
}

/// Whether a page asks for a picture to show, and takes WebP. Who opens or keeps the picture itself gets the JPEG that
/// its name promises.
fn takes_webp(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("image/webp") && !accept.contains("text/html")
}

fn describe(headers: &mut HeaderMap, stored: &Stored, file: &Chosen) {
    if let Ok(kind) = HeaderValue::from_str(&file.mime) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    if !file.mime.starts_with("image/") {
        // The stored name holds ASCII letters, digits, dots and hyphens only, so it needs no quoting rules.
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", stored.name)) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
    }
    if file.varies {
        headers.insert(header::VARY, HeaderValue::from_static("accept"));
    }
    let caching = match (file.trashed, file.is_final) {
        (true, _) => "private, no-store",
        (false, true) => "public, max-age=31536000, immutable",
        (false, false) => "public, max-age=5",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
}
