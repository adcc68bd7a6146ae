//! Reading a file that somebody hands to an importer: bounds, and what its bytes mean.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use vietnamese::encoding::{Charset, detect};
use vietnamese::repair::Confidence;

use super::{ImportError, Report};

/// A saved page of text is some tens of kilobytes; this leaves room and still bounds memory.
pub const MOST: u64 = 10 * 1024 * 1024;
/// How far into a page its own declaration of the charset is looked for, in bytes; browsers look at 1,024.
const HEAD: usize = 4096;

/// The file's bytes.
///
/// # Errors
/// One sentence naming the file and what is wrong with it.
pub fn read(path: &Path) -> Result<Vec<u8>, ImportError> {
    let wrong = |what: String| ImportError::page(format!("{}: {what}", path.display()));
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
    Ok(bytes)
}

/// The text of a saved page in NFC, with line ends as `\n`. The report says what it was written in, and where that is
/// not what the page declares.
///
/// # Errors
/// What is empty or no text, or in no encoding that is known.
pub fn text(bytes: &[u8], report: &mut Report) -> Result<String, ImportError> {
    let wrong = |what: &str| Err(ImportError::page(what.to_owned()));
    if bytes.is_empty() {
        return wrong("is empty");
    }
    if let Some(kind) = other_kind(bytes) {
        return Err(ImportError::page(format!("is {kind}, not a page")));
    }
    let declared = declared(bytes);
    let found = detect(bytes, declared.as_deref());
    let is_wide = matches!(found.charset, Charset::Utf16Le | Charset::Utf16Be);
    if bytes.contains(&0) && !is_wide {
        return wrong("is not text: it holds zero bytes");
    }
    let is_html = is_html(bytes);
    if found.charset == Charset::Windows1252 && !is_html {
        return wrong("is not UTF-8 text, nor in an old Vietnamese encoding");
    }
    let decoded = found.charset.decode(bytes);
    if !matches!(found.charset, Charset::Ascii | Charset::Utf8) || found.agrees == Some(false) {
        report.found.push(("encoding", found.charset.as_str().to_owned()));
    }
    if found.agrees == Some(false) {
        let declared = declared.unwrap_or_default();
        report.doubtful.push(format!("the page declares {declared} but is in {}", found.charset.as_str()));
    } else if found.confidence == Confidence::Likely {
        report.doubtful.push(format!("the page may be in {}; please look at its letters", found.charset.as_str()));
    }
    if decoded.unknown > 0 {
        report.doubtful.push(format!("{} bytes have no meaning in its encoding", decoded.unknown));
    }
    Ok(decoded.text.replace("\r\n", "\n"))
}

/// Whether the bytes begin as a page does.
pub fn is_html(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().take(HEAD).filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"]
        .iter()
        .any(|mark| memchr::memmem::find(&head, mark).is_some())
}

/// The kind of a file that somebody gave the name of a page.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 6] = [
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "an archive or an office document"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
    ];
    kinds.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, kind)| *kind)
}

/// The charset that a page declares in its head.
fn declared(bytes: &[u8]) -> Option<String> {
    let head: Vec<u8> = bytes.iter().take(HEAD).map(u8::to_ascii_lowercase).collect();
    let after = memchr::memmem::find(&head, b"charset")? + b"charset".len();
    let rest = head.get(after..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let name = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let name: String = name.map(|byte| char::from(*byte)).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn the_declared_charset_is_found() {
        for (page, name) in [
            (&b"<meta charset=utf-8>"[..], Some("utf-8")),
            (b"<META http-equiv=Content-Type content=\"text/html; charset=Windows-1258\">", Some("windows-1258")),
            (b"<meta charset = 'x-viet-tcvn'>", Some("x-viet-tcvn")),
            (b"<p>charset</p>", None),
        ] {
            assert_eq!(declared(page).as_deref(), name);
        }
    }
}
