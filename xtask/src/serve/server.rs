//! The server as a child process: its settings, its start and its end.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use super::{Options, build_server};
use crate::bundle::{self, Part};
use crate::http;
use crate::paths::{Paths, Result};
use crate::process::{ask_to_end, run, stop, wait};
use crate::stage::{seconds, since_command, stage};
use crate::watch::Change;

/// A server that is not ready by then has a problem that waiting does not solve.
const READY_LIMIT: Duration = Duration::from_secs(60);
/// The server drains open streams for at most 20 s; a little more is patience.
const DRAIN_LIMIT: Duration = Duration::from_secs(25);

/// The running product.
pub struct Server<'a> {
    pub paths: &'a Paths,
    pub options: &'a Options,
    pub site: PathBuf,
    pub binary: PathBuf,
}

impl Server<'_> {
    fn data(&self) -> PathBuf {
        self.paths.repo.join("data")
    }

    /// The binary with its settings; those that are set already are left alone.
    fn command(&self, name: &str) -> Command {
        let data = self.data();
        let database = format!("sqlite://{}", data.join("dinh.db").display());
        let mut command = Command::new(&self.binary);
        command
            .arg(name)
            .current_dir(&self.paths.repo)
            .env("DINH_SITE_DIR", &self.site)
            .env("DINH_LISTEN", self.options.listen());
        let defaults = [
            ("DINH_DATA_DIR", data.display().to_string()),
            ("DINH_DATABASE_URL", database),
            ("DINH_BASE_URL", self.address()),
        ];
        for (name, value) in defaults {
            if env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        if self.options.watch {
            command.env("DINH_WATCH", "1");
        }
        command
    }

    fn address(&self) -> String {
        format!("http://{}", http::reachable(&self.options.listen()))
    }

    /// Loads the demo site when there is no database. Somebody's own database is never touched.
    pub fn load_demo(&self) -> Result<()> {
        let own = ["DINH_DATABASE_URL", "DINH_DATA_DIR"];
        if own.iter().any(|name| env::var_os(name).is_some()) || self.data().join("dinh.db").exists() {
            return Ok(());
        }
        stage("load the demo site", || run(&mut self.command("demo")))
    }

    /// Starts it and waits until it answers.
    pub fn start(&self) -> Result<Child> {
        stage("start", || {
            let mut child =
                self.command("serve").spawn().map_err(|problem| format!("{}: {problem}", self.binary.display()))?;
            let start = Instant::now();
            loop {
                if http::status(&self.options.listen(), "/readyz") == Some(200) {
                    return Ok(child);
                }
                let pause = Duration::from_millis(50);
                if let Some(status) = wait(&mut child, pause).map_err(|p| p.to_string())? {
                    return Err(format!("the server ended before it was ready ({status})"));
                }
                if start.elapsed() > READY_LIMIT {
                    stop(&mut child)?;
                    return Err("the server does not answer /readyz".to_owned());
                }
            }
        })
    }

    /// The address and the sign-ins of the demo site, which stay true from start to start.
    pub fn announce(&self) {
        println!("\nready after {}: {}", seconds(since_command()), self.address());
        let data = env::var_os("DINH_DATA_DIR").map_or_else(|| self.data(), PathBuf::from);
        if let Ok(text) = fs::read_to_string(self.paths.repo.join(data).join("demo-sign-in.txt")) {
            println!("{}", text.trim_end());
        }
        println!("Ctrl-C ends it.");
    }

    /// Builds while the old server still answers. An error of the compiler is shown, and the
    /// old server goes on.
    pub fn rebuild(&self, child: &mut Child, change: Change) -> Result<()> {
        let start = Instant::now();
        let built = stage("rebuild", || {
            if change == Change::Style {
                return bundle::bundle(self.paths, self.options.mode(), Part::Style);
            }
            build_server(self.paths, self.options.release)?;
            bundle::bundle(self.paths, self.options.mode(), Part::All)
        });
        if let Err(problem) = built {
            eprintln!("xtask: {problem}");
            return Ok(());
        }
        ask_to_end(child)?;
        end(child)?;
        *child = self.start()?;
        println!("ready again after {}", seconds(start.elapsed()));
        Ok(())
    }
}

/// Waits for the child's own end, and does not wait for ever.
pub fn end(child: &mut Child) -> Result<()> {
    match wait(child, DRAIN_LIMIT).map_err(|problem| problem.to_string())? {
        Some(_) => Ok(()),
        None => stop(child),
    }
}
