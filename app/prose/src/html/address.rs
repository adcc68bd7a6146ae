//! Addresses of this site as seen from elsewhere.

use crate::Href;

/// A page's own address.
pub(super) struct Base<'a> {
    /// Scheme and host, such as `https://a.vn`.
    origin: &'a str,
    /// Without a fragment.
    page: &'a str,
}

impl<'a> Base<'a> {
    /// `None` for what is no `http(s)` address.
    pub(super) fn parse(address: &'a str) -> Option<Self> {
        let address = address.trim();
        Href::parse(address).ok().filter(Href::is_external)?;
        let page = address.split('#').next()?;
        let host = page.find("://")? + "://".len();
        let end = page.get(host..)?.find(['/', '?']).map_or(page.len(), |end| host + end);
        Some(Self { origin: page.get(..end)?, page })
    }

    /// A place on the page or a path of the site with its host; anything else as it is.
    pub(super) fn absolute(&self, target: &str) -> String {
        if target.starts_with('#') {
            format!("{}{target}", self.page)
        } else if target.starts_with('/') && !target.starts_with("//") {
            format!("{}{target}", self.origin)
        } else {
            target.to_owned()
        }
    }

    /// Each address of a `srcset`, whose parts are divided by a comma and a blank, since an address may hold a comma.
    pub(super) fn absolute_set(&self, srcset: &str) -> String {
        let candidates = srcset.split(", ").map(|candidate| self.absolute(candidate.trim()));
        candidates.collect::<Vec<_>>().join(", ")
    }
}
