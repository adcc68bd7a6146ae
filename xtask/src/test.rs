//! `cargo xtask test`: every suite, one line each, and a last line with the sums.

mod budget;
mod context;
mod count;
mod editor;
mod postgres;
mod site;
mod suites;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use crate::paths::{Paths, Result};
use crate::setup;
use crate::signals::Signals;
use crate::stage::seconds;
use context::{Context, Outcome};
use count::Count;
use suites::{SUITES, Suite};

/// Runs the suites that the arguments name; else all, the slow ones only if asked for.
pub fn run(paths: &Paths, arguments: &[String]) -> Result<ExitCode> {
    let chosen = choose(arguments)?;
    let logs = paths.repo.join("target/test-logs");
    fs::create_dir_all(&logs).map_err(|problem| format!("{}: {problem}", logs.display()))?;
    setup::npm_packages(&paths.repo.join("xtask"))?;
    // After Ctrl-C the suite at hand still takes down what it put up.
    let signals = Signals::note()?;
    let mut sum = Count::default();
    let mut summary = Vec::new();
    for suite in chosen {
        let (count, lines) = run_suite(paths, suite, &logs)?;
        sum.add(&count);
        summary.extend(lines);
        if signals.came() {
            return Err("broken off".to_owned());
        }
    }
    println!();
    for line in summary {
        println!("{line}");
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A slow suite is run when it is named, or by `--all`.
fn choose(arguments: &[String]) -> Result<Vec<&'static Suite>> {
    let (flags, names): (Vec<_>, Vec<_>) = arguments.iter().partition(|name| *name == "--all");
    let all = !flags.is_empty();
    for name in &names {
        if !SUITES.iter().any(|suite| suite.name == *name) {
            let known: Vec<_> = SUITES.iter().map(|suite| suite.name).collect();
            return Err(format!("no suite {name:?}; there are: {}", known.join(", ")));
        }
    }
    let wanted = |suite: &&Suite| match names[..] {
        [] => all || !suite.is_slow,
        _ => names.iter().any(|name| *name == suite.name),
    };
    Ok(SUITES.iter().filter(wanted).collect())
}

/// Runs one suite and returns its count and its lines of the summary.
fn run_suite(paths: &Paths, suite: &Suite, logs: &Path) -> Result<(Count, Vec<String>)> {
    let log = logs.join(format!("{}.log", suite.name));
    fs::write(&log, "").map_err(|problem| format!("{}: {problem}", log.display()))?;
    eprintln!("▸ {} …", suite.name);
    let start = Instant::now();
    let context = Context { paths, log };
    let found = (suite.run)(&context);
    let outcome = settle(found);
    if outcome.count.failed > 0 {
        println!("{}", fs::read_to_string(&context.log).unwrap_or_default());
    }
    let time = seconds(start.elapsed());
    let lines = report(suite.name, &outcome, &time);
    for line in &lines {
        println!("{line}");
    }
    Ok((outcome.count, lines))
}

/// An error is a failed check, and so is a suite in which nothing ran.
fn settle(found: Result<Outcome>) -> Outcome {
    let mut outcome = found.unwrap_or_else(|problem| Outcome {
        count: Count::one(false),
        notes: vec![problem],
        ..Outcome::default()
    });
    if outcome.count == Count::default() && outcome.impossible.is_none() {
        outcome.count = Count::one(false);
        outcome.notes.push("no test ran".to_owned());
    }
    outcome
}

fn report(name: &str, outcome: &Outcome, time: &str) -> Vec<String> {
    let Count { passed, failed } = outcome.count;
    let mut lines = vec![format!("suite {name}: {passed} passed, {failed} failed ({time})")];
    if let Some(reason) = &outcome.impossible {
        lines.push(format!("  SKIPPED {name}: {reason}"));
    }
    lines.extend(outcome.notes.iter().map(|note| format!("  {note}")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suites_are_chosen_by_name() {
        let all = choose(&["--all".to_owned()]).unwrap();
        assert_eq!(all.len(), SUITES.len());
        let quick = choose(&[]).unwrap();
        assert!(quick.len() < all.len() && quick.iter().all(|suite| !suite.is_slow));
        assert!(choose(&["fuzz".to_owned()]).unwrap().iter().all(|suite| suite.is_slow));
        let one = choose(&["unit".to_owned()]).unwrap();
        assert_eq!(one.iter().map(|suite| suite.name).collect::<Vec<_>>(), ["unit"]);
        assert!(choose(&["unti".to_owned()]).is_err());
    }

    #[test]
    fn nothing_run_is_a_failure() {
        assert_eq!(settle(Ok(Outcome::default())).count, Count::one(false));
        let skipped = Outcome { impossible: Some("no server".to_owned()), ..Outcome::default() };
        let skipped = settle(Ok(skipped));
        assert_eq!(skipped.count, Count::default());
        assert_eq!(
            report("postgres", &skipped, "0.1 s"),
            ["suite postgres: 0 passed, 0 failed (0.1 s)", "  SKIPPED postgres: no server"]
        );
    }
}
