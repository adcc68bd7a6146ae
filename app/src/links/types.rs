//! Linked sites, as both sides name them.

use serde::{Deserialize, Serialize};

/// Another body's site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedSite {
    /// Its name.
    pub name: String,
    /// Its address; `http` or `https` only.
    pub url: String,
}
