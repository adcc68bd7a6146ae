//! What can go wrong with a token, and how sure its repair is.

use crate::encoding::Encoding;

/// What went wrong with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Rule {
    /// Bytes of Windows code page 1258 were read as page 1252.
    Windows1258AsWindows1252,
    /// Bytes for the fonts `.VnTime` were read as windows-1252 or ISO 8859-1.
    Tcvn3AsWindows1252,
    /// Bytes for the capitals fonts `.VnTimeH` were read so; found by the font's name only.
    Tcvn3CapitalsAsWindows1252,
    /// Bytes for the fonts `VNI-Times` were read so.
    VniAsWindows1252,
    /// Bytes of VISCII were read so.
    VisciiAsWindows1252,
    /// Bytes of VPS were read so.
    VpsAsWindows1252,
    /// Bytes of TCVN 5712-1 were read so.
    Tcvn5712AsWindows1252,
    /// Bytes of UTF-8 were read so.
    Utf8AsWindows1252,
    /// Bytes of UTF-8 were read so, and the result again, twice or more in all.
    Utf8AsWindows1252Twice,
    /// VIQR was taken for plain ASCII; found only when asked for.
    ViqrAsAscii,
    /// Letters are decomposed (NFD), which looks right and breaks search and sorting.
    Decomposed,
}

/// How sure a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// The damaged form cannot be anything else.
    Certain,
    /// A person should look at it.
    Likely,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 11] = [
        Self::Windows1258AsWindows1252,
        Self::Tcvn3AsWindows1252,
        Self::Tcvn3CapitalsAsWindows1252,
        Self::VniAsWindows1252,
        Self::VisciiAsWindows1252,
        Self::VpsAsWindows1252,
        Self::Tcvn5712AsWindows1252,
        Self::Utf8AsWindows1252,
        Self::Utf8AsWindows1252Twice,
        Self::ViqrAsAscii,
        Self::Decomposed,
    ];

    /// The name for storage and logs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Windows1258AsWindows1252 => "windows-1258-as-1252",
            Self::Tcvn3AsWindows1252 => "tcvn3-as-1252",
            Self::Tcvn3CapitalsAsWindows1252 => "tcvn3-capitals-as-1252",
            Self::VniAsWindows1252 => "vni-as-1252",
            Self::VisciiAsWindows1252 => "viscii-as-1252",
            Self::VpsAsWindows1252 => "vps-as-1252",
            Self::Tcvn5712AsWindows1252 => "tcvn-5712-as-1252",
            Self::Utf8AsWindows1252 => "utf-8-as-1252",
            Self::Utf8AsWindows1252Twice => "utf-8-as-1252-twice",
            Self::ViqrAsAscii => "viqr-as-ascii",
            Self::Decomposed => "decomposed",
        }
    }

    /// The name for people, in Vietnamese.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Windows1258AsWindows1252 => "Chữ Windows-1258 bị đọc nhầm thành Windows-1252",
            Self::Tcvn3AsWindows1252 => "Chữ TCVN3 (ABC) bị đọc nhầm thành Windows-1252",
            Self::Tcvn3CapitalsAsWindows1252 => "Chữ hoa TCVN3 (phông .VnTimeH) bị đọc nhầm thành Windows-1252",
            Self::VniAsWindows1252 => "Chữ VNI bị đọc nhầm thành Windows-1252",
            Self::VisciiAsWindows1252 => "Chữ VISCII bị đọc nhầm thành Windows-1252",
            Self::VpsAsWindows1252 => "Chữ VPS bị đọc nhầm thành Windows-1252",
            Self::Tcvn5712AsWindows1252 => "Chữ TCVN 5712-1 bị đọc nhầm thành Windows-1252",
            Self::Utf8AsWindows1252 => "Chữ UTF-8 bị đọc nhầm thành Windows-1252",
            Self::Utf8AsWindows1252Twice => "Chữ UTF-8 bị đọc nhầm thành Windows-1252 nhiều lần",
            Self::ViqrAsAscii => "Chữ VIQR chưa được đổi thành chữ có dấu",
            Self::Decomposed => "Chữ và dấu bị tách rời (Unicode tổ hợp)",
        }
    }
}

impl From<Encoding> for Rule {
    /// The damage of text in this encoding that was read as windows-1252 or as ASCII.
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Tcvn3 => Self::Tcvn3AsWindows1252,
            Encoding::Tcvn3Capitals => Self::Tcvn3CapitalsAsWindows1252,
            Encoding::Vni => Self::VniAsWindows1252,
            Encoding::Viscii => Self::VisciiAsWindows1252,
            Encoding::Vps => Self::VpsAsWindows1252,
            Encoding::Tcvn5712 => Self::Tcvn5712AsWindows1252,
            Encoding::Viqr => Self::ViqrAsAscii,
            Encoding::Windows1258 => Self::Windows1258AsWindows1252,
        }
    }
}

impl Confidence {
    /// The name for storage and logs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
        }
    }

    /// The name for people, in Vietnamese.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Certain => "Chắc chắn",
            Self::Likely => "Cần xem lại",
        }
    }
}
