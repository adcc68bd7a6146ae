//! Turning a request into a visitor key that nobody can turn back.

use std::net::IpAddr;

use hmac::{Hmac, KeyInit, Mac};
use leptos::prelude::use_context;
use sha2::Sha256;

use super::tally::Key;
use crate::auth::{Action, Actor, authorize, current_actor};
use crate::error::AppError;
use crate::state::{AppState, app_state};

/// What a request says about its sender. It lives for one call and is never written.
#[derive(Clone)]
pub struct Visitor {
    /// The client's address, taken from the socket or a trusted proxy.
    pub address: IpAddr,
    /// The `User-Agent` header.
    pub agent: String,
    /// The reader asked not to be counted (`Sec-GPC` or `DNT`).
    pub opted_out: bool,
    /// The rule by which this is no reader, if one matched.
    pub bot: Option<&'static str>,
}

/// The address as far as it tells households apart: whole for IPv4, the /64 for IPv6.
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// HMAC-SHA256 over the parts, each ended by a zero byte so that no two lists of parts run together.
pub fn keyed_hash(secret: &[u8], parts: &[&str]) -> [u8; 32] {
    let mut mac = match Hmac::<Sha256>::new_from_slice(secret) {
        Ok(mac) => mac,
        // HMAC takes a key of any length (RFC 2104, section 2).
        Err(_) => return [0; 32],
    };
    for part in parts {
        mac.update(part.as_bytes());
        mac.update(&[0]);
    }
    mac.finalize().into_bytes().into()
}

impl Visitor {
    /// The key under the day's salt.
    pub fn key(&self, salt: &[u8], site: &str) -> Key {
        let [a, b, c, d, e, f, g, h, ..] = keyed_hash(salt, &[site, &network(self.address), &self.agent]);
        Key::from_be_bytes([a, b, c, d, e, f, g, h])
    }
}

/// The state and the visitor of this request, or nothing when it was sent by staff at work.
pub fn counted_visitor() -> Result<Option<(AppState, Visitor)>, AppError> {
    let actor = current_actor();
    if actor != Actor::Anonymous && authorize(&actor, Action::OpenDesk).is_ok() {
        return Ok(None);
    }
    Ok(Some(app_state()?).zip(use_context::<Visitor>()))
}

#[cfg(test)]
mod tests {
    //! What makes two requests one visitor.
    use super::*;

    fn visitor(address: &str, agent: &str) -> Visitor {
        let address = address.parse().unwrap_or(IpAddr::from([0, 0, 0, 0]));
        Visitor { address, agent: agent.to_owned(), opted_out: false, bot: None }
    }

    #[test]
    fn one_household_prefix_is_one_visitor() {
        let key = |address, agent| visitor(address, agent).key(b"salt", "site");
        assert_eq!(key("2001:db8:1:2::1", "x"), key("2001:db8:1:2:ffff::9", "x"));
        assert_ne!(key("2001:db8:1:2::1", "x"), key("2001:db8:1:3::1", "x"));
        assert_eq!(key("::ffff:10.0.0.1", "x"), key("10.0.0.1", "x"));
        assert_ne!(key("10.0.0.1", "x"), key("10.0.0.1", "y"));
        assert_ne!(visitor("10.0.0.1", "x").key(b"other", "site"), key("10.0.0.1", "x"));
    }
}
