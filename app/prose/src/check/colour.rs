//! Places that are told by their colour alone, which who cannot see it does not find.

use std::ops::Range;

use super::compose::{bare, compose};
use super::line::tokens;

const COLOURS: [&str; 13] =
    ["đỏ", "xanh", "vàng", "tím", "cam", "hồng", "nâu", "xám", "lục", "lam", "đen", "trắng", "ghi"];

/// Those that point at something without `màu`; `chữ trắng` is paint on a board, `nút ghi` a button that records.
const BARE: [&str; 5] = ["đỏ", "xanh", "vàng", "tím", "cam"];
/// Words that begin as a colour does: a pledge, and what wounds are painted with.
const LONGER: [(&str, &str); 5] =
    [("cam", "kết"), ("cam", "đoan"), ("xanh", "methylen"), ("xanh", "metylen"), ("xanh", "mêtylen")];
/// The colours of sick leaves and stems.
const DULL: [&str; 5] = ["nâu", "xám", "đen", "trắng", "ghi"];

/// What a place may be besides.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Nothing; a colour may follow without `màu`.
    Label,
    /// Nothing.
    Field,
    /// A part of a plant, a good, a post.
    Thing,
}

const PLACES: [(&str, Sort); 16] = [
    ("chữ", Sort::Label),
    ("dòng chữ", Sort::Label),
    ("nút", Sort::Label),
    ("dòng", Sort::Field),
    ("mục", Sort::Field),
    ("trường", Sort::Field),
    ("ô", Sort::Field),
    ("ký tự", Sort::Field),
    ("ngày", Sort::Field),
    ("phần", Sort::Thing),
    ("đoạn", Sort::Thing),
    ("vùng", Sort::Thing),
    ("chỗ", Sort::Thing),
    ("cột", Sort::Thing),
    ("hàng", Sort::Thing),
    ("khung", Sort::Thing),
];

/// How a place is given its colour on purpose.
const DEEDS_DONE: [&str; 10] =
    ["in màu", "tô màu", "bôi màu", "in", "tô", "bôi", "được tô màu", "được bôi màu", "được in màu", "đánh dấu màu"];

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
/// How far before a colour the ground may be named on which it is painted.
const GROUND: usize = 8;

struct Word {
    range: Range<usize>,
    /// In small letters.
    text: String,
    /// Whether a sign stands between it and the next word.
    ends: bool,
}

fn words(line: &str) -> Vec<Word> {
    let word = |(at, token): (usize, &str)| {
        let (start, word) = bare(token, |c| c == '*');
        let ends = token.len() > start + word.len();
        Word { range: at + start..at + start + word.len(), text: compose(word).to_lowercase(), ends }
    };
    tokens(line).map(word).collect()
}

/// The phrases, as byte ranges.
pub(super) fn find(line: &str) -> Vec<Range<usize>> {
    let words = words(line);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if COLOURS.contains(&word.text.as_str()) {
            found.extend(vietnamese(&words, index));
        } else if ENGLISH.contains(&word.text.as_str()) {
            found.extend(english(&words, index));
        }
    }
    found
}

/// The phrase that ends with the colour at `index`.
fn vietnamese(words: &[Word], index: usize) -> Option<Range<usize>> {
    let colour = words.get(index)?;
    // Where a ground has a colour too, a board or a banner is described.
    if words.get(index.saturating_sub(GROUND)..index)?.iter().any(|word| word.text == "nền") {
        return None;
    }
    let before = words.get(index.saturating_sub(REACH)..index)?;
    // A sign between two words parts the phrase.
    let part = before.iter().rposition(|word| word.ends).map_or(0, |at| at + 1);
    let before = before.get(part..)?;
    let next = words.get(index + 1).filter(|_| !colour.ends).map(|word| word.text.as_str());
    let suffix = |from: &usize| before.get(*from..).is_some_and(|before| points(before, &colour.text, next));
    let first = (0..before.len()).find(suffix).and_then(|from| before.get(from))?;
    Some(first.range.start..colour.range.end)
}

/// Whether the words before a colour name a place on the page by it.
fn points(before: &[Word], colour: &str, next: Option<&str>) -> bool {
    let text = before.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let longer = LONGER.iter().any(|(first, second)| *first == colour && next == Some(*second));
    let named = text.ends_with("màu") || (BARE.contains(&colour) && !longer);
    let done = |manner: &str, place: &str| match (place, manner) {
        // A car is no cell: `ô tô màu đỏ`.
        ("ô", _) if manner.starts_with("tô") => false,
        _ => DEEDS_DONE.contains(&manner),
    };
    let is_place = |(place, sort): &(&str, Sort)| {
        text.strip_prefix(place).is_some_and(|rest| match rest.strip_prefix(' ') {
            Some("màu") => *sort != Sort::Thing || !DULL.contains(&colour),
            // Goods are `hàng` too.
            Some("có màu") => *sort != Sort::Thing || (*place != "hàng" && !DULL.contains(&colour)),
            Some(manner) => done(manner, place),
            // Sixteen golden words, `chữ vàng`, are a motto.
            None => rest.is_empty() && *sort == Sort::Label && !(*place == "chữ" && colour == "vàng"),
        })
    };
    named && (DEEDS.contains(&text.as_str()) || PLACES.iter().any(is_place))
}

fn english(words: &[Word], index: usize) -> Option<Range<usize>> {
    let colour = words.get(index)?;
    let next = words.get(index + 1).filter(|_| !colour.ends);
    // Green and yellow fields are rice.
    let grows = |place: &str| place.starts_with("field") && colour.text != "red";
    if let Some(place) = next
        && ENGLISH_PLACES.contains(&place.text.as_str())
        && !grows(&place.text)
    {
        return Some(colour.range.start..place.range.end);
    }
    let preposition = words.get(index.checked_sub(1)?)?;
    let deed = words.get(index.checked_sub(2)?)?;
    let points = preposition.text == "in" && !deed.ends && ENGLISH_DEEDS.contains(&deed.text.as_str());
    points.then_some(deed.range.start..colour.range.end)
}
