//! Storing what was read: article, files, section, baselines, poll, redirects and where it all came from, in one
//! transaction.

use app::articles::{ArticleText, article_url, publish_in, save_draft_in};
use app::auth::{Editor, Publisher, this_machine};
use app::db::{DbResult, Tx};
use app::ids::{ArticleId, MediaId, hex};
use app::media::{Prepared, add_prepared_in, file_url};
use app::polls::{PollId, PollInput, poll_with, save_poll_in};
use app::provenance::{Made, Record, RunId, add_made, add_record, begin_run, find_record};
use app::redirects::{Target, add_redirect};
use app::sections::ensure_section;
use app::state::AppState;
use app::time::{Day, Stamp};
use app::visits::{Baseline, set_baseline};
use prose::{Href, rename_links, rename_media};
use sha2::{Digest, Sha256};

use super::entry::{Entry, place_in, place_of};
use super::report::Outcome;
use super::{ImportError, Report};

/// The section of what does not say its own, unless another was named.
pub const SECTION: &str = "Tin từ trang cũ";

/// Where a page came from.
pub struct Origin {
    /// The importer.
    pub kind: &'static str,
    /// The file or folder that the run is about.
    pub source: String,
    /// What names the page within it.
    pub key: String,
    /// Its text, before any repair.
    pub text: String,
    /// The day its figures were printed.
    pub seen: Option<Day>,
    /// The section for a page that names none.
    pub section: Option<String>,
}

/// A page with the bytes of its files, ready to be stored.
pub struct Ready {
    /// What was read.
    pub entry: Entry,
    /// Its files, in the order of [`Entry::files`]; none for one that could not be taken.
    pub files: Vec<Option<Prepared>>,
    /// Where it came from.
    pub origin: Origin,
}

/// What was stored earlier under a key, as an outcome, if there is anything.
pub async fn known(state: &AppState, origin: &Origin, title: &str) -> Result<Option<Outcome>, ImportError> {
    let (kind, key, digest) = (origin.kind, origin.key.clone(), digest(&origin.text));
    let slug = vietnamese::slug(title);
    let found = state.db.write(move |tx| Box::pin(async move { known_in(tx, kind, &key, &digest, &slug).await }));
    found.await.map_err(|fault| ImportError::of_fault("the records could not be read", &fault))
}

async fn known_in(tx: &mut Tx, kind: &str, key: &str, digest: &str, slug: &str) -> DbResult<Option<Outcome>> {
    let known = find_record(tx, kind, key).await?;
    Ok(known.map(|known| {
        let address = article_url(known.article, slug);
        if known.digest == digest { Outcome::Unchanged(address) } else { Outcome::Differs(address) }
    }))
}

fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Stores a page.
///
/// # Errors
/// A page that is refused, a database that fails; nothing is stored then.
pub async fn store(state: &AppState, ready: Ready, report: &mut Report) -> Result<(), ImportError> {
    let now = state.clock.now();
    let printed = report.findings();
    let stored = state.db.write(move |tx| Box::pin(async move { store_in(tx, ready, printed, now).await }));
    report.outcome = stored.await.map_err(|fault| ImportError::of_fault("not stored", &fault))?;
    Ok(())
}

async fn store_in(tx: &mut Tx, ready: Ready, report: String, now: Stamp) -> DbResult<Outcome> {
    let Ready { mut entry, files, origin } = ready;
    let slug = vietnamese::slug(&entry.title);
    let digest = digest(&origin.text);
    if let Some(known) = known_in(tx, origin.kind, &origin.key, &digest, &slug).await? {
        return Ok(known);
    }
    let guard = this_machine();
    let editor = guard.as_editor();
    let run = begin_run(tx, origin.kind, &origin.source, now).await?;
    let stored = add_files(tx, run, &files, now).await?;
    let keys: Vec<Option<MediaId>> = stored.iter().map(|file| file.as_ref().map(|(key, _)| *key)).collect();
    rename_links(&mut entry.body, &|address| {
        let place = place_in(address)?;
        // A file that could not be taken may still be where it was.
        let kept = || entry.files.get(place).map(|path| format!("/{path}"));
        let address = stored.get(place)?.as_ref().map(|(_, address)| address.clone()).or_else(kept)?;
        Href::parse(&address).ok()
    });
    rename_media(&mut entry.body, &|key| {
        let place = place_of(key)?;
        keys.get(place).copied().flatten().map(|id| prose::MediaId(id.0))
    });
    let section = section(tx, run, &editor, &entry, &origin).await?;
    let attachments = entry.attachments.iter().filter_map(|place| keys.get(*place).copied().flatten()).collect();
    let poll = poll(tx, run, &editor, entry.poll_question.take(), now).await?;
    let text = ArticleText {
        section,
        slug: slug.clone(),
        title: std::mem::take(&mut entry.title),
        lead: std::mem::take(&mut entry.lead),
        body: std::mem::take(&mut entry.body),
        byline_name: std::mem::take(&mut entry.byline_name),
        byline_office: std::mem::take(&mut entry.byline_office),
        picture: None,
        picture_alt: String::new(),
        picture_caption: String::new(),
        attachments,
    };
    let article = publish(tx, &guard, &text, entry.date.map_or(now, Day::start), now).await?;
    baselines(tx, run, article, &entry, &origin, now).await?;
    addresses(tx, run, article, &entry, &keys).await?;
    let Origin { kind: source, key, text: original, .. } = origin;
    let record = Record { source, key, digest, article, poll, original, report };
    add_record(tx, run, record, now).await?;
    Ok(Outcome::Stored(article_url(article, &slug)))
}

