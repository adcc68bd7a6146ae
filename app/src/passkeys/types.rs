//! Passkeys as the program passes them on.

use webauthn_rp::request::{AsciiDomain, RpId};

use crate::time::Stamp;

/// The site as authenticators know it.
#[derive(Debug)]
pub struct RelyingParty {
    /// Its host, which a key is bound to.
    pub(super) id: RpId,
    /// Its address, which answers must come from.
    pub(super) origin: String,
}

impl RelyingParty {
    /// The site with this address; none for one that has no name, since keys are not bound to bare addresses.
    pub fn new(base_url: &str) -> Option<Self> {
        let (_, rest) = base_url.split_once("://")?;
        let host = rest.split([':', '/']).next()?;
        if host.is_empty() || host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok() {
            return None;
        }
        let domain = AsciiDomain::try_from(host.to_ascii_lowercase()).ok()?;
        Some(Self { id: RpId::Domain(domain), origin: base_url.to_ascii_lowercase() })
    }
}

/// A passkey, for the person whose it is.
#[derive(Clone, Debug)]
pub struct Passkey {
    /// Its number.
    pub id: i64,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added: Stamp,
    /// When it was last used.
    pub used: Option<Stamp>,
}

/// Somebody signed in with a passkey.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The session's token, for the cookie.
    pub token: String,
    /// The account's address.
    pub email: String,
}

#[cfg(test)]
mod tests {
    //! Sites with and without a name.
    use super::RelyingParty;

    #[test]
    fn keys_are_bound_to_names_alone() {
        for (url, has) in [
            ("https://htx.example", true),
            ("http://localhost:3000", true),
            ("http://127.0.0.1:3000", false),
            ("http://[::1]:3000", false),
        ] {
            assert_eq!(RelyingParty::new(url).is_some(), has, "{url}");
        }
    }
}
