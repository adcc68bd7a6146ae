//! What the form of the tool sends.

use serde::Deserialize;

/// The longest text that is taken, in bytes.
pub const LONGEST: usize = 1024 * 1024;

/// A text that somebody pasted.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Posted {
    /// The text as it was pasted.
    #[serde(default)]
    pub text: String,
}
