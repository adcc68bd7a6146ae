//! The authority over an article that is being written: takes changes one after another, carries late ones over what
//! others did, stores them, and tells everybody.

use prose::steps::{MAX_STEPS, Step, Tree, rebase};
use serde_json::{Map, Value};

use super::checksum::checksum;
use super::hub::Session;
use super::replacing::replacing;
use super::store::{self, CURRENT_COMMITS, Head, Standing, add_in, commits_after, saved_in, section_in, stored_steps};
use super::{Batch, Commit, Fields, Refusal};
use crate::articles::load_text;
use crate::auth::Editor;
use crate::db::{Db, DbFault, DbResult};
use crate::error::AppError;
use crate::time::Stamp;
use crate::workflow;

/// A batch that came too late twice is carried over what came before it by the server, so that nobody waits for long.
const PATIENCE: u32 = 2;
/// How often another process may be faster.
const TRIES: usize = 10;
/// A version is made of the words after so many changes,
const DUE_CHANGES: i64 = 200;
/// or so long after the first of them.
const DUE_TIME: i64 = 10 * 60_000;

/// Who sends changes.
#[derive(Clone, Debug)]
pub struct Writer {
    /// What they may do.
    pub guard: Editor,
    /// Their name.
    pub name: String,
}

/// What becomes of a batch.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It is stored.
    Stored {
        /// How many changes there are with it.
        version: i64,
        /// The body's checksum after it.
        checksum: String,
        /// What the sender has not seen, with the batch itself, where it had to be carried over others or came again.
        commits: Vec<Commit>,
        /// A version of the article should be made now.
        is_due: bool,
    },
    /// Others were faster: the sender carries it over these and sends it again.
    Stale {
        /// How many changes there are.
        version: i64,
        /// Those that the sender has not seen.
        commits: Vec<Commit>,
    },
    /// The version that it was made on is not known here; the sender loads the whole.
    Unknown,
}

/// The newest words of an article, brought up to what other processes and the desk's forms did.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such article; a database that does not answer.
pub async fn current(db: &Db, session: &Session, now: Stamp) -> DbResult<(i64, Tree, Fields, String)> {
    let mut head = session.head.lock().await;
    let (head, _) = refreshed(db, session, &mut head, now).await?;
    Ok((head.version, head.tree, head.fields, head.checksum))
}

/// The changes after a version; none where the log does not reach back so far.
///
/// # Errors
/// As [`current`].
pub async fn since(db: &Db, session: &Session, version: i64, now: Stamp) -> DbResult<Option<(i64, Vec<Commit>)>> {
    let head = {
        let mut head = session.head.lock().await;
        refreshed(db, session, &mut head, now).await?.0.version
    };
    Ok(missing(db, session, version, head).await?.map(|commits| (head, commits)))
}

/// The changes between two versions, or none where not all of them are there.
async fn missing(db: &Db, session: &Session, from: i64, to: i64) -> DbResult<Option<Vec<Commit>>> {
    if from == to {
        return Ok(Some(Vec::new()));
    }
    let wanted = usize::try_from(to - from).ok().filter(|count| from >= 0 && *count <= CURRENT_COMMITS);
    let Some(wanted) = wanted else { return Ok(None) };
    let mut commits = commits_after(db, session.id, from).await?;
    commits.truncate(wanted);
    Ok((commits.len() == wanted && commits.first().is_some_and(|first| first.version == from + 1)).then_some(commits))
}

