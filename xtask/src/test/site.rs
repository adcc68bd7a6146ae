//! The suites about what visitors receive: the bundle's limits, and journeys in a browser.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::budget;
use super::context::{Context, Outcome};
use super::count::{self, notes};
use crate::bundle::{self, Mode, Part};
use crate::paths::Result;
use crate::{serve, setup};

/// The shipped bundle, and whether it keeps its limits.
pub fn client(context: &Context) -> Result<Outcome> {
    let site = bundle::bundle(context.paths, Mode::Shipped, Part::All)?;
    let (count, notes) = budget::check(&site)?;
    Ok(Outcome { count, notes, ..Outcome::default() })
}

/// The journeys through the shipped bundle, served by a quick build of the server.
pub fn browser(context: &Context) -> Result<Outcome> {
    journeys(context, |_| {})
}

/// Somebody who writes while tab, server, network and session are killed, for as many rounds as issue 5 asks for.
pub fn torture(context: &Context) -> Result<Outcome> {
    journeys(context, |command| {
        command.arg("torture.spec.ts").env("DINH_TEST_ROUNDS", "200");
    })
}

fn journeys(context: &Context, chosen: impl FnOnce(&mut Command)) -> Result<Outcome> {
    let folder = context.paths.repo.join("end2end");
    if let Err(reason) = setup::chromium() {
        return context.impossible(reason);
    }
    setup::npm_packages(&folder)?;
    let binary = serve::build_server(context.paths, false)?;
    let site = bundle::bundle(context.paths, Mode::Shipped, Part::All)?;
    let mut journeys = Command::new(folder.join("node_modules/.bin/playwright"));
    journeys
        .arg("test")
        .current_dir(&folder)
        .env("DINH_BIN", &binary)
        .env("DINH_SITE_DIR", &site)
        .env("CHROMIUM", setup::CHROMIUM);
    chosen(&mut journeys);
    playwright(context, &mut journeys)
}

/// Runs journeys and reads the report that Playwright writes of them.
pub fn playwright(context: &Context, journeys: &mut Command) -> Result<Outcome> {
    let report = context.log.with_extension("json");
    if report.exists() {
        fs::remove_file(&report).map_err(|problem| format!("{}: {problem}", report.display()))?;
    }
    journeys.arg("--reporter=line,json").env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    let captured = context.capture(journeys)?;
    let read =
        fs::read(&report).map_err(|problem| format!("Playwright wrote no report ({}: {problem})", report.display()))?;
    let value: Value = serde_json::from_slice(&read).map_err(|problem| format!("{}: {problem}", report.display()))?;
    let mut count = count::playwright(&value);
    if !captured.success && count.failed == 0 {
        count.failed = 1;
    }
    Ok(Outcome { count, notes: notes(&captured.text), ..Outcome::default() })
}
