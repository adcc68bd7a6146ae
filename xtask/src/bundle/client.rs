//! The browser's half of the program: cargo, the glue of wasm-bindgen, wasm-opt, esbuild. Besides the reader's client
//! there are parts that belong to one page each and are loaded there alone.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use super::{Half, Mode, assets, esbuild};
use crate::paths::{Paths, Result};
use crate::process::{run, run_quietly};
use crate::setup::{self, WasmStd};

/// Raised when this file makes something else of the same cargo output.
const RECIPE: &str = "1";
/// Builds the standard library with the program.
const BUILD_STD: &str = "-Zbuild-std=std,panic_abort";

/// A module that browsers load.
pub struct Module {
    /// The package it is made from.
    package: &'static str,
    /// The name that the glue and the module go by before they are hashed.
    pub name: &'static str,
}

/// The reader's client, which every public page loads when it is idle.
pub const CLIENT: Module = Module { package: "frontend", name: "dinh" };
/// The parts, each by the name under which the server finds it in `assets.json`.
pub const PARTS: [Module; 2] =
    [Module { package: "pasting", name: "pasting" }, Module { package: "repair", name: "repair" }];

/// What rustc emits for `wasm32-unknown-unknown` (`rustc --print cfg`) and all browsers of
/// the bundle's target list run. With all features on, wasm-opt writes modules that
/// Chromium refuses.
const WASM_FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Makes the two files of a module from what cargo wrote into `compiled`, unless that is what `old` was made from.
pub fn pack(
    paths: &Paths,
    mode: Mode,
    pkg: &Path,
    compiled: &Path,
    module: &Module,
    old: Option<Half>,
) -> Result<Half> {
    let name = module.name;
    let compiled = compiled.join(format!("{}.wasm", module.package));
    let tools = paths.repo.join("xtask/package-lock.json");
    let input = assets::hash([RECIPE.as_bytes(), &assets::read(&tools)?, &assets::read(&compiled)?]);
    if let Some(old) = old.filter(|old| old.input == input) {
        return Ok(old);
    }
    let folder = paths.repo.join("target/bundle").join(name);
    write_glue(&compiled, name, &folder)?;
    let wasm = folder.join(format!("{name}_bg.wasm"));
    let mut options = vec!["--format=esm"];
    if mode == Mode::Shipped {
        optimise(paths, &wasm)?;
        options.push("--minify");
    }
    let out = folder.join("out");
    esbuild::run(paths, &folder.join(format!("{name}.js")), &out, &options)?;
    let script = assets::read(&out.join(format!("{name}.js")))?;
    Ok(Half {
        input,
        files: vec![assets::store(pkg, name, "js", &script)?, assets::store(pkg, name, "wasm", &assets::read(&wasm)?)?],
    })
}

/// Runs cargo for all modules at once and returns the folder they were written to.
pub fn compile(paths: &Paths, mode: Mode) -> Result<PathBuf> {
    let std = setup::wasm_std(paths)?;
    let (mut cargo, target, profile) = match mode {
        Mode::Dev => {
            let mut cargo = setup::client_cargo(paths, std);
            if std == WasmStd::Debian {
                cargo.arg(BUILD_STD);
            }
            (cargo, paths.shared.clone(), "client-dev")
        }
        Mode::Shipped => (smallest(paths, std), shipped_target(paths), "client"),
    };
    cargo.arg("build").arg("--lib");
    for module in [&CLIENT].into_iter().chain(&PARTS) {
        cargo.args(["--package", module.package]);
    }
    cargo.args(["--target", "wasm32-unknown-unknown", "--profile", profile]).arg("--target-dir").arg(&target);
    run(&mut cargo)?;
    Ok(target.join(format!("wasm32-unknown-unknown/{profile}")))
}

/// The shipped client has other compiler flags, hence its own folder.
pub fn shipped_target(paths: &Paths) -> PathBuf {
    paths.shared.join("client")
}

/// Cargo with a standard library that is compiled for size and panics without a message:
/// about a tenth less to download. Without sources it is the library as delivered.
fn smallest(paths: &Paths, std: WasmStd) -> Command {
    let mut cargo = setup::client_cargo(paths, std);
    if setup::rust_sources(paths, std) {
        let given = env::var("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS").unwrap_or_default();
        cargo
            // build-std and immediate-abort are unstable; the sources are of this very compiler.
            .env("RUSTC_BOOTSTRAP", "1")
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                format!("{given} -Zunstable-options -Cpanic=immediate-abort"),
            )
            .args([BUILD_STD, "-Zbuild-std-features=optimize_for_size"]);
    } else {
        eprintln!("  no rust-src: the client is built with the standard library as delivered");
    }
    cargo
}

/// Writes the module and its glue, with the snippets of other crates, into `folder`.
fn write_glue(module: &Path, name: &str, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|problem| format!("{}: {problem}", folder.display()))?;
    }
    Bindgen::new()
        .input_path(module)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The page names the module, since its name is known only after hashing.
        .omit_default_module_path(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder))
        .map_err(|problem| format!("wasm-bindgen: {problem:#}"))
}

/// Shrinks a module in place.
fn optimise(paths: &Paths, wasm: &Path) -> Result<()> {
    let small = wasm.with_extension("small.wasm");
    run_quietly(
        Command::new("node")
            .arg(paths.repo.join("xtask/node_modules/binaryen/bin/wasm-opt"))
            .arg(wasm)
            .arg("-Oz")
            .args(WASM_FEATURES)
            .args(["--strip-producers", "--strip-target-features", "-o"])
            .arg(&small),
    )?;
    fs::rename(&small, wasm).map_err(|problem| format!("{}: {problem}", wasm.display()))
}
