//! What office programs put on the clipboard, against outlines written by hand.
//!
//! Word's files are written by hand in the markup that its versions copy; LibreOffice's are its own conversions of the
//! documents under `sources`; Google Docs' and Excel's are written by hand.

use std::fs;
use std::path::Path;

use prose::import::{Imported, Options, Source, parse, read};
use prose::{Block, Document, Node};

use super::outline::outline;

/// The least share of list items that must come out at their place, in per cent.
const LEAST: usize = 98;

fn import(html: &str) -> Imported {
    let page = parse(html).unwrap();
    let decode = |font: &str, text: &str| font.starts_with(".Vn").then(|| format!("<{font}|{text}>"));
    read(&page, &prose::import::Dom::root(&page), &Options { decode_font: &decode, ..Options::default() })
}

/// Name, HTML and outline of every fixture, in order.
fn fixtures() -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/clipboard");
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut html: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "html")).collect();
    html.sort();
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    html.iter().map(|path| (name(path), read(path), read(&path.with_extension("txt")))).collect()
}

fn is_item(line: &str) -> bool {
    let text = line.trim_start();
    let sign = text.split_once(' ').map_or("", |(sign, _)| sign);
    // Numbers, letters and Roman numerals; at a line's start no word of the fixtures is so short and ends in a dot.
    let number = sign.strip_suffix('.').filter(|number| (1..=5).contains(&number.len()));
    sign == "-" || number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// How many of the expected items stand in `found` in the same order, with the same sign and depth.
fn right(expected: &str, found: &str) -> usize {
    let wanted: Vec<&str> = expected.lines().filter(|line| is_item(line)).collect();
    let have: Vec<&str> = found.lines().filter(|line| is_item(line)).collect();
    // The longest common subsequence, by rows.
    let mut row = vec![0_usize; have.len() + 1];
    for one in &wanted {
        let mut diagonal = 0;
        for (place, other) in have.iter().enumerate() {
            let above = row[place + 1];
            row[place + 1] = if one == other { diagonal + 1 } else { above.max(row[place]) };
            diagonal = above;
        }
    }
    row[have.len()]
}

fn lists(document: &Document) -> usize {
    let mut count = 0;
    let mut stack: Vec<&Block> = document.blocks.iter().collect();
    while let Some(block) = stack.pop() {
        match &block.node {
            Node::BulletList(items) | Node::OrderedList { items, .. } => {
                count += 1;
                stack.extend(items.iter().flat_map(|item| &item.blocks));
            }
            Node::Table { rows, .. } => {
                stack.extend(rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks));
            }
            _ => {}
        }
    }
    count
}

#[test]
fn list_items_come_out_at_their_place() {
    let (mut total, mut good, mut count, mut differing) = (0, 0, 0, Vec::new());
    for (name, html, expected) in fixtures() {
        let imported = import(&html);
        let found = outline(&imported.document);
        total += expected.lines().filter(|line| is_item(line)).count();
        good += right(&expected, &found);
        count += lists(&imported.document);
        if found != expected {
            differing.push(format!("--- {name}\n{expected}--- came out as\n{found}"));
        }
    }
    eprintln!("RAN clipboard lists: {good} of {total} items right, {count} lists");
    assert!(count >= 60, "{count} lists are too few to tell");
    assert!(good * 100 >= total * LEAST, "{good} of {total}\n{}", differing.join("\n"));
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn programs_are_told_apart() {
    for (name, html, _) in fixtures() {
        let expected = match name.split('-').next() {
            Some("word") => Source::Word,
            Some("google") => Source::GoogleDocs,
            Some("libreoffice") => Source::LibreOffice,
            Some("excel") => Source::Excel,
            _ => Source::Plain,
        };
        assert_eq!(import(&html).source, expected, "{name}");
    }
    assert_eq!(import("<p class=x>a").source, Source::Plain);
}

#[test]
fn nothing_of_the_programs_markup_is_left() {
    for (name, html, _) in fixtures() {
        let text = prose::text::plain(&import(&html).document);
        for trace in ["mso-", "supportLists", "StartFragment", "o:p", "endif", "· ", "§"] {
            assert!(!text.contains(trace), "{trace} in {name}: {text}");
        }
    }
}
