//! Damaged words in what is stored, and mending them as a person decided.

use std::collections::HashSet;

use prose::Document;
use vietnamese::repair::{Change, repair};

use crate::articles::{ArticleText, Head, heads_after, load_text, save_draft};
use crate::auth::Editor;
use crate::db::{Db, DbFault, DbResult};
use crate::error::AppError;
use crate::ids::{ArticleId, NoticeId, PollId};
use crate::notices::{load_notice, notices_after, reword_notice};
use crate::polls::{PollInput, load_poll, polls_after, save_poll};
use crate::time::Stamp;

use super::{Damaged, Field, Piece, Place};

/// How many characters stand around a word when it is shown.
const AROUND: usize = 24;

/// What has damaged words, at most `most` pieces: articles in their newest version, then notices, then polls, each in the
/// order of their keys. Everything is read, a hundred at a time: this is for the desk and the command line, never
/// for a page of readers.
///
/// # Errors
/// A database that does not answer, a body that cannot be read.
pub async fn damaged(db: &Db, most: usize) -> DbResult<Vec<Damaged>> {
    let mut found = Vec::new();
    damaged_articles(db, most, &mut found).await?;
    damaged_notices(db, most, &mut found).await?;
    damaged_polls(db, most, &mut found).await?;
    found.truncate(most);
    Ok(found)
}

async fn damaged_articles(db: &Db, most: usize, found: &mut Vec<Damaged>) -> DbResult<()> {
    let mut last = ArticleId(0);
    while found.len() < most {
        let heads = heads_after(db, last).await?;
        let Some(newest) = heads.last() else { break };
        last = ArticleId(newest.id);
        for head in heads {
            let places = Mender::looking().article(&mut text_of(&head)?);
            add(found, Piece::Article(ArticleId(head.id)), head.version, head.title, places);
        }
    }
    Ok(())
}

async fn damaged_notices(db: &Db, most: usize, found: &mut Vec<Damaged>) -> DbResult<()> {
    let mut last = NoticeId(0);
    while found.len() < most {
        let notices = notices_after(db, last).await?;
        let Some(newest) = notices.last() else { break };
        last = NoticeId(newest.id);
        for notice in notices {
            let places = Mender::looking().notice(&mut notice.title.clone(), &mut notice.document()?);
            add(found, Piece::Notice(NoticeId(notice.id)), notice.version, notice.title, places);
        }
    }
    Ok(())
}

async fn damaged_polls(db: &Db, most: usize, found: &mut Vec<Damaged>) -> DbResult<()> {
    let mut last = PollId(0);
    while found.len() < most {
        let polls = polls_after(db, last).await?;
        let Some(newest) = polls.last() else { break };
        last = PollId(newest.id);
        for poll in polls {
            let id = PollId(poll.id);
            let Some((poll, options)) = load_poll(db, id).await? else { continue };
            let mut options: Vec<String> = options.into_iter().map(|(label, _)| label).collect();
            let places = Mender::looking().poll(&mut poll.question.clone(), &mut options);
            add(found, Piece::Poll(id), poll.version, poll.question, places);
        }
    }
    Ok(())
}

fn add(found: &mut Vec<Damaged>, piece: Piece, version: i64, title: String, places: Vec<Place>) {
    if !places.is_empty() {
        found.push(Damaged { piece, version, title, places });
    }
}

