//! Hashed names, the list of assets, compressed siblings, and the end of old files.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Half;
use crate::paths::Result;

/// 40 bits: two versions of one file never meet in practice, and names stay short.
const NAME_DIGITS: usize = 10;
/// Files that gain from compression; woff2 and pictures are compressed already.
const COMPRESSIBLE: [&str; 5] = ["js", "wasm", "css", "svg", "json"];
const BROTLI_QUALITY: u32 = 11;
/// The largest window that every browser accepts: 4 MiB.
const BROTLI_WINDOW: u32 = 22;
const BUFFER: usize = 64 * 1024;

/// SHA-256 in hexadecimal digits.
pub fn hash(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        let part = part.as_ref();
        // The length keeps ("a", "bc") and ("ab", "c") apart.
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `main.css` becomes `main-0123456789.css`: the start of its content's SHA-256.
pub fn hashed_name(stem: &str, extension: &str, content: &[u8]) -> String {
    let digits = hex(&Sha256::digest(content));
    format!("{stem}-{}.{extension}", &digits[..NAME_DIGITS])
}

/// Writes a file under its hashed name and returns the name.
pub fn store(pkg: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
    let name = hashed_name(stem, extension, content);
    write(&pkg.join(&name), content)?;
    Ok(name)
}

/// Replaces a file in one step, so that a running server never sees half of it.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    let new = with_suffix(path, "new");
    fs::write(&new, content)
        .and_then(|()| fs::rename(&new, path))
        .map_err(|problem| format!("{}: {problem}", path.display()))
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|problem| format!("{}: {problem}", path.display()))
}

/// The JSON in a file; none when there is no such file or it is no JSON.
pub fn read_json(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Writes JSON unless the file says the same already.
pub fn write_json(path: &Path, value: &Value) -> Result<()> {
    if read_json(path).as_ref() == Some(value) {
        return Ok(());
    }
    write(path, format!("{value:#}\n").as_bytes())
}

/// The strings of a JSON array.
pub fn strings(value: &Value) -> Vec<String> {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Whether a file needs no compressed siblings or has them.
pub fn is_compressed(pkg: &Path, name: &str) -> bool {
    let path = pkg.join(name);
    !COMPRESSIBLE.contains(&extension(name)) || ["br", "gz"].iter().all(|kind| with_suffix(&path, kind).is_file())
}

/// Writes `.br` and `.gz` beside each file that gains from it and lacks them.
pub fn compress<'a>(pkg: &Path, names: impl IntoIterator<Item = &'a String>) -> Result<()> {
    for name in names {
        // A name stands for one content, so siblings that exist are right.
        if is_compressed(pkg, name) {
            continue;
        }
        let path = pkg.join(name);
        let content = read(&path)?;
        write(&with_suffix(&path, "br"), &brotli(&content)?)?;
        write(&with_suffix(&path, "gz"), &gzip(&content)?)?;
    }
    Ok(())
}

/// Packed as tightly as brotli can.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), BUFFER, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(content).map_err(|problem| format!("brotli: {problem}"))?;
    Ok(writer.into_inner())
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(content).and_then(|()| writer.finish()).map_err(|problem| format!("gzip: {problem}"))
}

/// Bytes on the wire: of the `.br` sibling, or of a file that has none.
pub fn brotli_size(site: &Path, name: &str) -> Result<u64> {
    let path = site.join("pkg").join(name);
    fs::metadata(with_suffix(&path, "br"))
        .or_else(|_| fs::metadata(&path))
        .map(|data| data.len())
        .map_err(|problem| format!("{}: {problem}", path.display()))
}

/// The names of all files of a site's build.
pub fn read_assets(site: &Path) -> Result<Vec<String>> {
    let file = site.join("assets.json");
    read_json(&file).map(|value| all_files(&value)).ok_or_else(|| format!("{} is missing or no JSON", file.display()))
}

