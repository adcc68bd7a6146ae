//! What is written together, in the database.

use prose::steps::{Step, Tree};
use serde_json::{Map, Value};

use super::checksum::checksum;
use super::{Commit, Fields};
use crate::articles::load_text;
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, ArticleId, SectionId};
use crate::time::Stamp;

/// The body is written whole after so many changes. In between, the log holds them.
const SNAPSHOT_EVERY: i64 = 25;
/// How long the log keeps a change that is in a version.
const KEPT: i64 = 90 * 24 * 3_600_000;

statements! { "editing";
    /// Where an article's words stand, here and in its versions.
    STATE = "SELECT d.version, d.base_version, d.saved_version, d.unsaved_since, a.head_version, a.section_id
        FROM article a LEFT JOIN editing_doc d ON d.article_id = a.id WHERE a.id = $1";
    DOC = "SELECT version, body_version, body, fields, checksum FROM editing_doc WHERE article_id = $1";
    ADD_DOC = "INSERT INTO editing_doc (article_id, version, base_version, saved_version, unsaved_since, body_version,
            body, fields, checksum)
        VALUES ($1, 0, $2, 0, NULL, 0, $3, $4, $5) ON CONFLICT (article_id) DO NOTHING";
    COMMITS = "SELECT c.version, c.client, c.batch, c.account_id, p.name, c.at, c.steps, c.fields, c.checksum
        FROM editing_commit c LEFT JOIN account p ON p.id = c.account_id
        WHERE c.article_id = $1 AND c.version > $2 ORDER BY c.version LIMIT 10000";
    BY_BATCH = "SELECT version, checksum FROM editing_commit WHERE article_id = $1 AND batch = $2";
    ADD_COMMIT = "INSERT INTO editing_commit (article_id, version, client, batch, account_id, at, steps, fields, checksum)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    MOVE = "UPDATE editing_doc SET version = $2, fields = $3, checksum = $4, unsaved_since = COALESCE(unsaved_since, $5)
        WHERE article_id = $1 AND version = $2 - 1";
    SNAPSHOT = "UPDATE editing_doc SET body = $2, body_version = version WHERE article_id = $1";
    SAVED = "UPDATE editing_doc SET base_version = $2, saved_version = $3, unsaved_since = NULL WHERE article_id = $1";
    SECTION = "SELECT id FROM section WHERE slug = $1";
    LAST_WRITER = "SELECT account_id FROM editing_commit WHERE article_id = $1 AND account_id IS NOT NULL
        ORDER BY version DESC LIMIT 1";
    TITLES = "SELECT a.id, a.slug, v.title, a.published_at FROM article a
        JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version
        WHERE a.published_at IS NOT NULL ORDER BY a.published_at DESC LIMIT $1";
    SWEEP = "DELETE FROM editing_commit WHERE at < $1
        AND version <= (SELECT d.saved_version FROM editing_doc d WHERE d.article_id = editing_commit.article_id)
        AND version <= (SELECT d.body_version FROM editing_doc d WHERE d.article_id = editing_commit.article_id)";
}

/// The most changes that are handed over at once; who lacks more loads the whole.
pub const CURRENT_COMMITS: usize = 10_000;

row! {
    struct StateRow {
        version: Option<i64>, base_version: Option<i64>, saved_version: Option<i64>, unsaved_since: Option<i64>,
        head_version: i64, section_id: i64,
    }
}
row! { struct DocRow { version: i64, body_version: i64, body: String, fields: String, checksum: String } }
row! {
    struct CommitRow {
        version: i64, client: String, batch: String, account_id: Option<i64>, name: Option<String>, at: i64,
        steps: String, fields: Option<String>, checksum: String,
    }
}
row! { struct BatchRow { version: i64, checksum: String } }
row! { struct IdRow { id: i64 } }
row! { struct WriterRow { account_id: i64 } }

