//! The style sheet and the fonts it names.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Half, assets, esbuild};
use crate::paths::{Paths, Result};

/// Raised when this file makes something else of the same style folder.
const RECIPE: &str = "1";

/// Bundles `style/main.css`, unless the folder is as it was at `old`.
pub fn build(paths: &Paths, pkg: &Path, old: Option<Half>) -> Result<Half> {
    let folder = paths.repo.join("style");
    let input = input_hash(paths, &folder)?;
    if let Some(old) = old.filter(|old| old.input == input) {
        return Ok(old);
    }
    let out = paths.repo.join("target/bundle/style");
    esbuild::run(
        paths,
        &folder.join("main.css"),
        &out,
        &[
            "--minify",
            "--loader:.woff2=file",
            "--loader:.svg=file",
            "--loader:.png=file",
            "--loader:.webp=file",
            // esbuild writes the names into the style sheet, so it makes them, too.
            "--asset-names=[name]-[hash]",
        ],
    )?;
    let mut files = Vec::new();
    for path in list(&out)? {
        let content = assets::read(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name == "main.css" {
            files.insert(0, assets::store(pkg, "main", "css", &content)?);
        } else {
            assets::write(&pkg.join(&*name), &content)?;
            files.push(name.into_owned());
        }
    }
    Ok(Half { input, files })
}

fn input_hash(paths: &Paths, folder: &Path) -> Result<String> {
    let tools = paths.repo.join("xtask/package-lock.json");
    let mut parts = vec![RECIPE.as_bytes().to_vec(), assets::read(&tools)?];
    for path in list(folder)? {
        parts.push(path.to_string_lossy().into_owned().into_bytes());
        parts.push(assets::read(&path)?);
    }
    Ok(assets::hash(parts))
}

/// All files below a folder, in the order of their names.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |problem: std::io::Error| format!("{}: {problem}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            found.extend(list(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
