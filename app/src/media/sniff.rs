//! What a file is, by its bytes; the name and the sender's word count for nothing.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

/// The kinds of file that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A raster picture, to be encoded anew.
    Picture,
    /// A file offered for download.
    Download(Download),
}

/// What a download is called, whatever it was called before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Download {
    /// Its MIME type.
    pub mime: &'static str,
    /// The ending of its name.
    pub ending: &'static str,
}

const PDF: Download = Download { mime: "application/pdf", ending: "pdf" };
/// Each office format by the entry that every such file has.
const OPEN_XML: [(&str, Download); 3] = [
    (
        "word/document.xml",
        Download { mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ending: "docx" },
    ),
    (
        "xl/workbook.xml",
        Download { mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ending: "xlsx" },
    ),
    (
        "ppt/presentation.xml",
        Download { mime: "application/vnd.openxmlformats-officedocument.presentationml.presentation", ending: "pptx" },
    ),
];
/// `OpenDocument` says what it is in the entry `mimetype` (part 2 of the standard, section 3.3).
const OPEN_DOCUMENT: [Download; 3] = [
    Download { mime: "application/vnd.oasis.opendocument.text", ending: "odt" },
    Download { mime: "application/vnd.oasis.opendocument.spreadsheet", ending: "ods" },
    Download { mime: "application/vnd.oasis.opendocument.presentation", ending: "odp" },
];
/// The older office formats by a stream of their container, named in UTF-16.
const CONTAINERS: [(&[u8], Download); 4] = [
    (b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", Download { mime: "application/msword", ending: "doc" }),
    (b"W\0o\0r\0k\0b\0o\0o\0k\0", Download { mime: "application/vnd.ms-excel", ending: "xls" }),
    (b"B\0o\0o\0k\0\0\0", Download { mime: "application/vnd.ms-excel", ending: "xls" }),
    (b"P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0", Download { mime: "application/vnd.ms-powerpoint", ending: "ppt" }),
];
/// More entries than a hundred presentations have; each takes memory before anything can be asked of it.
pub(super) const MOST_ENTRIES: usize = 10_000;

/// The kind of these bytes, or none when they are not of a kind that is taken.
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] | [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Kind::Picture),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Kind::Picture),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::Picture),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(Kind::Download(PDF)),
        [b'P', b'K', 3, 4, ..] => zipped(bytes).map(Kind::Download),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => {
            let found = CONTAINERS.iter().find(|(stream, _)| memmem::find(bytes, stream).is_some());
            found.map(|(_, download)| Kind::Download(*download))
        }
        _ => None,
    }
}

/// An office file, by what is in the archive. One that carries a macro under an ending that promises none is refused.
fn zipped(bytes: &[u8]) -> Option<Download> {
    if entries(bytes)? > MOST_ENTRIES {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if archive.file_names_raw().any(|name| name.ends_with(b"vbaProject.bin")) {
        return None;
    }
    if has("[Content_Types].xml") {
        return OPEN_XML.iter().find(|(entry, _)| has(entry)).map(|(_, download)| *download);
    }
    let mut mime = String::new();
    archive.by_name("mimetype").ok()?.take(100).read_to_string(&mut mime).ok()?;
    OPEN_DOCUMENT.into_iter().find(|download| download.mime == mime.trim())
}

/// How many entries the end of the archive announces (APPNOTE 4.3.16); a number that needs ZIP64 is none of ours.
fn entries(bytes: &[u8]) -> Option<usize> {
    let end = memmem::rfind(bytes, b"PK\x05\x06")?;
    let count = bytes.get(end + 10..end + 12)?;
    Some(usize::from(u16::from_le_bytes([*count.first()?, *count.get(1)?])))
}

#[cfg(test)]
mod tests {
    //! What is taken for what.
    use super::{Kind, kind};

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(kind(b"GIF89a=1;/*"), Some(Kind::Picture));
        assert!(matches!(kind(b"%PDF-1.4"), Some(Kind::Download(file)) if file.ending == "pdf"));
        for other in [&b"<svg"[..], b"<!doctype html>", b"MZ\x90\0", b"\x7fELF", b"PK\x03\x04", b"#!/bin/sh", b" %PDF-"]
        {
            assert_eq!(kind(other), None, "{other:?}");
        }
    }
}
