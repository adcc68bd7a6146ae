//! `cargo xtask fuzz`: libFuzzer on each target of the `fuzz` folders beside the crates that read what strangers wrote.
//!
//! Each folder is laid out as cargo-fuzz wants it, whose own commands work there on a nightly compiler. Here the same
//! flags go to the compiler in use, so that nothing needs to be installed but a C++ compiler for libFuzzer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::paths::{Paths, Result};
use crate::process::{Captured, capture_to, cargo, run_quietly};
use crate::setup;

/// The packages of targets.
pub const PACKAGES: [&str; 2] = ["app/prose/fuzz", "app/vietnamese/fuzz"];
/// How long each target runs when nothing is said, in seconds.
pub const SECONDS: u64 = 60;
/// The most memory a target may use, in MB, the sanitizer's own included.
const MEMORY: u32 = 512;
/// The most time one input may take, in seconds.
const PATIENCE: u32 = 10;

/// What cargo-fuzz gives the compiler, for counters at every edge. Comparisons are not told to the fuzzer: that takes
/// half the time in code that looks letters up in tables, and dictionaries name the words that matter.
const COVERAGE: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
    "-Ccodegen-units=1",
    "--cfg=fuzzing",
];
const SANITIZER: &str = "-Zsanitizer=address";

/// What became of a target, in a line.
pub struct Report {
    pub line: String,
    pub is_good: bool,
}

/// The command: how many seconds each target runs may be said, and then which of them run.
pub fn command(paths: &Paths, arguments: &[String]) -> Result<ExitCode> {
    let (seconds, wanted) = match arguments {
        [] => (SECONDS, arguments),
        [text, wanted @ ..] => {
            let seconds = text.parse().ok().filter(|seconds| *seconds > 0);
            (seconds.ok_or("fuzz takes a number of seconds, then names of targets")?, wanted)
        }
    };
    let all: Vec<String> =
        PACKAGES.iter().map(|package| targets(&paths.repo.join(package))).collect::<Result<Vec<_>>>()?.concat();
    if let Some(odd) = wanted.iter().find(|name| !all.contains(name)) {
        return Err(format!("{odd} is none of the targets {}", all.join(", ")));
    }
    let log = folder(paths)?.join("fuzz.log");
    fs::write(&log, "").map_err(|problem| format!("{}: {problem}", log.display()))?;
    eprintln!("▸ fuzz … {}", log.display());
    let mut is_good = true;
    run(paths, seconds, wanted, &log, &mut |report| {
        println!("{}", report.line);
        is_good &= report.is_good;
    })?;
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds the targets and runs those that are wanted, or each, for so many seconds. What they print goes to `log`, what became of each to `tell`.
/// Inputs that lead somewhere new are kept in the clone's `target/fuzz` and serve the next run; so are crashes.
pub fn run(paths: &Paths, seconds: u64, wanted: &[String], log: &Path, tell: &mut dyn FnMut(Report)) -> Result<()> {
    setup::package("c++", "g++")?;
    let host = host(paths)?;
    for package in PACKAGES {
        let mut names = targets(&paths.repo.join(package))?;
        names.retain(|name| wanted.is_empty() || wanted.contains(name));
        if names.is_empty() {
            continue;
        }
        if !build(paths, package, &host, log)? {
            let line = format!("fuzz {package}: without AddressSanitizer, which does not build here");
            tell(Report { line, is_good: true });
        }
        for target in names {
            let program = target_folder(paths).join(&host).join("release").join(&target);
            tell(fuzz(paths, package, &target, &program, seconds, log)?);
        }
    }
    Ok(())
}

/// The names of a package's targets.
fn targets(package: &Path) -> Result<Vec<String>> {
    let folder = package.join("fuzz_targets");
    let entries = fs::read_dir(&folder).map_err(|problem| format!("{}: {problem}", folder.display()))?;
    let name = |path: PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| name(entry.path())).collect();
    names.sort();
    Ok(names)
}

/// Where targets are built: apart from all else, which is built without these flags.
fn target_folder(paths: &Paths) -> PathBuf {
    paths.shared.join("fuzz")
}

fn folder(paths: &Paths) -> Result<PathBuf> {
    let folder = paths.repo.join("target/fuzz");
    fs::create_dir_all(&folder).map_err(|problem| format!("{}: {problem}", folder.display()))?;
    Ok(folder)
}

/// The platform of the compiler. With a target named, the flags reach neither build scripts nor macros.
fn host(paths: &Paths) -> Result<String> {
    let mut rustc = Command::new("rustc");
    let text = run_quietly(rustc.current_dir(&paths.repo).arg("-vV"))?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not name its host".to_owned())
}

