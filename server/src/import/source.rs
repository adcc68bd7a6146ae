//! Reading a file that somebody hands to an importer.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::ImportError;

/// A saved page of text is some tens of kilobytes; this leaves room and still bounds memory.
const MOST: u64 = 10 * 1024 * 1024;

/// The file's text in NFC, with line ends as `\n`.
///
/// # Errors
/// One sentence naming the file and what is wrong with it.
pub fn read(path: &Path) -> Result<String, ImportError> {
    let wrong = |what: String| ImportError(format!("{}: {what}", path.display()));
    let unreadable = |error: std::io::Error| wrong(format!("cannot be read: {error}"));
    let file = File::open(path).map_err(unreadable)?;
    let meta = file.metadata().map_err(unreadable)?;
    if !meta.is_file() {
        return Err(wrong("is not a file".into()));
    }
    let mut bytes = Vec::new();
    // The length is checked on what is read, not on what the folder says: the file may grow.
    file.take(MOST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST {
        return Err(wrong(format!("is larger than {} MB, which no saved page is", MOST / 1024 / 1024)));
    }
    if bytes.is_empty() {
        return Err(wrong("is empty".into()));
    }
    if bytes.contains(&0) {
        return Err(wrong("is not text: it holds zero bytes".into()));
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| wrong(format!("is not UTF-8 text (byte {})", error.utf8_error().valid_up_to() + 1)))?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    Ok(vietnamese::nfc(&text))
}