/// Only what holds words; the rest of an article is neither read nor saved from here.
fn text_of(head: &Head) -> DbResult<ArticleText> {
    let body = Document::from_json(&head.body)
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

/// Mends a piece but for the places in `kept`, on the version that the places were shown of. An article becomes a new
/// draft: the damaged version stays in its history, and what readers see stays until the draft is published.
///
/// # Errors
/// [`AppError::Stale`] when somebody saved since; no such piece; nothing to mend; an answer of a poll that has ballots.
pub async fn mend(
    db: &Db,
    guard: Editor,
    piece: Piece,
    version: i64,
    kept: HashSet<usize>,
    now: Stamp,
) -> DbResult<()> {
    let mender = Mender { kept, found: Vec::new() };
    match piece {
        Piece::Article(id) => {
            let (mut text, head) = load_text(db, id).await?.ok_or(AppError::NotFound)?;
            mender.wanted(version == head, |mender| mender.article(&mut text))?;
            if text.slug.is_empty() {
                text.slug = vietnamese::slug(&text.title);
            }
            save_draft(db, guard, Some((id, version)), text, None, now).await?;
        }
        Piece::Notice(id) => {
            let (notice, _) = load_notice(db, id).await?.ok_or(AppError::NotFound)?;
            let (mut title, mut body) = (notice.title.clone(), notice.document()?);
            mender.wanted(version == notice.version, |mender| mender.notice(&mut title, &mut body))?;
            reword_notice(db, guard, notice, title, &body, now).await?;
        }
        Piece::Poll(id) => {
            let (poll, options) = load_poll(db, id).await?.ok_or(AppError::NotFound)?;
            let mut question = poll.question.clone();
            let mut options: Vec<String> = options.into_iter().map(|(label, _)| label).collect();
            mender.wanted(version == poll.version, |mender| mender.poll(&mut question, &mut options))?;
            let input = PollInput { question, options, closes_at: poll.closes_at.map(Stamp) };
            save_poll(db, guard, Some((id, version)), input, now).await?;
        }
    }
    Ok(())
}

/// Mends words, and gathers the places where they were damaged, in reading order.
struct Mender {
    /// The places that stay as they are.
    kept: HashSet<usize>,
    found: Vec<Place>,
}

impl Mender {
    /// One whose text is thrown away.
    fn looking() -> Self {
        Self { kept: HashSet::new(), found: Vec::new() }
    }

    /// Mends what a person looked at, unless it has changed since or nothing of it is to be mended.
    fn wanted(self, is_same: bool, mend: impl FnOnce(Self) -> Vec<Place>) -> Result<(), AppError> {
        if !is_same {
            return Err(AppError::Stale);
        }
        let kept = self.kept.clone();
        let all = mend(self).len();
        if (0..all).all(|place| kept.contains(&place)) { Err(AppError::NotFound) } else { Ok(()) }
    }

    fn article(mut self, text: &mut ArticleText) -> Vec<Place> {
        self.words(Field::Title, &mut text.title);
        self.words(Field::Lead, &mut text.lead);
        self.words(Field::Byline, &mut text.byline_name);
        self.words(Field::Byline, &mut text.byline_office);
        self.words(Field::Picture, &mut text.picture_alt);
        self.words(Field::Picture, &mut text.picture_caption);
        self.body(&mut text.body);
        self.found
    }

    fn notice(mut self, title: &mut String, body: &mut Document) -> Vec<Place> {
        self.words(Field::Title, title);
        self.body(body);
        self.found
    }

    fn poll(mut self, question: &mut String, options: &mut [String]) -> Vec<Place> {
        self.words(Field::Title, question);
        options.iter_mut().for_each(|option| self.words(Field::Option, option));
        self.found
    }

    fn words(&mut self, field: Field, words: &mut String) {
        let repair = repair(words);
        let first = self.found.len();
        let mended = repair.with(words, |index| !self.kept.contains(&(first + index)));
        self.found.extend(repair.changes.into_iter().map(|change| place(field, words, change)));
        *words = mended;
    }

    fn body(&mut self, body: &mut Document) {
        let Self { kept, found } = self;
        let first = found.len();
        prose::rewrite(body, &mut |words| {
            let changes = repair(words).changes;
            let wanted = changes.iter().enumerate().filter(|(index, _)| !kept.contains(&(first + index)));
            let edits = wanted.map(|(_, change)| (change.range.clone(), change.after.clone())).collect();
            found.extend(changes.into_iter().map(|change| place(Field::Body, words, change)));
            edits
        });
    }
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
