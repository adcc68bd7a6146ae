//! Storing an imported page: article, section, baselines, poll and where it all came from, in one transaction.

use app::articles::{ArticleText, article_url, publish_in, save_draft_in};
use app::auth::this_machine;
use app::db::{DbResult, Tx};
use app::ids::hex;
use app::polls::{PollInput, save_poll_in};
use app::provenance::{Made, Record, add_made, add_record, begin_run, end_run, find_record};
use app::sections::ensure_section;
use app::state::AppState;
use app::time::{Day, Stamp};
use app::visits::{Baseline, set_baseline};
use sha2::{Digest, Sha256};

use super::page::Page;
use super::report::Outcome;
use super::{ImportError, Report};

/// The importer's name in the records.
const KIND: &str = "page";

/// Where a page came from.
pub struct Origin {
    /// The file's name.
    pub source: String,
    /// Its text, before any repair.
    pub text: String,
    /// The day its figures were printed.
    pub seen: Option<Day>,
}

/// Stores the page, or says what would be stored.
///
/// # Errors
/// A database that refuses; nothing is stored then.
pub async fn store(
    state: &AppState,
    page: Page,
    origin: Origin,
    dry_run: bool,
    report: &mut Report,
) -> Result<(), ImportError> {
    if origin.seen.is_none() {
        report
            .doubtful
            .push(format!("the page does not say when its figures were printed; {} is kept", page.date.short()));
    }
    if dry_run {
        report.outcome = Outcome::DryRun;
        return Ok(());
    }
    let now = state.clock.now();
    let printed = report.to_string();
    let source = origin.source.clone();
    let not_stored = |fault| ImportError(format!("not stored: {fault}"));
    let stored = state.db.write(move |tx| Box::pin(async move { store_in(tx, page, origin, printed, now).await }));
    report.outcome = stored.await.map_err(not_stored)?;
    end_run(&state.db, KIND, source, now).await.map_err(not_stored)
}

async fn store_in(tx: &mut Tx, page: Page, origin: Origin, report: String, now: Stamp) -> DbResult<Outcome> {
    let slug = vietnamese::slug(&page.title);
    // Title and date name the page, so that the same page saved under another name is still the same page.
    let key = format!("{}/{slug}", page.date.iso());
    let digest = hex(&Sha256::digest(origin.text.as_bytes()));
    if let Some(known) = find_record(tx, KIND, &key).await? {
        let address = article_url(known.article, &slug);
        return Ok(if known.digest == digest { Outcome::Unchanged(address) } else { Outcome::Differs(address) });
    }
    let guard = this_machine();
    let editor = guard.as_editor();
    let run = begin_run(tx, KIND, &origin.source, now).await?;
    let as_of = origin.seen.unwrap_or(page.date);
    let baseline = |value| Baseline { value, source: origin.source.clone(), as_of };
    let (section, is_new) = ensure_section(tx, &editor, &page.section, "").await?;
    if is_new {
        add_made(tx, run, Made::Section(section)).await?;
    }
    let poll = match page.poll_question {
        Some(question) => {
            let input = PollInput { question, options: Vec::new(), closes_at: None };
            let poll = save_poll_in(tx, &editor, None, input, now).await?;
            add_made(tx, run, Made::Poll(poll)).await?;
            Some(poll)
        }
        None => None,
    };
    let text = ArticleText {
        section: vietnamese::slug(&page.section),
        slug: slug.clone(),
        title: page.title,
        lead: page.lead,
        body: page.body,
        byline_name: page.byline_name,
        byline_office: page.byline_office,
        picture: None,
        picture_alt: String::new(),
        picture_caption: String::new(),
        attachments: Vec::new(),
    };
    let saved = save_draft_in(tx, &editor, None, &text, None, now).await?;
    publish_in(tx, &guard, saved.id, saved.version, page.date.start()).await?;
    set_baseline(tx, "reads", saved.id.0, &baseline(page.reads)).await?;
    add_made(tx, run, Made::Reads(saved.id)).await?;
    if let Some(all) = page.visits_all {
        set_baseline(tx, "visits", 0, &baseline(all)).await?;
        add_made(tx, run, Made::Visits).await?;
    }
    let record = Record { source: KIND, key, digest, article: saved.id, poll, original: origin.text, report };
    add_record(tx, run, record, now).await?;
    Ok(Outcome::Stored(article_url(saved.id, &slug)))
}
