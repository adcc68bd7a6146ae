//! Things shown from other sites: an allow-list of providers, each with one strict shape of reference.

use crate::ProseError;

/// A site whose things may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// A video; the reference is its 11-character id.
    Youtube,
    /// A video; the reference is its number, for an unlisted one followed by `/` and its hash.
    Vimeo,
    /// A place on a map; the reference is `zoom/latitude/longitude`, as in the site's addresses.
    OpenStreetMap,
    /// A place on a map; the reference is `latitude,longitude`.
    GoogleMaps,
}

impl Provider {
    /// Every provider, for menus.
    pub const ALL: [Self; 4] = [Self::Youtube, Self::Vimeo, Self::OpenStreetMap, Self::GoogleMaps];

    /// The stored name, also used in the class.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Youtube => "youtube",
            Self::Vimeo => "vimeo",
            Self::OpenStreetMap => "openstreetmap",
            Self::GoogleMaps => "google_maps",
        }
    }

    /// The name that readers know.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Youtube => "YouTube",
            Self::Vimeo => "Vimeo",
            Self::OpenStreetMap => "OpenStreetMap",
            Self::GoogleMaps => "Google Maps",
        }
    }

    /// What such a thing is called in Vietnamese.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Youtube | Self::Vimeo => "Video",
            Self::OpenStreetMap | Self::GoogleMaps => "Bản đồ",
        }
    }

    /// The provider with that stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.as_str() == name)
    }

    fn allows(self, reference: &str) -> bool {
        match self {
            Self::Youtube => reference.len() == 11 && reference.bytes().all(is_id_byte),
            Self::Vimeo => {
                let (number, hash) = reference.split_once('/').map_or((reference, None), |(n, h)| (n, Some(h)));
                is_number(number, 12) && hash.is_none_or(|hash| (6..=20).contains(&hash.len()) && is_lower_hex(hash))
            }
            Self::OpenStreetMap => match reference.split('/').collect::<Vec<_>>()[..] {
                [zoom, latitude, longitude] => {
                    is_number(zoom, 2)
                        && zoom.parse::<u8>().is_ok_and(|zoom| zoom <= 20)
                        && is_degrees(latitude, 90.0)
                        && is_degrees(longitude, 180.0)
                }
                _ => false,
            },
            Self::GoogleMaps => reference
                .split_once(',')
                .is_some_and(|(latitude, longitude)| is_degrees(latitude, 90.0) && is_degrees(longitude, 180.0)),
        }
    }
}

/// A thing of a provider; its address is made from it, never stored.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EmbedRef {
    provider: Provider,
    reference: String,
}

impl EmbedRef {
    /// Checks a reference against its provider's shape.
    ///
    /// # Errors
    /// [`ProseError::BadEmbed`] for another shape.
    pub fn new(provider: Provider, reference: &str) -> Result<Self, ProseError> {
        if provider.allows(reference) {
            Ok(Self { provider, reference: reference.to_owned() })
        } else {
            let reference: String = reference.chars().take(80).collect();
            Err(ProseError::BadEmbed(format!("{}: {reference}", provider.as_str())))
        }
    }

    /// The thing that an address of a provider's site shows, as people copy it or as frames in old pages hold it.
    #[must_use]
    pub fn from_url(url: &str) -> Option<Self> {
        let rest = url.trim().trim_start_matches("https:").trim_start_matches("http:").strip_prefix("//")?;
        let (host, path) = rest.split_once('/')?;
        let host = host.to_ascii_lowercase();
        match host.trim_start_matches("www.").trim_start_matches("m.") {
            "youtube.com" | "youtube-nocookie.com" => {
                let id = path
                    .strip_prefix("watch?")
                    .and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("v=")))
                    .or_else(|| ["embed/", "shorts/", "live/", "v/"].iter().find_map(|kind| path.strip_prefix(kind)))?;
                Self::new(Provider::Youtube, first_part(id)).ok()
            }
            "youtu.be" => Self::new(Provider::Youtube, first_part(path)).ok(),
            "vimeo.com" => Self::new(Provider::Vimeo, path.split(['?', '#']).next()?.trim_end_matches('/')).ok(),
            "player.vimeo.com" => Self::new(Provider::Vimeo, first_part(path.strip_prefix("video/")?)).ok(),
            "openstreetmap.org" => {
                let place = path.split_once("#map=")?.1.split('&').next()?;
                Self::new(Provider::OpenStreetMap, place).ok()
            }
            "google.com" | "maps.google.com" | "google.com.vn" => {
                let place = path.split_once("/@").map(|(_, place)| place).or_else(|| path.strip_prefix("maps?q="));
                let place = place.or_else(|| path.strip_prefix("maps/search/?api=1&query="))?;
                let mut parts = place.split([',', '/', '&']);
                Self::new(Provider::GoogleMaps, &format!("{},{}", parts.next()?, parts.next()?)).ok()
            }
            _ => None,
        }
    }

    /// Whose thing it is.
    #[must_use]
    pub fn provider(&self) -> Provider {
        self.provider
    }

    /// The stored reference.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The address where a person sees the thing on the provider's site.
    #[must_use]
    pub fn url(&self) -> String {
        let reference = &self.reference;
        match self.provider {
            Provider::Youtube => format!("https://www.youtube.com/watch?v={reference}"),
            Provider::Vimeo => format!("https://vimeo.com/{reference}"),
            Provider::OpenStreetMap => {
                let mut parts = reference.split('/').skip(1);
                let (latitude, longitude) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                format!("https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map={reference}")
            }
            Provider::GoogleMaps => format!("https://www.google.com/maps/search/?api=1&query={reference}"),
        }
    }
}

fn first_part(path: &str) -> &str {
    path.split(['?', '&', '/', '#']).next().unwrap_or_default()
}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn is_number(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_lower_hex(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Degrees in plain decimal notation, up to `most` either way.
fn is_degrees(text: &str, most: f64) -> bool {
    let bare = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = bare.split_once('.').map_or((bare, None), |(whole, rest)| (whole, Some(rest)));
    is_number(whole, 3)
        && decimals.is_none_or(|decimals| is_number(decimals, 8))
        && bare.parse::<f64>().is_ok_and(|degrees| degrees <= most)
}
