//! What was measured, as lines of a table.

use std::fmt;

/// One figure, with its limit if it has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    name: String,
    figure: String,
    limit: String,
    /// Whether the limit is kept.
    pub good: bool,
}

impl Line {
    /// A figure that must not be smaller than its limit.
    pub fn at_least(name: &str, figure: f64, limit: f64, unit: &str) -> Self {
        Self::new(name, figure, format!("≥ {limit} {unit}"), unit, figure >= limit)
    }

    /// A figure that must not be larger than its limit.
    pub fn at_most(name: &str, figure: f64, limit: f64, unit: &str) -> Self {
        Self::new(name, figure, format!("≤ {limit} {unit}"), unit, figure <= limit)
    }

    /// A figure to know, without a limit.
    pub fn known(name: &str, figure: f64, unit: &str) -> Self {
        Self::new(name, figure, String::new(), unit, true)
    }

    fn new(name: &str, figure: f64, limit: String, unit: &str, good: bool) -> Self {
        let digits = if figure < 10.0 { 2 } else { usize::from(figure < 100.0) };
        Self { name: name.to_owned(), figure: format!("{figure:.digits$} {unit}"), limit, good }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, figure, limit, good } = self;
        let verdict = match (limit.is_empty(), good) {
            (true, _) => "",
            (false, true) => "kept",
            (false, false) => "MISSED",
        };
        write!(f, "| {name} | {figure} | {limit} | {verdict} |")
    }
}

/// The middle of some figures; NaN of none, which keeps no limit.
pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_whether_its_limit_is_kept() {
        let kept = "| a | 50.0 % | ≥ 50 % | kept |";
        assert_eq!(Line::at_least("a", 50.0, 50.0, "%").to_string(), kept);
        assert!(!Line::at_least("a", 49.9, 50.0, "%").good);
        assert!(!Line::at_most("a", 1.21, 1.2, "").good);
        assert!(!Line::at_most("a", f64::NAN, 1.2, "").good);
        assert_eq!(Line::known("a", 1234.4, "req/s").to_string(), "| a | 1234 req/s |  |  |");
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        assert!(median(&[]).is_nan());
    }
}
