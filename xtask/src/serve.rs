//! `cargo xtask serve`: from a fresh clone to a page in the browser.

mod options;
mod server;

use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use crate::bundle::{self, Part};
use crate::paths::{Paths, Result};
use crate::process::{cargo, run, wait};
use crate::setup;
use crate::signals::Signals;
use crate::stage::stage;
use crate::watch::Watch;
pub use options::Options;
use server::{Server, end};

/// How often files, the child and signals are looked at.
const TICK: Duration = Duration::from_millis(400);

/// `cargo xtask serve`.
pub fn serve(paths: &Paths, options: &Options) -> Result<ExitCode> {
    free(&options.listen())?;
    stage("setup", || {
        setup::wasm_std(paths)?;
        setup::npm_packages(&paths.repo.join("xtask"))
    })?;
    build_and_serve(paths, options)
}

/// Builds, serves, and waits for the end.
fn build_and_serve(paths: &Paths, options: &Options) -> Result<ExitCode> {
    let signals = Signals::note()?;
    let binary = stage("build server", || build_server(paths, options.release))?;
    let site = stage("build client", || bundle::bundle(paths, options.mode(), Part::All))?;
    let server = Server { paths, options, site, binary };
    server.load_demo()?;
    let mut watch = options.watch.then(|| Watch::new(&paths.repo));
    let mut child = server.start()?;
    server.announce();
    loop {
        if let Some(status) = wait(&mut child, TICK).map_err(|problem| problem.to_string())? {
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            return Ok(code.map_or(ExitCode::FAILURE, ExitCode::from));
        }
        if signals.came() {
            signals.pass_on(&child)?;
            end(&mut child)?;
            return Ok(ExitCode::SUCCESS);
        }
        if let Some(change) = watch.as_mut().and_then(Watch::change) {
            server.rebuild(&mut child, change)?;
        }
    }
}

/// Fails early, before minutes of building, when another program has the address.
fn free(listen: &str) -> Result<()> {
    TcpListener::bind(listen).map(drop).map_err(|problem| {
        if problem.kind() == ErrorKind::AddrInUse {
            format!("{listen} is taken by another program; choose another with --port")
        } else {
            format!("{listen}: {problem}")
        }
    })
}

/// Builds the server and returns a path of the binary that stays this clone's own, while
/// the shared folder's is whatever clone built last.
pub fn build_server(paths: &Paths, release: bool) -> Result<PathBuf> {
    let profile = if release { "release" } else { "debug" };
    let mut command = cargo(paths);
    command.args(["build", "--package", "server", "--bin", "dinh"]).arg("--target-dir").arg(&paths.shared);
    if release {
        command.arg("--release");
    }
    run(&mut command)?;
    let built = paths.shared.join(profile).join("dinh");
    let folder = paths.repo.join("target/bin").join(profile);
    let own = folder.join("dinh");
    let failed = |problem: std::io::Error| format!("{}: {problem}", own.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    match fs::remove_file(&own) {
        Err(problem) if problem.kind() != ErrorKind::NotFound => return Err(failed(problem)),
        _ => {}
    }
    // A link costs nothing; across file systems it is a copy.
    fs::hard_link(&built, &own).or_else(|_| fs::copy(&built, &own).map(drop)).map_err(failed)?;
    Ok(own)
}
