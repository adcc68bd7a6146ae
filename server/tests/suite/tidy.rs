//! The rules of the source tree. Each failure prints the rule, the place and the fix.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::repository;

struct Source {
    path: String,
    text: String,
}

fn sources(folder: &str, ending: &str) -> Vec<Source> {
    let root = repository();
    let mut files = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path: PathBuf = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && name != "node_modules" {
                folders.push(path);
            } else if name.ends_with(ending) {
                files.push(path);
            }
        }
    }
    let relative = |path: &Path| path.strip_prefix(&root).unwrap_or(path).to_string_lossy().into_owned();
    files
        .iter()
        .map(|path| Source { path: relative(path), text: std::fs::read_to_string(path).unwrap_or_default() })
        .collect()
}

fn rust() -> Vec<Source> {
    ["app", "frontend", "server", "xtask"].iter().flat_map(|folder| sources(folder, ".rs")).collect()
}

fn report(rule: &str, fix: &str, places: &[String]) {
    assert!(places.is_empty(), "rule: {rule}\nfix: {fix}\n  {}", places.join("\n  "));
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs")
}

#[test]
fn files_say_what_they_are_and_stay_short() {
    let (mut silent, mut long) = (Vec::new(), Vec::new());
    for Source { path, text } in rust() {
        if !text.starts_with("//!") {
            silent.push(path.clone());
        }
        let lines = text.lines().count();
        if lines > if is_test(&path) { 500 } else { 300 } {
            long.push(format!("{path}: {lines} lines"));
        }
    }
    report("a file opens with //!", "say on line 1 what the file is for", &silent);
    report("a file has at most 300 lines, tests 500", "split it by concept", &long);
}

/// Counts from a line that begins a function to the line with its closing brace at the same indent.
#[test]
fn functions_stay_short() {
    let (mut long, mut server) = (Vec::new(), Vec::new());
    for Source { path, text } in rust() {
        let lines: Vec<&str> = text.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let bare = line.trim_start();
            let begins = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "async fn ", "pub async fn "]
                .iter()
                .any(|words| bare.starts_with(words));
            if !begins || line.ends_with(';') {
                continue;
            }
            let closing = format!("{}}}", &line[..line.len() - bare.len()]);
            let length = lines[start..].iter().position(|line| *line == closing).map_or(0, |end| end + 1);
            if length > 60 {
                long.push(format!("{path}:{}: {length} lines", start + 1));
            }
            if start > 0 && lines[start - 1].trim_start().starts_with("#[server") && length > 17 {
                server.push(format!("{path}:{}: {length} lines", start + 1));
            }
        }
    }
    report("a function has at most 60 lines", "give its parts names", &long);
    report(
        "a server function has at most 15 lines of body",
        "parse, guard, call the store, map; move the rest",
        &server,
    );
}

/// Names a feature may give its files besides those of what is seen on screen, which hold a component.
const PARTS: &[&str] = &[
    "mod",
    "types",
    "server",
    "store",
    "tests",
    "drafts",
    "input",
    "guard",
    "limit",
    "password",
    "voter",
    "files",
    "bucket",
    "authority",
    "checkpoint",
    "checksum",
    "findings",
    "lookups",
    "image",
    "focal",
    "renditions",
    "sniff",
    "texts",
    "downloads",
    "work",
    "undo",
    "assets",
    "key",
    "bots",
    "hub",
    "tally",
    "live",
    "beacon",
    "layout",
    "publish",
    "steps",
    "events",
    "schedule",
    "queue",
    "bulk",
    "report",
    "thinning",
    "people",
    "sessions",
    "second_step",
    "invitations",
    "uses",
    "upload",
    "trash",
    "replacing",
    "chunks",
    "letter",
    "throttle",
    "device",
    "arrivals",
    "scripts",
    "ceremony",
];

