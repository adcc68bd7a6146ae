//! `dinh read-file KIND`: the text of the document on standard input, as JSON. The server runs it for each document in a
//! process of its own, within limits of time and memory that the system holds: parsers of foreign files fail in every way.

mod office;
mod pdf;

use std::io::{Read, Write};

use app::media::{FileText, Reading};
use rustix::process::{Resource, Rlimit, setrlimit};

/// Memory that a document may take, in bytes, and processor time, in seconds.
const MEMORY: u64 = 1024 * 1024 * 1024;
const TIME: u64 = 30;
/// The longest text that is kept, in bytes: a book.
const LONGEST: usize = 2 * 1024 * 1024;

/// Reads standard input and answers on standard output.
///
/// # Errors
/// Limits that the system refuses, input that ends early.
pub fn read_file(mime: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    for (resource, most) in [(Resource::Data, MEMORY), (Resource::Cpu, TIME), (Resource::Core, 0)] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let found = match mime {
        "application/pdf" => pdf::read(&bytes),
        _ => office::read(mime, &bytes),
    };
    serde_json::to_writer(std::io::stdout(), &tidy(found))?;
    Ok(std::io::stdout().flush()?)
}

/// The text as it is kept: in Unicode as it is written today, damaged words of older encodings mended as an import
/// mends them, without signs that stand for nothing, cut where it is too long.
fn tidy(found: FileText) -> FileText {
    let FileText { pages, mut text, mut state } = found;
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        state = Reading::Cut;
    }
    text.retain(|sign| !sign.is_control() || matches!(sign, '\n' | '\t' | '\u{C}'));
    let text = vietnamese::repair::repair(&vietnamese::nfc(&text)).text;
    if matches!(state, Reading::Read | Reading::Cut) && text.trim().is_empty() {
        return FileText { pages, ..FileText::none(Reading::Empty) };
    }
    FileText { pages, text, state }
}
