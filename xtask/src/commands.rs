//! The command line.

use std::env;
use std::process::ExitCode;

use crate::bundle::{self, Mode, Part};
use crate::paths::{Paths, Result};
use crate::stage::stage;
use crate::{bench, fuzz, serve, shots, test};

const HELP: &str = "\
cargo xtask serve [--watch] [--release] [--port N] [--host ADDRESS]
    installs what is missing, builds, loads the demo site on first start, serves
cargo xtask test [NAME…] [--all]
    every suite, or those named; --all adds the slow ones
cargo xtask fuzz [SECONDS [TARGET…]]
    random and mutated input for the text crates, so long each (60)
cargo xtask bundle [--release]
    the client and the styles alone
cargo xtask bench [text] [start] [rate] [paint] [backup]
    measurements of what is shipped, each with its limit
cargo xtask shots [--url ADDRESS] [--out FOLDER]
    screenshots of a running site
";

/// Runs the command that the arguments name.
pub fn run() -> Result<ExitCode> {
    let mut arguments = env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let paths = Paths::find()?;
    match command.as_str() {
        "serve" => serve::serve(&paths, &serve::Options::parse(&rest)?),
        "test" => test::run(&paths, &rest),
        "fuzz" => fuzz::command(&paths, &rest),
        "bundle" => {
            let mode = match rest.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                [] => Mode::Dev,
                ["--release"] => Mode::Shipped,
                _ => return Err("bundle takes only --release".to_owned()),
            };
            let site = stage("bundle", || bundle::bundle(&paths, mode, Part::All))?;
            println!("{}", site.display());
            Ok(ExitCode::SUCCESS)
        }
        "bench" => bench::run(&paths, &rest),
        "shots" => Ok(shots::run()),
        "help" | "--help" | "-h" | "" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(format!("there is no command {other:?}\n{HELP}")),
    }
}