/// Brings the words in memory up to date, and says where they stand.
pub(super) async fn refreshed(
    db: &Db,
    session: &Session,
    head: &mut Option<Head>,
    now: Stamp,
) -> DbResult<(Head, Standing)> {
    for _ in 0..TRIES {
        let standing = store::standing(db, session.id).await?;
        let known = head.take().filter(|head| Some(head.version) == standing.version);
        let newest = match known {
            Some(known) => known,
            None => store::load(db, session.id).await?,
        };
        let standing = if standing.version.is_some() { standing } else { store::standing(db, session.id).await? };
        if standing.version != Some(newest.version) {
            continue;
        }
        if standing.base == standing.head {
            *head = Some(newest.clone());
            return Ok((newest, standing));
        }
        match taken_over(db, session, newest, standing, now).await {
            Ok(()) | Err(DbFault::Refused(AppError::Stale)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Err(DbFault::Broken(format!("article {} changes faster than it can be read", session.id)))
}

/// Somebody made a version elsewhere: with the desk's form, or by going back to an old one. Its words take the place of
/// those here, as a change of nobody's that the log keeps.
async fn taken_over(db: &Db, session: &Session, head: Head, standing: Standing, now: Stamp) -> DbResult<()> {
    let (text, version) = load_text(db, session.id).await?.ok_or(AppError::NotFound)?;
    let wanted = Tree::from_document(&text.body).map_err(|error| DbFault::Broken(error.to_string()))?;
    let fields = Fields::from(&text);
    let steps = replacing(&head.tree, &wanted);
    let changed = changed_fields(&head.fields, &fields);
    let next = head.version + 1;
    let sum = checksum(&wanted.to_json());
    let commit = Commit {
        version: next,
        client: "system".to_owned(),
        batch: format!("system-{next}"),
        account: None,
        name: String::new(),
        at: now.0,
        steps,
        fields: (!changed.is_empty()).then_some(changed),
        checksum: sum.clone(),
    };
    let is_same = commit.steps.is_empty() && commit.fields.is_none();
    let (id, told) = (session.id, commit.clone());
    let new = Head { version: next, tree: wanted, fields, checksum: sum };
    db.write(move |tx| {
        Box::pin(async move {
            if is_same {
                return saved_in(tx, id, version, standing.version.unwrap_or_default()).await;
            }
            add_in(tx, id, &commit, &new).await?;
            saved_in(tx, id, version, next).await
        })
    })
    .await?;
    if !is_same {
        session.tell(&told);
    }
    Ok(())
}

fn changed_fields(from: &Fields, to: &Fields) -> Map<String, Value> {
    let (Ok(Value::Object(from)), Ok(Value::Object(to))) = (serde_json::to_value(from), serde_json::to_value(to))
    else {
        return Map::new();
    };
    to.into_iter().filter(|(name, value)| from.get(name) != Some(value)).collect()
}

/// Takes a batch: applies it, stores it and tells everybody, all of it or nothing.
///
/// # Errors
/// A refusal that says why; then nothing is stored.
pub async fn accept(db: &Db, session: &Session, writer: &Writer, batch: &Batch, now: Stamp) -> Result<Answer, Refusal> {
    if !batch.is_named() || batch.steps.len() > MAX_STEPS {
        return Err(Refusal::invalid());
    }
    let steps: Vec<Step> = batch.steps.iter().map(Step::from_json).collect::<Result<_, _>>()?;
    let mut head = session.head.lock().await;
    for _ in 0..TRIES {
        let (newest, standing) = refreshed(db, session, &mut head, now).await?;
        if let Some((version, checksum)) = store::version_of(db, session.id, &batch.batch).await? {
            let commits = missing(db, session, batch.version, newest.version).await?.unwrap_or_default();
            return Ok(Answer::Stored { version, checksum, commits, is_due: false });
        }
        let Some(others) = missing(db, session, batch.version, newest.version).await? else {
            return Ok(Answer::Unknown);
        };
        // Another batch of the same page may hold some of the same steps: a page that crashed after it had sent them, and a
        // new one that sends what the journal kept. Only the page can tell which are stored.
        let holds_own = others.iter().any(|commit| commit.client == batch.client);
        if holds_own || (!others.is_empty() && batch.attempt < PATIENCE) {
            return Ok(Answer::Stale { version: newest.version, commits: others });
        }
        let (commit, new) = made(session, writer, batch, (&steps, &others), &newest, now)?;
        match stored(db, session, writer, (commit.clone(), new.clone()), standing).await {
            Ok(()) => {}
            Err(DbFault::Refused(AppError::Stale)) => continue,
            Err(fault) => return Err(fault.into()),
        }
        session.tell(&commit);
        *head = Some(new);
        let begun = standing.unsaved_since.unwrap_or(now);
        let is_due = commit.version - standing.saved >= DUE_CHANGES || now.0 - begun.0 >= DUE_TIME;
        let (version, checksum) = (commit.version, commit.checksum.clone());
        let mut commits = others;
        if !commits.is_empty() {
            commits.push(commit);
        }
        return Ok(Answer::Stored { version, checksum, commits, is_due });
    }
    Err(Refusal::from(AppError::TooMany))
}

/// The change that a batch makes of the newest words, and the words after it.
fn made(
    session: &Session,
    writer: &Writer,
    batch: &Batch,
    (steps, others): (&[Step], &[Commit]),
    newest: &Head,
    now: Stamp,
) -> Result<(Commit, Head), Refusal> {
    let (steps, tree) = if others.is_empty() {
        let tree = steps.iter().try_fold(newest.tree.clone(), |tree, step| step.apply(&tree))?;
        (batch.steps.clone(), tree)
    } else {
        let mut over = Vec::new();
        for commit in others {
            over.extend(stored_steps(session.id, commit)?);
        }
        let rebased = rebase(steps, &over, &newest.tree)?;
        (rebased.steps.iter().map(Step::to_json).collect(), rebased.tree)
    };
    // What is stored can be read again as a body, within its limits.
    if !steps.is_empty() {
        tree.to_document()?;
    }
    let fields = match &batch.fields {
        Some(change) => newest.fields.with(change).ok_or_else(Refusal::invalid)?,
        None => newest.fields.clone(),
    };
    let sum = if steps.is_empty() { newest.checksum.clone() } else { checksum(&tree.to_json()) };
    let version = newest.version + 1;
    let commit = Commit {
        version,
        client: batch.client.clone(),
        batch: batch.batch.clone(),
        account: writer.guard.account(),
        name: writer.name.clone(),
        at: now.0,
        steps,
        fields: batch.fields.clone(),
        checksum: sum.clone(),
    };
    Ok((commit, Head { version, tree, fields, checksum: sum }))
}

/// Stores a change, once the rights have been asked for in the same transaction.
async fn stored(
    db: &Db,
    session: &Session,
    writer: &Writer,
    (commit, head): (Commit, Head),
    standing: Standing,
) -> DbResult<()> {
    let (id, guard) = (session.id, writer.guard.clone());
    let moves = commit.fields.as_ref().is_some_and(|fields| fields.contains_key("section"));
    db.write(move |tx| {
        Box::pin(async move {
            let section = if moves { section_in(tx, &head.fields.section).await? } else { standing.section };
            workflow::saving_in(tx, &guard, Some(id), section).await?;
            add_in(tx, id, &commit, &head).await
        })
    })
    .await
}