#[test]
fn features_use_the_closed_list_of_file_names() {
    let mut odd = Vec::new();
    for Source { path, text } in sources("app/src", ".rs") {
        let parts: Vec<&str> = path.split('/').collect();
        let [_, _, feature, file] = parts[..] else { continue };
        if ["db", "ui", "text", "ids"].contains(&feature) {
            continue;
        }
        let name = file.trim_end_matches(".rs");
        let page = name == "page" || name.ends_with("_page") || name.ends_with("_form");
        if !PARTS.contains(&name) && !page && !text.contains("#[component]") {
            odd.push(path.clone());
        }
    }
    report("a feature's files have known names", "use a name of the list in tidy.rs, or add one with its reason", &odd);
}

fn lines_with(files: &[Source], words: &[&str], allowed: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut places = Vec::new();
    for Source { path, text } in files.iter().filter(|file| !allowed(&file.path) && !is_test(&file.path)) {
        for (number, line) in text.lines().enumerate() {
            let code = line.trim_start();
            if !code.starts_with("//") && words.iter().any(|word| code.contains(word)) {
                places.push(format!("{path}:{}: {code}", number + 1));
            }
        }
    }
    places
}

#[test]
fn each_power_has_its_place() {
    let app = sources("app/src", ".rs");
    let storage =
        lines_with(&app, &["sqlx::", "rusqlite::"], &|path| path.contains("/db/") || path.ends_with("store.rs"));
    report("sqlx is used in store.rs and db/ only", "register a statement and run it as a Query", &storage);
    let raw = lines_with(&app, &["AssertSqlSafe"], &|path| path.ends_with("db/archive.rs"));
    report("no statement is put together at run time", "write the text down and bind the values", &raw);
    let html = lines_with(&app, &["inner_html="], &|path| {
        ["ui/rich_text.rs", "ui/field.rs", "src/shell.rs"].iter().any(|place| path.ends_with(place))
    });
    report("HTML text enters a view in one place", "use RichText with HTML of the prose renderer", &html);
    let title = lines_with(&app, &["leptos_meta::", "<Title ", "set_title("], &|path| path.ends_with("ui/head.rs"));
    report("what stands in the head goes through PageTitle", "leptos_meta's Title is not escaped", &title);
    let get = lines_with(&app, &["GetUrl"], &|_| false);
    report("no server function answers GET", "drop the input encoding", &get);
    let clock = lines_with(&app, &["SystemTime::now", "Instant::now", "env::var"], &|path| path.ends_with("state.rs"));
    report("time and settings are passed in", "take them from AppState", &clock);
    let browser = lines_with(&app, &["web_sys::", "gloo_", "js_sys::"], &|path| {
        path.contains("/ui/") || path.contains("/visits/") || path.contains("/polls/ballot.rs")
    });
    report("the browser is reached in few places", "move it to ui/ or visits/", &browser);
}

#[test]
fn features_are_gated_where_they_are_declared() {
    let mut places = Vec::new();
    for Source { path, text } in sources("app/src", ".rs") {
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            if !line.contains("cfg(") || !line.contains("feature") || line.trim_start().starts_with("//") {
                continue;
            }
            let next = lines.get(number + 1).copied().unwrap_or_default();
            let fine = ["mod ", "pub mod ", "pub use ", "pub(crate) use ", "use ", "compile_error!"]
                .iter()
                .any(|w| next.starts_with(w));
            if !fine {
                places.push(format!("{path}:{}", number + 1));
            }
        }
    }
    report("cfg(feature) stands on mod and use lines only", "gate the module", &places);
    let ui = lines_with(&sources("app/src/ui", ".rs"), &["crate::"], &|_| false);
    let known = ["error", "text", "time", "ids", "media", "paging"];
    let ui: Vec<String> =
        ui.into_iter().filter(|line| !known.iter().any(|name| line.contains(&format!("crate::{name}")))).collect();
    report("ui knows no feature", "pass what it shows as a value", &ui);
}

