//! Attributes with a fixed set of values, each with its stored name.

/// A heading's level: 2, 3 or 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// `h2`
    Two,
    /// `h3`
    Three,
    /// `h4`
    Four,
}

/// What a callout is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalloutKind {
    /// A remark beside the text.
    Note,
    /// Background.
    Info,
    /// A result reached.
    Success,
    /// Something to take care of.
    Warning,
}

/// How the items of a numbered list are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// a, b, c
    LowerAlpha,
    /// A, B, C
    UpperAlpha,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

/// How much room a figure takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FigureSize {
    /// Half of the text's measure.
    Small,
    /// The text's measure.
    #[default]
    Normal,
    /// Beyond the text on both sides.
    Wide,
    /// The whole width of the window.
    Full,
}

/// What a header cell heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The column below.
    Col,
    /// The row beside.
    Row,
}

impl Level {
    /// The nearest level: 0, 1 and 2 give 2, everything from 4 up gives 4.
    #[must_use]
    pub fn clamp(level: u8) -> Self {
        match level {
            0..=2 => Self::Two,
            3 => Self::Three,
            _ => Self::Four,
        }
    }

    /// The level as a number, 2 to 4.
    #[must_use]
    pub fn get(self) -> u8 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
        }
    }
}

impl CalloutKind {
    /// Every kind, for menus.
    pub const ALL: [Self; 4] = [Self::Note, Self::Info, Self::Success, Self::Warning];

    /// The stored name, also used in the class.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
        }
    }

    /// The Vietnamese name, read out as the box's label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Note => "Ghi chú",
            Self::Info => "Thông tin",
            Self::Success => "Kết quả",
            Self::Warning => "Lưu ý",
        }
    }

    /// The kind with that stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl ListKind {
    /// Every kind, for menus.
    pub const ALL: [Self; 5] = [Self::Decimal, Self::LowerAlpha, Self::UpperAlpha, Self::LowerRoman, Self::UpperRoman];

    /// The stored name, which is also CSS's name but for the underscore.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decimal => "decimal",
            Self::LowerAlpha => "lower_alpha",
            Self::UpperAlpha => "upper_alpha",
            Self::LowerRoman => "lower_roman",
            Self::UpperRoman => "upper_roman",
        }
    }

    /// The value of HTML's `type` attribute.
    #[must_use]
    pub fn html_type(self) -> &'static str {
        match self {
            Self::Decimal => "1",
            Self::LowerAlpha => "a",
            Self::UpperAlpha => "A",
            Self::LowerRoman => "i",
            Self::UpperRoman => "I",
        }
    }

    /// The kind with that stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl FigureSize {
    /// Every size, for menus.
    pub const ALL: [Self; 4] = [Self::Small, Self::Normal, Self::Wide, Self::Full];

    /// The stored name, also used in the class.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Normal => "normal",
            Self::Wide => "wide",
            Self::Full => "full",
        }
    }

    /// The size with that stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.as_str() == name)
    }
}

impl Scope {
    /// The stored name, also the value of HTML's `scope` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Col => "col",
            Self::Row => "row",
        }
    }

    /// The scope with that stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Col, Self::Row].into_iter().find(|scope| scope.as_str() == name)
    }
}
