//! Taking back a whole import.

use std::collections::HashSet;

use super::store::{articles_of, find_run, made_by, mark_undone};
use super::{Made, RunId, Undone};
use crate::articles::{self, files_in_bodies};
use crate::audit::{Deed, record};
use crate::auth::Publisher;
use crate::db::{Db, DbResult, Tx};
use crate::error::AppError;
use crate::ids::ArticleId;
use crate::notices::files_in_notices;
use crate::redirects::remove_redirects;
use crate::time::Stamp;
use crate::{media, polls, sections, visits};

/// Takes back what a run made, in one transaction: articles with their redirects and records, then drafts of polls,
/// figures of the old site, files and sections that nothing else uses. What somebody has saved again since stays.
///
/// # Errors
/// No such run, or one that was taken back before.
pub async fn undo(db: &Db, guard: Publisher, run: RunId, now: Stamp) -> DbResult<Undone> {
    db.write(move |tx| Box::pin(async move { undo_in(tx, &guard, run, now).await })).await
}

async fn undo_in(tx: &mut Tx, guard: &Publisher, run: RunId, now: Stamp) -> DbResult<Undone> {
    let known = find_run(tx, run).await?.ok_or(AppError::NotFound)?;
    if known.undone_at.is_some() {
        return Err(AppError::NotFound.into());
    }
    let mut undone = Undone::default();
    let mut removed = HashSet::new();
    for article in articles_of(tx, run).await? {
        if articles::remove_untouched_in(tx, guard, article).await? {
            visits::remove_reads(tx, article).await?;
            removed.insert(article);
        } else {
            undone.kept.push(article);
        }
    }
    undone.articles = removed.len();
    let mut used = files_in_bodies(tx).await?;
    used.extend(files_in_notices(tx).await?);
    for made in made_by(tx, run).await? {
        match made {
            Made::Reads(article) => forget_reads(tx, article, &removed).await?,
            // With an article of the run left, the old site's figures still have a source here.
            Made::Visits if undone.kept.is_empty() => visits::remove_baseline(tx, "visits", 0).await?,
            Made::Visits => {}
            Made::Poll(poll) => undone.polls += usize::from(polls::remove_untouched_in(tx, guard, poll).await?),
            Made::Media(file) => {
                let in_bodies = used.contains(&file);
                undone.files += usize::from(media::remove_unused_in(tx, guard, file, run, in_bodies, now).await?);
            }
            Made::Section(section) => {
                let editor = guard.as_editor();
                undone.sections += usize::from(sections::remove_empty_in(tx, &editor, section).await?);
            }
        }
    }
    // What is kept may still be reached, and have its links, by the old addresses.
    if undone.kept.is_empty() {
        remove_redirects(tx, guard, run).await?;
    }
    mark_undone(tx, guard, run, now).await?;
    let detail = format!("articles {}, files {}", undone.articles, undone.files);
    record(tx, guard.account(), Deed::UndoImport, &format!("import {}", run.0), &detail, now).await?;
    Ok(undone)
}

async fn forget_reads(tx: &mut Tx, article: ArticleId, removed: &HashSet<ArticleId>) -> DbResult<()> {
    if removed.contains(&article) {
        visits::remove_baseline(tx, "reads", article.0).await?;
    }
    Ok(())
}
