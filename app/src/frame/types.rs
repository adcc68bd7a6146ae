//! What the frame shows.

use serde::{Deserialize, Serialize};

use crate::links::LinkedSite;
use crate::notices::NoticeHeading;
use crate::polls::PollView;
use crate::sections::Section;
use crate::site::SiteInfo;
use crate::visits::{Baseline, Counts};

/// Everything around a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameView {
    /// The body behind the site.
    pub site: SiteInfo,
    /// The menu.
    pub sections: Vec<Section>,
    /// The newest notices that show now.
    pub notices: Vec<NoticeHeading>,
    /// The open poll.
    pub poll: Option<PollView>,
    /// Other bodies' sites.
    pub links: Vec<LinkedSite>,
    /// The visitor figures.
    pub counts: Counts,
    /// What an older site counted.
    pub baseline: Option<Baseline>,
}
