//! Running other programs: loudly, silently, into a log, or for a limited time.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::paths::{Paths, Result};

/// What a command printed on both streams, and whether it succeeded.
pub struct Captured {
    pub success: bool,
    pub text: String,
}

/// Cargo as this run was started with, in the clone and without the launcher's variables.
pub fn cargo(paths: &Paths) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    cargo_named(program, paths)
}

/// The same for a certain cargo.
pub fn cargo_named(program: impl AsRef<OsStr>, paths: &Paths) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&paths.repo);
    forget_package(&mut command);
    command
}

/// Removes what `cargo run` says about this package: build scripts of others that watch
/// these variables would run again each time.
fn forget_package(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command.env_remove("LD_LIBRARY_PATH");
}

/// Runs with this terminal's streams; anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = describe(command);
    let status = command.status().map_err(|problem| format!("{shown} did not start: {problem}"))?;
    check(&shown, status)
}

/// Runs silently; what it printed is shown only when it fails.
pub fn run_quietly(command: &mut Command) -> Result<String> {
    let shown = describe(command);
    let captured = capture(command, &mut io::sink())?;
    if captured.success { Ok(captured.text) } else { Err(format!("{shown} failed:\n{}", captured.text.trim_end())) }
}

/// Runs and collects both streams in the order in which they were written, copying to `log`.
pub fn capture(command: &mut Command, log: &mut dyn Write) -> Result<Captured> {
    let shown = describe(command);
    let broken = |problem: io::Error| format!("{shown}: {problem}");
    let (reader, writer) = io::pipe().map_err(broken)?;
    command.stdin(Stdio::null()).stdout(writer.try_clone().map_err(broken)?).stderr(writer);
    let mut child = command.spawn().map_err(|problem| format!("{shown} did not start: {problem}"))?;
    // The command keeps its ends of the pipe open; without this the reading never ends.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut text = String::new();
    let mut lines = BufReader::new(reader);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).map_err(broken)? > 0 {
        log.write_all(&line).map_err(broken)?;
        text.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    let success = child.wait().map_err(broken)?.success();
    Ok(Captured { success, text })
}

/// Like [`capture`], with the log in a file, so that a long run can be followed.
pub fn capture_to(command: &mut Command, log: &Path) -> Result<Captured> {
    let mut file = File::options()
        .create(true)
        .append(true)
        .open(log)
        .map_err(|problem| format!("{}: {problem}", log.display()))?;
    capture(command, &mut file)
}

/// Runs with this terminal's streams, and ends it when it takes longer than `limit`.
pub fn run_for(command: &mut Command, limit: Duration) -> Result<()> {
    let shown = describe(command);
    let mut child =
        command.stdin(Stdio::null()).spawn().map_err(|problem| format!("{shown} did not start: {problem}"))?;
    match wait(&mut child, limit).map_err(|problem| format!("{shown}: {problem}"))? {
        Some(status) => check(&shown, status),
        None => {
            stop(&mut child)?;
            Err(format!("{shown} took longer than {} s", limit.as_secs()))
        }
    }
}

/// Waits for an end, at most for `limit`.
pub fn wait(child: &mut Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) => return Ok(Some(status)),
            None if start.elapsed() >= limit => return Ok(None),
            None => thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// Kills without asking.
pub fn stop(child: &mut Child) -> Result<()> {
    child.kill().and_then(|()| child.wait().map(drop)).map_err(|problem| format!("a process does not end: {problem}"))
}

/// Asks a process to end (SIGTERM). std knows only SIGKILL, and every shell has `kill`.
pub fn ask_to_end(child: &Child) -> Result<()> {
    run(Command::new("sh").args(["-c", "kill -TERM \"$1\" 2>/dev/null || true", "sh"]).arg(child.id().to_string()))
}

/// Whether a program is found in `PATH`.
pub fn has(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Whether this process may install packages and take on other users' names.
pub fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|data| data.uid() == 0)
}

fn check(shown: &str, status: ExitStatus) -> Result<()> {
    if status.success() { Ok(()) } else { Err(format!("{shown} failed ({status})")) }
}

/// The command as a person would type it, shortened.
fn describe(command: &Command) -> String {
    // Five words tell which command it was; the rest is paths and flags.
    const WORDS: usize = 5;
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(command.get_program())];
    words.extend(command.get_args().take(WORDS));
    let more = command.get_args().count() > WORDS;
    let text: Vec<_> = words.into_iter().map(OsStr::to_string_lossy).collect();
    format!("`{}{}`", text.join(" "), if more { " …" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_streams_are_captured_in_order() {
        let mut log = Vec::new();
        let mut command = Command::new("sh");
        command.args(["-c", "echo a; echo b >&2; echo c; exit 3"]);
        let captured = capture(&mut command, &mut log).unwrap();
        assert_eq!(captured.text, "a\nb\nc\n");
        assert_eq!(log, b"a\nb\nc\n");
        assert!(!captured.success);
    }

    #[test]
    fn a_slow_command_is_ended() {
        let mut command = Command::new("sleep");
        let problem = run_for(command.arg("30"), Duration::from_millis(100)).unwrap_err();
        assert!(problem.contains("took longer"), "{problem}");
    }

    #[test]
    fn a_long_command_is_shortened() {
        let mut command = Command::new("/usr/bin/tool");
        command.args(["1", "2", "3", "4", "5", "6"]);
        assert_eq!(describe(&command), "`tool 1 2 3 4 5 …`");
    }
}