/// A stored file and its address.
type Placed = Option<(MediaId, String)>;

async fn add_files(tx: &mut Tx, run: RunId, files: &[Option<Prepared>], now: Stamp) -> DbResult<Vec<Placed>> {
    let mut keys = Vec::with_capacity(files.len());
    for file in files {
        let Some(file) = file else {
            keys.push(None);
            continue;
        };
        let (stored, is_new) = add_prepared_in(tx, file, now).await?;
        let key = MediaId(stored.id);
        if is_new {
            add_made(tx, run, Made::Media(key)).await?;
        }
        keys.push(Some((key, file_url(key, &stored.name))));
    }
    Ok(keys)
}

/// The slug of the page's section, which is made when there is none.
async fn section(tx: &mut Tx, run: RunId, editor: &Editor, entry: &Entry, origin: &Origin) -> DbResult<String> {
    let name = entry.section.as_deref().or(origin.section.as_deref()).unwrap_or(SECTION);
    let (section, is_new) = ensure_section(tx, editor, name, "").await?;
    if is_new {
        add_made(tx, run, Made::Section(section)).await?;
    }
    Ok(vietnamese::slug(name))
}

async fn poll(
    tx: &mut Tx,
    run: RunId,
    editor: &Editor,
    question: Option<String>,
    now: Stamp,
) -> DbResult<Option<PollId>> {
    let Some(question) = question else { return Ok(None) };
    // The same question stands beside every page of a portal.
    if let Some(known) = poll_with(tx, &question).await? {
        return Ok(Some(known));
    }
    let input = PollInput { question, options: Vec::new(), closes_at: None };
    let poll = save_poll_in(tx, editor, None, input, now).await?;
    add_made(tx, run, Made::Poll(poll)).await?;
    Ok(Some(poll))
}

async fn publish(tx: &mut Tx, guard: &Publisher, text: &ArticleText, at: Stamp, now: Stamp) -> DbResult<ArticleId> {
    let saved = save_draft_in(tx, &guard.as_editor(), None, text, None, now).await?;
    publish_in(tx, guard, saved.id, saved.version, at).await?;
    Ok(saved.id)
}

/// Figures of the old site, kept beside ours.
async fn baselines(
    tx: &mut Tx,
    run: RunId,
    article: ArticleId,
    entry: &Entry,
    origin: &Origin,
    now: Stamp,
) -> DbResult<()> {
    let as_of = origin.seen.or(entry.date).unwrap_or_else(|| now.day());
    let baseline = |value| Baseline { value, source: origin.source.clone(), as_of };
    if let Some(reads) = entry.reads {
        set_baseline(tx, "reads", article.0, &baseline(reads)).await?;
        add_made(tx, run, Made::Reads(article)).await?;
    }
    if let Some(all) = entry.visits_all {
        // An older figure changes nothing, and so is nothing that this run made.
        if set_baseline(tx, "visits", 0, &baseline(all)).await? {
            add_made(tx, run, Made::Visits).await?;
        }
    }
    Ok(())
}

/// The old addresses of the article and of its files lead to them from now on.
async fn addresses(
    tx: &mut Tx,
    run: RunId,
    article: ArticleId,
    entry: &Entry,
    keys: &[Option<MediaId>],
) -> DbResult<()> {
    for address in &entry.addresses {
        add_redirect(tx, address, Target::Article(article), run).await?;
    }
    for (path, key) in entry.files.iter().zip(keys) {
        if let Some(key) = key {
            add_redirect(tx, &format!("/{path}"), Target::Media(*key), run).await?;
        }
    }
    Ok(())
}
