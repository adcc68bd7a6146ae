//! Places that are told by their colour alone, which who cannot see it does not find.

use std::ops::Range;

use super::line::tokens;

const COLOURS: [&str; 13] =
    ["đỏ", "xanh", "vàng", "tím", "cam", "hồng", "nâu", "xám", "lục", "lam", "đen", "trắng", "ghi"];

/// What stands on a page; `true` where a colour may follow without `màu`.
const PLACES: [(&str, bool); 18] = [
    ("phần", false),
    ("dòng", false),
    ("chữ", true),
    ("dòng chữ", true),
    ("đoạn", false),
    ("mục", false),
    ("cột", false),
    ("hàng", false),
    ("nút", true),
    ("khung", false),
    ("vùng", false),
    ("trường", false),
    ("ô", false),
    ("chỗ", false),
    ("ký tự", false),
    ("dấu sao", false),
    ("dấu *", false),
    ("ngày", false),
];

/// How a place is given its colour.
const MANNERS: [&str; 11] =
    ["màu", "in màu", "tô màu", "bôi màu", "có màu", "in", "tô", "bôi", "được tô màu", "được bôi màu", "đánh dấu màu"];

/// Deeds that are of no use but to point at words.
const DEEDS: [&str; 6] = ["bôi", "bôi màu", "đánh dấu", "đánh dấu màu", "khoanh", "gạch chân màu"];

const ENGLISH: [&str; 9] = ["red", "green", "blue", "yellow", "orange", "purple", "pink", "grey", "gray"];
const ENGLISH_PLACES: [&str; 14] = [
    "text", "button", "field", "fields", "section", "sections", "link", "links", "box", "boxes", "row", "rows",
    "column", "columns",
];
/// After what `in red` points at words.
const ENGLISH_DEEDS: [&str; 13] = [
    "marked",
    "highlighted",
    "shown",
    "printed",
    "written",
    "text",
    "words",
    "fields",
    "items",
    "those",
    "dates",
    "names",
    "rows",
];

/// The longest row of words that is looked at before a colour.
const REACH: usize = 5;

/// The phrases, as byte ranges.
pub(super) fn find(line: &str) -> Vec<Range<usize>> {
    let words: Vec<(Range<usize>, String, bool)> = tokens(line)
        .map(|(at, token)| {
            let word = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '*');
            let from = at + token.find(word).unwrap_or_default();
            let ends = token.len() > from - at + word.len();
            (from..from + word.len(), word.to_lowercase(), ends)
        })
        .collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, (range, word, _)) in words.iter().enumerate() {
        let reach = index.saturating_sub(REACH)..index;
        let before = words.get(reach.clone()).unwrap_or_default();
        // A sign between two words parts the phrase.
        let part = before.iter().rposition(|(.., ends)| *ends).map_or(0, |at| at + 1);
        let before = before.get(part..).unwrap_or_default();
        let start = if COLOURS.contains(&word.as_str()) {
            (0..before.len()).find(|from| points(before.get(*from..).unwrap_or_default(), word))
        } else {
            None
        };
        if let Some((first, ..)) = start.and_then(|from| before.get(from)) {
            found.push(first.start..range.end);
        } else if ENGLISH.contains(&word.as_str()) {
            found.extend(english(&words, index));
        }
    }
    found
}

/// Whether the words before a colour name a place on the page by it.
fn points(before: &[(Range<usize>, String, bool)], colour: &str) -> bool {
    let text = before.iter().map(|(_, word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
    let bare = |place: &str| place == "chữ" && colour == "vàng";
    DEEDS.contains(&text.as_str())
        || PLACES.iter().any(|(place, alone)| {
            text.strip_prefix(place).is_some_and(|rest| match rest.strip_prefix(' ') {
                // A car is no cell: `ô tô màu đỏ`.
                Some(manner) => MANNERS.contains(&manner) && !(*place == "ô" && manner.starts_with("tô")),
                // Sixteen golden words, `chữ vàng`, are a motto.
                None => rest.is_empty() && *alone && !bare(place),
            })
        })
}

fn english(words: &[(Range<usize>, String, bool)], index: usize) -> Option<Range<usize>> {
    let (range, _, ends) = words.get(index)?;
    let next = words.get(index + 1).filter(|_| !ends);
    if let Some((place, word, _)) = next
        && ENGLISH_PLACES.contains(&word.as_str())
    {
        return Some(range.start..place.end);
    }
    let (_, preposition, _) = words.get(index.checked_sub(1)?)?;
    let (deed, word, parted) = words.get(index.checked_sub(2)?)?;
    (preposition == "in" && !parted && ENGLISH_DEEDS.contains(&word.as_str())).then_some(deed.start..range.end)
}
