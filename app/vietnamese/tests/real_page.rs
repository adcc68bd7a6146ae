//! The page that the repair was made for: exactly its 55 damaged tokens change, nothing else.

use std::collections::BTreeMap;
use std::path::PathBuf;

use vietnamese::repair::{Confidence, repair};

/// Damaged form, repaired form and count, as listed in the research note on the page.
const EXPECTED: [(&str, &str, usize); 32] = [
    ("ðaòo", "đạo", 3),
    ("têì", "tế", 3),
    ("tâòp", "tập", 3),
    ("thêÒ", "thể", 3),
    ("caìc", "các", 3),
    ("caìn", "cán", 3),
    ("bôò", "bộ", 3),
    ("xaÞ", "xã", 3),
    ("tiÒnh", "tỉnh", 2),
    ("laÞnh", "lãnh", 2),
    ("phuò", "phụ", 2),
    ("traìch", "trách", 2),
    ("vaÌ", "và", 2),
    ("thaÌnh", "thành", 2),
    ("thiò", "thị", 2),
    ("ðộng", "động", 1),
    ("chiÒ", "chỉ", 1),
    ("ðiòa", "địa", 1),
    ("baÌn", "bàn", 1),
    ("tôÒ", "tổ", 1),
    ("chýìc", "chức", 1),
    ("truyêÌn", "truyền", 1),
    ("câìp", "cấp", 1),
    ("huyêòn", "huyện", 1),
    ("phôì", "phố", 1),
    ("ðaÒng", "đảng", 1),
    ("phýõÌng", "phường", 1),
    ("trâìn", "trấn", 1),
    ("hõòp", "hợp", 1),
    ("taìc", "tác", 1),
    ("caònh", "cạnh", 1),
    ("ðoì", "đó", 1),
];

/// The page's text, or why it is not there.
fn page() -> Result<String, String> {
    let default = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/pages/lmhtx-quangtri-2019.txt");
    let path = std::env::var_os("DINH_REAL_PAGE").map_or(default, PathBuf::from);
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

#[test]
fn repairs_the_55_damaged_tokens_of_the_real_page_and_nothing_else() {
    let text = match page() {
        Ok(text) => text,
        Err(reason) => {
            eprintln!("SKIPPED real page: {reason}");
            return;
        }
    };
    let repaired = repair(&text);
    let mut found: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for change in &repaired.changes {
        *found.entry((&change.before, &change.after)).or_default() += 1;
        assert_eq!(text.get(change.range.clone()), Some(change.before.as_str()));
        assert_eq!(change.confidence, Confidence::Certain, "{}", change.before);
    }
    let expected: BTreeMap<_, _> = EXPECTED.iter().map(|(before, after, count)| ((*before, *after), *count)).collect();
    assert_eq!(found, expected);
    assert_eq!(repaired.changes.len(), 55);
    assert_eq!(repair(&repaired.text).changes, [], "a second run finds nothing");
}

#[test]
fn keeps_the_76_healthy_look_alikes_of_the_real_page() {
    let Ok(text) = page() else {
        eprintln!("SKIPPED real page");
        return;
    };
    let letters = "ðÐÌìÒÞòýÝõÕãÃþ";
    let tokens: Vec<&str> =
        text.split(|c: char| !c.is_alphabetic()).filter(|token| token.chars().any(|c| letters.contains(c))).collect();
    let healthy = tokens.iter().filter(|token| repair(token).changes.is_empty()).count();
    assert_eq!((tokens.len(), healthy), (131, 76));
}
