//! `dinh import …`: bringing content in, and taking it back.

use std::io::Write;
use std::path::PathBuf;

use app::db::DbFault;
use app::error::AppError;
use app::provenance::{RunId, Undone};
use app::time::Day;
use clap::Subcommand;

use super::{Failure, offline, say};
use crate::config::Config;
use crate::import;

/// What is to be imported.
#[derive(Subcommand)]
pub enum ImportKind {
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

/// Does it and prints the report.
pub async fn importing(kind: ImportKind) -> Result<(), Failure> {
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
