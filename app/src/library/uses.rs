//! Which version of which text names which file.

use std::collections::BTreeSet;

use prose::Document;

use crate::articles::media_in_address;
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::ids::{ArticleId, MediaId, NoticeId};

/// The setting that says that everything from before this table was written down.
const KNOWN: &str = "library.uses";

/// What anybody reads, ever read, will read or works on names file `m`.
macro_rules! is_used {
    () => {
        "(EXISTS (SELECT 1 FROM article_file f JOIN article a ON a.id = f.article_id
            WHERE f.media_id = m.id AND (f.version = a.head_version OR f.version = COALESCE(a.live_version, 0)
                OR EXISTS (SELECT 1 FROM publication u WHERE u.article_id = f.article_id AND u.version = f.version)
                OR EXISTS (SELECT 1 FROM article_work w
                    WHERE w.article_id = f.article_id AND w.publish_version = f.version)))
            OR EXISTS (SELECT 1 FROM notice_file n WHERE n.media_id = m.id))"
    };
}
pub(super) use is_used;

statements! { "library_uses";
    ADD = "INSERT INTO article_file (article_id, version, media_id, place) VALUES ($1, $2, $3, $4)
        ON CONFLICT (article_id, version, media_id, place) DO NOTHING";
    ADD_NOTICE = "INSERT INTO notice_file (notice_id, media_id, place) VALUES ($1, $2, $3)
        ON CONFLICT (notice_id, media_id, place) DO NOTHING";
    FORGET = "DELETE FROM article_file WHERE article_id = $1 AND version = $2";
    FORGET_NOTICE = "DELETE FROM notice_file WHERE notice_id = $1";
    /// Takes the row's lock in any case, so that nobody puts the file in the trash meanwhile.
    UNTRASH = "UPDATE library_file SET trashed_at = NULL, trashed_by = NULL,
        version = version + CASE WHEN trashed_at IS NULL THEN 0 ELSE 1 END WHERE media_id = $1";
    USES = "SELECT f.article_id, f.version, f.place, a.slug, v.title, a.head_version, a.live_version, u.published_at
        FROM article_file f
        JOIN article a ON a.id = f.article_id
        JOIN article_version v ON v.article_id = f.article_id AND v.version = f.version
        LEFT JOIN publication u ON u.article_id = f.article_id AND u.version = f.version
        WHERE f.media_id = $1 ORDER BY f.article_id DESC, f.version DESC, f.place LIMIT 500";
    NOTICE_USES = "SELECT n.id, n.title, f.place FROM notice_file f JOIN notice n ON n.id = f.notice_id
        WHERE f.media_id = $1 ORDER BY n.id DESC, f.place LIMIT 100";
    VERSIONS = "SELECT article_id, version, body, picture_id FROM article_version
        WHERE article_id > $1 OR (article_id = $1 AND version > $2) ORDER BY article_id, version LIMIT 100";
    ATTACHED = "SELECT media_id FROM attachment WHERE article_id = $1 AND version = $2";
    STORED = "SELECT media_id, place FROM article_file WHERE article_id = $1 AND version = $2";
    NOTICES = "SELECT id, body FROM notice WHERE id > $1 ORDER BY id LIMIT 100";
    NOTICE_STORED = "SELECT media_id, place FROM notice_file WHERE notice_id = $1";
    IS_KNOWN = "SELECT value FROM setting WHERE name = $1";
    SET_KNOWN = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}
pub use STATEMENTS as USE_STATEMENTS;

row! {
    struct UseRow {
        article_id: i64, version: i64, place: String, slug: String, title: String, head_version: i64,
        live_version: Option<i64>, published_at: Option<i64>,
    }
}
row! { struct NoticeUseRow { id: i64, title: String, place: String } }
row! { struct VersionRow { article_id: i64, version: i64, body: String, picture_id: Option<i64> } }
row! { struct AttachedRow { media_id: i64 } }
row! { struct StoredRow { media_id: i64, place: String } }
row! { struct NoticeRow { id: i64, body: String } }
row! { struct ValueRow { value: String } }

