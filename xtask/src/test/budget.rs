//! The limits of what a visitor downloads.

use std::path::Path;

use crate::bundle::{brotli_size, read_assets};
use crate::paths::Result;
use crate::test::count::Count;

/// The smaller of the two kilobytes, so that a limit holds in either reading.
const KB: u64 = 1000;
/// What the client may weigh over the wire. More of the site must not mean more of this: new parts load when needed.
const CLIENT: u64 = 260 * KB;
/// What a part may weigh that belongs to one page and is loaded there alone. Half of `repair` is the tables of Unicode,
/// which recognising broken text in any normal form needs; `pasting` holds these too, and loads for editors alone.
const PARTS: [(&str, u64); 3] = [("repair", 130 * KB), ("pasting", 300 * KB), ("editor", 110 * KB)];
/// All that the first paint needs. The style sheet alone must stay below it; the journeys
/// measure the sum with the page and its fonts.
const FIRST_PAINT: u64 = 70 * KB;

/// Checks a shipped site and returns the figures as lines.
pub fn check(site: &Path) -> Result<(Count, Vec<String>)> {
    let assets = read_assets(site)?;
    let size = |names: &[String]| -> Result<u64> { names.iter().map(|name| brotli_size(site, name)).sum() };
    let ends = |ending: &str| -> Vec<String> {
        let matching = assets.iter().filter(|name| name.ends_with(ending));
        matching.cloned().collect()
    };
    let code = [ends(".js"), ends(".wasm")].concat();
    let of = |module: &str| -> Vec<String> {
        let prefix = format!("{module}-");
        code.iter().filter(|name| name.starts_with(&prefix)).cloned().collect()
    };
    let fonts = ends(".woff2");
    let style = ends(".css").into_iter().filter(|name| name.starts_with("main-")).collect();
    let font_bytes = size(&fonts)?;
    let mut count = Count::default();
    let mut lines = Vec::new();
    let mut checked = vec![("wasm + JS", of("dinh"), CLIENT), ("style sheet", style, FIRST_PAINT)];
    checked.extend(PARTS.map(|(part, limit)| (part, of(part), limit)));
    for (name, files, limit) in checked {
        let good = verdict(name, size(&files)?, limit, !files.is_empty());
        count.add(&Count::one(good.is_ok()));
        lines.push(good.unwrap_or_else(|line| line));
    }
    let count_of_fonts = fonts.len();
    lines.push(format!("{count_of_fonts} fonts: {}", shown(font_bytes)));
    Ok((count, lines))
}

/// The line of a figure; an error when it is over its limit or there is nothing to measure.
fn verdict(name: &str, bytes: u64, limit: u64, exists: bool) -> std::result::Result<String, String> {
    let figure = format!("{name}: {} brotli of {}", shown(bytes), shown(limit));
    if !exists {
        Err(format!("{name}: no such file was built"))
    } else if bytes > limit {
        Err(format!("{figure}: too large"))
    } else {
        Ok(figure)
    }
}

fn shown(bytes: u64) -> String {
    // One decimal of a kilobyte is finer than any decision made on it.
    format!("{}.{} KB", bytes / KB, bytes % KB * 10 / KB)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_is_allowed() {
        assert!(verdict("x", 260 * KB, 260 * KB, true).is_ok());
        assert!(verdict("x", 260 * KB + 1, 260 * KB, true).is_err());
        assert!(verdict("x", 0, 260 * KB, false).is_err());
    }

    #[test]
    fn kilobytes_have_one_decimal() {
        assert_eq!(shown(1500), "1.5 KB");
    }
}
