//! The whole site in one file and out of it again: while it is served, on either database, and not when it is damaged.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use app::db::{Arg, Db, DbOptions, DbResult, Sink, Table};

use crate::support::{Folder, TestApp, TestDatabase};

/// Every row of a database by table, and every file of a folder by name.
#[derive(Debug, Default, PartialEq)]
struct Contents {
    rows: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, Vec<u8>>,
}

struct Gather {
    contents: Contents,
    table: String,
}

impl Sink for Gather {
    fn table(&mut self, table: &Table) -> DbResult<()> {
        self.table.clone_from(&table.name);
        let none = self.contents.rows.insert(table.name.clone(), Vec::new());
        assert_eq!(none, None, "{} comes once", table.name);
        Ok(())
    }

    fn row(&mut self, row: &[Arg]) -> DbResult<()> {
        self.contents.rows.entry(self.table.clone()).or_default().push(format!("{row:?}"));
        Ok(())
    }
}

fn contents(database: &str, data: &Path) -> Contents {
    let mut gather = Gather { contents: Contents::default(), table: String::new() };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let db = Db::open(&DbOptions::new(database)).await.expect("the database");
        db.dump(&mut gather).await.expect("all rows");
        db.close().await;
    });
    let mut contents = gather.contents;
    contents.rows.values_mut().for_each(|rows| rows.sort());
    for folder in std::fs::read_dir(data.join("files")).into_iter().flatten().flatten() {
        for file in std::fs::read_dir(folder.path()).expect("a folder").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            contents.files.insert(name, std::fs::read(file.path()).expect("a file"));
        }
    }
    contents
}

