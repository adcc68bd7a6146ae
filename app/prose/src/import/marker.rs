//! The sign in front of a list item: bullet, number, or words that only look like one.

use crate::ListKind;

/// What a list item's sign says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    /// Readings of the sign, the likelier one first; `i.` is one in Roman numerals and nine among letters.
    Number(Vec<(ListKind, u32)>),
    /// Numbered by the reading program; the number is known where the list says one.
    Auto(ListKind, Option<u32>),
}

/// Reads a sign such as `·`, `3.`, `(b)`, `iv)` or `1.2.`; `None` when it says more than a sign can, such as `Điều 1.`.
pub(super) fn read(text: &str) -> Option<Marker> {
    let sign = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}' || c == '\u{feff}');
    let is_bare = sign.chars().all(char::is_alphanumeric);
    // Courier New's circle and the letters under which Wingdings keeps its arrows, squares and ticks.
    if is_bare && matches!(sign, "o" | "v" | "q" | "Ø" | "ü" | "à" | "è" | "l" | "n" | "u" | "w" | "Ã" | "ð") {
        return Some(Marker::Bullet);
    }
    if !sign.chars().any(char::is_alphanumeric) {
        return Some(Marker::Bullet);
    }
    let body = sign.trim_matches(|c: char| matches!(c, '(' | ')' | '.' | ':' | '/' | '-' | '[' | ']' | ',' | ';'));
    // Of a number in several parts the last one counts within its list.
    let body = match body.rsplit_once('.') {
        Some((before, last)) if before.chars().all(|c| c.is_ascii_alphanumeric() || c == '.') => last,
        _ => body,
    };
    let readings = readings(body);
    (!readings.is_empty()).then_some(Marker::Number(readings))
}

/// Word's name of a number format, as in `mso-level-number-format`.
pub(super) fn word_format(name: &str) -> Option<ListKind> {
    match name {
        "alpha-lower" => Some(ListKind::LowerAlpha),
        "alpha-upper" => Some(ListKind::UpperAlpha),
        "roman-lower" => Some(ListKind::LowerRoman),
        "roman-upper" => Some(ListKind::UpperRoman),
        "arabic" | "decimal" | "arabic-leading-zero" => Some(ListKind::Decimal),
        _ => None,
    }
}

/// The `type` of an `ol`, or its `list-style-type`.
pub(super) fn html_type(name: &str) -> Option<ListKind> {
    match name.trim() {
        "1" | "decimal" | "decimal-leading-zero" => Some(ListKind::Decimal),
        "a" | "lower-alpha" | "lower-latin" => Some(ListKind::LowerAlpha),
        "A" | "upper-alpha" | "upper-latin" => Some(ListKind::UpperAlpha),
        "i" | "lower-roman" => Some(ListKind::LowerRoman),
        "I" | "upper-roman" => Some(ListKind::UpperRoman),
        _ => None,
    }
}

fn readings(body: &str) -> Vec<(ListKind, u32)> {
    if let Ok(number) = body.parse::<u32>() {
        return vec![(ListKind::Decimal, number)];
    }
    let is_upper = body.chars().all(|c| c.is_ascii_uppercase());
    if body.is_empty() || !(is_upper || body.chars().all(|c| c.is_ascii_lowercase())) {
        return Vec::new();
    }
    let body = body.to_ascii_lowercase();
    let (alpha, roman) = match is_upper {
        true => (ListKind::UpperAlpha, ListKind::UpperRoman),
        false => (ListKind::LowerAlpha, ListKind::LowerRoman),
    };
    let as_roman = from_roman(&body).map(|number| (roman, number));
    let as_alpha = from_alpha(&body).map(|number| (alpha, number));
    // A list seldom begins at c, d, l, m, v or x in Roman numerals, but often at i.
    match body.len() {
        1 if body != "i" => as_alpha.into_iter().chain(as_roman).collect(),
        _ => as_roman.into_iter().chain(as_alpha).collect(),
    }
}

/// `a` is 1, `z` 26, then Word's `aa`, `bb`, … and spreadsheets' `aa`, `ab`, …: only the former occurs in lists.
fn from_alpha(body: &str) -> Option<u32> {
    let first = body.bytes().next()?;
    let times = u32::try_from(body.len()).ok().filter(|times| *times <= 3)?;
    body.bytes().all(|b| b == first).then(|| u32::from(first - b'a') + 1 + 26 * (times - 1))
}

fn from_roman(body: &str) -> Option<u32> {
    let mut number = 0;
    let mut rest = body;
    let parts = [
        ("m", 1000),
        ("cm", 900),
        ("d", 500),
        ("cd", 400),
        ("c", 100),
        ("xc", 90),
        ("l", 50),
        ("xl", 40),
        ("x", 10),
        ("ix", 9),
        ("v", 5),
        ("iv", 4),
        ("i", 1),
    ];
    for (sign, value) in parts {
        let most = if sign.len() == 1 && matches!(sign, "m" | "c" | "x" | "i") { 3 } else { 1 };
        for _ in 0..most {
            if let Some(after) = rest.strip_prefix(sign) {
                (rest, number) = (after, number + value);
            }
        }
    }
    (rest.is_empty() && number > 0).then_some(number)
}
