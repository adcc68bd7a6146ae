//! Damaged words in what is stored, and mending them as a person decided.

use std::collections::HashSet;

use vietnamese::repair::{Change, repair};

use crate::articles::{ArticleText, Head, Saved, heads_after, load_text, save_draft};
use crate::auth::Editor;
use crate::db::{Db, DbFault, DbResult};
use crate::error::AppError;
use crate::ids::ArticleId;
use crate::time::Stamp;

use super::{Damaged, Field, Place};

/// How many characters stand around a word when it is shown.
const AROUND: usize = 24;

/// Articles with damaged words in their newest version, at most `most` of them, in the order of their keys. Every
/// article is read, a hundred at a time: this is for the desk and the command line, never for a page of readers.
///
/// # Errors
/// A database that does not answer, a body that cannot be read.
pub async fn damaged(db: &Db, most: usize) -> DbResult<Vec<Damaged>> {
    let mut found = Vec::new();
    let mut last = ArticleId(0);
    loop {
        let heads = heads_after(db, last).await?;
        let Some(newest) = heads.last() else { return Ok(found) };
        last = ArticleId(newest.id);
        for head in heads {
            let id = ArticleId(head.id);
            let mut text = text_of(&head)?;
            let places = places(&mut text, &HashSet::new());
            if !places.is_empty() {
                found.push(Damaged { id, version: head.version, title: head.title, places });
            }
            if found.len() == most {
                return Ok(found);
            }
        }
    }
}

/// Only what holds words; the rest of an article is neither read nor saved from here.
fn text_of(head: &Head) -> DbResult<ArticleText> {
    let body = prose::Document::from_json(&head.body)
        .map_err(|error| DbFault::Broken(format!("body of article {}: {error}", head.id)))?;
    Ok(ArticleText {
        section: String::new(),
        slug: String::new(),
        title: head.title.clone(),
        lead: head.lead.clone(),
        body,
        byline_name: head.byline_name.clone(),
        byline_office: head.byline_office.clone(),
        picture: None,
        picture_alt: head.picture_alt.clone(),
        picture_caption: head.picture_caption.clone(),
        attachments: Vec::new(),
    })
}

/// Mends an article but for the places in `kept`, as a new draft on the version that the places were shown of; the
/// damaged version stays in its history, and what readers see stays until the draft is published.
///
/// # Errors
/// [`AppError::Stale`] when somebody saved since; no such article; nothing to mend.
pub async fn mend(
    db: &Db,
    guard: Editor,
    id: ArticleId,
    version: i64,
    kept: HashSet<usize>,
    now: Stamp,
) -> DbResult<Saved> {
    let (mut text, head) = load_text(db, id).await?.ok_or(AppError::NotFound)?;
    if head != version {
        return Err(AppError::Stale.into());
    }
    if places(&mut text, &kept).iter().enumerate().all(|(place, _)| kept.contains(&place)) {
        return Err(AppError::NotFound.into());
    }
    if text.slug.is_empty() {
        text.slug = vietnamese::slug(&text.title);
    }
    save_draft(db, guard, Some((id, version)), text, None, now).await
}

/// Mends the words of a text but for the places in `kept`, and gives all places, in reading order.
fn places(text: &mut ArticleText, kept: &HashSet<usize>) -> Vec<Place> {
    let mut found = Vec::new();
    for (field, words) in [
        (Field::Title, &mut text.title),
        (Field::Lead, &mut text.lead),
        (Field::Byline, &mut text.byline_name),
        (Field::Byline, &mut text.byline_office),
        (Field::Picture, &mut text.picture_alt),
        (Field::Picture, &mut text.picture_caption),
    ] {
        let repair = repair(words);
        let first = found.len();
        let mended = repair.with(words, |index| !kept.contains(&(first + index)));
        found.extend(repair.changes.into_iter().map(|change| place(field, words, change)));
        *words = mended;
    }
    let first = found.len();
    prose::rewrite(&mut text.body, &mut |words| {
        let changes = repair(words).changes;
        let wanted = changes.iter().enumerate().filter(|(index, _)| !kept.contains(&(first + index)));
        let edits = wanted.map(|(_, change)| (change.range.clone(), change.after.clone())).collect();
        found.extend(changes.into_iter().map(|change| place(Field::Body, words, change)));
        edits
    });
    found
}

fn place(field: Field, words: &str, change: Change) -> Place {
    let before = words.get(..change.range.start).unwrap_or_default();
    let after = words.get(change.range.end..).unwrap_or_default();
    let line = |text: &str| text.replace(['\n', '\u{fffc}'], " ");
    let start = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    Place {
        field,
        left: from_word(&line(before.get(start..).unwrap_or_default()), start > 0),
        right: to_word(&line(after.get(..end).unwrap_or_default()), end < after.len()),
        change,
    }
}

/// Without the word that was cut at the front.
fn from_word(text: &str, is_cut: bool) -> String {
    let whole = text.split_once(' ').filter(|_| is_cut).map_or(text, |(_, rest)| rest);
    whole.to_owned()
}

/// Without the word that was cut at the end.
fn to_word(text: &str, is_cut: bool) -> String {
    let whole = text.rsplit_once(' ').filter(|_| is_cut).map_or(text, |(rest, _)| rest);
    whole.to_owned()
}