row! {
    /// An article that readers see.
    pub struct TitleRow { id: i64, slug: String, title: String, published_at: Option<i64> }
}

/// A link is looked for among so many of the newest articles.
pub const TITLES_MOST: i64 = 5_000;

/// Where an article's words stand.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// How many changes there were; none before it was ever opened.
    pub version: Option<i64>,
    /// The version of the article that the words come from.
    pub base: i64,
    /// How many changes that version holds.
    pub saved: i64,
    /// When the first change came that it does not hold.
    pub unsaved_since: Option<Stamp>,
    /// The newest version of the article.
    pub head: i64,
    /// The article's section.
    pub section: SectionId,
}

/// The newest words.
#[derive(Clone, Debug)]
pub struct Head {
    /// How many changes there were.
    pub version: i64,
    /// The body.
    pub tree: Tree,
    /// The rest.
    pub fields: Fields,
    /// The body's checksum.
    pub checksum: String,
}

fn broken(id: ArticleId, what: impl std::fmt::Display) -> DbFault {
    DbFault::Broken(format!("what is written in article {id}: {what}"))
}

fn parsed<T: serde::de::DeserializeOwned>(id: ArticleId, text: &str) -> DbResult<T> {
    serde_json::from_str(text).map_err(|error| broken(id, error))
}

/// Reads steps that are stored.
pub fn stored_steps(id: ArticleId, commit: &Commit) -> DbResult<Vec<Step>> {
    commit.steps.iter().map(|step| Step::from_json(step).map_err(|error| broken(id, error))).collect()
}

/// Where an article's words stand.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such article.
pub async fn standing(db: &Db, id: ArticleId) -> DbResult<Standing> {
    let row: Option<StateRow> = STATE.with(args![id.0]).first(db).await?;
    let row = row.ok_or(AppError::NotFound)?;
    Ok(Standing {
        version: row.version,
        base: row.base_version.unwrap_or_default(),
        saved: row.saved_version.unwrap_or_default(),
        unsaved_since: row.unsaved_since.map(Stamp),
        head: row.head_version,
        section: SectionId(row.section_id),
    })
}

/// The changes after a version, in order.
pub async fn commits_after(db: &Db, id: ArticleId, version: i64) -> DbResult<Vec<Commit>> {
    let rows: Vec<CommitRow> = COMMITS.with(args![id.0, version]).all(db).await?;
    rows.into_iter().map(|row| commit(id, row)).collect()
}

fn commit(id: ArticleId, row: CommitRow) -> DbResult<Commit> {
    Ok(Commit {
        version: row.version,
        client: row.client,
        batch: row.batch,
        account: row.account_id.map(AccountId),
        name: row.name.unwrap_or_default(),
        at: row.at,
        steps: parsed(id, &row.steps)?,
        fields: row.fields.map(|fields| parsed::<Map<String, Value>>(id, &fields)).transpose()?,
        checksum: row.checksum,
    })
}

/// The version that a batch made, if it is stored.
pub async fn version_of(db: &Db, id: ArticleId, batch: &str) -> DbResult<Option<(i64, String)>> {
    let row: Option<BatchRow> = BY_BATCH.with(args![id.0, batch]).first(db).await?;
    Ok(row.map(|row| (row.version, row.checksum)))
}

/// The words as they are stored; an article that was never opened here begins with its newest version.
pub async fn load(db: &Db, id: ArticleId) -> DbResult<Head> {
    if let Some(head) = stored(db, id).await? {
        return Ok(head);
    }
    let (text, version) = load_text(db, id).await?.ok_or(AppError::NotFound)?;
    let tree = Tree::from_document(&text.body).map_err(|error| broken(id, error))?;
    let json = tree.to_json();
    let fields = serde_json::to_string(&Fields::from(&text)).map_err(|error| broken(id, error))?;
    let arguments = args![id.0, version, json.to_string(), fields, checksum(&json)];
    db.write(move |tx| Box::pin(async move { ADD_DOC.with(arguments).run(tx).await.map(drop) })).await?;
    stored(db, id).await?.ok_or_else(|| broken(id, "it is not there"))
}

