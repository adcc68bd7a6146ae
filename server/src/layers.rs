//! What every request passes on its way in and out: who sent it, and the headers that every answer carries.

use std::net::IpAddr;
use std::sync::Arc;

use app::auth::{Actor, SESSION_COOKIE, find_actor};
use app::polls::{VOTER_COOKIE, Voter};
use app::state::AppState;
use app::visits::{Visitor, bot_rule};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::network::{Network, client_address};

/// The address on the other end of the socket.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Who asks has signed in without a second step, and this site wants one.
#[derive(Clone, Copy, Debug)]
pub struct SecondStepNeeded;

/// What the layers need to know.
#[derive(Clone)]
pub struct Surroundings {
    /// The server's state.
    pub state: AppState,
    /// Proxies whose word is taken.
    pub trusted: Arc<[Network]>,
    /// Readers reach the site over TLS.
    pub tls: bool,
}

/// The value of a cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

fn visitor(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> Visitor {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let agent = text("user-agent").to_owned();
    let prefetch = ["sec-purpose", "purpose"].iter().any(|name| text(name).contains("prefetch"));
    Visitor {
        address: client_address(peer, headers, trusted),
        bot: bot_rule(&agent, headers.contains_key(header::ACCEPT_LANGUAGE), prefetch),
        agent,
        opted_out: text("sec-gpc") == "1" || text("dnt") == "1",
    }
}

/// Finds out who sent the request. Readers carry no session, so their requests ask the database nothing here.
pub async fn identify(State(around): State<Surroundings>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.0);
    let visitor = visitor(peer, request.headers(), &around.trusted);
    let token = cookie(request.headers(), SESSION_COOKIE).map(str::to_owned);
    let actor = match token {
        Some(token) => match find_actor(&around.state.db, &token, around.state.clock.now()).await {
            Ok(actor) => actor,
            Err(fault) => {
                tracing::error!(%fault, "cannot tell who is asking");
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            }
        },
        None => Actor::Anonymous,
    };
    if let Some(voter) = cookie(request.headers(), VOTER_COOKIE).and_then(Voter::from_cookie) {
        request.extensions_mut().insert(voter);
    }
    if around.state.needs_second_step && matches!(&actor, Actor::Staff(staff) if !staff.has_second_step) {
        request.extensions_mut().insert(SecondStepNeeded);
    }
    let signed_in = actor != Actor::Anonymous;
    request.extensions_mut().insert(visitor);
    request.extensions_mut().insert(actor);
    let mut response = next.run(request).await;
    if signed_in {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    response
}

/// The headers that every answer carries, whatever made it.
const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    ),
];

/// The policy of everything that brings none.
const NOTHING_RUNS: &str = "default-src 'none'; frame-ancestors 'none'";

/// Adds the headers. A page brings its own policy, which names the hash of each of its inline scripts.
pub async fn headers(State(around): State<Surroundings>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let (mut parts, body) = response.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("text/html")) {
        parts.headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    }
    let nothing = HeaderValue::from_static(NOTHING_RUNS);
    parts.headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(nothing);
    // One page is made for a frame of this site, and says so.
    parts.headers.entry(header::X_FRAME_OPTIONS).or_insert(HeaderValue::from_static("DENY"));
    for (name, value) in ALWAYS {
        parts.headers.insert(name, HeaderValue::from_static(value));
    }
    if around.tls {
        parts.headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if let Ok(build) = HeaderValue::from_str(&around.state.assets.build) {
        parts.headers.insert(HeaderName::from_static("x-dinh-build"), build);
    }
    Response::from_parts(parts, body)
}

#[cfg(test)]
mod tests {
    //! Finding cookies.
    use http::{HeaderMap, HeaderValue};

    use super::cookie;

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append("cookie", HeaderValue::from_static("x__Host-dinh=1; __Host-dinh-voter=2"));
        headers.append("cookie", HeaderValue::from_static("__Host-dinh=3"));
        assert_eq!(cookie(&headers, "__Host-dinh"), Some("3"));
        assert_eq!(cookie(&headers, "__Host-dinh-voter"), Some("2"));
        assert_eq!(cookie(&headers, "absent"), None);
    }
}
