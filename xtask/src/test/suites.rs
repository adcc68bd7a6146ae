//! The suites, in the order in which they run: what fails soonest comes first.

use std::process::Command;

use super::context::{Context, Outcome};
use super::count::Count;
use super::editor::{editor, ime, writers};
use super::postgres::Cluster;
use super::site::{browser, client, torture};
use crate::bundle;
use crate::fuzz;
use crate::paths::Result;
use crate::process::cargo;
use crate::setup::{self, WasmStd};

/// A named suite.
pub struct Suite {
    pub name: &'static str,
    /// Whether it is left out unless it is asked for.
    pub is_slow: bool,
    pub run: fn(&Context) -> Result<Outcome>,
}

pub const SUITES: [Suite; 15] = [
    Suite { name: "format", is_slow: false, run: format },
    Suite { name: "clippy-xtask", is_slow: false, run: clippy_xtask },
    Suite { name: "clippy-server", is_slow: false, run: clippy_server },
    Suite { name: "clippy-client", is_slow: false, run: clippy_client },
    Suite { name: "unit", is_slow: false, run: unit },
    Suite { name: "sqlite", is_slow: false, run: sqlite },
    Suite { name: "postgres", is_slow: false, run: postgres },
    Suite { name: "client", is_slow: false, run: client },
    Suite { name: "browser", is_slow: false, run: browser },
    Suite { name: "editor", is_slow: false, run: editor },
    Suite { name: "writers", is_slow: true, run: writers },
    Suite { name: "torture", is_slow: true, run: torture },
    Suite { name: "ime", is_slow: true, run: ime },
    Suite { name: "faults", is_slow: true, run: faults },
    Suite { name: "fuzz", is_slow: true, run: fuzz },
];

fn format(context: &Context) -> Result<Outcome> {
    let mut all = context.check(cargo(context.paths).args(["fmt", "--all", "--check"]))?;
    for package in fuzz::PACKAGES {
        let manifest = context.paths.repo.join(package).join("Cargo.toml");
        let mut cargo = cargo(context.paths);
        all.add(context.check(cargo.args(["fmt", "--check", "--manifest-path"]).arg(manifest))?);
    }
    Ok(all)
}

fn clippy_server(context: &Context) -> Result<Outcome> {
    context.check(&mut context.cargo(&["clippy", "--all-targets", "--", "-D", "warnings"]))
}

/// In the folder and with the profile of the shipped client, whose macros are then built once.
fn clippy_client(context: &Context) -> Result<Outcome> {
    let std = setup::wasm_std(context.paths)?;
    if std == WasmStd::Debian {
        return context.impossible("Debian's compiler for the browser brings no clippy".to_owned());
    }
    let mut cargo = setup::client_cargo(context.paths, std);
    if setup::rust_sources(context.paths, std) {
        // Build scripts ask for this variable. Were it another than in the shipped build,
        // both would compile all macros again each time.
        cargo.env("RUSTC_BOOTSTRAP", "1");
    }
    let target = bundle::shipped_target(context.paths);
    let mut clippy = context.with_target(
        cargo,
        &target,
        &[
            "clippy",
            "--package",
            "frontend",
            "--package",
            "app",
            "--package",
            "pasting",
            "--package",
            "repair",
            "--features",
            "app/hydrate",
            "--lib",
            "--target",
            "wasm32-unknown-unknown",
            "--profile",
            "client",
        ],
    );
    context.check(clippy.args(["--", "-D", "warnings"]))
}

fn clippy_xtask(context: &Context) -> Result<Outcome> {
    let tools = ["clippy", "--package", "xtask", "--features", "tools", "--all-targets", "--", "-D", "warnings"];
    let launcher = ["clippy", "--package", "xtask", "--all-targets", "--", "-D", "warnings"];
    let mut all = context.check(&mut context.cargo(&tools))?;
    let other = context.check(&mut context.cargo(&launcher))?;
    all.add(other);
    Ok(all)
}

/// Unit tests. The server is among the packages so that every dependency has the features
/// that it has in the server's own build, and none is compiled twice.
fn unit(context: &Context) -> Result<Outcome> {
    let mut all = context.tests(&mut context.cargo(&[
        "test",
        "--package",
        "prose",
        "--package",
        "vietnamese",
        "--package",
        "repair",
        "--package",
        "app",
        "--package",
        "server",
        "--features",
        "app/ssr",
        "--lib",
        "--bins",
        "--no-fail-fast",
        "--",
        "--show-output",
    ]))?;
    let mut further = vec![context.cargo(&[
        "test",
        "--package",
        "xtask",
        "--features",
        "tools",
        "--no-fail-fast",
        "--",
        "--show-output",
    ])];
    for package in ["app/prose", "app/vietnamese"] {
        if context.paths.repo.join(package).join("tests").is_dir() {
            let name = package.trim_start_matches("app/");
            further.push(context.cargo(&[
                "test",
                "--package",
                name,
                "--test",
                "*",
                "--no-fail-fast",
                "--",
                "--show-output",
            ]));
        }
    }
    for mut command in further {
        all.add(context.tests(&mut command)?);
    }
    Ok(all)
}

/// The server's own tests: tidiness, HTTP and storage.
fn server_tests(context: &Context) -> Command {
    context.cargo(&["test", "--package", "server", "--test", "*", "--no-fail-fast", "--", "--show-output"])
}

fn sqlite(context: &Context) -> Result<Outcome> {
    context.tests(server_tests(context).env_remove("DINH_TEST_DATABASE_URL"))
}

fn postgres(context: &Context) -> Result<Outcome> {
    let cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        Err(reason) => return context.impossible(reason),
    };
    let mut outcome = context.tests(server_tests(context).env("DINH_TEST_DATABASE_URL", cluster.url()))?;
    outcome.notes.extend(cluster.crashes());
    Ok(outcome)
}

/// The server killed a hundred times, and a hundred times five clients that go away.
fn faults(context: &Context) -> Result<Outcome> {
    let faults = || {
        let names = ["test", "--package", "server", "--test", "*", "--no-fail-fast", "--", "--show-output", "faults::"];
        let mut command = context.cargo(&names);
        command.env("DINH_TEST_ROUNDS", "100");
        command
    };
    let mut all = context.tests(faults().env_remove("DINH_TEST_DATABASE_URL"))?;
    let cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        Err(reason) => return context.impossible(reason),
    };
    let one = context.tests(faults().env("DINH_TEST_DATABASE_URL", cluster.url()))?;
    all.add(one);
    Ok(all)
}

/// Each target of the fuzz packages for a minute.
fn fuzz(context: &Context) -> Result<Outcome> {
    let mut all = Outcome::default();
    fuzz::run(context.paths, fuzz::SECONDS, &[], &context.log, &mut |report| {
        all.count.add(&Count::one(report.is_good));
        all.notes.push(report.line);
    })?;
    Ok(all)
}
