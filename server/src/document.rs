//! A page as it leaves: what the renderer made, with its head filled in and its data beside it.

use app::ui::{PageData, PageHead};
use axum::body::{Body, to_bytes};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use http::{HeaderValue, StatusCode, header};
use memchr::memmem;
use sha2::{Digest, Sha256};

/// The largest page: an article of 2 MB, once as text and once as the data that the client starts from.
const LARGEST: usize = 16 * 1024 * 1024;

/// What a page says and carries besides its view. Clones are one.
#[derive(Clone)]
pub struct Besides {
    /// For the head.
    pub head: PageHead,
    /// For the client.
    pub data: PageData,
}

/// Writes what came with the page into its document.
pub async fn finished(page: Response, besides: &Besides) -> Response {
    let (mut parts, body) = page.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        tracing::error!("a page was larger than {LARGEST} bytes");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // Bytes are enough to find the places, and checking a page's letters is as dear as writing them.
    let whole = match ends(&bytes) {
        Some((head, body)) => [
            &bytes[..head],
            besides.head.html().as_bytes(),
            &bytes[head..body],
            besides.data.html().as_bytes(),
            &bytes[body..],
        ]
        .concat(),
        None => bytes.to_vec(),
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    if let Ok(policy) = HeaderValue::from_str(&policy(&bytes)) {
        parts.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Response::from_parts(parts, Body::from(whole))
}

/// Where the head and the body end. The renderer escapes `<` in all that is not markup, so these are their ends.
fn ends(html: &[u8]) -> Option<(usize, usize)> {
    let head = memmem::find(html, b"</head>")?;
    Some((head, memmem::rfind(html, b"</body>").filter(|body| *body > head)?))
}

/// The policy of a page, which names every script that our own renderer wrote.
fn policy(html: &[u8]) -> String {
    let mut scripts = String::from("'self' 'wasm-unsafe-eval'");
    for script in inline_scripts(html) {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script));
        scripts.push_str(&format!(" 'sha256-{hash}'"));
    }
    format!(
        "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The text of each script element that names no file.
fn inline_scripts(html: &[u8]) -> impl Iterator<Item = &[u8]> {
    memmem::find_iter(html, b"<script").filter_map(|start| {
        let element = &html[start..];
        let text = memmem::find(element, b">")? + 1;
        let end = memmem::find(element, b"</script>")?;
        let names_file = memmem::find(&element[..text], b"src=").is_some();
        (!names_file && end > text).then(|| &element[text..end])
    })
}

#[cfg(test)]
mod tests {
    //! Finding scripts.
    use super::inline_scripts;

    #[test]
    fn only_inline_scripts_are_hashed() {
        let html = b"<script>a</script><script src=\"/x.js\"></script><script type=\"module\">b</script>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), [b"a", b"b"]);
    }
}
