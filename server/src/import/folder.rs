//! A folder of saved pages, or an archive of one: each page an article, with its pictures and files.

use std::path::Path;

use app::auth::this_machine;
use app::db::DbFault;
use app::media::{MAX_UPLOAD, Prepared, prepare_upload};
use app::provenance::end_run;
use app::state::AppState;
use app::time::Day;

use super::entry::settle;
use super::html::is_page_name;
use super::progress::Progress;
use super::report::Summary;
use super::store::{Origin, Ready, known, store};
use super::tree::Tree;
use super::{ImportError, Report, html, source};

/// The importer's name in the records.
const KIND: &str = "html";
/// Endings of files that belong to pages and are none.
const ASSETS: [&str; 28] = [
    "css", "js", "mjs", "json", "xml", "txt", "map", "jpg", "jpeg", "png", "gif", "webp", "svg", "ico", "bmp", "pdf",
    "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "rar", "mp3", "mp4", "woff", "woff2",
];

/// What is to be imported, and how.
pub struct Wanted<'a> {
    /// The folder or archive.
    pub path: &'a Path,
    /// The day its figures were printed.
    pub seen: Option<Day>,
    /// The section for pages that name none.
    pub section: Option<String>,
    /// Report only.
    pub dry_run: bool,
}

/// Imports every page of a folder, one at a time. What cannot be imported is reported and passed by.
///
/// # Errors
/// A folder that cannot be read, an archive that is refused as a whole, a database that no longer answers.
pub async fn folder(state: &AppState, wanted: &Wanted<'_>, line: &mut dyn FnMut(&str)) -> Result<Summary, ImportError> {
    let tree = Tree::open(wanted.path)?;
    let listing = tree.list()?;
    let mut summary = Summary::default();
    for passed in &listing.passed {
        summary.passed += 1;
        line(&format!("passed by  {passed}"));
    }
    let pages: Vec<&String> = listing.files.iter().filter(|path| may_be_page(path)).collect();
    let label = label(wanted.path);
    let progress = Progress::start(pages.len());
    for path in pages {
        let said = one(state, &tree, path, &label, wanted).await;
        let text = summary.count(path, said)?;
        progress.step(|| line(&text));
    }
    progress.end();
    if !wanted.dry_run {
        let ended = end_run(&state.db, KIND, label, state.clock.now()).await;
        ended.map_err(|fault| ImportError::of_fault("the end could not be noted", &fault))?;
    }
    Ok(summary)
}

/// The folder's own name, which tells its runs and records from those of others.
fn label(path: &Path) -> String {
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    real.file_name().map_or_else(|| "folder".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// By its name; a mirror may append a query to any ending.
fn may_be_page(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    is_page_name(path) || !ASSETS.contains(&ending.as_str())
}

/// Reads and stores one page. A file that is no page at all, and is not named like one, is nobody's loss: `None`.
async fn one(
    state: &AppState,
    tree: &Tree,
    path: &str,
    label: &str,
    wanted: &Wanted<'_>,
) -> Result<Option<Report>, ImportError> {
    let bytes = tree.read(path, source::MOST)?.unwrap_or_default();
    if !source::is_html(&bytes) && !is_page_name(path) {
        return Ok(None);
    }
    let mut report = Report::default();
    let text = source::text(&bytes, &mut report)?;
    drop(bytes);
    let page = html::Source { path, html: &text, has: &|path| tree.has(path) };
    let mut entry = html::read(&page, &mut report)?;
    settle(&mut entry, state.clock.now().day(), &mut report)?;
    let key = bounded_key(&format!("{label}/{path}"));
    let section = wanted.section.clone();
    let origin = Origin { kind: KIND, source: label.to_owned(), key, text, seen: wanted.seen, section };
    // Pictures are dear to make anew, so a page that is there already is known before its files are read.
    if !wanted.dry_run
        && let Some(outcome) = known(state, &origin, &entry.title).await?
    {
        report.outcome = outcome;
        return Ok(Some(report));
    }
    let files = prepare(state, tree, &entry.files, wanted.dry_run, &mut report).await?;
    if !wanted.dry_run {
        store(state, Ready { entry, files, origin }, &mut report).await?;
    }
    Ok(Some(report))
}

/// A key that fits an index of both databases: a long one keeps its beginning and a digest of the whole.
pub fn bounded_key(key: &str) -> String {
    use sha2::Digest;
    if key.len() <= 400 {
        return key.to_owned();
    }
    let digest = app::ids::hex(&sha2::Sha256::digest(key.as_bytes()));
    format!("{}…{digest}", key.get(..key.floor_char_boundary(300)).unwrap_or_default())
}

/// Takes the files of a page through the same door as any upload. One that is refused is reported, and the page is
/// imported without it; a dry run reads none.
///
/// # Errors
/// A disk that takes no file any more.
pub async fn prepare(
    state: &AppState,
    tree: &Tree,
    paths: &[String],
    dry_run: bool,
    report: &mut Report,
) -> Result<Vec<Option<Prepared>>, ImportError> {
    let mut files = Vec::with_capacity(paths.len());
    if dry_run {
        return Ok(files);
    }
    let editor = this_machine().as_editor();
    for path in paths {
        let taken = match tree.read(path, MAX_UPLOAD as u64) {
            Ok(Some(bytes)) => match prepare_upload(&state.files, &editor, path, bytes).await {
                Ok(prepared) => Ok(prepared),
                Err(DbFault::Refused(why)) => Err(format!("file {path}: {why}")),
                // A disk that is full concerns every page: without this file the page would stay without it for good.
                Err(fault) => return Err(ImportError::stopping(format!("file {path}: {fault}"))),
            },
            Ok(None) => Err(format!("file {path}")),
            Err(error) => Err(format!("file {error}")),
        };
        files.push(taken.map_err(|why| report.missing.push(why)).ok());
    }
    Ok(files)
}
