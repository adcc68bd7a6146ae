//! What a suite works with and what it finds.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::count::{Count, libtest, notes};
use crate::paths::{Paths, Result};
use crate::process::{Captured, capture_to, cargo};

/// Where proptest looks for its seed.
const SEED: &str = "PROPTEST_RNG_SEED";

/// What a suite found.
#[derive(Default)]
pub struct Outcome {
    pub count: Count,
    /// Lines that the summary repeats.
    pub notes: Vec<String>,
    /// Set when the suite could not run on this machine, with the reason.
    pub impossible: Option<String>,
}

impl Outcome {
    /// Takes in what a further part of the suite found.
    pub fn add(&mut self, other: Self) {
        self.count.add(&other.count);
        self.notes.extend(other.notes);
    }
}

/// What a suite works with.
pub struct Context<'a> {
    pub paths: &'a Paths,
    /// Where it writes all that its tools print.
    pub log: PathBuf,
}

impl Context<'_> {
    /// Cargo with the shared target folder. `subcommand` is the first of `arguments`.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        self.with_target(cargo(self.paths), &self.paths.shared, arguments)
    }

    pub fn with_target(&self, mut cargo: Command, target: &Path, arguments: &[&str]) -> Command {
        let (subcommand, rest) = arguments.split_first().unwrap_or((&"", &[]));
        cargo.arg(subcommand).arg("--target-dir").arg(target);
        cargo.args(rest);
        cargo
    }

    pub fn capture(&self, command: &mut Command) -> Result<Captured> {
        capture_to(command, &self.log)
    }

    /// A command that is one check.
    pub fn check(&self, command: &mut Command) -> Result<Outcome> {
        let captured = self.capture(command)?;
        Ok(Outcome { count: Count::one(captured.success), ..Outcome::default() })
    }

    /// A command whose libtest output is counted. Random tests draw the same cases every time, so that a change is never
    /// refused for a fault that it did not bring; another `PROPTEST_RNG_SEED` draws others.
    pub fn tests(&self, command: &mut Command) -> Result<Outcome> {
        if env::var_os(SEED).is_none() {
            command.env(SEED, "1");
        }
        let captured = self.capture(command)?;
        Ok(Outcome {
            count: libtest(&captured.text, captured.success),
            notes: notes(&captured.text),
            ..Outcome::default()
        })
    }

    /// Something is missing here. A developer is told so; for CI it is a failure.
    pub fn impossible(&self, reason: String) -> Result<Outcome> {
        if env::var("CI").is_ok_and(|value| value == "true") {
            return Err(reason);
        }
        Ok(Outcome { impossible: Some(reason), ..Outcome::default() })
    }
}
