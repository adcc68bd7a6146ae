//! Installs what is missing. Every function first looks, and does nothing when all is there.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::paths::{Paths, Result};
use crate::process::{cargo, cargo_named, has, is_root, run, run_for, run_quietly};

/// Longer than any working download of the two small components.
const RUSTUP_LIMIT: Duration = Duration::from_secs(60);
/// After a failed try the component is asked for again no sooner than this.
const TRY_AGAIN: Duration = Duration::from_secs(24 * 60 * 60);
const TARGET: &str = "wasm32-unknown-unknown";
/// Where Debian's `cargo-web` and `rustc-web` put their programs.
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
/// Of the package `lld-22`. Debian has no `rust-lld`, which rustc would call by itself.
const DEBIAN_LINKER: &str = "/usr/bin/wasm-ld-22";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const INPUT_METHOD: [&str; 9] =
    ["xvfb", "xauth", "openbox", "ibus", "ibus-unikey", "ibus-gtk3", "dbus-daemon", "libglib2.0-bin", "xdotool"];
/// Chromium's pictures need a font with every Vietnamese letter.
const FONT: &str = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
pub const CHROMIUM: &str = "/usr/bin/chromium";

/// Where the standard library for the browser comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WasmStd {
    /// The toolchain in use has it.
    Toolchain,
    /// Debian's compiler builds it from Debian's sources.
    Debian,
}

/// Sees to a standard library for the browser, by rustup or by Debian's packages.
pub fn wasm_std(paths: &Paths) -> Result<WasmStd> {
    if toolchain_has_wasm(paths)? {
        return Ok(WasmStd::Toolchain);
    }
    if debian_has_wasm() {
        return Ok(WasmStd::Debian);
    }
    let first = if has("rustup") {
        eprintln!("  {TARGET}: asking rustup");
        let mut rustup = Command::new("rustup");
        run_for(rustup.args(["target", "add", TARGET]), RUSTUP_LIMIT).err()
    } else {
        Some("there is no rustup".to_owned())
    };
    let Some(first) = first else {
        eprintln!("  {TARGET}: installed by rustup");
        return Ok(WasmStd::Toolchain);
    };
    eprintln!("  {TARGET}: {first}; trying Debian's packages");
    apt_install(&DEBIAN_PACKAGES).map_err(|second| format!("no standard library for {TARGET}: {first}; {second}"))?;
    if !debian_has_wasm() {
        return Err("Debian's Rust packages were installed, but bring no sources or linker".to_owned());
    }
    eprintln!("  {TARGET}: built from Debian's sources");
    Ok(WasmStd::Debian)
}

fn toolchain_has_wasm(paths: &Paths) -> Result<bool> {
    let mut rustc = rustc(paths);
    let folder = run_quietly(rustc.args(["--print", "target-libdir", "--target", TARGET]))?;
    Ok(fs::read_dir(folder.trim())
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))))
}

fn debian_has_wasm() -> bool {
    let sysroot = run_quietly(Command::new("/usr/bin/rustc").args(["--print", "sysroot"]));
    let programs = [DEBIAN_CARGO, DEBIAN_LINKER];
    programs.iter().all(|program| Path::new(program).is_file()) && sysroot.is_ok_and(|folder| has_sources(&folder))
}

fn has_sources(sysroot: &str) -> bool {
    Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file()
}

fn rustc(paths: &Paths) -> Command {
    let mut command = Command::new("rustc");
    command.current_dir(&paths.repo);
    command
}

