//! The desk's list: whose turn it is with which text.

use super::types::Stage;
use crate::auth::{Action, Actor, Place, Staff, authorize_at};
use crate::db::{Db, DbResult, args, row, statements};
use crate::ids::{AccountId, SectionId};
use crate::time::Day;

/// How many texts a page of the list holds.
const PAGE: i64 = 50;

/// Who may see what: everything ($1 is 1), the sections named in $2, and one's own ($3).
macro_rules! visible {
    () => {
        "($1 = 1 OR $2 LIKE '%,' || CAST(a.section_id AS TEXT) || ',%' OR w.author_id = $3 OR w.assignee_id = $3)"
    };
}
/// What waits for person $3 on day $4: given to them, begun by them and given to nobody, or theirs to look at again.
macro_rules! mine {
    () => {
        "((w.stage <> 'published' AND (w.assignee_id = $3
            OR (w.author_id = $3 AND w.assignee_id IS NULL AND w.stage = 'writing')))
            OR (w.owner_id = $3 AND w.review_day <= $4 AND a.live_version IS NOT NULL))"
    };
}

statements! { "queue";
    LIST = concat!("SELECT a.id, a.slug, v.title, s.name AS section, a.head_version, a.live_version, v.saved_at,
            p.name AS saved_by, w.stage, x.name AS assignee, w.due_day, w.review_day, w.publish_at, w.events
        FROM article a
        JOIN article_work w ON w.article_id = a.id
        JOIN article_version v ON v.article_id = a.id AND v.version = a.head_version
        JOIN section s ON s.id = a.section_id
        LEFT JOIN account p ON p.id = v.saved_by
        LEFT JOIN account x ON x.id = w.assignee_id
        WHERE ", visible!(), " AND ($5 = 0 OR ", mine!(), ")
            AND (w.stage = $6 OR $6 IS NULL)
            AND ($7 = 0 OR (w.due_day < $4 AND w.stage <> 'published'))
            AND ($8 = 0 OR (w.review_day <= $4 AND a.live_version IS NOT NULL))
            AND (a.section_id = $9 OR $9 IS NULL)
            AND (w.author_id = $10 OR w.assignee_id = $10 OR $10 IS NULL)
            AND (w.folded LIKE $11 ESCAPE '!' OR $11 IS NULL)
        ORDER BY v.saved_at DESC, a.id DESC LIMIT $12 OFFSET $13");
    COUNTS = concat!("SELECT COUNT(CASE WHEN ", mine!(), " THEN 1 END) AS mine,
            COUNT(CASE WHEN w.stage = 'writing' THEN 1 END) AS writing,
            COUNT(CASE WHEN w.stage = 'editing' THEN 1 END) AS editing,
            COUNT(CASE WHEN w.stage = 'review' THEN 1 END) AS review,
            COUNT(CASE WHEN w.stage = 'approved' THEN 1 END) AS approved,
            COUNT(CASE WHEN w.due_day < $4 AND w.stage <> 'published' THEN 1 END) AS overdue,
            COUNT(CASE WHEN w.review_day <= $4 AND a.live_version IS NOT NULL THEN 1 END) AS stale,
            COUNT(*) AS every
        FROM article a JOIN article_work w ON w.article_id = a.id WHERE ", visible!());
}
pub use STATEMENTS as QUEUE_STATEMENTS;

row! {
    /// A text in the desk's list.
    #[derive(Clone, Debug)]
    pub struct QueueRow {
        id: i64, slug: String, title: String, section: String, head_version: i64, live_version: Option<i64>,
        saved_at: i64, saved_by: Option<String>, stage: String, assignee: Option<String>, due_day: Option<i64>,
        review_day: Option<i64>, publish_at: Option<i64>, events: i64,
    }
}
row! {
    /// How many texts are in each queue.
    #[derive(Clone, Debug, Default)]
    pub struct QueueCounts {
        mine: i64, writing: i64, editing: i64, review: i64, approved: i64, overdue: i64, stale: i64, every: i64,
    }
}

/// A queue of the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Queue {
    /// What waits for the person who asks.
    #[default]
    Mine,
    /// What stands at a stage.
    At(Stage),
    /// What should have been done before today.
    Overdue,
    /// Pages whose review day has come.
    Stale,
    /// Everything.
    Every,
}

impl Queue {
    /// Every queue, in the order of the desk.
    pub const ALL: [Self; 8] = [
        Self::Mine,
        Self::At(Stage::Writing),
        Self::At(Stage::Editing),
        Self::At(Stage::Review),
        Self::At(Stage::Approved),
        Self::Overdue,
        Self::Stale,
        Self::Every,
    ];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "cua-toi",
            Self::At(Stage::Writing) => "dang-viet",
            Self::At(Stage::Editing) => "cho-bien-tap",
            Self::At(Stage::Review) => "cho-duyet",
            Self::At(Stage::Approved) => "cho-dang",
            Self::At(Stage::Published) => "da-dang",
            Self::Overdue => "qua-han",
            Self::Stale => "can-xem-lai",
            Self::Every => "tat-ca",
        }
    }

    /// Reads the word in an address.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|queue| queue.as_str() == text)
    }

    /// How many texts it holds.
    pub fn count(self, counts: &QueueCounts) -> i64 {
        match self {
            Self::Mine => counts.mine,
            Self::At(Stage::Writing) => counts.writing,
            Self::At(Stage::Editing) => counts.editing,
            Self::At(Stage::Review) => counts.review,
            Self::At(Stage::Approved) => counts.approved,
            Self::At(Stage::Published) => 0,
            Self::Overdue => counts.overdue,
            Self::Stale => counts.stale,
            Self::Every => counts.every,
        }
    }
}

