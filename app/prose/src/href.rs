//! Values that a renderer may put into an attribute without a second thought.

use std::fmt;

use crate::ProseError;

/// The longest link target accepted, in bytes; longer ones are cut by proxies and mail programs.
const MAX_HREF: usize = 4096;

/// A link target that is safe to render: `http`, `https`, `mailto`, `tel`, a path of this
/// site (`/…`) or a place on the page (`#…`). There is no unchecked constructor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Href(String);

impl Href {
    /// Reads a target. Outer blanks are dropped and inner ones become `%20`.
    ///
    /// # Errors
    /// [`ProseError::BadHref`] for every other scheme, `//host` and `/\host` (they leave the
    /// site), any backslash (browsers read it as a slash), control and direction characters.
    pub fn parse(input: &str) -> Result<Self, ProseError> {
        let trimmed = input.trim();
        let refuse = || ProseError::BadHref(trimmed.chars().take(200).collect());
        if trimmed.is_empty() || trimmed.len() > MAX_HREF || trimmed.chars().any(is_deceptive) {
            return Err(refuse());
        }
        if is_site_relative(trimmed) || has_allowed_scheme(trimmed) {
            Ok(Self(trimmed.replace(' ', "%20")))
        } else {
            Err(refuse())
        }
    }

    /// The target as text, to be escaped like any other.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the target names a host, so that another site may answer.
    #[must_use]
    pub fn is_external(&self) -> bool {
        scheme_of(&self.0).is_some_and(|(scheme, _)| matches!(scheme.as_str(), "http" | "https"))
    }
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_site_relative(target: &str) -> bool {
    target.starts_with('#') || (target.starts_with('/') && !target.starts_with("//"))
}

/// Splits off the scheme, in lower case; a colon after a `/`, `?` or `#` belongs to the path.
fn scheme_of(target: &str) -> Option<(String, &str)> {
    let (scheme, rest) = target.split_once(':')?;
    let named = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    named.then(|| (scheme.to_ascii_lowercase(), rest))
}

fn has_allowed_scheme(target: &str) -> bool {
    let Some((scheme, rest)) = scheme_of(target) else {
        return false;
    };
    match scheme.as_str() {
        "http" | "https" => rest
            .strip_prefix("//")
            .is_some_and(|host| host.chars().next().is_some_and(|c| !matches!(c, '/' | '?' | '#' | ' '))),
        "mailto" => rest.contains('@'),
        "tel" => rest.chars().any(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// Characters that browsers drop or treat as a slash, and those that reorder what is shown.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || c == '\\'
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A language tag of the BCP 47 shape, such as `en` or `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LangTag(String);

impl LangTag {
    /// Reads a tag; letters, digits and single hyphens, 2 to 35 bytes (RFC 5646 section 4.4.1).
    ///
    /// # Errors
    /// [`ProseError::BadLanguageTag`] for anything else.
    pub fn parse(input: &str) -> Result<Self, ProseError> {
        let parts_fit = input.split('-').enumerate().all(|(index, part)| {
            (1..=8).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphanumeric() && (index > 0 || b.is_ascii_alphabetic()))
        });
        if parts_fit && (2..=35).contains(&input.len()) {
            Ok(Self(input.to_owned()))
        } else {
            Err(ProseError::BadLanguageTag(input.chars().take(40).collect()))
        }
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