/// Cargo for the browser's half. Debian's way builds std from its sources each time
/// that a target folder is new, and needs its own compiler found first.
pub fn client_cargo(paths: &Paths, from: WasmStd) -> Command {
    if from == WasmStd::Toolchain {
        return cargo(paths);
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = cargo_named(DEBIAN_CARGO, paths);
    command
        .env("PATH", format!("/usr/bin:{path}"))
        .env_remove("RUSTC")
        .env_remove("CARGO")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
    command
}

/// Whether std can be built from source, which makes the client smaller. Never an error.
pub fn rust_sources(paths: &Paths, from: WasmStd) -> bool {
    if from == WasmStd::Debian {
        return true;
    }
    let found = || run_quietly(rustc(paths).args(["--print", "sysroot"])).is_ok_and(|folder| has_sources(&folder));
    if found() {
        return true;
    }
    let mark = paths.shared.join("rust-src-tried");
    if !has("rustup") || is_recent(&mark) {
        return false;
    }
    eprintln!("  rust-src: asking rustup");
    let added = run_for(Command::new("rustup").args(["component", "add", "rust-src"]), RUSTUP_LIMIT);
    if let Err(problem) = &added {
        eprintln!("  rust-src: {problem}; the client will be about a tenth larger");
        // Without the mark every start would wait for the same failure; losing it costs that only.
        fs::write(&mark, problem).ok();
    }
    added.is_ok() && found()
}

fn is_recent(mark: &Path) -> bool {
    modified(mark).is_some_and(|time| time.elapsed().is_ok_and(|age| age < TRY_AGAIN))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

/// Installs a folder's npm packages when they are missing or older than their lock file.
pub fn npm_packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted = modified(&lock).ok_or_else(|| format!("{} is missing", lock.display()))?;
    // npm writes this file last, so a broken-off installation is done again.
    if modified(&folder.join("node_modules/.package-lock.json")).is_some_and(|at| at >= wanted) {
        return Ok(());
    }
    if !has("npm") {
        return Err("npm is missing; install Node 20 or newer".to_owned());
    }
    let mut npm = Command::new("npm");
    npm.arg("ci")
        .current_dir(folder)
        // The journeys run in Debian's Chromium; the package's own browsers are not wanted.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    eprintln!("  npm ci in {}", folder.display());
    run_quietly(&mut npm).map(drop)
}

/// A Debian package, unless its program is there.
pub fn package(program: &str, package: &str) -> Result<()> {
    if has(program) { Ok(()) } else { apt_install(&[package]) }
}

/// A Debian package, unless its file is there.
pub fn package_file(file: &str, package: &str) -> Result<()> {
    if Path::new(file).is_file() { Ok(()) } else { apt_install(&[package]) }
}

/// Chromium and a font for its pictures.
pub fn chromium() -> Result<()> {
    if !Path::new(CHROMIUM).is_file() {
        return apt_install(&["chromium", "fonts-noto-core"]);
    }
    if !Path::new(FONT).is_file() && is_root() {
        // Text is then drawn in another font; no journey fails by it.
        if let Err(problem) = apt_install(&["fonts-noto-core"]) {
            eprintln!("  fonts-noto-core: {problem}");
        }
    }
    Ok(())
}

/// What types Vietnamese as people do: a display, a window manager, ibus with Unikey, and keys pressed from outside.
pub fn input_method() -> Result<()> {
    const UNIKEY: &str = "/usr/share/ibus/component/unikey.xml";
    const GTK: &str = "gtk-3.0/3.0.0/immodules/im-ibus.so";
    let programs = ["Xvfb", "xauth", "openbox", "ibus-daemon", "xdotool", "dbus-run-session", "gsettings"];
    // Libraries lie in a folder that is named after the machine's kind.
    let has_module = || {
        fs::read_dir("/usr/lib").is_ok_and(|entries| entries.flatten().any(|entry| entry.path().join(GTK).is_file()))
    };
    if programs.iter().all(|program| has(program)) && Path::new(UNIKEY).is_file() && has_module() {
        return Ok(());
    }
    apt_install(&INPUT_METHOD)
}

/// The folder of PostgreSQL's programs, the newest version first.
pub fn postgres() -> Result<PathBuf> {
    if let Some(found) = postgres_programs() {
        return Ok(found);
    }
    if is_root() {
        no_main_cluster()?;
    }
    apt_install(&["postgresql"])?;
    postgres_programs().ok_or_else(|| "the package postgresql brought no initdb".to_owned())
}

fn postgres_programs() -> Option<PathBuf> {
    let version = |path: &PathBuf| -> Option<u32> { path.file_name()?.to_str()?.parse().ok() };
    fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("bin/initdb").is_file())
        .max_by_key(version)
        .map(|path| path.join("bin"))
}

/// Debian starts a server for everybody on installation, unless this is there before.
fn no_main_cluster() -> Result<()> {
    let folder = Path::new("/etc/postgresql-common");
    let file = folder.join("createcluster.conf");
    fs::create_dir_all(folder)
        .and_then(|()| fs::File::options().create(true).append(true).open(&file))
        .and_then(|mut file| file.write_all(b"create_main_cluster = false\n"))
        .map_err(|problem| format!("{}: {problem}", file.display()))
}

/// Installs Debian packages, as root only.
fn apt_install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !is_root() || !has("apt-get") {
        return Err(format!("install as root: apt-get install --no-install-recommends {names}"));
    }
    eprintln!("  apt-get install {names}");
    run_quietly(Command::new("apt-get").arg("update"))?;
    run(Command::new("apt-get")
        .args(["install", "--yes", "--quiet=2", "--no-install-recommends"])
        // An existing configuration file is kept, ours above.
        .args(["-o", "Dpkg::Options::=--force-confold"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}
