//! What the frame of every page says about the body behind it.

use serde::{Deserialize, Serialize};

/// The body behind the site. Empty lines are not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteInfo {
    /// The full name.
    pub name: String,
    /// A name short enough for a phone's header.
    pub short_name: String,
    /// One line under the name.
    pub tagline: String,
    /// The body that owns the site.
    pub owner: String,
    /// The licence line.
    pub licence: String,
    /// Who answers for the content.
    pub responsible: String,
    /// The street address.
    pub address: String,
    /// The telephone number.
    pub telephone: String,
    /// The e-mail address.
    pub email: String,
}
