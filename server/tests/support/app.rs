//! A server of a test's own: the real binary, on a free port, with a database and a folder that nobody else uses.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::time::Duration;

use super::{Folder, Reply, TestDatabase, request};

/// A browser that counts as a reader's.
pub const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// A running server.
pub struct TestApp {
    pub address: String,
    pub folder: Folder,
    pub database: String,
    child: Child,
    log: Log,
}

/// The lines that the server has written so far.
type Log = Arc<Mutex<Vec<String>>>;

impl TestApp {
    /// A server with an empty database.
    pub fn start() -> Self {
        Self::prepared(&[], &[])
    }

    /// A server with the demo site.
    pub fn demo() -> Self {
        Self::prepared(&[&["demo"]], &[])
    }

    /// Runs commands first, then serves with extra settings.
    pub fn prepared(commands: &[&[&str]], settings: &[(&str, &str)]) -> Self {
        Self::in_folder(Folder::new(), commands, settings)
    }

    /// As [`TestApp::prepared`], in a folder that is there already.
    pub fn in_folder(folder: Folder, commands: &[&[&str]], settings: &[(&str, &str)]) -> Self {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let (commands, demo) = match commands {
            [first, rest @ ..] if *first == ["demo"] => (rest, Some(demo_site())),
            all => (all, None),
        };
        let database = match demo {
            Some(demo) => {
                copy(&demo.folder.join("data"), &folder.0.join("data"));
                runtime.block_on(TestDatabase::copy_of(&demo.database, &folder.0)).url
            }
            None => runtime.block_on(TestDatabase::new(&folder.0)).url,
        };
        let site = folder.0.join("site/pkg");
        std::fs::create_dir_all(&site).expect("a client folder");
        std::fs::write(site.join("main-0123456789.css"), "body{}").expect("a style sheet");
        let assets = r#"{"build":"test","js":"dinh-a.js","wasm":"dinh-b.wasm","css":"main-0123456789.css","fonts":[]}"#;
        std::fs::write(folder.0.join("site/assets.json"), assets).expect("the client's names");
        for command in commands {
            let output = run(&folder, &database, command);
            assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
        let (child, address, log) = serve(&folder, &database, settings);
        Self { address, folder, database, child, log }
    }

    /// A second server on the database of another.
    pub fn beside(database: &str) -> Self {
        let folder = Folder::new();
        let site = folder.0.join("site");
        std::fs::create_dir_all(&site).expect("a client folder");
        std::fs::write(site.join("assets.json"), r#"{"build":"test","js":"a.js","wasm":"b.wasm","css":"c.css"}"#)
            .expect("the client's names");
        let (child, address, log) = serve(&folder, database, &[]);
        Self { address, folder, database: database.to_owned(), child, log }
    }

    /// Runs a command on this server's data.
    pub fn command(&self, arguments: &[&str]) -> Output {
        run(&self.folder, &self.database, arguments)
    }

    /// Starts a command on this server's data and leaves it running, its output to be read.
    pub fn spawn(&self, arguments: &[&str]) -> Child {
        let mut command = binary(&self.folder, &self.database);
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary runs")
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], b"")
    }

    /// An article, whatever the last part of its address is now.
    pub fn article(&self, id: i64) -> Reply {
        let reply = self.get(&format!("/bai-viet/{id}/x"));
        match reply.header("location").map(str::to_owned) {
            Some(address) if reply.status == 301 => self.get(&address),
            _ => reply,
        }
    }