/// Writes `assets.json` and deletes what neither this build nor the one before needs.
pub fn publish(site: &Path, modules: &[(&str, Half)], style: &[String]) -> Result<()> {
    let file = site.join("assets.json");
    let modules: Vec<_> = modules.iter().map(|(name, half)| (*name, half.files.as_slice())).collect();
    let value = listing(&modules, style, read_json(&file).as_ref());
    write_json(&file, &value)?;
    let mut wanted = BTreeSet::new();
    for name in all_files(&value).into_iter().chain(strings(&value["previous"])) {
        for suffix in ["br", "gz"] {
            wanted.insert(format!("{name}.{suffix}"));
        }
        wanted.insert(name);
    }
    clean(&site.join("pkg"), &wanted)
}

/// The content of `assets.json`; the first module is the reader's client. Files of the build before stay named, because pages that
/// are open in browsers still ask for them.
fn listing(modules: &[(&str, &[String])], style: &[String], before: Option<&Value>) -> Value {
    let files: Vec<&String> = modules.iter().flat_map(|(_, files)| *files).chain(style).collect();
    // The client's files come first, so theirs are the names that are found.
    let of = |kind: &str| files.iter().find(|name| extension(name) == kind);
    let css = style.iter().find(|name| extension(name) == "css");
    let parts: serde_json::Map<_, _> =
        modules.iter().skip(1).map(|(name, files)| ((*name).to_owned(), json!(files))).collect();
    let fonts: Vec<_> = style.iter().filter(|name| extension(name) == "woff2").collect();
    let build = hash(&files)[..NAME_DIGITS].to_owned();
    let previous = match before {
        Some(before) if before["build"] == build.as_str() => strings(&before["previous"]),
        Some(before) => all_files(before).into_iter().filter(|name| !files.contains(&name)).collect(),
        None => Vec::new(),
    };
    json!({
        "build": build,
        "js": of("js"),
        "wasm": of("wasm"),
        "css": css,
        "parts": parts,
        "fonts": fonts,
        "files": files,
        "previous": previous,
    })
}

fn all_files(value: &Value) -> Vec<String> {
    strings(&value["files"])
}

fn clean(pkg: &Path, wanted: &BTreeSet<String>) -> Result<()> {
    let failed = |problem: std::io::Error| format!("{}: {problem}", pkg.display());
    for entry in fs::read_dir(pkg).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !wanted.contains(&name) {
            fs::remove_file(entry.path()).map_err(failed)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_name_is_the_start_of_the_contents_sha256() {
        // The SHA-256 of nothing is e3b0c44298fc1c14….
        assert_eq!(hashed_name("main", "css", b""), "main-e3b0c44298.css");
    }

    #[test]
    fn a_hash_keeps_its_parts_apart() {
        assert_ne!(hash(["a", "bc"]), hash(["ab", "c"]));
    }

    #[test]
    fn the_listing_remembers_one_build_before() {
        let style = names(&["main-1.css", "serif-1.woff2"]);
        // A part may bring a style sheet of its own, which is not the site's.
        let part = names(&["r-1.js", "r-1.css"]);
        let client = [names(&["d-1.js", "d-1.wasm"]), names(&["d-2.js", "d-2.wasm"])];
        let [first, second] = client.each_ref().map(|client| [("d", client.as_slice()), ("r", part.as_slice())]);
        let one = listing(&first, &style, None);
        assert_eq!(one["previous"], json!([]));
        assert_eq!((&one["css"], &one["js"]), (&json!("main-1.css"), &json!("d-1.js")));
        assert_eq!(one["fonts"], json!(["serif-1.woff2"]));
        assert_eq!(one["parts"], json!({ "r": ["r-1.js", "r-1.css"] }));
        let two = listing(&second, &style, Some(&one));
        assert_eq!(two["previous"], json!(["d-1.js", "d-1.wasm"]));
        // The same build again forgets nothing.
        let again = listing(&second, &style, Some(&two));
        assert_eq!(again, two);
    }
}
