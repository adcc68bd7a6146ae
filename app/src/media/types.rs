//! Files as pages show them.

use serde::{Deserialize, Serialize};

use crate::ids::MediaId;

/// A picture beside a title, in two widths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The stored file.
    pub id: MediaId,
    /// The name it was uploaded under.
    pub name: String,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
    /// Pixels across of the small rendition; 0 when there is none.
    pub small_width: i64,
    /// What the picture shows, for those who do not see it; empty when it only decorates.
    pub alt: String,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The stored file.
    pub id: MediaId,
    /// The name it was uploaded under.
    pub name: String,
    /// Kind, size, pages and how often it was fetched, in words.
    pub about: String,
    /// The name of the link to its text; empty where there is none.
    pub as_text: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

/// The address of a stored file.
pub fn file_url(id: MediaId, name: &str) -> String {
    let safe: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' }).collect();
    format!("/tep/{id}/{safe}")
}

/// The address of a picture's small rendition.
pub fn small_url(id: MediaId, name: &str) -> String {
    format!("{}?size=small", file_url(id, name))
}

impl Picture {
    /// The value of `srcset`.
    pub fn srcset(&self) -> String {
        let full = format!("{} {}w", file_url(self.id, &self.name), self.width);
        if self.small_width == 0 {
            return full;
        }
        format!("{} {}w, {full}", small_url(self.id, &self.name), self.small_width)
    }

    /// The address for browsers that do not choose.
    pub fn src(&self) -> String {
        if self.small_width == 0 { file_url(self.id, &self.name) } else { small_url(self.id, &self.name) }
    }
}
