//! One saved page of a portal, as text or as HTML with its files beside it.

use std::path::Path;

use app::provenance::end_run;
use app::state::AppState;
use app::time::Day;

use super::entry::{Entry, settle};
use super::folder::{self, prepare};
use super::page as saved_text;
use super::report::Outcome;
use super::store::{Origin, Ready, store};
use super::tree::Tree;
use super::{ImportError, Report, html, source};

/// The importer's name in the records.
const KIND: &str = "page";

/// Imports one saved page. `seen` is the day its figures were printed; none takes the day of the article.
///
/// # Errors
/// A file that cannot be read, is no text, is too large, or is no such page; a database that refuses. Nothing is
/// stored then.
pub async fn page(state: &AppState, path: &Path, seen: Option<Day>, dry_run: bool) -> Result<Report, ImportError> {
    let wrong = |error: ImportError| ImportError::page(format!("{}: {error}", path.display()));
    let bytes = source::read(path)?;
    let mut report = Report::default();
    let text = source::text(&bytes, &mut report).map_err(wrong)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (mut entry, tree) = if source::is_html(&bytes) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let tree = Tree::open(folder)?;
        // What a browser saved with the page, and nothing else that happens to lie beside it.
        let beside = [format!("{stem}_files/"), format!("{stem}.files/"), format!("{stem}-Dateien/")];
        let is_its = |path: &str| beside.iter().any(|folder| path.starts_with(folder));
        let source = html::Source { path: &name, html: &text, has: &|path| is_its(path) && tree.has(path) };
        (html::read(&source, &mut report).map_err(wrong)?, Some(tree))
    } else {
        (saved_text::parse(&text, &mut report)?, None)
    };
    settle(&mut entry, state.clock.now().day(), &mut report).map_err(wrong)?;
    if seen.is_none() && (entry.reads.is_some() || entry.visits_all.is_some()) {
        let kept = entry.date.map_or_else(|| "today".to_owned(), Day::short);
        report.doubtful.push(format!("the page does not say when its figures were printed; {kept} is kept"));
    }
    let files = match &tree {
        Some(tree) => prepare(state, tree, &entry.files, dry_run, &mut report).await?,
        None => Vec::new(),
    };
    if dry_run {
        report.outcome = Outcome::DryRun;
        return Ok(report);
    }
    let origin = Origin { kind: KIND, source: name.clone(), key: key(&entry), text, seen, section: None };
    store(state, Ready { entry, files, origin }, &mut report).await?;
    let ended = end_run(&state.db, KIND, name, state.clock.now()).await;
    ended.map_err(|fault| ImportError::page(format!("the end could not be noted: {fault}")))?;
    Ok(report)
}

/// Title and date name the page, so that the same page saved under another name is still the same page.
fn key(entry: &Entry) -> String {
    let day = entry.date.map(|date| date.iso()).unwrap_or_default();
    folder::bounded_key(&format!("{day}/{}", vietnamese::slug(&entry.title)))
}
