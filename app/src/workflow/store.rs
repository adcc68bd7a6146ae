//! Where a text stands and who has it, in the database.

use super::events::add_in;
use super::types::{EventKind, Stage, Step};
use crate::auth::{Action, Actor, Editor, Place, authorize_at};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::AppError;
use crate::ids::{AccountId, ArticleId, SectionId};
use crate::time::Stamp;

statements! { "workflow";
    ADD = "INSERT INTO article_work (article_id, stage, folded, author_id, owner_id, events)
        VALUES ($1, 'writing', $2, $3, $3, 0)";
    ACCESS = "SELECT w.stage, w.author_id, w.assignee_id, a.section_id FROM article_work w
        JOIN article a ON a.id = w.article_id WHERE w.article_id = $1";
    WORK = "SELECT w.stage, w.author_id, n.name AS author, w.assignee_id, w.due_day, w.owner_id, w.review_day,
            w.publish_at, w.publish_version, w.expires_at, a.section_id, a.live_version
        FROM article_work w JOIN article a ON a.id = w.article_id LEFT JOIN account n ON n.id = w.author_id
        WHERE w.article_id = $1";
    SAVED = "UPDATE article_work SET stage = $3, folded = $4 WHERE article_id = $1 AND stage = $2";
    PUBLISHED = "UPDATE article_work SET
            stage = CASE WHEN (SELECT head_version FROM article WHERE id = $1) = $2 THEN 'published' ELSE stage END,
            publish_at = CASE WHEN publish_version > $2 THEN publish_at ELSE NULL END,
            publish_version = CASE WHEN publish_version > $2 THEN publish_version ELSE NULL END
        WHERE article_id = $1";
    /// Says nothing new, and holds the row until the transaction ends.
    LOCK = "UPDATE article_work SET events = events WHERE article_id = $1";
    RISE = "DELETE FROM tombstone WHERE article_id = $1";
    UNFOLDED = "SELECT w.article_id, v.title FROM article_work w JOIN article a ON a.id = w.article_id
        JOIN article_version v ON v.article_id = a.id AND v.version = a.head_version
        WHERE w.folded IS NULL ORDER BY w.article_id LIMIT 500";
    FOLD = "UPDATE article_work SET folded = $2 WHERE article_id = $1 AND folded IS NULL";
}

row! {
    struct AccessRow { stage: String, author_id: Option<i64>, assignee_id: Option<i64>, section_id: i64 }
}
row! { struct UnfoldedRow { article_id: i64, title: String } }
row! {
    struct WorkRow {
        stage: String, author_id: Option<i64>, author: Option<String>, assignee_id: Option<i64>, due_day: Option<i64>,
        owner_id: Option<i64>, review_day: Option<i64>, publish_at: Option<i64>, publish_version: Option<i64>,
        expires_at: Option<i64>, section_id: i64, live_version: Option<i64>,
    }
}

/// What decides who may do what with a text.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// Where it stands.
    pub stage: Stage,
    /// Its section.
    pub section: SectionId,
    /// Who began it.
    pub author: Option<AccountId>,
    /// Who has it now.
    pub assignee: Option<AccountId>,
}

impl Access {
    /// Whether the text is one of this person's own: begun by them or given to them.
    pub fn is_own(&self, account: Option<AccountId>) -> bool {
        account.is_some() && (self.author == account || self.assignee == account)
    }

    /// Whether a person with these rights may save it now: who may edit in its section, always; its own people as long
    /// as they have it.
    pub fn may_save(&self, account: Option<AccountId>, may: impl Fn(Action) -> bool) -> bool {
        let has_it = self.is_own(account) && matches!(self.stage, Stage::Writing | Stage::Published);
        may(Action::Edit) || (has_it && may(Action::Write))
    }
}

/// All there is to say about where a text stands.
#[derive(Clone, Debug)]
pub struct Work {
    /// What decides who may do what.
    pub access: Access,
    /// The name of who began it.
    pub author: Option<String>,
    /// The day by which it shall be done.
    pub due_day: Option<i64>,
    /// Who answers for the page that readers see.
    pub owner: Option<AccountId>,
    /// The day on which it shall be looked at again.
    pub review_day: Option<i64>,
    /// When a version goes out by itself, and which.
    pub scheduled: Option<(Stamp, i64)>,
    /// When it is taken away from readers by itself.
    pub expires_at: Option<Stamp>,
    /// The version that readers see.
    pub live: Option<i64>,
}

fn stage(id: ArticleId, text: &str) -> DbResult<Stage> {
    Stage::parse(text).ok_or_else(|| DbFault::Broken(format!("stage {text} of article {id}")))
}

impl AccessRow {
    fn read(self, id: ArticleId) -> DbResult<Access> {
        Ok(Access {
            stage: stage(id, &self.stage)?,
            section: SectionId(self.section_id),
            author: self.author_id.map(AccountId),
            assignee: self.assignee_id.map(AccountId),
        })
    }
}

/// What decides who may do what with an article; none where there is no such article.
pub async fn access(db: &Db, id: ArticleId) -> DbResult<Option<Access>> {
    let row: Option<AccessRow> = ACCESS.with(args![id.0]).first(db).await?;
    row.map(|row| row.read(id)).transpose()
}

pub(super) async fn access_in(tx: &mut Tx, id: ArticleId) -> DbResult<Access> {
    let row: Option<AccessRow> = ACCESS.with(args![id.0]).first_in(tx).await?;
    row.ok_or(AppError::NotFound)?.read(id)
}

