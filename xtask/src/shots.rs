//! `cargo xtask shots`: screenshots of a running demo site. It starts no server.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::paths::{Paths, Result};
use crate::process::run as run_command;
use crate::setup;

const ADDRESS: &str = "http://127.0.0.1:3000";
const FOLDER: &str = "target/shots";

/// What the command line says.
#[derive(Debug, Eq, PartialEq)]
struct Options {
    url: String,
    out: PathBuf,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { url: ADDRESS.to_owned(), out: PathBuf::from(FOLDER) };
        let mut arguments = arguments.iter();
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a value"));
            match name.as_str() {
                "--url" => options.url = value()?.trim_end_matches('/').to_owned(),
                "--out" => options.out = PathBuf::from(value()?),
                _ => return Err("shots takes --url ADDRESS and --out FOLDER".to_owned()),
            }
        }
        Ok(options)
    }
}

/// Takes the pictures that the command line asks for.
pub fn run() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(2).collect();
    match Paths::find().and_then(|paths| shoot(&paths, &Options::parse(&arguments)?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn shoot(paths: &Paths, options: &Options) -> Result<()> {
    let folder = paths.repo.join("end2end");
    setup::chromium()?;
    setup::npm_packages(&folder)?;
    let mut node = Command::new("node");
    node.arg("shots.mjs").arg(&options.url).arg(paths.repo.join(&options.out));
    node.current_dir(&folder).env("CHROMIUM", setup::CHROMIUM);
    if let Some((email, password)) = sign_in(paths) {
        node.args([email, password]);
    }
    run_command(&mut node)
}

/// The sign-in of the demo site's administrator, as `dinh demo` left it. Without one the desk is left out.
fn sign_in(paths: &Paths) -> Option<(String, String)> {
    let data = env::var_os("DINH_DATA_DIR").unwrap_or_else(|| OsString::from("data"));
    let text = fs::read_to_string(paths.repo.join(data).join("demo-sign-in.txt")).ok()?;
    let (email, password) = text.lines().last()?.split_once("  ")?;
    Some((email.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options> {
        let arguments: Vec<_> = arguments.iter().map(|&one| one.to_owned()).collect();
        Options::parse(&arguments)
    }

    #[test]
    fn nothing_said_means_the_usual_server() {
        let usual = Options { url: ADDRESS.to_owned(), out: PathBuf::from(FOLDER) };
        assert_eq!(parse(&[]), Ok(usual));
        let other = Options { url: "http://a:1".to_owned(), out: PathBuf::from("/x") };
        assert_eq!(parse(&["--url", "http://a:1/", "--out", "/x"]), Ok(other));
        assert!(parse(&["--url"]).is_err());
        assert!(parse(&["--ulr", "x"]).is_err());
    }
}
