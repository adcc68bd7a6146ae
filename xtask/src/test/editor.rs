//! The editor's own suite: its types, its engine in made-up time and on the real server, its page in a browser.

use std::process::Command;

use super::context::{Context, Outcome};
use super::count::{self, Count};
use super::site::playwright;
use crate::bundle::{self, Mode, Part};
use crate::paths::Result;
use crate::{serve, setup};

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
    let mut tests = Command::new("npm");
    tests.args(["test", "--silent"]).current_dir(&folder).env("DINH_BIN", &binary).env("DINH_SITE_DIR", &site);
    let captured = context.capture(&mut tests)?;
    all.count.add(&count::node(&captured.text, captured.success));
    all.notes.extend(count::notes(&captured.text));
    let harness = context.check(Command::new("node").args(["build.mjs", "--harness"]).current_dir(&folder))?;
    if harness.count != Count::one(true) {
        all.count.add(&harness.count);
        return Ok(all);
    }
    let mut pages = Command::new(journeys.join("node_modules/.bin/playwright"));
    pages.args(["test", "--config", "editor.config.ts"]).env("CHROMIUM", setup::CHROMIUM);
    let outcome = playwright(context, pages.current_dir(&journeys))?;
    all.count.add(&outcome.count);
    all.notes.extend(outcome.notes);
    Ok(all)
}