    /// Sends a request as an ordinary browser.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut all = vec![("user-agent", AGENT), ("accept-language", "vi")];
        all.extend_from_slice(headers);
        request(&self.address, method, path, &all, body)
    }

    /// Posts a form, with a cookie when there is one.
    pub fn post(&self, path: &str, cookie: Option<&str>, fields: &[(&str, &str)]) -> Reply {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
        headers.extend(cookie.map(|cookie| ("cookie", cookie)));
        self.send("POST", path, &headers, body.join("&").as_bytes())
    }

    /// Posts JSON, with a cookie when there is one.
    pub fn post_json(&self, path: &str, cookie: Option<&str>, json: &str) -> Reply {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(cookie.map(|cookie| ("cookie", cookie)));
        self.send("POST", path, &headers, json.as_bytes())
    }

    /// Adds an account with this role and signs it in; the cookie.
    pub fn sign_in(&self, role: &str) -> String {
        self.sign_in_as(role, role)
    }

    /// As [`TestApp::sign_in`], for one of several with the same role.
    pub fn sign_in_as(&self, name: &str, role: &str) -> String {
        let email = format!("{name}@test.example");
        let output = self.command(&["user", "add", &email, "--name", name, "--role", role]);
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let password = printed.split_whitespace().nth(1).expect("a password").to_owned();
        let reply = self.post("/dang-nhap", None, &[("email", &email), ("password", &password)]);
        assert_eq!(reply.status, 303, "{}", reply.text());
        reply.cookie("__Host-dinh").expect("a session")
    }

    /// Asks the server to stop, as a service manager does, and waits until it did.
    pub fn stop(&mut self) -> std::process::ExitStatus {
        self.signal("TERM");
        self.child.wait().expect("the server ends")
    }

    /// The first line of the log with these words.
    pub fn logged(&self, words: &str) -> Option<String> {
        self.log.lock().expect("the log").iter().find(|line| line.contains(words)).cloned()
    }

    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").args([format!("-{name}"), self.child.id().to_string()]).status();
        assert!(status.is_ok_and(|status| status.success()));
    }

    /// The most memory that the server ever held at once, in MiB. Pages of the program's own file are left out: the
    /// system takes them back when it needs them, and a test's build has several times as many as what is shipped.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("the server runs");
        let kilobytes = |name: &str| -> u64 {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a figure");
            line.trim().trim_end_matches(" kB").parse().expect("a number")
        };
        kilobytes("VmHWM:").saturating_sub(kilobytes("RssFile:")) / 1024
    }

    /// Kills the server without warning and starts it again on the same data.
    pub fn restart(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.restart_with(&[]);
    }

    /// Starts the server again on the same data, with extra settings.
    pub fn restart_with(&mut self, settings: &[(&str, &str)]) {
        (self.child, self.address, self.log) = serve(&self.folder, &self.database, settings);
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The demo site, loaded once for all tests; each gets a copy, since loading encodes every picture anew.
struct Demo {
    folder: PathBuf,
    database: String,
}

fn demo_site() -> &'static Demo {
    static DEMO: OnceLock<Demo> = OnceLock::new();
    DEMO.get_or_init(|| {
        let folder = Folder::new();
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let database = runtime.block_on(TestDatabase::new(&folder.0)).url;
        let output = run(&folder, &database, &["demo"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let path = folder.0.clone();
        // A static is never dropped: the folder stays until the system clears its temporary files.
        std::mem::forget(folder);
        Demo { folder: path, database }
    })
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the demo's files").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copied file");
        }
    }
}

fn binary(folder: &Folder, database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dinh"));
    command
        .current_dir(&folder.0)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("NO_COLOR", "1")
        .env("DINH_LISTEN", "127.0.0.1:0")
        .env("DINH_BASE_URL", "http://127.0.0.1:3000")
        .env("DINH_DATA_DIR", folder.0.join("data"))
        .env("DINH_SITE_DIR", folder.0.join("site"))
        .env("DINH_DATABASE_URL", database);
    command
}

fn run(folder: &Folder, database: &str, arguments: &[&str]) -> Output {
    binary(folder, database).args(arguments).output().expect("the binary runs")
}

fn serve(folder: &Folder, database: &str, settings: &[(&str, &str)]) -> (Child, String, Log) {
    let mut command = binary(folder, database);
    command.arg("serve").envs(settings.iter().copied()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the server starts");
    let (sender, receiver) = mpsc::channel();
    let log = Log::default();
    let kept = log.clone();
    let lines = BufReader::new(child.stderr.take().expect("its log"));
    std::thread::spawn(move || {
        for line in lines.lines().map_while(Result::ok) {
            kept.lock().expect("the log").push(line.clone());
            if let Some((_, rest)) = line.split_once("listening address=") {
                let _ = sender.send(rest.split(' ').next().unwrap_or_default().to_owned());
            }
        }
    });
    let address = receiver.recv_timeout(Duration::from_secs(30)).expect("the server listens");
    (child, address, log)
}

fn encode(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