/// Builds a package's targets; gives whether the sanitizer is in them.
fn build(paths: &Paths, package: &str, host: &str, log: &Path) -> Result<bool> {
    let with = |sanitizer: Option<&str>| {
        let flags: Vec<&str> = COVERAGE.into_iter().chain(sanitizer).collect();
        let mut cargo = cargo(paths);
        cargo.args(["build", "--release", "--bins", "--locked", "--target", host, "--manifest-path"]);
        cargo.arg(paths.repo.join(package).join("Cargo.toml"));
        cargo.arg("--target-dir").arg(target_folder(paths));
        // The flags that stand in .cargo/config.toml concern views, of which there are none here.
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
        // The coverage pass and the sanitizer are there in a stable compiler, behind this door.
        capture_to(cargo.env("RUSTC_BOOTSTRAP", "1"), log)
    };
    if with(Some(SANITIZER))?.success {
        return Ok(true);
    }
    let Captured { success, text } = with(None)?;
    if success { Ok(false) } else { Err(format!("{package} does not build:\n{}", text.trim_end())) }
}

/// Runs one target.
fn fuzz(paths: &Paths, package: &str, target: &str, program: &Path, seconds: u64, log: &Path) -> Result<Report> {
    let package = paths.repo.join(package);
    let own = folder(paths)?.join(target);
    let (found, crashes) = (own.join("corpus"), own.join("crashes"));
    for folder in [&found, &crashes] {
        fs::create_dir_all(folder).map_err(|problem| format!("{}: {problem}", folder.display()))?;
    }
    let mut command = Command::new(program);
    // The first folder takes what is found. An old crash is tried again, until it is none.
    command.arg(&found).arg(package.join("corpus").join(target)).arg(&crashes);
    command.arg(format!("-artifact_prefix={}/", crashes.display()));
    command.arg(format!("-rss_limit_mb={MEMORY}")).arg(format!("-timeout={PATIENCE}"));
    command.arg(format!("-max_total_time={seconds}")).arg("-print_final_stats=1");
    let words = package.join("dictionaries").join(format!("{target}.dict"));
    if words.is_file() {
        command.arg(format!("-dict={}", words.display()));
    }
    // Freed memory that the sanitizer holds back counts against the limit, and so does every way that led to an allocation,
    // of which recursion makes hundreds of megabytes in ten minutes.
    let captured = capture_to(command.env("ASAN_OPTIONS", "quarantine_size_mb=16:malloc_context_size=2"), log)?;
    Ok(report(target, seconds, &captured, &crashes))
}

fn report(target: &str, seconds: u64, captured: &Captured, crashes: &Path) -> Report {
    let statistic = |name: &str| -> Option<u64> {
        captured.text.lines().rev().find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
    };
    let runs = statistic("stat::number_of_executed_units:").unwrap_or(0);
    let memory = statistic("stat::peak_rss_mb:").unwrap_or(0);
    let is_good = captured.success && runs > 0;
    let line = if is_good {
        format!("fuzz {target}: {seconds} s, {runs} runs, {memory} MB, no crash")
    } else {
        let place = captured.text.lines().find(|line| line.contains("panicked at") || line.contains("ERROR: "));
        let place = place.unwrap_or("it ended without a word").trim();
        format!("fuzz {target}: CRASH after {runs} runs, kept in {}: {place}", crashes.display())
    };
    Report { line, is_good }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(success: bool, text: &str) -> Report {
        report("html", 60, &Captured { success, text: text.to_owned() }, Path::new("/c"))
    }

    #[test]
    fn a_run_without_a_crash_says_how_often_and_how_large() {
        let report = of(true, "#2 NEW\nstat::number_of_executed_units: 826\nstat::peak_rss_mb:              103\n");
        assert_eq!((report.line.as_str(), report.is_good), ("fuzz html: 60 s, 826 runs, 103 MB, no crash", true));
    }

    #[test]
    fn a_crash_or_nothing_run_is_a_failure() {
        let report = of(false, "thread 'x' panicked at html.rs:3:\nno\nstat::number_of_executed_units: 9\n");
        assert_eq!(report.line, "fuzz html: CRASH after 9 runs, kept in /c: thread 'x' panicked at html.rs:3:");
        assert!(!report.is_good);
        assert!(!of(true, "").is_good);
    }

    #[test]
    fn every_target_has_seeds() {
        let repo = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for package in PACKAGES.map(|package| repo.join(package)) {
            let names = targets(&package).unwrap();
            assert!(!names.is_empty());
            for name in names {
                let seeds: Vec<_> = fs::read_dir(package.join("corpus").join(&name)).unwrap().flatten().collect();
                let bytes: u64 = seeds.iter().map(|seed| seed.metadata().unwrap().len()).sum();
                assert!((1..=60).contains(&seeds.len()) && bytes < 200_000, "{name}: {} of {bytes} B", seeds.len());
            }
        }
    }
}
