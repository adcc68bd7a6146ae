//! `cargo xtask shots`: screenshots of every page. None is written yet, and it says so.

use std::process::ExitCode;

/// Exit code 2 tells a script that no picture was taken.
pub fn run() -> ExitCode {
    eprintln!("xtask: there are no screenshots yet");
    ExitCode::from(2)
}
