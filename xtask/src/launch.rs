//! The launcher: compiles and becomes the program itself, in the shared target folder.

use std::env;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::paths::{Paths, Result, STARTED};

/// Replaces this process by `cargo run --features tools`; returns only on failure.
pub fn run() -> Result<ExitCode> {
    let paths = Paths::find()?;
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg("run");
    if is_built(&paths.shared) {
        command.arg("--quiet");
    } else {
        eprintln!("xtask: building the tools in {}", paths.shared.display());
    }
    if let Ok(now) = SystemTime::now().duration_since(UNIX_EPOCH) {
        command.env(STARTED, now.as_millis().to_string());
    }
    // Cargo itself is replaced by what it runs, so that Ctrl-C meets one process only.
    let problem = command
        .args(["--package", "xtask", "--features", "tools"])
        .arg("--manifest-path")
        .arg(paths.repo.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&paths.shared)
        .arg("--")
        .args(env::args_os().skip(1))
        .exec();
    Err(format!("cargo did not start: {problem}"))
}

/// Whether the largest dependency was compiled before. The first time takes minutes, and
/// cargo's progress is then worth seeing.
fn is_built(shared: &Path) -> bool {
    fs::read_dir(shared.join("debug/.fingerprint")).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            name.to_string_lossy().starts_with("wasm-bindgen-cli-support-")
        })
    })
}