fn tree(arguments: &[&str]) -> BTreeSet<String> {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(repository())
        .args(["tree", "--offline", "--prefix", "none", "--format", "{p}"])
        .args(arguments);
    let output = command.output().expect("cargo tree runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn the_client_carries_nothing_of_the_server() {
    let client = tree(&["-p", "frontend", "--target", "wasm32-unknown-unknown", "-e", "normal,no-proc-macro"]);
    assert!(client.contains("leptos") && client.contains("app"));
    let heavy = [
        "sqlx",
        "sqlx-core",
        "rusqlite",
        "tokio",
        "axum",
        "hyper",
        "leptos_axum",
        "image",
        "argon2",
        "pulldown-cmark",
        "jiff",
    ];
    let found: Vec<String> =
        heavy.iter().filter(|name| client.contains(**name)).map(|name| (*name).to_owned()).collect();
    report("the client's graph holds no server", "make it optional behind ssr", &found);
    let members = ["app", "prose", "vietnamese", "frontend", "pasting", "repair", "server", "xtask", "yardstick"];
    for (package, allowed) in [
        ("prose", &["prose"][..]),
        ("vietnamese", &["vietnamese"][..]),
        ("frontend", &["frontend", "app"][..]),
        ("pasting", &["pasting", "prose", "vietnamese"][..]),
        ("repair", &["repair", "vietnamese"][..]),
        ("app", &["app", "prose", "vietnamese"][..]),
        ("server", &["server", "app", "prose", "vietnamese"][..]),
        ("xtask", &["xtask"][..]),
        ("yardstick", &["yardstick", "app", "prose", "vietnamese"][..]),
    ] {
        let seen = tree(&["-p", package, "-e", "normal"]);
        let wrong: Vec<String> = members
            .iter()
            .filter(|member| seen.contains(**member) && !allowed.contains(member))
            .map(|member| format!("{package} -> {member}"))
            .collect();
        report("crates depend downwards only", "move what is shared down", &wrong);
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).filter(|word| !word.is_empty())
}

/// A format string with a space where each value goes.
fn without_braces(text: &str) -> String {
    text.split('{')
        .enumerate()
        .map(|(place, part)| match (place, part.split_once('}')) {
            (0, _) | (_, None) => part.to_owned(),
            (_, Some((_, rest))) => format!(" {rest}"),
        })
        .collect()
}

/// Classes that a style sheet gives rules to: a dot, then a name.
fn styled() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for Source { text, .. } in sources("style", ".css") {
        let outside: String =
            text.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect();
        for (place, _) in outside.match_indices('.') {
            let name: String = outside[place + 1..]
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                .collect();
            let before = outside[..place].chars().last().unwrap_or(' ');
            if name.starts_with(|c: char| c.is_ascii_lowercase())
                && !before.is_ascii_digit()
                && !name.starts_with("woff")
                && before != 't'
                && before != 'n'
            {
                names.insert(name);
            }
        }
    }
    names.retain(|name| !["css"].contains(&name.as_str()));
    names
}

#[test]
fn every_class_of_the_style_sheets_is_used() {
    let mut literal = BTreeSet::new();
    let mut begun = BTreeSet::new();
    for Source { path, text } in ["app/src", "app/prose/src"].iter().flat_map(|folder| sources(folder, ".rs")) {
        if is_test(&path) {
            continue;
        }
        for line in text.lines().filter(|line| line.contains("class")) {
            let line = line.replace("\\\"", "\"");
            // In a string within a string the quotes change sides, so both sides are read there.
            let step = if path.contains("/prose/") { 1 } else { 2 };
            for quoted in line.split('"').skip(step - 1).step_by(step) {
                for word in words(&without_braces(quoted)) {
                    if word.ends_with("--") {
                        begun.insert(word.to_owned())
                    } else {
                        literal.insert(word.to_owned())
                    };
                }
            }
            for (place, _) in line.match_indices("class:") {
                literal.extend(words(&line[place + 6..]).next().map(str::to_owned));
            }
        }
    }
    let styled = styled();
    assert!(styled.len() > 100, "{} classes", styled.len());
    let unused: Vec<String> = styled
        .iter()
        .filter(|name| !literal.contains(*name) && !begun.iter().any(|start| name.starts_with(start.as_str())))
        .cloned()
        .collect();
    report("every class in style/ is used", "remove the rule, or use the class", &unused);
}
