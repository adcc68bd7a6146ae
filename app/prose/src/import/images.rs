//! Images: where they are, which are worth keeping.

use std::borrow::Cow;

use super::Dom;
use crate::MediaId;

/// An image side of at most so many pixels is a spacer, a counter or an icon.
const TINY: u32 = 16;
/// How much of an embedded image's address is kept for a report.
const SHOWN: usize = 80;

/// An image that the source shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageSource {
    /// Its address after rewriting; an embedded image's whole `data:` address.
    pub src: String,
    /// What the source says for who cannot see it.
    pub alt: String,
    /// Where it can be fetched.
    pub place: Place,
    /// The stored file, where the caller knew it; otherwise its figure waits for one.
    pub media: Option<MediaId>,
}

/// Where an image is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a web server.
    Web,
    /// Within the address itself.
    Embedded,
    /// On the disk of who copied (`file:`, `cid:`, `blob:`): to be uploaded by hand.
    Missing,
}

impl Place {
    pub(super) fn of(src: &str) -> Self {
        let scheme = src.split_once(':').map(|(scheme, _)| scheme.trim().to_ascii_lowercase());
        match scheme.as_deref() {
            Some("data") => Self::Embedded,
            Some("http" | "https") => Self::Web,
            // One letter is a drive, not a scheme.
            Some("file" | "cid" | "blob" | "mhtml" | "webkit-fake-url" | "about") => Self::Missing,
            Some(drive) if drive.len() == 1 => Self::Missing,
            _ => Self::Web,
        }
    }
}

/// The address of an image; of one that a script loads later, the address it will load.
pub(super) fn address<D: Dom>(dom: &D, node: &D::Node) -> Option<String> {
    // Line ends and tabs are no part of an address (WHATWG URL, 4.4); another control makes it one that nobody serves.
    let clean = |src: Cow<'_, str>| src.trim().replace(['\t', '\n', '\r'], "");
    let of = |name| {
        let src = dom.attribute(node, name).map(clean)?;
        (!src.is_empty() && !src.contains(char::is_control)).then_some(src)
    };
    let later = ["data-src", "data-original", "data-lazy-src"].into_iter().find_map(of);
    match of("src") {
        // A placeholder of some bytes stands in for what a script loads.
        Some(src) if later.is_some() && (src.starts_with("data:") || src.contains("blank")) => later,
        Some(src) => Some(src),
        None => later,
    }
}

/// Whether the element says that the image is only a few pixels in size.
pub(super) fn is_tiny<D: Dom>(dom: &D, node: &D::Node) -> bool {
    let side = |name| dom.attribute(node, name).and_then(|size| size.trim().trim_end_matches("px").parse::<u32>().ok());
    let is_small = |size: Option<u32>| size.is_some_and(|size| size <= TINY);
    is_small(side("width")) || is_small(side("height"))
}

/// An address short enough for a report.
pub(super) fn shown(src: &str) -> String {
    src.chars().take(SHOWN).collect()
}
