//! What a file is, by its first bytes; the name and the sender's word count for nothing.

/// The kinds of file that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A raster picture, to be encoded anew.
    Picture,
    /// A file offered for download, with its MIME type.
    Download(&'static str),
}

/// The kind of these bytes, or none when they are not of a kind that is taken. The name only tells apart what the
/// bytes leave open: office files are all ZIP archives or all OLE containers.
pub fn kind(bytes: &[u8], name: &str) -> Option<Kind> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let office = |kind| match (kind, ending.as_str()) {
        ("zip", "docx") => Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("zip", "xlsx") => Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("zip", "pptx") => Some("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("zip", "odt") => Some("application/vnd.oasis.opendocument.text"),
        ("zip", "ods") => Some("application/vnd.oasis.opendocument.spreadsheet"),
        ("ole", "doc") => Some("application/msword"),
        ("ole", "xls") => Some("application/vnd.ms-excel"),
        _ => None,
    };
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] | [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Kind::Picture),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::Picture),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(Kind::Download("application/pdf")),
        [b'P', b'K', 3, 4, ..] => office("zip").map(Kind::Download),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => office("ole").map(Kind::Download),
        _ => None,
    }
}
