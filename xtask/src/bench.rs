//! `cargo xtask bench`: measurements. None is written yet, and it says so.

use std::process::ExitCode;

/// Exit code 2 tells a script that nothing was measured.
pub fn run() -> ExitCode {
    eprintln!("xtask: there are no benches yet");
    ExitCode::from(2)
}
