//! The product as it is shipped, with the demo site, on a free port.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::bundle::{self, Mode, Part};
use crate::http;
use crate::paths::{Paths, Result};
use crate::process::{ask_to_end, run_quietly, stop, wait};
use crate::serve::build_server;
use crate::stage::stage;

/// Nothing here takes as long to start or to end.
const LIMIT: Duration = Duration::from_secs(30);
/// Fine enough for starts of tens of milliseconds.
const LOOK: Duration = Duration::from_millis(1);
/// The processor that servers run on; whoever asks them runs on the other ones.
const SERVER_CORE: &str = "0";

/// A built release and its data.
pub struct Product {
    pub binary: PathBuf,
    pub site: PathBuf,
    data: PathBuf,
}

/// A server that is running; it ends with this value.
pub struct Running {
    child: Child,
    /// Host and port.
    pub address: String,
    /// From the start of the process to its first answer.
    pub started_in: Duration,
}

impl Product {
    /// Builds what is shipped and loads the demo site into a new folder.
    pub fn build(paths: &Paths) -> Result<Self> {
        let binary = stage("build server", || build_server(paths, true))?;
        let site = stage("build client", || bundle::bundle(paths, Mode::Shipped, Part::All))?;
        let data = paths.repo.join("target/bench/data");
        let failed = |problem: std::io::Error| format!("{}: {problem}", data.display());
        if data.exists() {
            fs::remove_dir_all(&data).map_err(failed)?;
        }
        fs::create_dir_all(&data).map_err(failed)?;
        let product = Self { binary, site, data };
        stage("load the demo site", || run_quietly(product.with_settings(Command::new(&product.binary)).arg("demo")))?;
        Ok(product)
    }

    fn with_settings(&self, mut command: Command) -> Command {
        let database = format!("sqlite://{}", self.data.join("dinh.db").display());
        command
            .env("DINH_SITE_DIR", &self.site)
            .env("DINH_DATA_DIR", &self.data)
            .env("DINH_DATABASE_URL", database)
            .env("DINH_BASE_URL", "http://127.0.0.1")
            .env("RUST_LOG", "warn");
        command
    }

    /// The e-mail address and password of the demo's editor.
    pub fn sign_in(&self) -> Result<(String, String)> {
        let file = self.data.join("demo-sign-in.txt");
        let text = fs::read_to_string(&file).map_err(|problem| format!("{}: {problem}", file.display()))?;
        let line = text.lines().find(|line| line.starts_with("bientap@")).unwrap_or_default();
        let (email, password) = line.split_once(char::is_whitespace).ok_or("the demo has no editor")?;
        Ok((email.to_owned(), password.trim().to_owned()))
    }

    /// Starts the server.
    pub fn start(&self, pinned: bool) -> Result<Running> {
        let address = free_address()?;
        let mut command = self.with_settings(command(&self.binary, pinned));
        command.arg("serve").env("DINH_LISTEN", &address);
        Running::start(command, address, "/readyz")
    }
}

/// A program as it is, or on the servers' processor alone.
pub fn command(program: &Path, pinned: bool) -> Command {
    if !pinned {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.args(["-c", SERVER_CORE]).arg(program);
    command
}

/// An address nobody listens on.
pub fn free_address() -> Result<String> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.to_string())
        .map_err(|problem| format!("no free port: {problem}"))
}

impl Running {
    /// Starts a server and waits until it answers `path` with 200.
    pub fn start(mut command: Command, address: String, path: &str) -> Result<Self> {
        let start = Instant::now();
        let mut child = command.spawn().map_err(|problem| format!("{command:?} did not start: {problem}"))?;
        while http::status(&address, path) != Some(200) {
            if let Some(status) = child.try_wait().map_err(|problem| problem.to_string())? {
                return Err(format!("{command:?} ended at once ({status})"));
            }
            if start.elapsed() > LIMIT {
                stop(&mut child)?;
                return Err(format!("{command:?} does not answer {path}"));
            }
            std::thread::sleep(LOOK);
        }
        Ok(Self { child, address, started_in: start.elapsed() })
    }

    /// The URL of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Memory that the process holds now (`VmRSS`), in KiB.
    pub fn memory(&self) -> Result<u64> {
        let file = format!("/proc/{}/status", self.child.id());
        let text = fs::read_to_string(&file).map_err(|problem| format!("{file}: {problem}"))?;
        text.lines()
            .find_map(|line| line.strip_prefix("VmRSS:")?.trim().split(' ').next()?.parse().ok())
            .ok_or_else(|| format!("{file} has no VmRSS"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A server that is left running would only be in the way of the next measurement.
        let ended = ask_to_end(&self.child).is_ok() && wait(&mut self.child, LIMIT).is_ok_and(|end| end.is_some());
        if !ended && let Err(problem) = stop(&mut self.child) {
            eprintln!("xtask: {problem}");
        }
    }
}
