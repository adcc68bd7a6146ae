//! What is acknowledged is kept: the server killed in the middle of its work, a disk that is full, clients that go away.

use std::io::Write;
use std::net::TcpStream;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::support::{Folder, Reply, TestApp, number_of, try_request, written};

/// The slow run sets more.
fn rounds(usual: usize) -> usize {
    std::env::var("DINH_TEST_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Numbers that look random and are the same in every run (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn encoded(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    form.finish().into_bytes()
}

fn article(base: i64, title: &str) -> Vec<u8> {
    encoded(&[
        ("base", &base.to_string()),
        ("save_key", ""),
        ("title", title),
        ("section", "tin-hoat-dong"),
        ("lead", ""),
        ("body", "Nội dung."),
        ("byline_name", ""),
        ("byline_office", ""),
        ("picture", ""),
        ("picture_alt", ""),
        ("picture_caption", ""),
        ("attachments", ""),
    ])
}

/// Sends a form as somebody; none when the server was gone before it answered.
fn post(address: &str, path: &str, cookie: &str, body: &[u8]) -> Option<Reply> {
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie)];
    try_request(address, "POST", path, &headers, body)
}

fn upload(address: &str, cookie: &str, name: &str, bytes: &[u8]) -> Option<Reply> {
    let mut body =
        format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=x"), ("cookie", cookie)];
    try_request(address, "POST", "/bien-tap/tep", &headers, &body)
}

/// What was acknowledged.
#[derive(Default)]
struct Ledger {
    /// For each writer the newest version that was acknowledged.
    saved: Vec<i64>,
    /// Names of files.
    files: Vec<String>,
    /// For each writer how many steps were acknowledged, and how many got no answer.
    steps: Vec<(i64, i64)>,
}

/// One writer at work until told to stop: saves, hands in, takes back.
fn write_on(address: &str, cookie: &str, id: i64, writer: usize, ledger: &Mutex<Ledger>, stop: &AtomicBool) {
    let path = format!("/bien-tap/bai-viet/{id}");
    while !stop.load(Ordering::Relaxed) {
        let base = ledger.lock().expect("the ledger").saved[writer];
        let title = format!("Bản {}", base + 1);
        match post(address, &path, cookie, &article(base, &title)).map(|reply| reply.status) {
            Some(303) => ledger.lock().expect("the ledger").saved[writer] = base + 1,
            Some(other) => panic!("a save: {other}"),
            None => return,
        }
        for (step, from) in [("submit", "writing"), ("recall", "editing")] {
            let base = (base + 1).to_string();
            let sent = encoded(&[("step", step), ("from", from), ("base", &base)]);
            let reply = post(address, &format!("{path}/buoc"), cookie, &sent);
            let mut ledger = ledger.lock().expect("the ledger");
            match reply.map(|reply| reply.status) {
                Some(303) => ledger.steps[writer].0 += 1,
                Some(other) => panic!("{step}: {other}"),
                None => {
                    ledger.steps[writer].1 += 1;
                    return;
                }
            }
        }
    }
}

fn upload_on(address: &str, cookie: &str, round: usize, ledger: &Mutex<Ledger>, stop: &AtomicBool) {
    let mut number = 0;
    while !stop.load(Ordering::Relaxed) {
        let name = format!("tep-{round}-{number}.pdf");
        let bytes = [b"%PDF-1.4 ", name.as_bytes(), &[b' '; 20_000]].concat();
        match upload(address, cookie, &name, &bytes).map(|reply| reply.status) {
            Some(303) => ledger.lock().expect("the ledger").files.push(name),
            Some(other) => panic!("an upload: {other}"),
            None => return,
        }
        number += 1;
    }
}

