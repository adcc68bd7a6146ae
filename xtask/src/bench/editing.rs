//! The editor: how soon a letter is in the database with others in the article, how soon it is seen in a very long one, and
//! how soon a page can be written in.

use std::process::Command;

use serde::Deserialize;

use super::product::Product;
use super::table::Line;
use crate::paths::{Paths, Result};
use crate::process::run_quietly;
use crate::setup;
use crate::stage::stage;

/// Writers, the time there and back in milliseconds, and the p95 of an acknowledgement in milliseconds (issue 5).
const ACKNOWLEDGED: [(u32, u32, f64); 2] = [(5, 40, 300.0), (20, 150, 600.0)];
/// From a key to the frame that shows it, in milliseconds, on a machine as it is and on one four times slower; and until the
/// key's handlers are through.
const PAINTED: f64 = 16.0;
const PAINTED_SLOWLY: f64 = 50.0;
const HANDLED: f64 = 8.0;
/// Until a page can be written in, at 1.6 Mbit/s on a machine four times slower, in milliseconds.
const READY: f64 = 2500.0;

/// One case of the acknowledgements.
#[derive(Deserialize)]
struct Acknowledged {
    writers: u32,
    there: u32,
    p50: f64,
    p95: f64,
}

/// The p95 of each key, in milliseconds.
#[derive(Deserialize)]
struct Typed {
    handled: f64,
    painted: f64,
}

#[derive(Deserialize)]
struct Typing {
    words: f64,
    plain: Typed,
    plain_bare: Typed,
    slow: Typed,
    slow_bare: Typed,
    ready: f64,
}

/// Measures both.
pub fn measure(paths: &Paths, product: &Product) -> Result<Vec<Line>> {
    let mut lines = stage("acknowledgements", || acknowledgements(paths, product))?;
    lines.extend(stage("typing in 20,000 words", || typing(paths, product))?);
    Ok(lines)
}

fn acknowledgements(paths: &Paths, product: &Product) -> Result<Vec<Line>> {
    let folder = paths.repo.join("frontend/editor");
    setup::npm_packages(&folder)?;
    run_quietly(Command::new("node").args(["build.mjs", "--bench"]).current_dir(&folder))?;
    let mut bench = Command::new("node");
    bench
        .arg(paths.repo.join("target/editor/bench/acknowledge.mjs"))
        .env("DINH_BIN", &product.binary)
        .env("DINH_SITE_DIR", &product.site);
    let report = run_quietly(&mut bench)?;
    let mut lines = Vec::new();
    for line in report.lines() {
        let case: Acknowledged =
            serde_json::from_str(line).map_err(|problem| format!("acknowledge said {line:?}: {problem}"))?;
        let name = format!("a letter is stored, {} writers at {} ms", case.writers, case.there);
        lines.push(Line::known(&format!("{name}, median"), case.p50, "ms"));
        let limit = ACKNOWLEDGED.iter().find(|(writers, there, _)| (*writers, *there) == (case.writers, case.there));
        lines.push(match limit {
            Some((_, _, limit)) => Line::at_most(&format!("{name}, p95"), case.p95, *limit, "ms"),
            None => Line::known(&format!("{name}, p95"), case.p95, "ms"),
        });
    }
    Ok(lines)
}

fn typing(paths: &Paths, product: &Product) -> Result<Vec<Line>> {
    setup::chromium()?;
    let folder = paths.repo.join("end2end");
    setup::npm_packages(&folder)?;
    let server = product.start(false)?;
    let (email, password) = product.sign_in()?;
    let mut node = Command::new("node");
    node.current_dir(folder).env("CHROMIUM", setup::CHROMIUM);
    let report = run_quietly(node.arg("typing.mjs").arg(server.url("")).args([email, password]))?;
    let found: Typing =
        serde_json::from_str(report.trim()).map_err(|problem| format!("typing.mjs said {report:?}: {problem}"))?;
    Ok(vec![
        Line::known("words of the long article", found.words, "words"),
        Line::at_most("key to frame, p95", found.plain.painted, PAINTED, "ms"),
        Line::known("the same without an editor", found.plain_bare.painted, "ms"),
        Line::at_most("key's handlers, p95", found.plain.handled, HANDLED, "ms"),
        Line::at_most("key to frame on a machine 4 × slower, p95", found.slow.painted, PAINTED_SLOWLY, "ms"),
        Line::known("the same without an editor", found.slow_bare.painted, "ms"),
        Line::known("key's handlers on a machine 4 × slower, p95", found.slow.handled, "ms"),
        Line::at_most("ready to be written in at 1.6 Mbit/s, 4 × slower", found.ready, READY, "ms"),
    ])
}