/// What of a queue is asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The queue.
    pub queue: Queue,
    /// Of one section.
    pub section: Option<SectionId>,
    /// Begun by this person, or given to them.
    pub person: Option<AccountId>,
    /// With these words in the title, marks and capitals aside.
    pub words: String,
    /// The page, from 1.
    pub page: i64,
}

/// A page of a queue.
#[derive(Clone, Debug)]
pub struct QueuePage {
    /// The texts, the newest save first.
    pub rows: Vec<QueueRow>,
    /// There are more on the next page.
    pub more: bool,
}

/// Whether the person sees everything, and else the sections they write in, as `,1,2,`.
fn sight(staff: &Staff) -> (i64, String) {
    let everything = authorize_at(&Actor::Staff(staff.clone()), Action::Write, Place::Site).is_ok();
    let sections: Vec<String> = staff.grants.iter().map(|(section, _)| section.to_string()).collect();
    (i64::from(everything), format!(",{},", sections.join(",")))
}

/// A search for words anywhere in the folded title.
fn pattern(words: &str) -> Option<String> {
    let folded = vietnamese::fold(words.trim());
    if folded.is_empty() {
        return None;
    }
    let escaped: String =
        folded.chars().flat_map(|c| ['!'].into_iter().filter(move |_| "!%_".contains(c)).chain([c])).collect();
    Some(format!("%{escaped}%"))
}

/// A page of a queue, as far as the person may see it.
pub async fn queue(db: &Db, staff: &Staff, filter: &Filter, today: Day) -> DbResult<QueuePage> {
    let (everything, sections) = sight(staff);
    let stage = match filter.queue {
        Queue::At(stage) => Some(stage.as_str().to_owned()),
        _ => None,
    };
    let is = |queue| i64::from(filter.queue == queue);
    let skip = (filter.page.clamp(1, 100_000) - 1) * PAGE;
    let arguments = args![
        everything,
        sections,
        staff.id.0,
        today.0,
        is(Queue::Mine),
        stage,
        is(Queue::Overdue),
        is(Queue::Stale),
        filter.section.map(|section| section.0),
        filter.person.map(|person| person.0),
        pattern(&filter.words),
        PAGE + 1,
        skip
    ];
    let mut rows: Vec<QueueRow> = LIST.with(arguments).all(db).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    Ok(QueuePage { rows, more })
}

/// How many texts wait in each queue, as far as the person may see them.
pub async fn queue_counts(db: &Db, staff: &Staff, today: Day) -> DbResult<QueueCounts> {
    let (everything, sections) = sight(staff);
    let counts: Option<QueueCounts> = COUNTS.with(args![everything, sections, staff.id.0, today.0]).first(db).await?;
    Ok(counts.unwrap_or_default())
}
