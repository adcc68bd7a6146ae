//! Puts the page that `page.mjs` wrote where the program includes it.

use std::path::PathBuf;
use std::{env, fs};

/// Names the Rust file with the page. `cargo xtask bench` sets it.
const PAGE: &str = "DINH_BENCH_PAGE";
/// Without a page the program compiles, so that every check of the workspace sees it, and answers with nothing.
const NO_PAGE: &str = "fn page() -> leptos::prelude::AnyView { leptos::prelude::IntoAny::into_any(()) }\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-env-changed={PAGE}");
    let text = match env::var_os(PAGE) {
        Some(path) => {
            println!("cargo::rerun-if-changed={}", path.to_string_lossy());
            fs::read_to_string(path)?
        }
        None => NO_PAGE.to_owned(),
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    fs::write(out.join("page.rs"), text)?;
    Ok(())
}
