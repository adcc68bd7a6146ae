//! What browsers download: the client, the styles and the fonts, under names made of their content.
//!
//! A site folder holds `pkg/` (served as immutable) and `assets.json` (read by the server):
//! `build`, the name of this build; `js`, `wasm`, `css` and the list `fonts`, names in
//! `pkg/`; `parts`, script and module of each part that belongs to one page; `files`, all of these; `previous`, the names that only the build before had.

mod assets;
mod client;
mod editor;
mod esbuild;
mod style;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::paths::{Paths, Result};
use crate::setup;
pub use assets::{brotli, brotli_size, read_assets};
pub use client::shipped_target;

/// Whom the bundle is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// The editing loop: built in seconds.
    Dev,
    /// Readers: as small as can be, and compressed beforehand.
    Shipped,
}

/// Which half may have changed since the last time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    All,
    /// The client of the last time is kept as it is.
    Style,
}

/// The files of one half, by the names they are served under.
pub struct Half {
    /// A hash of all that the files are made from.
    pub input: String,
    pub files: Vec<String>,
}

/// The folder that a bundle is written to.
pub fn site(paths: &Paths, mode: Mode) -> PathBuf {
    paths.repo.join(match mode {
        Mode::Dev => "target/site-dev",
        Mode::Shipped => "target/site",
    })
}

/// Builds what changed and returns the site folder.
pub fn bundle(paths: &Paths, mode: Mode, part: Part) -> Result<PathBuf> {
    let site = site(paths, mode);
    let pkg = site.join("pkg");
    fs::create_dir_all(&pkg).map_err(|problem| format!("{}: {problem}", pkg.display()))?;
    setup::npm_packages(&paths.repo.join("xtask"))?;
    let state = read_state(&site);
    let mut modules = modules(paths, mode, &pkg, &state, part)?;
    modules.push((editor::NAME, editor::build(paths, &pkg, kept(&state, editor::NAME, &pkg, mode))?));
    let style = style::build(paths, &pkg, kept(&state, "style", &pkg, mode))?;
    if mode == Mode::Shipped {
        assets::compress(&pkg, modules.iter().flat_map(|(_, half)| &half.files).chain(&style.files))?;
    }
    assets::publish(&site, &modules, &style.files)?;
    let halves = modules.iter().map(|(name, half)| (*name, half)).chain([("style", &style)]);
    let state: serde_json::Map<_, _> = halves
        .map(|(name, half)| {
            let value = json!({ "input": half.input, "files": half.files });
            (name.to_owned(), value)
        })
        .collect();
    assets::write_json(&state_file(&site), &Value::Object(state))?;
    Ok(site)
}

/// The client and its parts, by name, the client first. Where only the style changed they are as they were.
fn modules(paths: &Paths, mode: Mode, pkg: &Path, state: &Value, part: Part) -> Result<Vec<(&'static str, Half)>> {
    let all = || [&client::CLIENT].into_iter().chain(&client::PARTS);
    let old = |module: &client::Module| kept(state, module.name, pkg, mode);
    if part == Part::Style {
        let known: Option<Vec<_>> = all().map(|module| Some((module.name, old(module)?))).collect();
        if let Some(known) = known {
            return Ok(known);
        }
    }
    let compiled = client::compile(paths, mode)?;
    all().map(|module| Ok((module.name, client::pack(paths, mode, pkg, &compiled, module, old(module))?))).collect()
}

/// What the last bundle was made from. It lies outside `pkg/`, so it is not served.
fn state_file(site: &Path) -> PathBuf {
    site.join("state.json")
}

fn read_state(site: &Path) -> Value {
    assets::read_json(&state_file(site)).unwrap_or_default()
}

/// A half of the last bundle, when all its files are still there.
fn kept(state: &Value, name: &str, pkg: &Path, mode: Mode) -> Option<Half> {
    let half = state.get(name)?;
    let files = assets::strings(half.get("files")?);
    let whole = |file: &String| {
        let there = pkg.join(file).is_file();
        there && (mode == Mode::Dev || assets::is_compressed(pkg, file))
    };
    (!files.is_empty() && files.iter().all(whole))
        .then(|| Half { input: half.get("input").and_then(Value::as_str).unwrap_or("").to_owned(), files })
}
