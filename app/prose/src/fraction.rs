//! Places within a picture, as parts of its width and height.

/// A part of a length, from 0 to 1, in steps of a ten-thousandth: finer than a pixel of any
/// screen, and written with so few digits that every JSON reader gives the same number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fraction(u16);

const STEPS: f64 = 10_000.0;

impl Fraction {
    /// Nothing of the length.
    pub const ZERO: Self = Self(0);
    /// Half of it.
    pub const HALF: Self = Self(5_000);
    /// All of it.
    pub const ONE: Self = Self(10_000);

    /// The nearest step, as for a place that somebody pointed at; `None` outside 0 to 1.
    #[must_use]
    pub fn nearest(value: f64) -> Option<Self> {
        // The range makes the conversion exact: at most 10,000.
        (0.0..=1.0).contains(&value).then(|| Self((value * STEPS).round() as u16))
    }

    /// The step that is this very number, as `Math.round(x * 10000) / 10000` gives it; `None` for any other.
    #[must_use]
    pub fn exact(value: f64) -> Option<Self> {
        Self::nearest(value).filter(|step| step.get() == value)
    }

    /// The number, 0 to 1.
    #[must_use]
    pub fn get(self) -> f64 {
        f64::from(self.0) / STEPS
    }

    /// The nearest tenth, 0 to 10.
    #[must_use]
    pub fn tenths(self) -> u16 {
        (self.0 + 500) / 1_000
    }
}

/// The point of a picture that stays visible when its frame cuts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Focal {
    /// From the left.
    pub x: Fraction,
    /// From the top.
    pub y: Fraction,
}

/// The part of a picture that is shown; never empty and never beyond the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Crop {
    x: Fraction,
    y: Fraction,
    width: Fraction,
    height: Fraction,
}

impl Crop {
    /// The rectangle with that upper left corner; `None` for an empty one or one that sticks out.
    #[must_use]
    pub fn new(x: Fraction, y: Fraction, width: Fraction, height: Fraction) -> Option<Self> {
        let fits = |start: Fraction, length: Fraction| length.0 > 0 && start.0 + length.0 <= Fraction::ONE.0;
        (fits(x, width) && fits(y, height)).then_some(Self { x, y, width, height })
    }

    /// Left, top, width and height.
    #[must_use]
    pub fn parts(self) -> [Fraction; 4] {
        [self.x, self.y, self.width, self.height]
    }
}
