//! Typed ids, so that no bare number crosses a function, and random tokens.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident)*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
            #[serde(transparent)]
            pub struct $name(pub i64);

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.0.fmt(f)
                }
            }

            impl std::str::FromStr for $name {
                type Err = std::num::ParseIntError;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    text.parse().map(Self)
                }
            }
        )*
    };
}

ids! {
    /// A member of staff.
    AccountId
    /// An article, through all its versions.
    ArticleId
    /// A stored file.
    MediaId
    /// A notice.
    NoticeId
    /// A poll.
    PollId
    /// A section of the site.
    SectionId
}

#[cfg(feature = "ssr")]
mod random;
#[cfg(feature = "ssr")]
pub use random::{hex, random_hex};
