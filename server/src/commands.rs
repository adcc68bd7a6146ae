//! The command line: what each command does, what it prints, how it exits.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use app::auth::{NewAccount, Role, add_account, reset_password};
use app::db::DbFault;
use app::error::AppError;
use app::ids::random_hex;
use app::provenance::{RunId, Undone};
use app::state::{AppState, ClientAssets};
use app::time::Day;
use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::{endpoints, import, serve};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The web portal of a small public body.
#[derive(Parser)]
#[command(name = "dinh", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site.
    Serve,
    /// Load the demo site into an empty database and print the demo editor's sign-in.
    Demo,
    /// Import content of another site.
    Import {
        #[command(subcommand)]
        kind: ImportKind,
    },
    /// Add people or give them new passwords.
    User {
        #[command(subcommand)]
        action: UserAction,
    },
    /// Repair legacy-encoded Vietnamese: standard input to standard output, a report to standard error.
    RepairText,
    /// Check configuration, database and schema.
    Check,
    /// Print every endpoint.
    Routes {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
enum ImportKind {
    /// The saved text of a portal's article page.
    Page {
        /// The file.
        path: PathBuf,
        /// Report only; write nothing.
        #[arg(long)]
        dry_run: bool,
        /// The day the page's figures were printed (YYYY-MM-DD); the article's own date when absent.
        #[arg(long)]
        seen: Option<String>,
    },
    /// A folder of saved pages, or a zip archive of one, with their pictures and files.
    Html {
        /// The folder or archive.
        path: PathBuf,
        /// Report only; write nothing.
        #[arg(long)]
        dry_run: bool,
        /// The section for pages that do not say theirs.
        #[arg(long)]
        section: Option<String>,
        /// The day the pages' figures were printed (YYYY-MM-DD); each article's own date when absent.
        #[arg(long)]
        seen: Option<String>,
    },
    /// List the imports, newest first.
    List,
    /// Take back a whole import: what it made goes, unless somebody worked on it since.
    Undo {
        /// The import's number in the list.
        run: i64,
    },
}

#[derive(Subcommand)]
enum UserAction {
    /// Add an account and print its password once.
    Add {
        /// The address to sign in with.
        email: String,
        /// The name shown on the desk.
        #[arg(long)]
        name: String,
        /// reader, contributor, editor, publisher or administrator.
        #[arg(long)]
        role: String,
    },
    /// Give an account a new password, print it once and end its sessions.
    Reset {
        /// The address to sign in with.
        email: String,
    },
}

/// Runs the command that was typed.
pub async fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve => serving().await,
        Command::Demo => demo().await,
        Command::Import { kind } => importing(kind).await,
        Command::User { action } => user(action).await,
        Command::RepairText => repair_text(),
        Command::Check => check().await,
        Command::Routes { json } => routes(json),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn say(text: impl std::fmt::Display) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}

async fn serving() -> Result<(), Failure> {
    serve::run(Config::load()?).await
}

/// The state without a client: commands render nothing.
async fn offline(config: &Config) -> Result<AppState, Failure> {
    serve::open(config, ClientAssets::default()).await
}

async fn demo() -> Result<(), Failure> {
    let config = Config::load()?;
    let state = offline(&config).await?;
    let loaded = import::demo::load(&state).await;
    state.db.close().await;
    let lines: Vec<String> = loaded?.iter().map(|one| format!("{}  {}", one.email, one.password)).collect();
    let sign_in = lines.join("\n");
    std::fs::create_dir_all(&config.data_dir)?;
    std::fs::write(config.data_dir.join("demo-sign-in.txt"), format!("{sign_in}\n"))?;
    say(format!("The demo site is loaded. Sign in at {}/dang-nhap as\n{sign_in}", config.base_url))
}

async fn importing(kind: ImportKind) -> Result<(), Failure> {
    match kind {
        ImportKind::Page { path, dry_run, seen } => import_page(path, seen, dry_run).await,
        ImportKind::Html { path, dry_run, section, seen } => {
            let seen = seen.as_deref().map(day).transpose()?;
            import_folder(import::Wanted { path: &path, seen, section, dry_run }).await
        }
        ImportKind::List => list_imports().await,
        ImportKind::Undo { run } => undo_import(run).await,
    }
}

fn day(text: &str) -> Result<Day, Failure> {
    Ok(Day::parse_iso(text).ok_or_else(|| format!("--seen: {text} is not YYYY-MM-DD"))?)
}

