//! The command line: what each command does, what it prints, how it exits.

mod copies;
mod imports;
mod texts;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use app::auth::{NewAccount, Role, add_account, machine_administrator, reset_password};
use app::ids::random_hex;
use app::state::{AppState, ClientAssets};
use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::{endpoints, import, reading, serve};
use copies::{backing_up, restoring};
use imports::{ImportKind, importing};
use texts::{damaged_site, repair_text};

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
    RepairText {
        /// The encoding, where it is known: tcvn3, tcvn3-capitals, vni, viscii, vps, tcvn5712, viqr or windows-1258.
        #[arg(long)]
        encoding: Option<String>,
        /// List the damaged words of this site's articles instead; they are repaired at the desk, where each is seen.
        #[arg(long, conflicts_with = "encoding")]
        site: bool,
    },
    /// Write the whole site, its database and files, into one new file; the site goes on being served meanwhile.
    Backup {
        /// The file to write, such as site.zip. It holds password hashes and secrets: keep it as safe as the site.
        file: PathBuf,
    },
    /// Make a site from a backup in a new folder, with every row and file compared with the backup's list.
    Restore {
        /// What `dinh backup` wrote.
        file: PathBuf,
        /// The data folder to make; it must be new or empty.
        folder: PathBuf,
        /// An empty PostgreSQL database to fill instead of making an SQLite file in the folder.
        #[arg(long, value_name = "URL")]
        database: Option<String>,
    },
    /// The text of a document on standard input; the server runs this for itself.
    #[command(hide = true)]
    ReadFile {
        /// The document's MIME type.
        kind: String,
    },
    /// Check configuration, schema, the database, every stored file and the log of deeds.
    Check,
    /// Print every endpoint.
    Routes {
        /// As JSON.
        #[arg(long)]
        json: bool,
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
        Command::RepairText { site: true, .. } => damaged_site().await,
        Command::RepairText { encoding, .. } => repair_text(encoding.as_deref()),
        Command::Backup { file } => backing_up(&file).await,
        Command::Restore { file, folder, database } => restoring(&file, &folder, database).await,
        Command::ReadFile { kind } => reading::read_file(&kind),
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

async fn user(action: UserAction) -> Result<(), Failure> {
    let config = Config::load()?;
    let state = offline(&config).await?;
    let password = random_hex::<10>();
    let (email, outcome) = match action {
        UserAction::Add { email, name, role } => {
            let role = Role::parse(&role).ok_or_else(|| format!("--role: {role} is no role"))?;
            let account = NewAccount { email: email.clone(), name, role, password: password.clone() };
            let added = add_account(&state.db, machine_administrator(), account, state.clock.now()).await?;
            (email, if added { Ok(()) } else { Err("this address has an account already") })
        }
        UserAction::Reset { email } => {
            let guard = machine_administrator();
            let reset = reset_password(&state.db, guard, &email, password.clone(), state.clock.now()).await?;
            (email, if reset { Ok(()) } else { Err("this address has no account") })
        }
    };
    state.db.close().await;
    outcome?;
    say(format!("{email}  {password}"))
}

async fn check() -> Result<(), Failure> {
    let config = Config::load()?;
    let state = offline(&config).await?;
    let mut problems = app::db::integrity(&state.db).await?;
    problems.extend(app::media::damaged_files(&state.db, &state.files).await?);
    problems.extend(app::library::broken_uses(&state.db).await?);
    problems.extend(app::audit::broken_audit(&state.db).await?);
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