/// Says whether somebody may see a text on the desk: whoever writes in its section, and its own people.
///
/// # Errors
/// [`AppError::SignIn`] and [`AppError::Denied`].
pub fn may_open(actor: &Actor, access: &Access) -> Result<(), AppError> {
    let own = matches!(actor, Actor::Staff(staff) if access.is_own(Some(staff.id)));
    let place = if own { Place::Anywhere } else { Place::Section(access.section) };
    authorize_at(actor, Action::Write, place)
}

/// Says whether the holder may name versions of a text and speak about it: who may open it.
///
/// # Errors
/// No such article; [`AppError::Denied`].
pub async fn may_change_in(tx: &mut Tx, guard: &Editor, id: ArticleId) -> DbResult<Access> {
    let access = access_in(tx, id).await?;
    if !access.is_own(guard.account()) {
        guard.may(Action::Write, Place::Section(access.section))?;
    }
    Ok(access)
}

/// Says whether the holder may save a text into a section, before it is saved; `id` is none for a new one.
///
/// # Errors
/// [`AppError::Denied`] for a section in which they may not write, or for a text that is somebody else's now.
pub async fn saving_in(tx: &mut Tx, guard: &Editor, id: Option<ArticleId>, section: SectionId) -> DbResult<()> {
    guard.may(Action::Write, Place::Section(section))?;
    let Some(id) = id else { return Ok(()) };
    let access = access_in(tx, id).await?;
    let may = |action| guard.may(action, Place::Section(access.section)).is_ok();
    if access.may_save(guard.account(), may) { Ok(()) } else { Err(AppError::Denied.into()) }
}

/// The last stage at which words stand that a person with these rights put there.
fn vouched(may: impl Fn(Action) -> bool) -> Stage {
    match (may(Action::Publish), may(Action::Edit)) {
        (true, _) => Stage::Review,
        (_, true) => Stage::Editing,
        _ => Stage::Writing,
    }
}

/// The steps that a person may take with a text: back from where it stands, on from where a save would leave it.
pub fn choices(actor: &Actor, access: &Access) -> Vec<Step> {
    let account = match actor {
        Actor::Staff(staff) => Some(staff.id),
        Actor::Anonymous => None,
    };
    let may = |action| authorize_at(actor, action, Place::Section(access.section)).is_ok();
    let may_save = access.may_save(account, may);
    let own = access.is_own(account);
    let is_open = |step: &Step| {
        let from = match step {
            Step::Refuse | Step::Recall => access.stage,
            _ if may_save => access.stage.after_save(vouched(may)),
            _ => return false,
        };
        step.from(from).is_some() && may(step.needs(from, own))
    };
    Step::ALL.into_iter().filter(is_open).collect()
}

/// Notes a save: a new text begins its way, another goes back as far as the holder may vouch for it.
pub async fn saved_in(
    tx: &mut Tx,
    guard: &Editor,
    id: ArticleId,
    version: i64,
    title: &str,
    now: Stamp,
) -> DbResult<()> {
    let folded = vietnamese::fold(title);
    let account = guard.account();
    if version == 1 {
        ADD.with(args![id.0, folded, account.map(|account| account.0)]).run(tx).await?;
        return Ok(());
    }
    let access = access_in(tx, id).await?;
    let may = |action| guard.may(action, Place::Section(access.section)).is_ok();
    let after = access.stage.after_save(vouched(may));
    if SAVED.with(args![id.0, access.stage.as_str(), after.as_str(), folded]).run(tx).await? != 1 {
        return Err(AppError::Stale.into());
    }
    if after != access.stage {
        add_in(tx, id, account, EventKind::Reopen, version, "", now).await?;
    }
    Ok(())
}

/// Notes that a version is before readers. `by` is none for an import, whose run is the record of it.
pub async fn published_in(tx: &mut Tx, id: ArticleId, version: i64, by: Option<AccountId>, now: Stamp) -> DbResult<()> {
    PUBLISHED.with(args![id.0, version]).run(tx).await?;
    RISE.with(args![id.0]).run(tx).await?;
    if by.is_some() {
        add_in(tx, id, by, EventKind::Publish, version, "", now).await?;
    }
    Ok(())
}

/// Keeps others from changing where a text stands until the transaction ends.
pub(super) async fn lock_in(tx: &mut Tx, id: ArticleId) -> DbResult<()> {
    LOCK.with(args![id.0]).run(tx).await?;
    Ok(())
}

/// Where a text stands; none where there is no such article.
pub async fn load_work(db: &Db, id: ArticleId) -> DbResult<Option<Work>> {
    let row: Option<WorkRow> = WORK.with(args![id.0]).first(db).await?;
    let Some(row) = row else { return Ok(None) };
    let access = AccessRow {
        stage: row.stage,
        author_id: row.author_id,
        assignee_id: row.assignee_id,
        section_id: row.section_id,
    };
    Ok(Some(Work {
        access: access.read(id)?,
        author: row.author,
        due_day: row.due_day,
        owner: row.owner_id.map(AccountId),
        review_day: row.review_day,
        scheduled: row.publish_at.map(Stamp).zip(row.publish_version),
        expires_at: row.expires_at.map(Stamp),
        live: row.live_version,
    }))
}

/// Writes down the folded titles of texts that an older program stored; the desk searches them.
pub async fn fill_in(db: &Db) -> DbResult<()> {
    loop {
        let rows: Vec<UnfoldedRow> = UNFOLDED.with(args![]).all(db).await?;
        if rows.is_empty() {
            return Ok(());
        }
        db.write(move |tx| {
            Box::pin(async move {
                for row in rows {
                    FOLD.with(args![row.article_id, vietnamese::fold(&row.title)]).run(tx).await?;
                }
                Ok(())
            })
        })
        .await?;
    }
}
