//! The bytes of a stored file as an answer: from this machine's disk, or through the server from a bucket.

use std::io;
use std::ops::Range;

use app::media::{Bucket, Files, is_away};
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use tower::ServiceExt;
use tower_http::services::ServeFile;

/// After so many seconds a store that is away may be back.
const AGAIN: HeaderValue = HeaderValue::from_static("30");

/// Answers with the bytes that have this hash, or with the part of them that was asked for.
///
/// # Errors
/// The whole answer where there are no bytes: 404, or 503 from a store that is away.
pub async fn bytes(files: &Files, sha256: &str, request: Request) -> Result<Response, Response> {
    let sent = match (files.path(sha256), files.bucket()) {
        (Some(path), _) => {
            let Ok(response) = ServeFile::new(path).oneshot(request).await;
            return match response.status() {
                StatusCode::NOT_FOUND => Err(missing(sha256)),
                _ => Ok(response.map(Body::new)),
            };
        }
        (None, Some(bucket)) => {
            let (parts, _) = request.into_parts();
            relay(bucket, sha256, parts.method == Method::HEAD, &parts.headers).await
        }
        (None, None) => return Err(missing(sha256)),
    };
    sent.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => missing(sha256),
        _ if is_away(&error) => {
            tracing::error!(%error, "the store of files does not answer");
            let headers = [(header::RETRY_AFTER, AGAIN), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            (StatusCode::SERVICE_UNAVAILABLE, headers).into_response()
        }
        _ => {
            tracing::error!(%error, "a file could not be sent");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    })
}

fn missing(sha256: &str) -> Response {
    tracing::error!(sha256, "a stored file is missing");
    StatusCode::NOT_FOUND.into_response()
}

/// What a browser has under this tag is what it would get: the tag is the hash.
async fn relay(bucket: &Bucket, sha256: &str, is_head: bool, asked: &HeaderMap) -> io::Result<Response> {
    let tag = format!("\"{sha256}\"");
    let tagged = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    if tagged(header::IF_NONE_MATCH).is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return Ok(answer(StatusCode::NOT_MODIFIED, &[(header::ETAG, tag)], Body::empty()));
    }
    // A part of what has changed since would not fit what the browser has.
    let fits = tagged(header::IF_RANGE).is_none_or(|known| known == tag);
    let part = tagged(header::RANGE).filter(|_| fits && !is_head);
    let size = if is_head || part.is_some() { Some(bucket.size(sha256).await?) } else { None };
    let mut headers = vec![(header::ETAG, tag), (header::ACCEPT_RANGES, "bytes".to_owned())];
    if let Some(size) = size.filter(|_| is_head) {
        headers.push((header::CONTENT_LENGTH, size.to_string()));
        return Ok(answer(StatusCode::OK, &headers, Body::empty()));
    }
    let range = match part.zip(size).map(|(part, size)| asked_range(part, size)) {
        Some(Asked::Beyond) => {
            headers.push((header::CONTENT_RANGE, format!("bytes */{}", size.unwrap_or_default())));
            return Ok(answer(StatusCode::RANGE_NOT_SATISFIABLE, &headers, Body::empty()));
        }
        Some(Asked::Part(range)) => Some(range),
        Some(Asked::Whole) | None => None,
    };
    let status = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let sent = bucket.send(sha256, range).await?;
    headers.push((header::CONTENT_LENGTH, (sent.range.end - sent.range.start).to_string()));
    if status == StatusCode::PARTIAL_CONTENT {
        let (first, last) = (sent.range.start, sent.range.end.saturating_sub(1));
        headers.push((header::CONTENT_RANGE, format!("bytes {first}-{last}/{}", sent.size)));
    }
    Ok(answer(status, &headers, Body::from_stream(sent.bytes)))
}

fn answer(status: StatusCode, headers: &[(HeaderName, String)], body: Body) -> Response {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        // Numbers, hashes and units: nothing that a header may not hold.
        if let Ok(value) = HeaderValue::from_str(value) {
            map.insert(name.clone(), value);
        }
    }
    (status, map, body).into_response()
}

/// What a `Range` header asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// All of it: also what is no range of bytes or several of them, which a server may answer whole (RFC 9110, 14.2).
    Whole,
    /// These bytes.
    Part(Range<u64>),
    /// Bytes that the file does not have.
    Beyond,
}

fn asked_range(text: &str, size: u64) -> Asked {
    let Some((first, last)) = text.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
        return Asked::Whole;
    };
    match (first.trim().parse::<u64>(), last.trim()) {
        (Err(_), last) if first.trim().is_empty() => match last.parse::<u64>() {
            Ok(0) => Asked::Beyond,
            Ok(_) if size == 0 => Asked::Beyond,
            Ok(count) => Asked::Part(size.saturating_sub(count)..size),
            Err(_) => Asked::Whole,
        },
        (Ok(first), _) if first >= size => Asked::Beyond,
        (Ok(first), "") => Asked::Part(first..size),
        (Ok(first), last) => match last.parse::<u64>() {
            Ok(last) if last >= first => Asked::Part(first..last.saturating_add(1).min(size)),
            _ => Asked::Whole,
        },
        (Err(_), _) => Asked::Whole,
    }
}

#[cfg(test)]
mod tests {
    //! Ranges as RFC 9110 reads them.
    use super::{Asked, asked_range};

    #[test]
    fn ranges_are_read() {
        for (text, wanted) in [
            ("bytes=0-99", Asked::Part(0..100)),
            ("bytes=900-", Asked::Part(900..1_000)),
            ("bytes=900-5000", Asked::Part(900..1_000)),
            ("bytes=-100", Asked::Part(900..1_000)),
            ("bytes=-5000", Asked::Part(0..1_000)),
            ("bytes=-0", Asked::Beyond),
            ("bytes=1000-", Asked::Beyond),
            ("bytes=5-2", Asked::Whole),
            ("bytes=0-1,5-6", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("items=0-1", Asked::Whole),
            ("bytes=18446744073709551615-", Asked::Beyond),
            ("bytes=0-18446744073709551615", Asked::Part(0..1_000)),
        ] {
            assert_eq!(asked_range(text, 1_000), wanted, "{text}");
        }
        assert_eq!(asked_range("bytes=-5", 0), Asked::Beyond);
    }
}