async fn stored(db: &Db, id: ArticleId) -> DbResult<Option<Head>> {
    let row: Option<DocRow> = DOC.with(args![id.0]).first(db).await?;
    let Some(row) = row else { return Ok(None) };
    let mut tree = Tree::from_json(&parsed(id, &row.body)?).map_err(|error| broken(id, error))?;
    for commit in commits_after(db, id, row.body_version).await? {
        // What came after the row was read belongs to the next look.
        if commit.version > row.version {
            break;
        }
        for step in stored_steps(id, &commit)? {
            tree = step.apply(&tree).map_err(|error| broken(id, error))?;
        }
    }
    let fields = parsed(id, &row.fields)?;
    Ok(Some(Head { version: row.version, tree, fields, checksum: row.checksum }))
}

/// Stores a change that leads to `head`, whose version it has.
///
/// # Errors
/// [`AppError::Stale`] when another was stored under that version, or this batch was stored before.
pub async fn add_in(tx: &mut Tx, id: ArticleId, commit: &Commit, head: &Head) -> DbResult<()> {
    let fields = serde_json::to_string(&head.fields).map_err(|error| broken(id, error))?;
    let moved = MOVE.with(args![id.0, commit.version, fields, &head.checksum, commit.at]).run(tx).await?;
    let known: Option<BatchRow> = BY_BATCH.with(args![id.0, &commit.batch]).first_in(tx).await?;
    if moved != 1 || known.is_some() {
        return Err(AppError::Stale.into());
    }
    let steps = serde_json::to_string(&commit.steps).map_err(|error| broken(id, error))?;
    let changed = commit.fields.as_ref().map(serde_json::to_string).transpose().map_err(|error| broken(id, error))?;
    let account = commit.account.map(|account| account.0);
    ADD_COMMIT
        .with(args![
            id.0,
            commit.version,
            &commit.client,
            &commit.batch,
            account,
            commit.at,
            steps,
            changed,
            &commit.checksum
        ])
        .run(tx)
        .await?;
    if commit.version % SNAPSHOT_EVERY == 0 {
        SNAPSHOT.with(args![id.0, head.tree.to_json().to_string()]).run(tx).await?;
    }
    Ok(())
}

/// Notes that a version of the article holds the words as they are after so many changes.
pub async fn saved_in(tx: &mut Tx, id: ArticleId, article_version: i64, version: i64) -> DbResult<()> {
    SAVED.with(args![id.0, article_version, version]).run(tx).await?;
    Ok(())
}

/// The section with this slug.
///
/// # Errors
/// The field `section` where there is none.
pub async fn section_in(tx: &mut Tx, slug: &str) -> DbResult<SectionId> {
    let row: Option<IdRow> = SECTION.with(args![slug]).first_in(tx).await?;
    Ok(SectionId(row.ok_or_else(|| AppError::field("section", Problem::Missing))?.id))
}

/// Who changed the words last.
pub async fn last_writer(db: &Db, id: ArticleId) -> DbResult<Option<AccountId>> {
    let row: Option<WriterRow> = LAST_WRITER.with(args![id.0]).first(db).await?;
    Ok(row.map(|row| AccountId(row.account_id)))
}

/// The articles that readers see, the newest first.
pub async fn titles(db: &Db, most: i64) -> DbResult<Vec<TitleRow>> {
    TITLES.with(args![most]).all(db).await
}

/// Forgets changes that are in a version and older than ninety days; says how many.
///
/// # Errors
/// A database that does not answer.
pub async fn sweep_commits(db: &Db, now: Stamp) -> DbResult<u64> {
    db.write(move |tx| Box::pin(async move { SWEEP.with(args![now.0 - KEPT]).run(tx).await })).await
}