/// Everything in the ledger is in the database, and nothing more than may be.
fn compare(app: &TestApp, ids: &[i64], ledger: &mut Ledger) {
    for (writer, id) in ids.iter().enumerate() {
        let acknowledged = ledger.saved[writer];
        let one = |what: &str| number_of(&app.database, &what.replace("{id}", &id.to_string()));
        let head = one("SELECT head_version FROM article WHERE id = {id}");
        assert!((acknowledged..=acknowledged + 1).contains(&head), "version {acknowledged} of {id}, stored {head}");
        let kept = "SELECT COUNT(*) FROM article_version WHERE article_id = {id} AND title = 'Bản ' || version";
        // The first version was written before, under another title.
        assert_eq!(one(kept), head - 1, "versions of {id}");
        let (done, unknown) = ledger.steps[writer];
        let steps = one("SELECT COUNT(*) FROM article_event WHERE article_id = {id} AND kind IN ('submit', 'recall')");
        assert!((done..=done + unknown).contains(&steps), "{done} steps of {id} and {unknown} unknown, stored {steps}");
        let logged = format!("SELECT COUNT(*) FROM audit WHERE deed = 'article.step' AND subject = 'article {id}'");
        assert_eq!(number_of(&app.database, &logged), steps, "a step and its row in the log go together");
        ledger.saved[writer] = head;
        ledger.steps[writer] = (steps, 0);
    }
    let names: Vec<String> = ledger.files.iter().map(|name| format!("'{name}'")).collect();
    let found = format!("SELECT COUNT(*) FROM media WHERE name IN ({})", names.join(","));
    if !names.is_empty() {
        assert_eq!(number_of(&app.database, &found), i64::try_from(names.len()).expect("a count"));
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_server_is_killed() {
    let mut app = TestApp::prepared(&[&["demo"]], &[]);
    let cookie = app.sign_in("contributor");
    let ids: Vec<i64> = (0..3)
        .map(|_| {
            let saved = post(&app.address, "/bien-tap/bai-viet/moi", &cookie, &article(0, "Đầu")).expect("an answer");
            let id = saved.header("location").and_then(|path| path.split(['/', '?']).nth(3)?.parse().ok());
            id.expect("an id")
        })
        .collect();
    let ledger = Ledger { saved: vec![1; ids.len()], steps: vec![(0, 0); ids.len()], ..Ledger::default() };
    let ledger = Arc::new(Mutex::new(ledger));
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let rounds = rounds(6);
    for round in 0..rounds {
        // A writer whose last hand-in got no answer may find the text with the editors.
        for id in &ids {
            let back = format!("UPDATE article_work SET stage = 'writing' WHERE article_id = {id}");
            crate::support::run_sql(&app.database, &back);
        }
        let stop = Arc::new(AtomicBool::new(false));
        std::thread::scope(|scope| {
            for (writer, id) in ids.iter().copied().enumerate() {
                let (address, cookie) = (app.address.clone(), cookie.clone());
                let (ledger, stop) = (ledger.clone(), stop.clone());
                scope.spawn(move || write_on(&address, &cookie, id, writer, &ledger, &stop));
            }
            let (address, cookie) = (app.address.clone(), cookie.clone());
            let (ledger, stop) = (ledger.clone(), stop.clone());
            scope.spawn(move || upload_on(&address, &cookie, round, &ledger, &stop));
            std::thread::sleep(Duration::from_millis(50 + dice.below(700)));
            app.signal("KILL");
        });
        stop.store(true, Ordering::Relaxed);
        app.restart();
        compare(&app, &ids, &mut ledger.lock().expect("the ledger"));
    }
    let output = app.command(&["check"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let ledger = ledger.lock().expect("the ledger");
    println!(
        "RAN {rounds} rounds: {:?} versions, {} files, {:?} steps",
        ledger.saved,
        ledger.files.len(),
        ledger.steps
    );
    assert!(ledger.saved.iter().sum::<i64>() > 3 && !ledger.files.is_empty());
}

/// A disk of its own, so that filling it harms nobody.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn mount(folder: &Folder, size: &str) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(&folder.0);
        let status = mount.stderr(std::process::Stdio::null()).status();
        status.is_ok_and(|status| status.success()).then(|| Self(folder.0.clone()))
    }

    fn resize(&self, size: &str) {
        let status = Command::new("mount").args(["-o", &format!("remount,size={size}")]).arg(&self.0).status();
        assert!(status.is_ok_and(|status| status.success()));
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Saves and uploads until both are refused three times, each with 507 and with what was typed.
fn fill(app: &TestApp, cookie: &str, path: &str, ledger: &Mutex<Ledger>) {
    let mut refused = 0;
    let begun = Instant::now();
    for number in 0.. {
        assert!(begun.elapsed() < Duration::from_secs(120), "the disk never fills");
        let name = format!("tep-{number}.pdf");
        let bytes = [b"%PDF-1.4 ", name.as_bytes(), &vec![b' '; 300_000]].concat();
        let status = upload(&app.address, cookie, &name, &bytes).expect("an answer").status;
        if status == 303 {
            ledger.lock().expect("the ledger").files.push(name);
        }
        let base = ledger.lock().expect("the ledger").saved[0];
        let reply = post(&app.address, path, cookie, &article(base, &format!("Bản {}", base + 1))).expect("an answer");
        if reply.status == 303 {
            ledger.lock().expect("the ledger").saved[0] = base + 1;
        } else {
            assert_eq!(reply.status, 507, "{}", reply.text());
            let page = reply.text();
            assert!(
                page.contains("hết chỗ") && page.contains(&format!("Bản {}", base + 1)),
                "what was typed stays: {page}"
            );
        }
        refused += usize::from(status != 303 && reply.status != 303);
        assert!(status == 303 || status == 507, "an upload: {status}");
        if refused >= 3 {
            break;
        }
    }
}

#[test]
fn a_full_disk_is_said_and_heals_by_itself() {
    if std::env::var("DINH_TEST_DATABASE_URL").is_ok() {
        println!("SKIPPED: the disk that fills up is the SQLite file's");
        return;
    }
    let folder = Folder::new();
    let Some(disk) = SmallDisk::mount(&folder, "24m") else {
        println!("SKIPPED: only root may mount a small disk");
        return;
    };
    let app = TestApp::in_folder(folder, &[&["demo"]], &[]);
    let cookie = app.sign_in("contributor");
    let saved = post(&app.address, "/bien-tap/bai-viet/moi", &cookie, &article(0, "Đầu")).expect("an answer");
    let path = saved.header("location").and_then(|path| path.split('?').next()).expect("a path").to_owned();
    let id: i64 = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
    let ledger = Mutex::new(Ledger { saved: vec![1], steps: vec![(0, 0)], ..Ledger::default() });
    fill(&app, &cookie, &path, &ledger);
    for path in ["/", "/thong-bao", "/chuyen-muc/tin-hoat-dong"] {
        assert_eq!(app.get(path).status, 200, "reads go on: {path}");
    }
    assert_eq!(app.article(2).status, 200);
    disk.resize("64m");
    let base = ledger.lock().expect("the ledger").saved[0];
    let title = format!("Bản {}", base + 1);
    let healed = || post(&app.address, &path, &cookie, &article(base, &title)).is_some_and(|reply| reply.status == 303);
    let begun = Instant::now();
    while !healed() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it heals without a restart");
        std::thread::sleep(Duration::from_millis(200));
    }
    let mut ledger = ledger.into_inner().expect("the ledger");
    ledger.saved[0] = base + 1;
    compare(&app, &[id], &mut ledger);
    let output = app.command(&["check"]);
    assert!(output.status.success(), "nothing is half written: {}", String::from_utf8_lossy(&output.stderr));
    println!("RAN {} versions and {} files before the disk was full", ledger.saved[0], ledger.files.len());
    drop(app);
    drop(disk);
}

#[test]
fn clients_that_go_away_leave_no_transaction_open() {
    let Ok(server) = std::env::var("DINH_TEST_DATABASE_URL") else {
        println!("SKIPPED: SQLite has one writer, which no client can stop");
        return;
    };
    let app = TestApp::demo();
    let cookie = app.sign_in("contributor");
    let saved = post(&app.address, "/bien-tap/bai-viet/moi", &cookie, &article(0, "Đầu")).expect("an answer");
    let path = saved.header("location").and_then(|path| path.split('?').next()).expect("a path").to_owned();
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let rounds = rounds(60);
    let mut base = 1;
    for _ in 0..rounds {
        for _ in 0..5 {
            let body = article(base, "Bỏ dở");
            let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie.as_str())];
            let mut whole = written(&app.address, "POST", &path, &headers, &body);
            whole.extend_from_slice(&body);
            let mut stream = TcpStream::connect(&app.address).expect("the server accepts");
            stream.write_all(&whole).expect("it is sent");
            std::thread::sleep(Duration::from_micros(dice.below(12_000)));
            drop(stream);
        }
        let id = path.rsplit('/').next().expect("an id");
        base = number_of(&app.database, &format!("SELECT head_version FROM article WHERE id = {id}"));
    }
    let name = app.database.rsplit('/').next().and_then(|name| name.split('?').next()).expect("a name").to_owned();
    let open =
        format!("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '{name}' AND state LIKE 'idle in transaction%'");
    let begun = Instant::now();
    while number_of(&server, &open) > 0 {
        assert!(begun.elapsed() < Duration::from_secs(5), "a transaction is left open");
        std::thread::sleep(Duration::from_millis(50));
    }
    // What was sent and not stored yet may still be on its way.
    let settled = || {
        let id = path.rsplit('/').next().expect("an id");
        number_of(&app.database, &format!("SELECT head_version FROM article WHERE id = {id}"))
    };
    let last = settled();
    let reply = post(&app.address, &path, &cookie, &article(last, "Sau cùng")).expect("an answer");
    assert_eq!(reply.status, 303, "{}", reply.text());
    println!("RAN {} requests cut, {last} versions", rounds * 5);
}
