//! A private PostgreSQL cluster that lives as long as one suite.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use crate::paths::Result;
use crate::process::{is_root, run_quietly};
use crate::setup;

/// The account of Debian's package. The server refuses to run as root.
const USER: &str = "postgres";

/// A running cluster. It is stopped and deleted when this is dropped.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Creates and starts a cluster on a free port of the loopback.
    pub fn start() -> Result<Self> {
        let cluster = Self {
            programs: setup::postgres()?,
            folder: std::env::temp_dir().join(format!("dinh-postgres-{}", process::id())),
            port: free_port()?,
        };
        let failed = |problem: std::io::Error| format!("{}: {problem}", cluster.folder.display());
        fs::create_dir(&cluster.folder).map_err(failed)?;
        if is_root() {
            run_quietly(Command::new("chown").arg(USER).arg(&cluster.folder))?;
        }
        run_quietly(
            cluster
                .command("initdb")
                .args(["-E", "UTF8", "--no-locale", "-A", "trust", "-N"])
                .args(["-U", USER, "-D"])
                .arg(cluster.data()),
        )?;
        run_quietly(
            cluster.control("start").arg("-l").arg(cluster.folder.join("log")).arg("-o").arg(cluster.options()),
        )
        .map_err(|problem| format!("{problem}\n{}", cluster.log()))?;
        Ok(cluster)
    }

    /// For `DINH_TEST_DATABASE_URL`. Tests create databases of their own beside this one.
    pub fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    /// Nothing has to survive a power cut here, so writing to disk is not waited for. Tests run side by side, each with a
    /// pool of connections. Small machines have little disk and hardly any `/dev/shm`, so the log stays short and shared
    /// memory is in files; compiling queries that run once (`jit`) costs more than it brings.
    fn options(&self) -> String {
        format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories='{}' \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
             -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=256MB \
             -c dynamic_shared_memory_type=mmap -c jit=off -c max_parallel_workers_per_gather=0 \
             -c max_connections=300 -c shared_buffers=64MB",
            self.port,
            self.folder.display()
        )
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// What the server said of a process of its own that died, or of itself: nothing a test may cause.
    pub fn crashes(&self) -> Vec<String> {
        let words = ["PANIC:", "was terminated by signal", "No space left", "Cannot allocate memory", "out of memory"];
        let log = self.log();
        let lines = log.lines().filter(|line| words.iter().any(|word| line.contains(word)));
        lines.map(|line| format!("PostgreSQL: {line}")).take(10).collect()
    }

    fn control(&self, action: &str) -> Command {
        let mut command = self.command("pg_ctl");
        command.arg(action).args(["-w", "-t", "60", "-D"]);
        command.arg(self.data());
        command
    }

    /// One of PostgreSQL's programs, as its own account when this process is root.
    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", USER, "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        // The account may not enter the folder that this process is in.
        command.current_dir(Path::new("/"));
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.data().join("postmaster.pid").exists()
            && let Err(problem) = run_quietly(self.control("stop").args(["-m", "immediate"]))
        {
            eprintln!("xtask: {problem}");
        }
        if let Err(problem) = fs::remove_dir_all(&self.folder) {
            eprintln!("xtask: {}: {problem}", self.folder.display());
        }
    }
}

/// A port that nobody has now. Another program may take it before the server does; the
/// server then fails to start and says so.
fn free_port() -> Result<u16> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|problem| format!("no free port: {problem}"))
}