fn dinh(data: &Path, database: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dinh"));
    command.env("DINH_DATA_DIR", data).env("DINH_DATABASE_URL", database).env("DINH_BASE_URL", "http://127.0.0.1:3000");
    command.args(arguments).output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn sqlite(data: &Path) -> String {
    format!("sqlite://{}", data.join("dinh.db").display())
}

#[test]
fn what_is_restored_is_what_was_there_on_either_database() {
    let mut app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let title =
        [("base", "0"), ("question", "Câu \"hỏi\" \\ \u{1f3db}\n?"), ("options", "Một\nHai"), ("closes_at", "")];
    assert_eq!(app.post("/bien-tap/tham-do/moi", Some(&cookie), &title).status, 303);
    app.get("/");
    app.stop();
    let data = app.folder.0.join("data");
    let whole = contents(&app.database, &data);
    assert!(whole.files.len() > 2 && whole.rows["article_version"].len() > 3 && whole.rows["session"].len() == 1);

    let file = app.folder.0.join("site.zip");
    let output = app.command(&["backup", text(&file)]);
    assert!(output.status.success(), "{}", said(&output));
    let again = app.command(&["backup", text(&file)]);
    assert!(!again.status.success() && said(&again).contains("exists already"), "{}", said(&again));

    let restored = app.folder.0.join("again");
    let output = app.command(&["restore", text(&file), text(&restored)]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(contents(&sqlite(&restored), &restored) == whole, "every row and byte");
    let check = dinh(&restored, &sqlite(&restored), &["check"]);
    assert!(check.status.success() && said(&check).contains("integrity: in order"), "{}", said(&check));
    let full = app.command(&["restore", text(&file), text(&restored)]);
    assert!(!full.status.success() && said(&full).contains("is not empty"), "{}", said(&full));

    // From the SQLite file just made into a server's database, and no further into one that holds something.
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let other = Folder::new();
    let database = runtime.block_on(TestDatabase::new(&other.0)).url;
    let second = other.0.join("second.zip");
    let output = dinh(&restored, &sqlite(&restored), &["backup", text(&second)]);
    assert!(output.status.success(), "{}", said(&output));
    let moved = other.0.join("moved");
    let arguments = ["restore", text(&second), text(&moved), "--database", &database];
    let output = app.command(&arguments);
    assert!(output.status.success(), "{}", said(&output));
    assert!(contents(&database, &moved) == whole, "every row and byte");
    std::fs::rename(&moved, other.0.join("kept")).expect("another name");
    let taken = app.command(&arguments);
    assert!(!taken.status.success() && said(&taken).contains("needs an empty one"), "{}", said(&taken));
    assert!(!moved.exists(), "nothing is left of it");
}

#[test]
fn a_backup_of_a_busy_site_is_one_moment_of_it() {
    let app = TestApp::demo();
    let cookie = app.sign_in("publisher");
    let busy = std::sync::atomic::AtomicBool::new(true);
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let (app, cookie, busy) = (&app, &cookie, &busy);
            scope.spawn(move || {
                for round in 0..400 {
                    if !busy.load(std::sync::atomic::Ordering::Relaxed) {
                        break;
                    }
                    let question = format!("Câu {writer} {round}");
                    let fields = [("base", "0"), ("question", &question), ("options", "a\nb\nc"), ("closes_at", "")];
                    assert_eq!(app.post("/bien-tap/tham-do/moi", Some(cookie), &fields).status, 303);
                }
            });
        }
        for round in 0..3 {
            let file = app.folder.0.join(format!("busy{round}.zip"));
            let output = app.command(&["backup", text(&file)]);
            assert!(output.status.success(), "{}", said(&output));
            let restored = app.folder.0.join(format!("busy{round}"));
            let output = app.command(&["restore", text(&file), text(&restored)]);
            assert!(output.status.success(), "{}", said(&output));
            let contents = contents(&sqlite(&restored), &restored);
            // A poll and its answers are saved together; the demo's own poll has its five.
            let (polls, options) = (contents.rows["poll"].len(), contents.rows["poll_option"].len());
            let demo = options - (polls - 1) * 3;
            assert!((2..=9).contains(&demo), "{polls} polls, {options} answers");
            let last = contents.rows["id_counter"].iter().find(|row| row.contains("\"poll\"")).expect("a counter");
            assert!(last.contains(&format!("Int(Some({polls}))")), "{last} and {polls} polls");
        }
        busy.store(false, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn a_backup_that_was_cut_or_changed_makes_nothing() {
    let app = TestApp::demo();
    let file = app.folder.0.join("site.zip");
    assert!(app.command(&["backup", text(&file)]).status.success());
    let bytes = std::fs::read(&file).expect("the backup");
    let restored = app.folder.0.join("never");
    let refused = |name: &str, bytes: &[u8]| {
        let path = app.folder.0.join("bad.zip");
        std::fs::write(&path, bytes).expect("a damaged backup");
        let output = app.command(&["restore", text(&path), text(&restored)]);
        assert!(!output.status.success(), "{name}: {}", said(&output));
        assert!(!restored.exists() && !app.folder.0.join("never.part").exists(), "{name} leaves nothing");
        said(&output)
    };
    assert!(refused("cut", &bytes[..bytes.len() * 2 / 3]).contains("is no backup"));
    assert!(refused("no backup", b"PK").contains("is no backup"));
    // A byte in every part of the file: rows, pictures, the list at its end.
    for part in 1..12 {
        let mut changed = bytes.clone();
        changed[bytes.len() * part / 12] ^= 0x55;
        refused(&format!("changed in part {part}"), &changed);
    }
    let newer = rewritten(&file, &|manifest| manifest["schema"] = 9_999.into());
    assert!(refused("of a newer program", &newer).contains("newer one"));
    let shorter = rewritten(&file, &|manifest| manifest["tables"][0]["rows"] = 0.into());
    refused("with another number of rows", &shorter);
    let outside = rewritten(&file, &|manifest| manifest["files"][0]["sha256"] = "../../outside".into());
    assert!(refused("with a name that leads out", &outside).contains("no SHA-256"));
    let query = rewritten(&file, &|manifest| manifest["tables"][0]["name"] = "x\" (y) VALUES (1); --".into());
    refused("with a statement for a name", &query);
}

/// The backup with another list.
fn rewritten(file: &Path, change: &dyn Fn(&mut serde_json::Value)) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut old = zip::ZipArchive::new(std::fs::File::open(file).expect("the backup")).expect("a ZIP");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..old.len() {
        let mut entry = old.by_index(place).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        if name == "dinh-backup.json" {
            let mut manifest = serde_json::from_reader(&mut entry).expect("the list");
            change(&mut manifest);
            new.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
            new.write_all(manifest.to_string().as_bytes()).expect("the list");
        } else {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("an entry");
            new.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
            new.write_all(&bytes).expect("an entry");
        }
    }
    new.finish().expect("a ZIP").into_inner()
}

#[test]
fn a_damaged_file_is_named_by_check_and_backup() {
    let app = TestApp::demo();
    let data = app.folder.0.join("data/files");
    let folder = std::fs::read_dir(&data).expect("files").flatten().next().expect("a folder").path();
    let file = std::fs::read_dir(folder).expect("files").flatten().next().expect("a file").path();
    std::fs::write(&file, b"changed").expect("a damaged file");
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    let check = app.command(&["check"]);
    assert!(!check.status.success() && said(&check).contains(&name), "{}", said(&check));
    let path = app.folder.0.join("site.zip");
    let output = app.command(&["backup", text(&path)]);
    assert!(!output.status.success() && said(&output).contains(&name), "{}", said(&output));
    let restored = app.folder.0.join("rest");
    let output = app.command(&["restore", text(&path), text(&restored)]);
    assert!(output.status.success(), "the rest of the site is in it: {}", said(&output));
}
