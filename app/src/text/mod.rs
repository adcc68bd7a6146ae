//! Every word of the interface, in Vietnamese first and English second, and how numbers are written.

#[cfg(feature = "ssr")]
mod audit;
#[cfg(feature = "ssr")]
mod co_editing;
#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
mod editing;
mod en;
#[cfg(feature = "ssr")]
mod history;
mod labels;
#[cfg(feature = "ssr")]
mod library;
#[cfg(feature = "ssr")]
mod mail;
#[cfg(feature = "ssr")]
mod media;
#[cfg(feature = "ssr")]
mod passkeys;
#[cfg(feature = "ssr")]
mod people;
#[cfg(feature = "ssr")]
mod repair;
mod sentences;
mod vi;
#[cfg(feature = "ssr")]
mod workflow;

pub use labels::Labels;
pub use sentences::{bytes, number};

use leptos::prelude::use_context;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// The language's tag for `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The words of this language.
    pub fn labels(self) -> &'static Labels {
        match self {
            Self::Vietnamese => &vi::LABELS,
            Self::English => &en::LABELS,
        }
    }
}

/// The words of the page's language.
pub fn labels() -> &'static Labels {
    use_context::<Language>().unwrap_or_default().labels()
}