/// What names a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// A version of an article.
    Article {
        /// The article.
        id: ArticleId,
        /// The version.
        version: i64,
        /// Its title.
        title: String,
        /// The last part of the article's address.
        slug: String,
        /// Where in it: `picture`, `attachment`, `body` or `link`.
        place: String,
        /// Readers see this version now.
        is_live: bool,
        /// Editors work on this version.
        is_head: bool,
        /// Readers saw this version at some time.
        was_published: bool,
    },
    /// A notice.
    Notice {
        /// The notice.
        id: NoticeId,
        /// Its title.
        title: String,
        /// Where in it: `body` or `link`.
        place: String,
    },
}

impl Use {
    /// Whether it keeps the file from being deleted: what anybody reads, ever read or works on does.
    pub fn keeps(&self) -> bool {
        match self {
            Self::Article { is_live, is_head, was_published, .. } => *is_live || *is_head || *was_published,
            Self::Notice { .. } => true,
        }
    }
}

type Named = BTreeSet<(i64, &'static str)>;

fn in_body(body: &Document) -> Named {
    let shown = prose::media(body).into_iter().map(|id| (id.0, "body"));
    let links = prose::text::links(body);
    let linked = links.iter().filter_map(|link| media_in_address(link)).map(|id| (id.0, "link"));
    shown.chain(linked).collect()
}

fn in_version(picture: Option<i64>, attachments: impl IntoIterator<Item = i64>, body: &Document) -> Named {
    let mut named = in_body(body);
    named.extend(picture.map(|id| (id, "picture")));
    named.extend(attachments.into_iter().map(|id| (id, "attachment")));
    named
}

/// In the order of the files' numbers, so that two saves never wait for each other.
async fn untrash_in(tx: &mut Tx, named: &Named) -> DbResult<()> {
    for media in named.iter().map(|(media, _)| *media).collect::<BTreeSet<i64>>() {
        UNTRASH.with(args![media]).run(tx).await?;
    }
    Ok(())
}

async fn add_in(tx: &mut Tx, id: i64, version: i64, named: Named) -> DbResult<()> {
    for (media, place) in named {
        ADD.with(args![id, version, media, place]).run(tx).await?;
    }
    Ok(())
}

/// Writes down which files a version names that was just saved; those of them in the trash leave it.
pub async fn article_saved_in(
    tx: &mut Tx,
    id: ArticleId,
    version: i64,
    picture: Option<MediaId>,
    attachments: &[MediaId],
    body: &Document,
) -> DbResult<()> {
    let named = in_version(picture.map(|id| id.0), attachments.iter().map(|id| id.0), body);
    untrash_in(tx, &named).await?;
    add_in(tx, id.0, version, named).await
}

/// As [`article_saved_in`], for a notice, whose older state is not kept.
pub async fn notice_saved_in(tx: &mut Tx, id: NoticeId, body: &Document) -> DbResult<()> {
    FORGET_NOTICE.with(args![id.0]).run(tx).await?;
    let named = in_body(body);
    untrash_in(tx, &named).await?;
    for (media, place) in named {
        ADD_NOTICE.with(args![id.0, media, place]).run(tx).await?;
    }
    Ok(())
}

/// What names a file: newest articles and versions first, at most 500, then notices.
pub async fn uses_of(db: &Db, id: MediaId) -> DbResult<Vec<Use>> {
    let rows: Vec<UseRow> = USES.with(args![id.0]).all(db).await?;
    let notices: Vec<NoticeUseRow> = NOTICE_USES.with(args![id.0]).all(db).await?;
    let articles = rows.into_iter().map(|row| Use::Article {
        id: ArticleId(row.article_id),
        version: row.version,
        title: row.title,
        slug: row.slug,
        place: row.place,
        is_live: row.live_version == Some(row.version),
        is_head: row.head_version == row.version,
        was_published: row.published_at.is_some(),
    });
    let notices =
        notices.into_iter().map(|row| Use::Notice { id: NoticeId(row.id), title: row.title, place: row.place });
    Ok(articles.chain(notices).collect())
}

fn read(what: &str, id: i64, body: &str) -> DbResult<Document> {
    Document::from_json(body).map_err(|error| DbFault::Broken(format!("body of {what} {id}: {error}")))
}

/// Compares what is written down with what every text names, and mends it where `mend` says so; a line for each
/// difference.
async fn compare_in(tx: &mut Tx, mend: bool) -> DbResult<Vec<String>> {
    let mut lines = Vec::new();
    let (mut id, mut version) = (0, 0);
    loop {
        let rows: Vec<VersionRow> = VERSIONS.with(args![id, version]).all_in(tx).await?;
        let Some(last) = rows.last() else { break };
        (id, version) = (last.article_id, last.version);
        for row in rows {
            let attached: Vec<AttachedRow> = ATTACHED.with(args![row.article_id, row.version]).all_in(tx).await?;
            let body = read("article", row.article_id, &row.body)?;
            let named = in_version(row.picture_id, attached.into_iter().map(|row| row.media_id), &body);
            let stored: Vec<StoredRow> = STORED.with(args![row.article_id, row.version]).all_in(tx).await?;
            if !same(&named, &stored) {
                lines
                    .push(format!("files of article {}, version {} are not those listed", row.article_id, row.version));
                if mend {
                    FORGET.with(args![row.article_id, row.version]).run(tx).await?;
                    add_in(tx, row.article_id, row.version, named).await?;
                }
            }
        }
    }
    let mut id = 0;
    loop {
        let rows: Vec<NoticeRow> = NOTICES.with(args![id]).all_in(tx).await?;
        let Some(last) = rows.last() else { return Ok(lines) };
        id = last.id;
        for row in rows {
            let body = read("notice", row.id, &row.body)?;
            let stored: Vec<StoredRow> = NOTICE_STORED.with(args![row.id]).all_in(tx).await?;
            if !same(&in_body(&body), &stored) {
                lines.push(format!("files of notice {} are not those listed", row.id));
                if mend {
                    notice_saved_in(tx, NoticeId(row.id), &body).await?;
                }
            }
        }
    }
}

fn same(named: &Named, stored: &[StoredRow]) -> bool {
    named.len() == stored.len() && stored.iter().all(|row| named.contains(&(row.media_id, known(&row.place))))
}

fn known(place: &str) -> &'static str {
    ["picture", "attachment", "body", "link"].into_iter().find(|known| *known == place).unwrap_or("")
}

/// A line for each text whose files are not those written down.
///
/// # Errors
/// A database that does not answer, a body that cannot be read.
pub async fn broken_uses(db: &Db) -> DbResult<Vec<String>> {
    db.write(|tx| Box::pin(compare_in(tx, false))).await
}

/// Writes down anew which text names which file, and says how many texts were wrong.
///
/// # Errors
/// As [`broken_uses`].
pub async fn rebuild_uses(db: &Db) -> DbResult<usize> {
    db.write(|tx| {
        Box::pin(async move {
            let mended = compare_in(tx, true).await?.len();
            SET_KNOWN.with(args![KNOWN, "1"]).run(tx).await?;
            Ok(mended)
        })
    })
    .await
}

/// Writes down, once, what texts name that an older program stored.
///
/// # Errors
/// As [`broken_uses`].
pub async fn fill_in_uses(db: &Db) -> DbResult<()> {
    let known: Option<ValueRow> = IS_KNOWN.with(args![KNOWN]).first(db).await?;
    if known.is_none_or(|row| row.value != "1") {
        rebuild_uses(db).await?;
    }
    Ok(())
}
