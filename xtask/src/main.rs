//! Everything that builds, runs and checks the product: `cargo xtask help`.
//!
//! The package is compiled twice. Without features it is a launcher on std alone
//! (`launch`); with `tools` it is the program itself (`commands`).

mod paths;

#[cfg(feature = "tools")]
mod bench;
#[cfg(feature = "tools")]
mod bundle;
#[cfg(feature = "tools")]
mod commands;
#[cfg(feature = "tools")]
mod fuzz;
#[cfg(feature = "tools")]
mod http;
#[cfg(not(feature = "tools"))]
mod launch;
#[cfg(feature = "tools")]
mod process;
#[cfg(feature = "tools")]
mod serve;
#[cfg(feature = "tools")]
mod setup;
#[cfg(feature = "tools")]
mod shots;
#[cfg(feature = "tools")]
mod signals;
#[cfg(feature = "tools")]
mod stage;
#[cfg(feature = "tools")]
mod test;
#[cfg(feature = "tools")]
mod watch;

#[cfg(feature = "tools")]
use commands::run;
#[cfg(not(feature = "tools"))]
use launch::run;

use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
