//! Calls esbuild, the bundler and minifier of JavaScript and CSS.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::paths::{Paths, Result};
use crate::process::run_quietly;

/// Browsers that receive the client. Older ones read the page without it.
const BROWSERS: &str = "--target=chrome109,firefox115,safari16";

/// Bundles `entry` into the folder `out`, with names made of the content.
pub fn run(paths: &Paths, entry: &Path, out: &Path, options: &[&str]) -> Result<()> {
    // A file of the last run would be taken for one of this run.
    if out.exists() {
        fs::remove_dir_all(out).map_err(|problem| format!("{}: {problem}", out.display()))?;
    }
    let mut outdir = std::ffi::OsString::from("--outdir=");
    outdir.push(out);
    run_quietly(
        Command::new("node")
            .arg(paths.repo.join("xtask/node_modules/esbuild/bin/esbuild"))
            .arg(entry)
            .args(["--bundle", "--log-level=warning", BROWSERS])
            .arg(outdir)
            .args(options),
    )
    .map(drop)
}
