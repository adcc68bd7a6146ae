//! The editor's module and its style sheet, which the editor's page alone loads.

use std::path::Path;
use std::process::Command;

use super::{Half, assets, style};
use crate::paths::{Paths, Result};
use crate::process::run_quietly;
use crate::setup;

/// The name under which the server finds the two files in `assets.json`.
pub const NAME: &str = "editor";
/// Raised when this file makes something else of the same sources.
const RECIPE: &str = "1";

/// Builds the module by its own script, unless its folder is as it was at `old`.
pub fn build(paths: &Paths, pkg: &Path, old: Option<Half>) -> Result<Half> {
    let folder = paths.repo.join("frontend/editor");
    let input = input_hash(&folder)?;
    if let Some(old) = old.filter(|old| old.input == input) {
        return Ok(old);
    }
    setup::npm_packages(&folder)?;
    run_quietly(Command::new("node").arg("build.mjs").current_dir(&folder))?;
    let made = paths.repo.join("target/editor/pkg");
    let manifest = assets::read_json(&made.join("manifest.json")).unwrap_or_default();
    let mut files = Vec::new();
    for (key, extension) in [("script", "js"), ("style", "css")] {
        let file = manifest[key].as_str().ok_or_else(|| format!("{} names no {key}", made.display()))?;
        files.push(assets::store(pkg, NAME, extension, &assets::read(&made.join(file))?)?);
    }
    Ok(Half { input, files })
}

fn input_hash(folder: &Path) -> Result<String> {
    let mut parts = vec![RECIPE.as_bytes().to_vec()];
    for file in ["package-lock.json", "build.mjs", "schema.json", "page.json", "tsconfig.json"] {
        parts.push(assets::read(&folder.join(file))?);
    }
    for path in style::list(&folder.join("source"))? {
        parts.push(path.to_string_lossy().into_owned().into_bytes());
        parts.push(assets::read(&path)?);
    }
    Ok(assets::hash(parts))
}
