//! The editor's own suites: its types, its engine in made-up time and on the real server, its page in a browser, and
//! Vietnamese typed through a real input method.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::context::{Context, Outcome};
use super::count::{self, Count};
use super::postgres::Cluster;
use super::site::playwright;
use crate::bundle::{self, Mode, Part};
use crate::paths::Result;
use crate::{serve, setup};

/// Rounds of the long run (issue 5).
const ROUNDS: &str = "300";
const PLAYWRIGHT: &str = "node_modules/.bin/playwright";

/// Types, then the engine and the journal, then the page by input methods, keyboard, clipboard and crash.
pub fn editor(context: &Context) -> Result<Outcome> {
    let folder = context.paths.repo.join("frontend/editor");
    let journeys = context.paths.repo.join("end2end");
    if let Err(reason) = setup::chromium() {
        return context.impossible(reason);
    }
    setup::npm_packages(&folder)?;
    setup::npm_packages(&journeys)?;
    let mut all =
        context.check(Command::new(folder.join("node_modules/.bin/tsc")).arg("--noEmit").current_dir(&folder))?;
    let binary = serve::build_server(context.paths, false)?;
    let site = bundle::bundle(context.paths, Mode::Shipped, Part::All)?;
    let cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        Err(reason) => return context.impossible(reason),
    };
    all.add(node(context, &mut engine(&folder, &binary, &site))?);
    all.add(node(context, &mut on_postgres(context, &cluster, &binary, &site))?);
    drop(cluster);
    let harness = harness(context, &folder)?;
    if harness.count != Count::one(true) {
        all.count.add(&harness.count);
        return Ok(all);
    }
    let mut pages = Command::new(journeys.join(PLAYWRIGHT));
    pages.args(["test", "--config", "editor.config.ts"]).env("CHROMIUM", setup::CHROMIUM);
    all.add(playwright(context, pages.current_dir(&journeys))?);
    Ok(all)
}

/// Five writers three hundred times: in made-up time, on one server, and on two that share a database.
pub fn writers(context: &Context) -> Result<Outcome> {
    let folder = context.paths.repo.join("frontend/editor");
    setup::npm_packages(&folder)?;
    let binary = serve::build_server(context.paths, false)?;
    let site = bundle::bundle(context.paths, Mode::Shipped, Part::All)?;
    let cluster = Cluster::start()?;
    let mut tests = engine(&folder, &binary, &site);
    tests.env("RUNS", ROUNDS).env("REAL_RUNS", ROUNDS);
    let mut all = node(context, &mut tests)?;
    all.add(node(context, on_postgres(context, &cluster, &binary, &site).env("REAL_RUNS", ROUNDS))?);
    Ok(all)
}

/// What needs servers, once more on two that share a database.
fn on_postgres(context: &Context, cluster: &Cluster, binary: &Path, site: &Path) -> Command {
    let mut tests = Command::new("node");
    tests.args(["--test", "--test-reporter=spec", "target/editor/test/real.test.mjs"]).current_dir(&context.paths.repo);
    tests.env("DINH_BIN", binary).env("DINH_SITE_DIR", site).env("DINH_TEST_DATABASE_URL", cluster.url());
    tests
}

/// The tests of the engine, also on a server of its own.
fn engine(folder: &Path, binary: &Path, site: &Path) -> Command {
    let mut tests = Command::new("npm");
    tests.args(["test", "--silent"]).current_dir(folder);
    tests.env("DINH_BIN", binary).env("DINH_SITE_DIR", site).env_remove("DINH_TEST_DATABASE_URL");
    tests
}

fn node(context: &Context, tests: &mut Command) -> Result<Outcome> {
    let captured = context.capture(tests)?;
    Ok(Outcome {
        count: count::node(&captured.text, captured.success),
        notes: count::notes(&captured.text),
        ..Outcome::default()
    })
}

/// Keys pressed on a display of their own, read by Unikey, in a Chromium with a window.
pub fn ime(context: &Context) -> Result<Outcome> {
    let folder = context.paths.repo.join("frontend/editor");
    let journeys = context.paths.repo.join("end2end");
    if let Err(reason) = setup::chromium().and_then(|()| setup::input_method()) {
        return context.impossible(reason);
    }
    setup::npm_packages(&folder)?;
    setup::npm_packages(&journeys)?;
    let harness = harness(context, &folder)?;
    if harness.count != Count::one(true) {
        return Ok(harness);
    }
    // Settings of the input method and the session's own, which start from nothing each time.
    let home = context.paths.repo.join("target/ime");
    if home.exists() {
        fs::remove_dir_all(&home).map_err(|problem| format!("{}: {problem}", home.display()))?;
    }
    fs::create_dir_all(&home).map_err(|problem| format!("{}: {problem}", home.display()))?;
    let mut keys = Command::new("dbus-run-session");
    keys.args(["--", "xvfb-run", "--auto-servernum", "--server-args=-screen 0 1280x900x24"])
        .arg(journeys.join(PLAYWRIGHT))
        .args(["test", "--config", "ime.config.ts"])
        .env("CHROMIUM", setup::CHROMIUM)
        .env("XDG_CONFIG_HOME", &home)
        .env("XDG_CACHE_HOME", &home)
        // Settings in a file, which every program of the session reads.
        .env("GSETTINGS_BACKEND", "keyfile");
    playwright(context, keys.current_dir(&journeys))
}

/// The editor's page with the server's part in memory.
fn harness(context: &Context, folder: &Path) -> Result<Outcome> {
    context.check(Command::new("node").args(["build.mjs", "--harness"]).current_dir(folder))
}
