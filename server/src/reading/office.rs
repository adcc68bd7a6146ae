//! The text of office files: XML in a ZIP archive.

use std::io::{Cursor, Read};

use app::media::{FileText, Reading};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;

/// An entry unpacks to no more than this, all of them together to twice that.
const ENTRY: u64 = 64 * 1024 * 1024;
const TOGETHER: usize = 128 * 1024 * 1024;
const MOST_ENTRIES: usize = 10_000;

/// Where a format keeps its text: the beginning of the names of entries, and of which element.
const PLACES: [(&str, &[&str]); 6] = [
    ("wordprocessingml.document", &["word/document.xml", "word/footnotes.xml"]),
    ("spreadsheetml.sheet", &["xl/sharedStrings.xml"]),
    ("presentationml.presentation", &["ppt/slides/slide"]),
    ("opendocument.text", &["content.xml"]),
    ("opendocument.spreadsheet", &["content.xml"]),
    ("opendocument.presentation", &["content.xml"]),
];

/// Reads an office file; the older formats are not read.
pub fn read(mime: &str, bytes: &[u8]) -> FileText {
    let Some((_, places)) = PLACES.iter().find(|(kind, _)| mime.ends_with(kind)) else {
        return FileText::none(Reading::Unknown);
    };
    text(bytes, places).unwrap_or_else(|| FileText::none(Reading::Unreadable))
}

fn text(bytes: &[u8], places: &[&str]) -> Option<FileText> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > MOST_ENTRIES {
        return None;
    }
    let mut names: Vec<String> =
        archive.file_names().filter_map(|name| name.ok().map(|name| name.into_owned())).collect();
    names.retain(|name| name.ends_with(".xml") && places.iter().any(|place| name.starts_with(place)));
    // Slides in the order of their numbers, which are not padded.
    names.sort_by_key(|name| (name.len(), name.clone()));
    let slides = names.iter().filter(|name| name.starts_with("ppt/slides/slide")).count();
    let (mut text, mut together) = (String::new(), 0);
    for name in &names {
        let mut xml = Vec::new();
        archive.by_name(name).ok()?.take(ENTRY + 1).read_to_end(&mut xml).ok()?;
        together += xml.len();
        if together > TOGETHER || u64::try_from(xml.len()).unwrap_or(u64::MAX) > ENTRY {
            return None;
        }
        if !text.is_empty() {
            text.push('\u{C}');
        }
        append(&xml, &mut text)?;
    }
    Some(FileText { pages: i64::try_from(slides).unwrap_or(0), text, state: Reading::Read })
}

/// Adds the words between tags; paragraphs, rows and breaks end a line. A document type could define anything, and no
/// office program writes one.
fn append(xml: &[u8], text: &mut String) -> Option<()> {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    // Word keeps the words in `t`, and other things between other tags; OpenDocument keeps them in paragraphs.
    let (mut words, mut paragraphs) = (0_u32, 0_u32);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::DocType(_) => return None,
            Event::Eof => return Some(()),
            Event::Start(tag) => match (tag.name().as_ref(), tag.local_name().as_ref()) {
                (_, "t") => words += 1,
                ("text:p" | "text:h", _) => paragraphs += 1,
                _ => {}
            },
            Event::End(tag) => match (tag.name().as_ref(), tag.local_name().as_ref()) {
                (_, "t") => words = words.saturating_sub(1),
                ("text:p" | "text:h", _) => {
                    paragraphs = paragraphs.saturating_sub(1);
                    text.push('\n');
                }
                (_, "p" | "si") => text.push('\n'),
                (_, "tc") => text.push('\t'),
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "br" | "line-break" => text.push('\n'),
                "tab" | "s" => text.push(' '),
                _ => {}
            },
            Event::Text(words_here) if words + paragraphs > 0 => text.push_str(&words_here.xml10_content()),
            Event::CData(words_here) if words + paragraphs > 0 => text.push_str(&words_here),
            Event::GeneralRef(name) if words + paragraphs > 0 => text.extend(sign(&name)),
            _ => {}
        }
    }
}

/// The sign that a reference stands for: one of the five that XML knows, or a number.
fn sign(name: &BytesRef<'_>) -> Option<char> {
    let known = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
    let name: &str = name;
    if let Some((_, sign)) = known.into_iter().find(|(word, _)| *word == name) {
        return Some(sign);
    }
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}