/// Imports a folder. It ends with an error when a page was refused, after all others were imported.
async fn import_folder(wanted: import::Wanted<'_>) -> Result<(), Failure> {
    let state = offline(&Config::load()?).await?;
    let mut line = |text: &str| {
        let _ = writeln!(std::io::stdout(), "{text}");
    };
    let summary = import::folder(&state, &wanted, &mut line).await;
    state.db.close().await;
    let summary = summary?;
    say(&summary)?;
    match summary.refused {
        0 => Ok(()),
        refused => Err(format!("{refused} pages were refused; all others were imported").into()),
    }
}

async fn list_imports() -> Result<(), Failure> {
    let state = offline(&Config::load()?).await?;
    let runs = app::provenance::runs(&state.db).await;
    state.db.close().await;
    for run in runs? {
        let what = match (run.undone_at, run.ended_at) {
            (Some(at), _) => format!("taken back {}", at.day().iso()),
            (None, Some(_)) => "complete".to_owned(),
            (None, None) => "stopped; start the same import again to go on".to_owned(),
        };
        let (number, day) = (run.id.0, run.started_at.day().iso());
        say(format!("{number}  {day}  {}  {}  {} articles, {what}", run.kind, run.source, run.articles))?;
    }
    Ok(())
}

async fn undo_import(run: i64) -> Result<(), Failure> {
    let state = offline(&Config::load()?).await?;
    let now = state.clock.now();
    let undone = app::provenance::undo(&state.db, app::auth::this_machine(), RunId(run), now).await;
    state.db.close().await;
    let Undone { articles, kept, files, sections, polls } = match undone {
        Err(DbFault::Refused(AppError::NotFound)) => {
            return Err(format!("import {run} is unknown or was taken back before; see dinh import list").into());
        }
        other => other?,
    };
    say(format!("Taken back: {articles} articles, {files} files, {sections} sections, {polls} polls."))?;
    for article in kept {
        say(format!("Kept, since somebody has worked on it: /bien-tap/bai-viet/{article}"))?;
    }
    Ok(())
}

async fn import_page(path: PathBuf, seen: Option<String>, dry_run: bool) -> Result<(), Failure> {
    let seen = seen.as_deref().map(day).transpose()?;
    let config = Config::load()?;
    let state = offline(&config).await?;
    let imported = import::page(&state, &path, seen, dry_run).await;
    state.db.close().await;
    say(imported?)
}

async fn user(action: UserAction) -> Result<(), Failure> {
    let config = Config::load()?;
    let state = offline(&config).await?;
    let password = random_hex::<10>();
    let (email, outcome) = match action {
        UserAction::Add { email, name, role } => {
            let role = Role::parse(&role).ok_or_else(|| format!("--role: {role} is no role"))?;
            let account = NewAccount { email: email.clone(), name, role, password: password.clone() };
            let added = add_account(&state.db, account, state.clock.now()).await?;
            (email, if added { Ok(()) } else { Err("this address has an account already") })
        }
        UserAction::Reset { email } => {
            let reset = reset_password(&state.db, &email, password.clone()).await?;
            (email, if reset { Ok(()) } else { Err("this address has no account") })
        }
    };
    state.db.close().await;
    outcome?;
    say(format!("{email}  {password}"))
}

fn repair_text() -> Result<(), Failure> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|error| format!("standard input: {error}"))?;
    let repair = vietnamese::repair::repair(&text);
    std::io::stdout().write_all(repair.text.as_bytes())?;
    let mut report = std::io::stderr();
    for change in &repair.changes {
        writeln!(
            report,
            "{}: {} -> {} ({}, {})",
            change.range.start,
            change.before,
            change.after,
            change.rule.as_str(),
            change.confidence.as_str()
        )?;
    }
    Ok(writeln!(report, "{} words repaired", repair.changes.len())?)
}

async fn check() -> Result<(), Failure> {
    let config = Config::load()?;
    let state = offline(&config).await?;
    let problems = app::db::integrity(&state.db).await?;
    state.db.close().await;
    say(format!("configuration: in order\ndatabase: {}, schema {}", state.db.kind(), app::db::schema_version()))?;
    if problems.is_empty() { say("integrity: in order") } else { Err(problems.join("; ").into()) }
}

fn routes(json: bool) -> Result<(), Failure> {
    let endpoints = endpoints::endpoints();
    if json {
        return say(serde_json::to_string_pretty(&endpoints)?);
    }
    for endpoint in endpoints {
        say(format!("{:4} {} ({:?})", endpoint.method, endpoint.path, endpoint.access))?;
    }
    Ok(())
}
