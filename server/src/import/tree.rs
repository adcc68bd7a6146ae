//! What an importer of many pages reads from: a folder, or an archive of one, through one door that lets nothing out.
//!
//! Invariants: a name never leads out of the tree, neither by `..` nor by a link; what is read is bounded before it is
//! in memory; an archive that claims more than a site can hold is refused before its first file is opened.

mod folder;
mod zipped;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use percent_encoding::percent_decode_str;

use super::ImportError;

/// The most files of a tree; a province's portal of twenty years has some tens of thousands.
const MOST_FILES: usize = 200_000;
/// The deepest folder below the top.
const DEEPEST: usize = 32;

/// A folder or an archive.
pub enum Tree {
    /// A folder on disk.
    Folder(folder::Folder),
    /// A zip archive.
    Zip(zipped::Zip),
}

/// What a tree holds: its files, and what was passed by.
#[derive(Debug, Default)]
pub struct Listing {
    /// Paths below the top, with `/`, in order.
    pub files: Vec<String>,
    /// What was passed by, and why.
    pub passed: Vec<String>,
}

impl Tree {
    /// Opens a folder, or a file that begins as a zip archive does.
    ///
    /// # Errors
    /// What is neither; an archive that leads out of its folder, or unpacks to more than a site can hold.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let wrong = |what: &str| ImportError::page(format!("{}: {what}", path.display()));
        let meta = std::fs::metadata(path).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
        if meta.is_dir() {
            return folder::Folder::open(path).map(Self::Folder);
        }
        let mut file = File::open(path).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
        let mut magic = [0; 4];
        match file.read_exact(&mut magic) {
            Ok(()) if magic == *b"PK\x03\x04" => zipped::Zip::open(path).map(Self::Zip),
            _ => Err(wrong("is neither a folder nor a zip archive of one")),
        }
    }

    /// Every file of the tree.
    ///
    /// # Errors
    /// A folder that cannot be read, or that holds more than [`MOST_FILES`] files.
    pub fn list(&self) -> Result<Listing, ImportError> {
        match self {
            Self::Folder(folder) => folder.list(),
            Self::Zip(zip) => zip.list(),
        }
    }

    /// The bytes of a file, at most `most` of them; `None` where there is no such file.
    ///
    /// # Errors
    /// A file that cannot be read, is larger, or is reached through a link that leads out.
    pub fn read(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, ImportError> {
        if !is_inside(path) {
            return Err(ImportError::page(format!("{path} leads out of the folder")));
        }
        match self {
            Self::Folder(folder) => folder.read(path, most),
            Self::Zip(zip) => zip.read(path, most),
        }
    }
}

impl Tree {
    /// Whether there is a file with this path.
    pub fn has(&self, path: &str) -> bool {
        is_inside(path)
            && match self {
                Self::Folder(folder) => folder.has(path),
                Self::Zip(zip) => zip.has(path),
            }
    }
}

/// Whether a path names something below the top: no root, no drive, no step up.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.starts_with('/')
        && !path.contains(['\\', '\0'])
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !part.ends_with(':'))
}

/// Where a link of the page at `page` leads within the tree; `None` for an address of elsewhere and for one that
/// leads out of the tree.
pub fn resolve(page: &str, link: &str) -> Option<String> {
    let link = link.split(['?', '#']).next().unwrap_or_default().trim();
    let scheme = link.split('/').next().unwrap_or_default();
    if link.is_empty() || link.starts_with("//") || scheme.contains(':') {
        return None;
    }
    let link = percent_decode_str(link).decode_utf8().ok()?.replace('\\', "/");
    let mut parts: Vec<&str> = match link.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => page.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    is_inside(&path).then_some(path)
}

/// Reads at most `most` bytes; the length is checked on what is read, not on what a folder or an archive says.
fn bounded(reader: impl Read, path: &str, most: u64) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    let read = reader.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| ImportError::page(format!("{path} cannot be read: {error}")))?;
    if bytes.len() as u64 > most {
        return Err(ImportError::page(format!("{path} is larger than {} MB", most / 1024 / 1024)));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{is_inside, resolve};

    #[test]
    fn a_link_is_followed_within_the_tree_only() {
        let page = "2019/tin/a.html";
        for (link, path) in [
            ("b.html", Some("2019/tin/b.html")),
            ("../anh/%E1%BA%A3nh%201.jpg?v=2#x", Some("2019/anh/ảnh 1.jpg")),
            ("/goc.html", Some("goc.html")),
            ("./a_files/x.png", Some("2019/tin/a_files/x.png")),
            ("..\\anh\\x.png", Some("2019/anh/x.png")),
            ("../../../etc/passwd", None),
            ("%2e%2e/%2e%2e/%2e%2e/x", None),
            ("https://x.example/a", None),
            ("//x.example/a", None),
            ("file:///etc/passwd", None),
            ("C:\\x", None),
            ("mailto:a@b.example", None),
            ("#here", None),
            ("", None),
        ] {
            assert_eq!(resolve(page, link).as_deref(), path, "{link}");
        }
    }

    #[test]
    fn a_name_that_leads_out_is_known() {
        for path in ["", "/a", "../a", "a/../../b", "a//b", "C:/a", "a\\b", "a/./b", "a\0"] {
            assert!(!is_inside(path), "{path:?}");
        }
        assert!(is_inside("a/b.c") && is_inside("ảnh.jpg"));
    }
}
